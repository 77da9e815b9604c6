"""Articles taken out of 181 news and blog pages, beside the two extractors alone.

`BENCH_DATA=folder python -m benchmarks.extraction`. Reads article_extraction/ there, which is
https://github.com/scrapinghub/article-extraction-benchmark. Two measures against its texts:

words   each text as a bag of words; the mean over the pages of precision, recall and F1
groups  that repository's own: runs of 4 words; the F1 of the mean precision and mean recall

A title is right when it is the headline that a person reads above the article (titles.json has its
hash first) or what the page declares as its title, without the outlet's name (second). Marks,
spaces and case do not count. The places given to the extractors are file names, not addresses.
"""

import gzip
import hashlib
import json
import logging
import os
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from summarizer.datatypes import Article, Problem
from summarizer.load import workers
from summarizer.load.page import html
from summarizer.load.workers import Job

GROUP = 4
"""Words."""
HUNDRED = 100
WORD = re.compile(r"\w+")
TITLES = Path(__file__).parent / "titles.json"
OURS, TRAFILATURA, READABILITY = "ours", "trafilatura", "readability"
SKIPPED = """\
EXTRACTION IS NOT MEASURED: set BENCH_DATA to a folder with article_extraction/, a copy of
  https://github.com/scrapinghub/article-extraction-benchmark"""


class Page(NamedTuple):
    """A page as it was saved, and what people say is in it."""

    name: str
    data: bytes
    text: str
    titles: list[str]
    """Hashes, the printed one first."""


class Found(NamedTuple):
    """What an extractor says is in it."""

    text: str
    title: str


class Scores(NamedTuple):
    """From 0 to 1."""

    precision: float
    recall: float
    f1: float


def main() -> dict[str, float]:
    """Print the tables; return the figures, shares in percent. Without data: none."""
    root = os.environ.get("BENCH_DATA")
    if not root:
        print(SKIPPED, file=sys.stderr)
        return {}
    logging.disable(logging.CRITICAL)  # the extractors' own complaints
    pages = _pages(Path(root) / "article_extraction")
    rows = {
        OURS: _ours(pages),
        TRAFILATURA: [_by_trafilatura(page) for page in pages],
        READABILITY: [_by_readability(page) for page in pages],
    }
    words = {name: _mean_words(pages, found) for name, found in rows.items()}
    groups = {name: _mean_groups(pages, found) for name, found in rows.items()}
    titles = {name: _titles(pages, found) for name, found in rows.items()}
    _print(words, groups, titles)
    return {
        "extraction_f1": 100 * words[OURS].f1,
        "extraction_precision": 100 * words[OURS].precision,
        "extraction_f1_groups": 100 * groups[OURS].f1,
        "extraction_f1_over_trafilatura": 100 * (words[OURS].f1 - words[TRAFILATURA].f1),
        "extraction_f1_over_readability": 100 * (words[OURS].f1 - words[READABILITY].f1),
        "extraction_titles": titles[OURS][1],
        **_times(pages),
    }


def _pages(folder: Path) -> list[Page]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    titles = json.loads(TITLES.read_text("utf-8"))
    return [
        Page(
            name,
            gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            truth[name]["articleBody"],
            titles[name[:12]],
        )
        for name in sorted(truth)
    ]


def _ours(pages: list[Page]) -> list[Found]:
    outcomes = workers.run(Job("html", page.data, page.name) for page in pages)
    return [_found(outcome) for outcome in outcomes]


def _found(outcome: Article | Problem) -> Found:
    if isinstance(outcome, Problem):
        print(f"  {outcome.source}: {outcome.reason}")
        return Found("", "")
    return Found(outcome.text, outcome.title)


def _by_trafilatura(page: Page) -> Found:
    from trafilatura import bare_extraction  # noqa: PLC0415  only where there is data

    document = bare_extraction(page.data, with_metadata=True)
    return Found(document.text or "", document.title or "") if document else Found("", "")


def _by_readability(page: Page) -> Found:
    from lxml.html import document_fromstring  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    from summarizer.load.page import body  # noqa: PLC0415

    document = Document(page.data.decode("utf-8", "replace"))
    summary = document_fromstring(document.summary(html_partial=True))
    return Found("\n".join(line.text for line in body.lines(summary)), document.short_title())


def _mean_words(pages: list[Page], found: list[Found]) -> Scores:
    scores = [_scores(page.text, each.text, 1) for page, each in zip(pages, found, strict=True)]
    return Scores(*(statistics.mean(column) for column in zip(*scores, strict=True)))


def _mean_groups(pages: list[Page], found: list[Found]) -> Scores:
    scores = [_scores(page.text, each.text, GROUP) for page, each in zip(pages, found, strict=True)]
    # A page on which nothing was found counts for recall only.
    precision = statistics.mean(
        score.precision for score, each in zip(scores, found, strict=True) if each.text.strip()
    )
    recall = statistics.mean(score.recall for score in scores)
    return Scores(precision, recall, _f1(precision, recall))


def _scores(true: str, found: str, size: int) -> Scores:
    """Of the runs of `size` words; each counts as often as it occurs."""
    wanted, got = _runs(true, size), _runs(found, size)
    both = (wanted & got).total()
    precision, recall = both / max(got.total(), 1), both / max(wanted.total(), 1)
    return Scores(precision, recall, _f1(precision, recall))


def _runs(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    starts = range(max(1, len(words) - size + 1)) if words else ()
    return Counter(tuple(words[start : start + size]) for start in starts)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _titles(pages: list[Page], found: list[Found]) -> tuple[float, float]:
    """Percent that are right as printed, and as printed or declared."""
    hashes = [_hash(each.title) for each in found]
    both = list(zip(hashes, (page.titles for page in pages), strict=True))
    printed = statistics.mean(title == titles[0] for title, titles in both)
    return 100 * printed, 100 * statistics.mean(title in titles for title, titles in both)


def _hash(title: str) -> str:
    plain = "".join(WORD.findall(title.casefold()))
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def _times(pages: list[Page]) -> dict[str, float]:
    jobs = [Job("html", page.data, page.name) for page in pages[:HUNDRED]]
    hundred = _seconds(lambda: list(workers.run(jobs)))
    one = _seconds(lambda: list(workers.run(jobs[:1])))
    slowest = max(_seconds(lambda page=page: html.extract(page.data, page.name)) for page in pages)
    print(f"\n{HUNDRED} pages in worker processes: {hundred:.1f} s; the first alone: {one:.2f} s")
    print(f"the slowest of {len(pages)} pages: {slowest:.2f} s")
    return {
        "extraction_seconds_100": hundred,
        "extraction_seconds_1": one,
        "extraction_seconds_slowest": slowest,
    }


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _print(
    words: dict[str, Scores], groups: dict[str, Scores], titles: dict[str, tuple[float, float]]
) -> None:
    print(f"{'':<12}        words             groups of {GROUP}       titles in %")
    print(f"{'':<12} prec.  rec.    F1     prec.  rec.    F1     printed  or declared")
    for name, scores in words.items():
        columns = (" ".join(f"{100 * each:5.1f}" for each in row) for row in (scores, groups[name]))
        printed, declared = titles[name]
        print(f"{name:<12}", "   ".join(columns), f"    {printed:5.1f}     {declared:5.1f}")


if __name__ == "__main__":
    main()
