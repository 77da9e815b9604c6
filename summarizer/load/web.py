"""Addresses -> what is at them, and pages for the entries of feeds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import address, formats
from summarizer.load.formats import Found
from summarizer.load.found import Entry, Job, Subscription

if TYPE_CHECKING:
    from summarizer.load.fetch import Fetcher, Request, Response


@dataclass(frozen=True, slots=True)
class Web:
    """How far addresses may lead."""

    allow_private: bool = False
    """Whether an address that the user typed may be in a private network."""
    full_text: bool = False
    """Whether the page of a feed's entry is read where the feed has only a teaser of it."""
    progress: Callable[[int, int], None] | None = None
    """Told after each address: how many are read, of how many."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be read for the sake of an entry."""

    job: Job
    entry: Entry

    def told(self, outcome: Article | Problem) -> Iterator[Article | Problem]:
        """The entry with the text of its page; with its own where the page cannot be read."""
        teaser = self.entry.article
        if isinstance(outcome, Problem):
            yield outcome
        if isinstance(outcome, Article) and len(outcome.text) > len(teaser.text):
            yield replace(
                teaser,
                text=outcome.text,
                title=teaser.title or outcome.title,
                source=teaser.source or outcome.source,
                published=teaser.published or outcome.published,
                lang=outcome.lang or teaser.lang,
            )
        elif teaser.text:
            yield teaser


class Session:
    """What one reading asks of the web; the connection is there when it is needed."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._stack = ExitStack()
        self._fetcher: Fetcher | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def typed(self, addresses: Sequence[str]) -> list[Found]:
        """What is at the addresses that the user wrote."""
        from summarizer.load.fetch import Request  # noqa: PLC0415 - TLS and threads

        return self._read([Request(url, typed=True) for url in addresses])

    def followed(self, found: Iterable[Found]) -> list[Found | Page]:
        """With the feeds of lists in place of the lists, and with the pages that are wanted."""
        items = list(found)
        listed = [item.url for item in items if isinstance(item, Subscription)]
        if listed:
            from summarizer.load.fetch import Request  # noqa: PLC0415

            items = [item for item in items if not isinstance(item, Subscription)]
            items += self._read([Request(url) for url in dict.fromkeys(listed)])
        return self._with_pages(items) if self._web.full_text else list(items)

    def _read(self, requests: "Sequence[Request]") -> list[Found]:
        found: list[Found] = []
        for outcome in self._fetched(requests):
            found += [outcome] if isinstance(outcome, Problem) else contents(outcome)
        return found

    def _with_pages(self, items: Sequence[Found]) -> list[Found | Page]:
        wanted = [
            item for item in items if isinstance(item, Entry) and item.blurb and item.article.url
        ]
        from summarizer.load.fetch import Request  # noqa: PLC0415

        requests = [
            Request(each.article.url or "", found_at=each.article.path, robots=True)
            for each in wanted
        ]
        pages = {
            id(entry): outcome
            for entry, outcome in zip(wanted, self._fetched(requests), strict=True)
        }
        found: list[Found | Page] = []
        for item in items:
            outcome = pages.get(id(item))
            if isinstance(outcome, Problem):
                found += [outcome, item]
            elif outcome is not None and isinstance(item, Entry):
                found.append(Page(Job("html", outcome.body, outcome.url), item))
            else:
                found.append(item)
        return found

    def _fetched(self, requests: "Sequence[Request]") -> "Iterator[Response | Problem]":
        if not requests:
            return iter(())
        if self._fetcher is None:
            from summarizer.load.fetch import Fetcher  # noqa: PLC0415

            self._fetcher = self._stack.enter_context(
                Fetcher(allow_private=self._web.allow_private, progress=self._web.progress)
            )
        return self._fetcher.all(requests)


def contents(response: "Response") -> list[Found]:
    """What one answer holds; nothing usable is one problem."""
    where = address.redacted(response.url)
    try:
        return list(formats.read(response.body, where))
    except SourceError as error:
        return [Problem(error.source, error.reason)]
