"""All sources of a day -> articles that were not seen before, and what could not be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from summarizer import load
from summarizer.briefing.config import Config, Source
from summarizer.briefing.records import FeedState, Seen
from summarizer.briefing.store import Store
from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import address, workers
from summarizer.load.found import Entry, Job

if TYPE_CHECKING:
    from summarizer.load.fetch import Fetcher, Response

OLDEST = timedelta(days=7)
"""An article that was published longer ago is no news, whenever it was first seen."""
OLDEST_AT_FIRST = timedelta(hours=36)
"""The same for the first briefing of all."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one round brought; the articles are in the store."""

    problems: tuple[Problem, ...]
    """Of configured sources, by their names."""
    notices: tuple[str, ...]
    """For the operator: a source that keeps failing, works again, or is silent."""
    read: int
    """Sources that could be read, at least in part."""
    warned: tuple[str, ...] = ()
    """Addresses of the feeds that the notices say to be failing."""


def gather(config: Config, store: Store, *, oldest: datetime, now: datetime) -> Gathered:
    """Asks every source, keeps what is new, and remembers how each of them is.

    Pages behind a feed's items are read for those published after `oldest` only.
    """
    problems: list[Problem] = []
    notices: list[str] = []
    warned: list[str] = []
    read = 0
    for source in config.sources:
        if not source.feed:
            is_read, refused = _stored(source, store, now)
            read += is_read
            problems += refused
    for private in (False, True):
        feeds = [each for each in config.sources if each.feed and each.allow_private == private]
        if feeds:
            found = _Round(config, store, oldest, now).ask(feeds, private)
            read += len(feeds) - len(found.problems)
            problems += found.problems
            notices += found.notices
            warned += found.warned
    return Gathered(tuple(problems), tuple(notices), read, tuple(warned))


def _stored(source: Source, store: Store, now: datetime) -> tuple[bool, list[Problem]]:
    """A folder or file: whether it could be read, and what could not be read in it."""
    articles, refused = load.read([source.where])
    store.add(_seen(source, articles, now))
    problems = [Problem(source.name, f"{each.source}: {each.reason}") for each in refused]
    return bool(articles) or not problems, problems


def _seen(source: Source, articles: Iterable[Article], now: datetime) -> Iterator[Seen]:
    for rank, article in enumerate(articles):
        published = article.published and min(article.published, now)
        known = replace(article, source=article.source or source.name, published=published)
        yield Seen(known, source.name, now, rank, source.section, source.weight)


@dataclass(frozen=True, slots=True)
class _Visit:
    """A feed that could be read."""

    source: Source
    state: FeedState
    """Before the visit."""
    response: "Response"
    entries: tuple[Entry, ...]
    """All that it lists; none when nothing has changed."""


