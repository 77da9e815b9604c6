"""Addresses -> bytes, many at once: redirects, second tries, robots.txt and what answers mean.

What a stranger wrote, in a link or in a redirect, leads to public addresses and the usual ports
only; what the user typed may lead further. `exchange` asks the single questions.
"""

import logging
import re
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from summarizer.datatypes import Problem
from summarizer.load import address, hygiene
from summarizer.load.fetch import answers, exchange, proxies, robots, target
from summarizer.load.fetch.answers import PassingError, RefusedError
from summarizer.load.fetch.clock import Clock, Run
from summarizer.load.fetch.exchange import Answer, Headers
from summarizer.load.fetch.turns import Progress, Turn, Turns, Visits

if TYPE_CHECKING:
    import httpx2

NAME = "summarizer"
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html, "
    "application/xhtml+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)

DEADLINE = 60.0
"""Seconds for one address, redirects and the second try included; not the time in line."""
RUN_DEADLINE = 600.0
"""Seconds for all that one Fetcher does, from when it is made."""
MAX_BYTES = 15 * 1024 * 1024
"""Unpacked, of one answer; and as many as they come over the line."""
MAX_KEPT_BYTES = 16 * 1024 * 1024
"""Of answers that wait for an earlier one, before no further visit begins."""
MAX_VISITS = 8
MAX_REDIRECTS = 5
SENDABLE = re.compile(r"[!-~\x80-\xff](?:[ -~\x80-\xff]{0,1022}[!-~\x80-\xff])?")
"""An ETag or a date that a header can hold; longer ones are no use."""
USUAL_PORTS = frozenset({80, 443})
UNCHANGED = 304

UNUSUAL_PORT = "port {}, and links are followed to 80 and 443 only: give this address yourself"
TOO_MANY_HOPS = f"more than {MAX_REDIRECTS} redirects: open it in a browser to see where it leads"
ROBOTS_UNREAD = "left alone, as its robots.txt cannot be read: {}"
LEFT_ALONE = "its robots.txt asks programs to leave it alone: give this address yourself to read it"


@dataclass(frozen=True, slots=True)
class Request:
    """One address to be read."""

    url: str
    typed: bool = False
    """The user wrote it himself; else it was learned from content and leads to public places."""
    found_at: str | None = None
    """Where a learned address was found. When the user typed that host and port himself, what is
    found there may lead there again, private or on an unusual port as it is."""
    etag: str | None = None
    """As the last answer gave it, to the letter; likewise `modified`."""
    modified: str | None = None
    robots: bool = False
    """Whether robots.txt is asked first."""


@dataclass(frozen=True, slots=True)
class Response:
    """What was found. Addresses in it are without user name and password."""

    url: str
    """Where it was found in the end."""
    body: bytes
    """Unpacked."""
    content_type: str
    etag: str | None
    modified: str | None
    moved: str | None
    """The new address, when each redirect on the way was permanent."""
    unchanged: bool
    """What `etag` or `modified` stand for is still good; there is no body."""


