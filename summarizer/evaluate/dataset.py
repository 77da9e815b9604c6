"""Clusters with references, one JSON object a line.

`{"id", "lang", "docs": [{"title", "text", "date"?, "source"?}], "references": [{"text"} or str]}`.
`load.cluster` reads the articles. `lang` is a two-letter code; English when it is missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.datatypes import Article, Problem, count_words
from summarizer.errors import SourceError
from summarizer.load import cluster, hygiene


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
    read = cluster.read(line, where)
    given = read.fields.get("references")
    references = tuple(filter(None, map(_reference, given))) if isinstance(given, list) else ()
    yield from read.problems
    if read.articles and not references:
        missing = 'field "references" is missing or not a list'
        yield Problem(where, "no reference with a text" if isinstance(given, list) else missing)
    elif read.articles:
        lang = hygiene.line(_string(read.fields.get("lang"))) or "en"
        articles = tuple(replace(each, lang=each.lang or lang) for each in read.articles)
        yield Cluster(read.id or where, lang, articles, references)


def _reference(given: Any) -> str:
    return hygiene.clean(_string(given.get("text") if isinstance(given, dict) else given))


def _string(given: Any) -> str:
    return given if isinstance(given, str) else ""
