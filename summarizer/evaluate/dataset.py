"""Clusters with references, one JSON object a line.

`{"id", "lang", "docs": [{"title", "text", "date"?, "source"?}], "references": [{"text"} or str]}`.
`lang` is a two-letter code; English when it is missing. Text gets the same hygiene as any input.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.datatypes import Article, Problem, count_words
from summarizer.errors import SourceError
from summarizer.load import dates, hygiene


@dataclass(frozen=True, slots=True)
class Cluster:
    """Articles about one event, in the order of the file, and what people wrote about it."""

    id: str
    lang: str
    articles: tuple[Article, ...]
    references: tuple[str, ...]

    @property
    def reference_words(self) -> int:
        """Mean length of the references, rounded."""
        return round(sum(map(count_words, self.references)) / len(self.references))


def clusters(path: Path) -> Iterator[Cluster | Problem]:
    """Each usable line as a cluster; a problem for each line or article that is not.

    Raises:
        SourceError: the file cannot be read or decoded.
    """
    try:
        text = hygiene.decode(path.read_bytes(), str(path))
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}") from error
    # Not splitlines(): U+2028 may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield from _cluster(line, f"{path}:{number}")


def sample(found: Sequence[Cluster], limit: int | None, seed: int) -> list[Cluster]:
    """At most `limit` clusters drawn at random, in the order of the file; None keeps all."""
    if limit is None or limit >= len(found):
        return list(found)
    rows = np.random.default_rng(seed).permutation(len(found))[:limit]
    return [found[row] for row in sorted(rows)]


def _cluster(line: str, where: str) -> Iterator[Cluster | Problem]:
    try:
        record = json.loads(line, strict=False)
    except (ValueError, RecursionError):
        yield Problem(where, "not JSON")
        return
    fault = _fault(record)
    if fault:
        yield Problem(where, fault)
        return
    lang = hygiene.line(_string(record.get("lang"))) or "en"
    references = tuple(text for text in map(_reference, record["references"]) if text)
    articles = []
    for number, each in enumerate(record["docs"], start=1):
        article = _article(each, lang)
        if article:
            articles.append(article)
        else:
            yield Problem(f"{where}, article {number}", 'no "text" in it')
    if not articles or not references:
        yield Problem(where, "no article with a text" if references else "no reference with a text")
        return
    name = hygiene.line(str(record.get("id") or "")) or where
    yield Cluster(name, lang, tuple(articles), references)


def _fault(record: Any) -> str:
    """What keeps the object from being a cluster; empty when nothing does."""
    if not isinstance(record, dict):
        return "not an object with fields"
    for field in ("docs", "references"):
        if not isinstance(record.get(field), list):
            return f'field "{field}" is missing or not a list'
    return ""


def _article(given: Any, lang: str) -> Article | None:
    text = hygiene.clean(_string(given.get("text"))) if isinstance(given, dict) else ""
    if not text:
        return None
    return Article(
        text=text,
        title=hygiene.line(_string(given.get("title"))),
        source=hygiene.line(_string(given.get("source"))),
        published=dates.parse(_string(given.get("date"))),
        lang=lang,
    )


def _reference(given: Any) -> str:
    return hygiene.clean(_string(given.get("text") if isinstance(given, dict) else given))


def _string(given: Any) -> str:
    return given if isinstance(given, str) else ""
