"""What is remembered from day to day: every question asked of the state file, and every answer.

No clock is trusted. An article is pending until a briefing has looked at it, whenever it was first
seen; a time in the future was read from a clock that was wrong, and counts as now. So a clock that
jumps, forward or back, may make a window look odd, but no article is lost or told twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from summarizer.briefing.records import FeedState, Made, Mail, Seen, Told
from summarizer.briefing.state import file, private, queries, rescue, rows, schema
from summarizer.briefing.state.rows import Row, stamp
from summarizer.datatypes import Problem
from summarizer.errors import StateError
from summarizer.load import address as addresses

KEPT_BRIEFINGS = 14
"""The newest briefings, whose memory is kept whatever the clock says."""


class Store:
    """The memory of one state folder. Each method that writes does all of it or nothing.

    Every method raises StateError when the file cannot be read or written: the disk is full,
    another process holds it, it was damaged meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, now: datetime) -> None:
        self._connection = connection
        self._path = path
        self._now = now

    @classmethod
    def open(cls, folder: Path, *, now: datetime) -> tuple[Self, tuple[Problem, ...]]:
        """To read and write. For the one that has the lock: a damaged file is replaced.

        Raises:
            StateError: the folder or file is unsafe, another program's, or of a later version.
        """
        private.folder(folder)
        path = folder / file.NAME
        connection, problems = rescue.opened(path, now)
        return cls(connection, path, now), problems

    @classmethod
    def view(cls, folder: Path, *, now: datetime) -> Self:
        """To read only, beside a run that writes.

        Raises:
            StateError: there is nothing to read, or it cannot be trusted.
        """
        path = folder / file.NAME
        return cls(file.viewed(path), path, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def feeds(self) -> tuple[FeedState, ...]:
        """All that were ever visited, by address."""
        return tuple(map(rows.feed, self._ask(f"{queries.FEEDS} ORDER BY address")))

    def feed(self, address: str) -> FeedState:
        """What is known of it; of one that was never visited, nothing."""
        found = self._ask(f"{queries.FEEDS} WHERE address = ?", address)
        return rows.feed(found[0]) if found else rows.unvisited(address)

    def fetched(
        self,
        address: str,
        when: datetime,
        *,
        etag: str | None,
        modified: str | None,
        moved: str | None,
        newest: datetime | None,
    ) -> None:
        """It was read. The marks for the next visit are as given: after a 304, give the old ones.

        A move is for good, so None leaves it. `newest` is when the newest item was published;
        None, and a time later than `when`, say nothing of that.
        """
        old = self.feed(address)
        times = [min(old.newest, when)] if old.newest else []
        times += [newest] if newest and newest <= when else []
        self._keep(
            replace(
                rows.unvisited(address),
                etag=etag,
                modified=modified,
                moved=moved or old.moved,
                last_success=when,
                newest=max(times, default=None),
            )
        )

    def failed(self, address: str, when: datetime, reason: str) -> FeedState:
        """It was not read. What is known now: how often that was in a row, and since when."""
        old = self.feed(address)
        since = min(old.failing_since or when, when)
        new = replace(old, failures=old.failures + 1, failing_since=since, last_reason=reason)
        self._keep(new)
        return new

    def warned(self, address: str) -> None:
        """Its owner was told; forgotten when it is read again."""
        self._keep(replace(self.feed(address), warned=True))

    def add(self, seen: Iterable[Seen]) -> int:
        """How many of them are new; of what is known by id or address, the first is kept."""
        with self._writing():
            return sum(map(self._add, seen))

    def knows(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses whose article was seen; noted as still listed, see `prune`."""
        keys = {url: addresses.key(url) for url in urls}
        with self._writing():
            return {url for url, key in keys.items() if self._known(key)}

    def pending(self, until: datetime) -> tuple[Seen, ...]:
        """No briefing has looked at them: the first seen first.

        There is no earliest time, as the clock may have been put back since the last briefing.
        """
        found = self._ask(queries.PENDING, stamp(until), stamp(self._now))
        return tuple(rows.seen(row, self._now) for row in found)

    def last(self) -> Made | None:
        """The latest briefing that ends before now; if none does, the earliest, as ending now."""
        now = stamp(self._now)
        found = self._ask(queries.LAST, now, now)
        made = rows.made(found[0]) if found else None
        return made and replace(made, until=min(made.until, self._now))

    def made(self, day: date) -> Made | None:
        """The briefing of that day."""
        found = self._ask(f"{queries.MADE} WHERE day = ?", day.isoformat())
        return rows.made(found[0]) if found else None

    def history(self, limit: int) -> tuple[Made, ...]:
        """The latest days, the last one first."""
        return tuple(map(rows.made, self._ask(f"{queries.MADE} ORDER BY day DESC LIMIT ?", limit)))

    def record(
        self, made: Made, told: Sequence[Told], looked_at: Sequence[str], outbox: Sequence[Mail]
    ) -> None:
        """The briefing is finished: remembers it, what it told, and the mails that are to be sent.

        `looked_at` are the ids of the articles that are no longer pending, told or not. A mail
        whose Message-ID is known takes the place of that one.

        Raises:
            StateError: the day is recorded already; `forget` it first.
        """
        day = made.day.isoformat()
        if self.made(made.day):
            raise StateError(f"{self._path}: the briefing of {day} is recorded already")
        with self._writing():
            self._run(queries.NEW_BRIEFING, *rows.from_made(made))
            self._each(queries.NEW_TOLD, map(rows.from_told, told))
            self._each(queries.LOOKED_AT, ((day, identity) for identity in looked_at))
            self._each(queries.NEW_MAIL, map(rows.from_mail, outbox))

    def forget(self, day: date) -> None:
        """As if it had not been made: what it looked at is pending, what it told untold again.

        Its mails are dropped, sent or not: the new briefing has its own.
        """
        with self._writing():
            for statement in queries.FORGET:
                self._run(statement, day.isoformat())

    def told(self, since: date) -> tuple[Told, ...]:
        """The stories of the briefings of that day and later, in the order in which they told."""
        found = self._ask(queries.TOLD, since.isoformat())
        return tuple(map(rows.told, found))

    def outbox(self) -> tuple[Mail, ...]:
        """The mails that were not sent, or perhaps not: the oldest of the least often tried first.

        So one that a server never answers does not keep the others from it.
        """
        return tuple(map(rows.mail, self._ask(queries.OUTBOX)))

    def sending(self, message_id: str) -> None:
        """The server is about to get it: from now on, it may have it."""
        with self._writing():
            self._run(queries.SENDING, message_id)

    def sent(self, message_id: str, when: datetime) -> None:
        """The server has taken it."""
        with self._writing():
            self._run(queries.SENT, stamp(when), message_id)

    def prune(self, before: date, *, briefings: date | None = None) -> dict[str, int]:
        """Forgets what briefings before that day looked at and told; how much, by table.

        The briefings themselves, to be shown again, are kept for ever, or from `briefings` on.
        Kept in any case: what is pending or not sent, what the `KEPT_BRIEFINGS` newest briefings
        told, and the address of an article that its source may still list: it would be new again.
        """
        limits = {"briefings": briefings or date.min}
        with self._writing():
            ((oldest,),) = self._ask(queries.OLDEST_KEPT, KEPT_BRIEFINGS)
            gone = {}
            for table, statement in queries.PRUNE.items():
                day = min(limits.get(table, before).isoformat(), oldest or "")
                gone[table] = self._run(statement, *[day] * statement.count("?"))
        return gone

    def backup(self, now: datetime) -> None:
        """To be called when a briefing is recorded: from here a damaged file is made good."""
        rescue.back_up(self._connection, self._path, now)

    def _add(self, seen: Seen) -> bool:
        article = seen.article
        key = addresses.key(article.url) if article.url else f"id:{article.id}"
        if self._known(key, article.id):
            return False
        came = (seen.source, stamp(seen.first_seen), seen.rank, seen.section, seen.weight)
        ((number,),) = self._ask(queries.NEW_ARTICLE, article.id, key, *came, self._today)
        self._run(queries.NEW_TEXT, number, rows.from_article(article))
        return True

    def _known(self, key: str, identity: str = "") -> bool:
        known = self._ask(queries.KNOWN, key, identity)
        self._each(queries.LISTED, ((self._today, row) for row, day in known if day < self._today))
        return bool(known)

    @property
    def _today(self) -> str:
        return stamp(self._now)[: len("2026-01-05")]

    def _keep(self, feed: FeedState) -> None:
        with self._writing():
            self._run(queries.KEEP_FEED, *rows.from_feed(feed))

    def _ask(self, question: str, *values: object) -> list[Row]:
        with self._explaining():
            return self._connection.execute(question, values).fetchall()

    def _run(self, change: str, *values: object) -> int:
        with self._explaining():
            return self._connection.execute(change, values).rowcount

    def _each(self, change: str, many: Iterable[Row]) -> None:
        with self._explaining():
            self._connection.executemany(change, many)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._explaining(), schema.transaction(self._connection):
            yield

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:  # a bug, and not the user's
            raise
        except file.FAILURES as error:
            raise file.explained(self._path, error) from error
