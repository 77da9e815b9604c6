"""Step 1: files, folders, patterns and standard input become articles and problems.

A new input format is one file here and one line in `READERS`.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import html, hygiene, jsonl, sniff, sources, text

Reader = Callable[[bytes, str], Iterator[Article | Problem]]
"""Bytes and the path they came from, to the articles in them and the parts that were refused.

Raises SourceError when nothing in the bytes can be used.
"""

READERS: dict[str, Reader] = {
    ".htm": html.page,
    ".html": html.page,
    ".json": jsonl.records,
    ".jsonl": jsonl.records,
    ".markdown": text.markdown,
    ".md": text.markdown,
    ".ndjson": jsonl.records,
    ".txt": text.plain,
    ".xhtml": html.page,
}

MAX_BYTES = 15_000_000
"""Of one source. A long news article is 50 kB; this is a day of a large agency as JSONL."""


def read(
    where: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article found, by id; and every input that could not be used, and why.

    `where` names files, folders (searched downwards), patterns, and `-` for `stdin`. Its order
    changes nothing. An article found twice is kept once: the newest of one id, the smallest id
    of one title and text. `Article.path` is the path as it was typed, `-` for `stdin`.
    """
    paths, refused = sources.expand(where, READERS.keys())
    found: list[Article] = []
    for path in paths:
        for item in _articles(path, stdin, max_bytes):
            if isinstance(item, Article):
                found.append(item)
            else:
                refused.append(item)
    articles, doubles = _once(found)
    return articles, _printable([*refused, *doubles])


def _articles(path: str, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Article | Problem]:
    """What one file holds; a file that cannot be used is one problem."""
    try:
        data = sources.fetch(path, stdin, max_bytes)
        reader = READERS.get(PurePosixPath(path).suffix.lower()) or READERS[sniff.suffix(data)]
        yield from reader(data, path)
    except SourceError as error:
        yield Problem(error.source, error.reason)


def _once(articles: list[Article]) -> tuple[tuple[Article, ...], list[Problem]]:
    """Articles by id without the doubles; a double of another text is a problem."""
    kept: dict[str, Article] = {}
    told: set[tuple[str, str]] = set()
    problems = []
    for article in sorted(articles, key=_rank):
        if (article.title, article.text) in told:
            continue
        if article.id in kept:
            problems.append(_clash(article, kept[article.id]))
            continue
        kept[article.id] = article
        told.add((article.title, article.text))
    return tuple(kept.values()), problems


def _rank(article: Article) -> tuple[str, float, str, str, str, str, str, str]:
    """Total order: by id; within one id the newest first, the undated last."""
    age = -article.published.timestamp() if article.published else float("inf")
    return (
        *(article.id, age, article.path or "", article.source, article.url or ""),
        *(article.lang or "", article.title, article.text),
    )


def _clash(article: Article, kept: Article) -> Problem:
    name = article.url or article.id
    reason = f'"{name}" was already read from {kept.path} with another text; this one is left out'
    return Problem(article.path or "", reason)


def _printable(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each once, safe to print: a file name can hold terminal commands too."""
    clean = (Problem(hygiene.line(each.source), hygiene.line(each.reason)) for each in problems)
    return tuple(dict.fromkeys(clean))
