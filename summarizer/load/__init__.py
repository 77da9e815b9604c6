"""Step 1: addresses, files, folders, patterns and standard input become articles and problems.

A new input format is one file here and one line in `formats.READERS`. What leads on, a page to a
worker process or a feed's entry to its page, is followed before anything is returned.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import address, formats, hygiene, sources
from summarizer.load.formats import READERS, Found
from summarizer.load.found import Entry, Job
from summarizer.load.web import Page, Session, Web

__all__ = ["MAX_BYTES", "READERS", "Web", "once", "read"]

MAX_BYTES = 25_000_000
"""Of one source. A long news article is 50 kB; this is a PDF of 200 pages with pictures, or a day
of a large agency as JSONL."""
PUBLIC = Web()


def read(
    where: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    web: Web = PUBLIC,
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article found, by id; and every input that could not be used, and why.

    `where` names http and https addresses, files, folders (searched downwards), patterns, and `-`
    for `stdin`; `web` says how far addresses may lead. The order of `where` changes nothing. An
    article found twice is kept once: the newest of one address, the smallest id of one title and
    text. `Article.path` is the path or address as it was typed, `-` for `stdin`.
    """
    names = list(where)
    addresses = sorted({str(name) for name in names if sources.is_address(name)})
    stored = [name for name in names if not sources.is_address(name)]
    paths, refused = sources.expand(stored, READERS.keys())
    found = [item for path in paths for item in _stored(path, stdin, max_bytes)]
    with Session(web) as session:
        if addresses:
            found += session.typed(addresses)
        outcomes = [*refused, *_worked(session.followed(found))]
    articles, doubles = once([each for each in outcomes if isinstance(each, Article)])
    problems = [each for each in outcomes if isinstance(each, Problem)]
    return articles, _printable([*problems, *doubles])


def _stored(path: str, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Found]:
    """What one file holds; a file that cannot be used is one problem."""
    try:
        data = sources.fetch(path, stdin, max_bytes)
        yield from formats.read(data, path, name=path)
    except SourceError as error:
        yield Problem(error.source, error.reason)


def _worked(found: Sequence[Found | Page]) -> Iterator[Article | Problem]:
    """With what worker processes made of the pages; they start when there is one."""
    jobs = [item.job if isinstance(item, Page) else item for item in found]
    outcomes = _read([job for job in jobs if isinstance(job, Job)])
    for item in found:
        if isinstance(item, Page):
            yield from item.told(next(outcomes))
        elif isinstance(item, Job):
            yield next(outcomes)
        elif isinstance(item, Entry):
            yield from _told(item)
        elif isinstance(item, Article | Problem):
            yield item


def _read(jobs: Sequence[Job]) -> Iterator[Article | Problem]:
    if not jobs:
        return iter(())
    from summarizer.load import workers  # noqa: PLC0415  not for text

    return workers.run(jobs)


def _told(entry: Entry) -> Iterator[Article | Problem]:
    """What the feed itself tells."""
    if entry.article.text:
        yield entry.article
    else:
        name = entry.article.url or entry.article.title
        yield Problem(entry.article.path or "", f'no text for "{name}": --full-text reads its page')


def once(articles: list[Article]) -> tuple[tuple[Article, ...], list[Problem]]:
    """Articles by id without the doubles; a double of another text is a problem."""
    kept: dict[str, Article] = {}
    told: set[tuple[str, str]] = set()
    problems = []
    for article in sorted(articles, key=_rank):
        if (article.title, article.text) in told:
            continue
        identity = address.key(article.url) if article.url else article.id
        if identity in kept:
            problems.append(_clash(article, kept[identity]))
            continue
        kept[identity] = article
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
    place = f" from {kept.path}" if kept.path else ""
    reason = f'"{name}" was already read{place} with another text; this one is left out'
    return Problem(article.path or article.id, reason)


def _printable(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each once, safe to print: a file name can hold terminal commands too."""
    clean = (Problem(hygiene.line(each.source), hygiene.line(each.reason)) for each in problems)
    return tuple(dict.fromkeys(clean))
