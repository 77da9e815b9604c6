"""Public data sets, as they are published, to the clusters that `summarizer evaluate` reads.

    python -m benchmarks.convert multinews test.src.cleaned test.tgt > multinews.jsonl
    python -m benchmarks.convert wcep test.jsonl.gz > wcep.jsonl
    python -m benchmarks.convert multiling "TAC 2011 MultiLing Pilot Dataset" > multiling.jsonl

Multi-News: Fabbri et al. 2019, https://github.com/Alex-Fabbri/Multi-News.
WCEP: Gholipour Ghalandari et al. 2020, https://github.com/complementizer/wcep-mds-dataset.
MultiLing 2011 pilot: http://multiling.iit.demokritos.gr.
Each has its own licence; nothing of them is part of this project.
"""

import gzip
import itertools
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from summarizer.load import hygiene

Cluster = dict[str, Any]
"""One line of the output."""


def multinews(source: str, target: str) -> Iterator[Cluster]:
    """Line n of both files is one cluster: documents end in `|||||`, line breaks are spelt out."""
    with Path(source).open(encoding="utf-8") as articles, Path(target).open(encoding="utf-8") as of:
        for number, (line, summary) in enumerate(zip(articles, of, strict=True), start=1):
            texts = (part.replace("NEWLINE_CHAR", "\n").strip() for part in line.split("|||||"))
            yield {
                "id": f"{Path(source).name}:{number}",
                "lang": "en",
                "docs": [{"title": "", "text": text} for text in texts if text],
                "references": [{"text": summary.strip().removeprefix("–").strip()}],
            }


def wcep(path: str) -> Iterator[Cluster]:
    """One event a line: `summary`, and `articles` with `title`, `text`, `time` and `url`."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            event = json.loads(line)
            yield {
                "id": str(event.get("id", f"{Path(path).name}:{number}")),
                "lang": "en",
                "docs": [_wcep_article(article) for article in event["articles"]],
                "references": [{"text": event["summary"]}],
            }


def _wcep_article(article: dict[str, Any]) -> dict[str, str]:
    host = urlsplit(article.get("url") or "").hostname or ""
    kept = {
        "title": article.get("title") or "",
        "text": article["text"],
        "date": article.get("time") or "",
        "source": host.removeprefix("www."),
    }
    return {name: value for name, value in kept.items() if value or name in {"title", "text"}}


LANGUAGES = {
    "arabic": "ar",
    "czech": "cs",
    "english": "en",
    "french": "fr",
    "greek": "el",
    "hebrew": "he",
    "hindi": "hi",
}
ARTICLE = re.compile(r"(M\d{3})(\d)\.(\w+)")
SUMMARY = re.compile(r"(M\d{3})\.([A-Z])\.250")
DATELINE = "%A, %B %d, %Y"
"""The line below the headline: Saturday, January 8, 2005. Translations have it translated."""
DATELINE_WORDS = 10
"""A second line that is longer is text."""


def multiling(folder: str) -> Iterator[Cluster]:
    """`M0004.french` is article 4 of topic M000; `French/M000.B.250` a summary of that topic."""
    articles, summaries = _multiling_files(Path(folder))
    dates = {
        (topic, number): _dated(path)
        for (_, topic, number), path in articles.items()
        if path.suffix.lower() == ".english"
    }
    for (language, topic), group in itertools.groupby(sorted(articles), key=lambda key: key[:2]):
        yield {
            "id": f"multiling2011-{language}-{topic}",
            "lang": language,
            "docs": [_multiling_article(articles[key], dates.get(key[1:], "")) for key in group],
            "references": [
                {"text": " ".join(_lines(path))} for path in sorted(summaries[language, topic])
            ],
        }


def _multiling_files(
    folder: Path,
) -> tuple[dict[tuple[str, str, str], Path], dict[tuple[str, str], list[Path]]]:
    """Articles by language, topic and number; summaries by language and topic."""
    articles: dict[tuple[str, str, str], Path] = {}
    summaries: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in folder.rglob("M*"):
        article, summary = ARTICLE.fullmatch(path.name), SUMMARY.fullmatch(path.name)
        if article and article[3].lower() in LANGUAGES:
            articles[LANGUAGES[article[3].lower()], article[1], article[2]] = path
        elif summary and path.parent.name.lower() in LANGUAGES:
            summaries[LANGUAGES[path.parent.name.lower()], summary[1]].append(path)
    return articles, summaries


def _multiling_article(path: Path, date: str) -> dict[str, str]:
    title, *text = _lines(path)
    if date and text and len(text[0].split()) <= DATELINE_WORDS:
        return {"title": title, "text": "\n".join(text[1:]), "date": date}
    return {"title": title, "text": "\n".join(text)}


def _dated(path: Path) -> str:
    """The day of an English article, as 2005-01-08; empty when its second line is none."""
    try:
        return datetime.strptime(_lines(path)[1], DATELINE).date().isoformat()
    except (ValueError, IndexError):
        return ""


def _lines(path: Path) -> list[str]:
    """Lines with something in them; a few files are not in UTF-8."""
    text = hygiene.decode(path.read_bytes(), str(path))
    return [line.strip() for line in text.splitlines() if line.strip()]


CONVERTERS: dict[str, Callable[..., Iterator[Cluster]]] = {
    "multinews": multinews,
    "wcep": wcep,
    "multiling": multiling,
}


def main(name: str, *paths: str) -> None:
    for cluster in CONVERTERS[name](*paths):
        print(json.dumps(cluster, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in CONVERTERS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