class Fetcher:
    """Reads many addresses at once, one at a time from each host."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        deadline: float = DEADLINE,
        run_deadline: float = RUN_DEADLINE,
        max_bytes: int = MAX_BYTES,
        resolve: exchange.Resolve = socket.getaddrinfo,
        progress: Progress | None = None,
    ) -> None:
        self.allow_private = allow_private
        self.deadline = deadline
        self.max_bytes = max_bytes
        self.resolve = resolve
        self.run = Run(run_deadline)
        self.typed: set[tuple[str, int]] = set()
        """Hosts and ports that the user wrote himself."""
        self.rules: dict[tuple[str, bool], tuple[robots.Rule, ...] | str] = {}
        """By address of the robots.txt and trust: what it asks, or why it cannot be read."""
        self._progress = progress
        self._turns = Turns(MAX_VISITS)
        logging.getLogger("httpcore2").setLevel(logging.INFO)  # below that it logs headers

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends what is still under way."""
        self.run.close()

    def all(self, requests: Sequence[Request]) -> Iterator[Response | Problem]:
        """One outcome for each request, in their order, each as soon as it can be told."""
        wanted = tuple(requests)
        places = [target.place_or_none(each.url) for each in wanted]
        typed = (place for each, place in zip(wanted, places, strict=True) if each.typed)
        self.typed |= {place for place in typed if place}
        visits = Visits(
            self._turns,
            [place[0] if place else "" for place in places],
            lambda index, turn: self._outcome(wanted[index], turn),
            _is_much,
        )
        yield from visits.outcomes(self._progress)

    @cached_property
    def headers(self) -> Headers:
        """What every server is told about this program, and nothing about its user."""
        from importlib.metadata import version  # noqa: PLC0415  30 ms

        agent = f"{NAME}/{version(NAME)} (a short, cited briefing from many news articles)"
        return (
            ("User-Agent", agent),
            ("Accept", ACCEPT),
            ("Accept-Encoding", "gzip, deflate, br, zstd"),
            ("Connection", "close"),
        )

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """What the system trusts; one for all, as it takes 20 ms to read."""
        import httpcore2  # noqa: PLC0415  100 ms, when something is fetched

        return httpcore2.default_ssl_context()

    def _outcome(self, request: Request, turn: Turn) -> Response | Problem:
        try:
            return _Errand(self, request, turn).response()
        except RefusedError as error:
            return Problem(address.redacted(request.url), hygiene.line(str(error)))


def _is_much(kept: Sequence[Response | Problem]) -> bool:
    bodies = (each.body for each in kept if isinstance(each, Response))
    return sum(map(len, bodies)) >= MAX_KEPT_BYTES


@dataclass(frozen=True, slots=True)
class _Found:
    """The answer that was no redirect."""

    url: "httpx2.URL"
    answer: Answer
    moved: bool
    """There were redirects, and each was permanent."""


