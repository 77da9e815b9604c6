"""Bytes -> what is in them, by format. What needs another process or another address says so."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from summarizer.datatypes import Article, Problem
from summarizer.load import jsonl, sniff, text
from summarizer.load.found import Entry, Job, Subscription

Found = Article | Problem | Job | Entry | Subscription
"""An article, why there is none, or what leads to one: bytes for a worker, an entry whose page may
be read, a feed of a list."""

Reader = Callable[[bytes, str], Iterator[Found]]
"""Bytes and the path or address they came from, to what is in them.

Raises SourceError when nothing in the bytes can be used.
"""


def _page(data: bytes, where: str) -> Iterator[Found]:
    yield Job("html", data, where)


def _pdf(data: bytes, where: str) -> Iterator[Found]:
    yield Job("pdf", data, where)


def _feed(data: bytes, where: str) -> Iterator[Found]:
    from summarizer.load import feed  # noqa: PLC0415  30 ms, not for text

    entries, problems = feed.entries(data, where)
    yield from entries
    yield from problems


def _list(data: bytes, where: str) -> Iterator[Found]:
    from summarizer.load.feed import opml  # noqa: PLC0415

    subscriptions, problems = opml.read(data, where)
    yield from subscriptions
    yield from problems


def _json(data: bytes, where: str) -> Iterator[Found]:
    yield from (_feed if sniff.is_feed(data) else jsonl.records)(data, where)


def _xml(data: bytes, where: str) -> Iterator[Found]:
    if sniff.is_feed(data):
        yield from _feed(data, where)
    else:
        yield from (_list if sniff.is_opml(data) else _page)(data, where)


READERS: dict[str, Reader] = {
    ".atom": _feed,
    ".htm": _page,
    ".html": _page,
    ".json": _json,
    ".jsonl": jsonl.records,
    ".markdown": text.markdown,
    ".md": text.markdown,
    ".ndjson": jsonl.records,
    ".opml": _list,
    ".pdf": _pdf,
    ".rdf": _feed,
    ".rss": _feed,
    ".txt": text.plain,
    ".xhtml": _page,
    ".xml": _xml,
}


def read(data: bytes, where: str, *, name: str = "") -> Iterator[Found]:
    """What is in the bytes, by the suffix of `name` if it tells, else by how they begin."""
    reader = READERS.get(PurePosixPath(name).suffix.lower()) or READERS[sniff.suffix(data)]
    return reader(data, where)