class _Round:
    """The feeds that share one way of reaching out."""

    def __init__(self, config: Config, store: Store, oldest: datetime, now: datetime) -> None:
        self._config = config
        self._store = store
        self._oldest = oldest
        self._now = now
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self.warned: list[str] = []

    def ask(self, sources: Sequence[Source], private: bool) -> "_Round":
        from summarizer.load.fetch import Fetcher, Request  # noqa: PLC0415  when there are feeds

        known = [self._store.feed(source.feed or "") for source in sources]
        requests = [
            Request(state.moved or state.address, True, None, state.etag, state.modified)
            for state in known
        ]
        with Fetcher(allow_private=private) as fetcher:
            outcomes = zip(sources, known, fetcher.all(requests), strict=True)
            visits = [visit for outcome in outcomes if (visit := self._visit(*outcome))]
            new = [entry for visit in visits for entry in self._new(visit.entries)]
            pages = self._pages(new, sources, fetcher)
        for visit in visits:
            fresh = [each for each in new if any(each is entry for entry in visit.entries)]
            articles = _outlets([pages.get(id(each), each.article) for each in fresh], visit.source)
            kept = (article for article in articles if article.text)
            # First the articles, then the marks: after a crash between them nothing is missed.
            self._store.add(_seen(visit.source, kept, self._now))
            self._worked(visit)
        return self

    def _new(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those that were not seen before."""
        known = self._store.knows(each.article.url for each in entries if each.article.url)
        return [entry for entry in entries if entry.article.url not in known]

    def _visit(
        self, source: Source, state: FeedState, outcome: "Response | Problem"
    ) -> "_Visit | None":
        """None, and a problem, when the feed could not be read."""
        if isinstance(outcome, Problem):
            self._failed(source, state, outcome.reason)
            return None
        try:
            entries = () if outcome.unchanged else _read(outcome)
        except SourceError as error:
            self._failed(source, state, error.reason)
            return None
        return _Visit(source, state, outcome, entries)

    def _worked(self, visit: "_Visit") -> None:
        source, state, response = visit.source, visit.state, visit.response
        dates = [each.article.published for each in visit.entries if each.article.published]
        newest = max((date for date in dates if date <= self._now), default=None)
        self._store.fetched(
            state.address,
            self._now,
            etag=response.etag,
            modified=response.modified,
            moved=response.moved,
            newest=newest,
        )
        if state.warned:
            self.notices.append(f"{source.name}: works again")
        last = max(filter(None, (newest, state.newest)), default=None)
        if last and (self._now - last).days == self._config.health.silent_days:
            self.notices.append(f"{source.name}: nothing new for {(self._now - last).days} days")

    def _failed(self, source: Source, state: FeedState, reason: str) -> None:
        """Notes it; says so once it has lasted."""
        now = self._store.failed(state.address, self._now, reason)
        since = now.failing_since or self._now
        again = f" (since {since:%-d %B}, {now.failures} times)" if now.failures > 1 else ""
        self.problems.append(Problem(source.name, f"{reason}{again}"))
        if now.failures >= self._config.health.failures and not now.warned:
            self.notices.append(f"{source.name}: {reason}{again}")
            self.warned.append(state.address)

    def _pages(
        self, entries: Sequence[Entry], sources: Sequence[Source], fetcher: "Fetcher"
    ) -> Mapping[int, Article]:
        """By id of the entry: the article with the text of its page, where it could be read."""
        from summarizer.load.fetch import Request  # noqa: PLC0415
        from summarizer.load.web import Page  # noqa: PLC0415

        full = {address.redacted(source.feed or "") for source in sources if source.full_text}
        wanted = [entry for entry in entries if self._wants(entry, full)]
        requests = [
            Request(each.article.url or "", found_at=each.article.path, robots=True)
            for each in wanted
        ]
        answers = list(zip(wanted, fetcher.all(requests), strict=True)) if wanted else []
        pages = [
            Page(Job("html", answer.body, answer.url), entry)
            for entry, answer in answers
            if not isinstance(answer, Problem)
        ]
        outcomes = workers.run(page.job for page in pages)
        found: dict[int, Article] = {}
        for page, outcome in zip(pages, outcomes, strict=True):
            for told in page.told(outcome):
                if isinstance(told, Article):
                    found[id(page.entry)] = told
        return found

    def _wants(self, entry: Entry, full: set[str]) -> bool:
        published = entry.article.published or self._now
        wanted = entry.blurb and entry.article.url and published >= self._oldest
        return bool(wanted and entry.article.path in full)


def _read(response: "Response") -> tuple[Entry, ...]:
    """Raises SourceError: it is no feed."""
    from summarizer.load import feed  # noqa: PLC0415

    where = address.redacted(response.url)
    entries, _ = feed.entries(response.body, where, content_type=response.content_type)
    return entries


def _outlets(articles: Sequence[Article], source: Source) -> list[Article]:
    """Under the name that the owner gave, unless the feed brings several outlets."""
    if len({article.source for article in articles}) > 1:
        return list(articles)
    return [replace(article, source=source.name) for article in articles]