class _Errand:
    """One address on its way, with the time and the turn that it has."""

    def __init__(self, fetcher: Fetcher, request: Request, turn: Turn) -> None:
        self._fetcher = fetcher
        self._request = request
        self._turn = turn
        self._clock = Clock(fetcher.deadline, fetcher.run)

    def response(self) -> Response:
        """What was found. Raises RefusedError: why nothing was."""
        request, start = self._request, target.parsed(self._request.url)
        if start.userinfo and not request.typed:
            raise RefusedError(target.WITH_NAME)
        conditions = _conditions(request)
        found = self._find(start, conditions, asks=request.robots, trusted=self._is_trusted(start))
        answer = found.answer
        unchanged = answer.status == UNCHANGED and bool(conditions)
        if answer.status not in exchange.OPENED and not unchanged:
            raise RefusedError(_refusal(answer))
        return Response(
            url=str(found.url),
            body=answer.body,
            content_type=answer.headers.get("content-type", ""),
            etag=answer.headers.get("etag", request.etag if unchanged else None),
            modified=answer.headers.get("last-modified", request.modified if unchanged else None),
            moved=str(found.url) if found.moved else None,
            unchanged=unchanged,
        )

    def _is_trusted(self, url: "httpx2.URL") -> bool:
        """Whether the user typed this host and port, here or where the address was found."""
        if self._request.typed:
            return True
        found_at = target.place_or_none(self._request.found_at or "")
        return found_at == target.place(url) and found_at in self._fetcher.typed

    def _find(self, start: "httpx2.URL", headers: Headers, *, asks: bool, trusted: bool) -> _Found:
        """Follows redirects. Where one leads is a stranger's word, unless it stays at the place."""
        url, login, moved = target.without_login(start), target.login(start), True
        for hop in range(MAX_REDIRECTS + 1):
            own = login if target.origin(url) == target.origin(start) else ()
            try:
                if asks:
                    self._ask_robots(url, trusted=trusted)
                answer = self._ask_twice(url, (*headers, *own), trusted=trusted)
            except RefusedError as error:
                raise _at_hop(hop, url, error) from error
            if answer.status not in answers.MOVED:
                return _Found(url, answer, moved and hop > 0)
            before, url = url, target.redirected(url, answer.headers.get("location", ""))
            moved = moved and answer.status in answers.MOVED_FOR_GOOD
            trusted = trusted and target.place(url) == target.place(before)
        raise RefusedError(TOO_MANY_HOPS)

    def _ask_robots(self, url: "httpx2.URL", *, trusted: bool) -> None:
        """Raises RefusedError: this page is to be left alone."""
        known, site = self._fetcher.rules, url.copy_with(raw_path=b"/robots.txt")
        if (str(site), trusted) not in known:
            known[str(site), trusted] = self._rules(site, trusted=trusted)
        rules = known[str(site), trusted]
        if isinstance(rules, str):
            raise RefusedError(rules)
        if not robots.allows(rules, url.raw_path.decode("ascii")):
            raise RefusedError(LEFT_ALONE)

    def _rules(self, site: "httpx2.URL", *, trusted: bool) -> tuple[robots.Rule, ...] | str:
        """RFC 9309, 2.3.1: no file allows everything, an unreachable one nothing."""
        try:
            answer = self._find(site, (), asks=False, trusted=trusted).answer
        except RefusedError as error:
            return ROBOTS_UNREAD.format(error)
        if answer.status in exchange.OPENED:
            return robots.rules(answer.body, NAME)
        if 400 <= answer.status < 500:
            return ()
        return ROBOTS_UNREAD.format(_refusal(answer))

    def _ask_twice(self, url: "httpx2.URL", headers: Headers, *, trusted: bool) -> Answer:
        """The second answer where the first trouble may pass and there is time for it."""
        try:
            answer = self._ask(url, headers, trusted=trusted)
            pause = answers.pause(answer.status, answer.headers, datetime.now(UTC))
            if pause is None or pause >= self._clock.left():
                return answer
        except PassingError:
            pause = answers.jitter()
            if pause >= self._clock.left():
                raise
        time.sleep(pause)
        return self._ask(url, headers, trusted=trusted)

    def _ask(self, url: "httpx2.URL", headers: Headers, *, trusted: bool) -> Answer:
        """Once, in its turn."""
        fetcher, (host, port) = self._fetcher, target.place(url)
        if not trusted and port not in USUAL_PORTS:
            raise RefusedError(UNUSUAL_PORT.format(port))
        with self._clock.stopped():
            entered = self._turn.move(host, fetcher.run.is_over)
        if not entered:
            raise self._clock.overdue()
        way = exchange.Way(
            clock=self._clock,
            max_bytes=fetcher.max_bytes,
            resolve=fetcher.resolve,
            trusted=trusted,
            allow_private=fetcher.allow_private,
            proxy=proxies.chosen(url),
            tls=fetcher.tls if url.scheme == "https" else None,
        )
        return exchange.ask(url, (*fetcher.headers, *headers), way)


def _conditions(request: Request) -> Headers:
    """Headers that ask for an answer only if it has changed: RFC 9110, 13.1."""
    marks = (("If-None-Match", request.etag), ("If-Modified-Since", request.modified))
    return tuple((name, mark) for name, mark in marks if mark and SENDABLE.fullmatch(mark))


def _refusal(answer: Answer) -> str:
    return answers.refusal(answer.status, answer.headers, datetime.now(UTC))


def _at_hop(hop: int, url: "httpx2.URL", error: RefusedError) -> RefusedError:
    """Says where the trouble is when it is not at the address that was asked for."""
    reason = str(error) if hop == 0 else target.REDIRECTED.format(address.redacted(str(url)), error)
    return RefusedError(reason)
