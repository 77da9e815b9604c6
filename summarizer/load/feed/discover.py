"""The feeds that a web page names. Nothing is fetched."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from summarizer.load import address, hygiene, sniff
from summarizer.load.feed import encoding, markup
from summarizer.load.feed.markup import Tag

MAX_LINKS = 5_000
"""Of one page; a front page has 300."""
MAX_FOUND = 100
MAX_TITLE = 200
"""Characters."""

KINDS = {
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/rdf+xml": "rss",
    "application/rss+xml": "rss",
    "application/x-rss+xml": "rss",
    "application/xml": "rss",
    "text/rss+xml": "rss",
    "text/xml": "rss",
}
"""Declared type -> what the feed is, as a rule. WordPress declares its interface as JSON."""
LIKELY = re.compile(
    r"(?:/|\.|-|_)(rss|atom|rdf|feeds?)(?:\d\.0)?(?:\.xml|\.php|\.json)?/?\Z", re.IGNORECASE
)
"""The end of a path that is a feed where a page declares none."""


class Found(NamedTuple):
    """One feed."""

    title: str
    """As the page calls it; empty when it does not."""
    address: str
    kind: str
    """"rss", "atom" or "json": as declared, or else guessed from the address."""


class _Link(NamedTuple):
    """A <base>, <link> or <a> of the page."""

    element: str
    fields: dict[str, str]
    text: str
    """Of an anchor."""


def feeds(data: bytes, base: str, *, content_type: str = "") -> tuple[Found, ...]:
    """The feeds of a page in its order, each once; the address itself when it is a feed.

    What the page declares as a feed; when it declares none, what looks like one by its address.
    `base` is the address of the page.

    Raises:
        SourceError: the bytes are no text.
    """
    text = encoding.text(data, base, content_type)
    if sniff.is_feed(data):
        return (Found("", base, _first_kind(text)),)
    links = list(islice(_links(text), MAX_LINKS))
    roots = [link.fields.get("href", "") for link in links if link.element == "base"]
    base = _joined(base, roots[0] if roots else "") or base
    once: dict[str, Found] = {}
    for found in [*_declared(links, base)] or _likely(links, base):
        once.setdefault(found.address, found)
    return tuple(islice(once.values(), MAX_FOUND))


def _links(text: str) -> Iterator[_Link]:
    """In the order of the page; of an endless page, those at its beginning."""
    anchor: Tag | None = None
    pieces: list[str] = []
    for token in islice(markup.tokens(text), markup.MAX_PIECES):
        if isinstance(token, str) and anchor:
            pieces.append(token)
        if not isinstance(token, Tag) or token.name not in {"a", "base", "link"}:
            continue
        if anchor:
            yield _Link("a", markup.attributes(anchor), markup.resolved("".join(pieces)))
            anchor, pieces = None, []
        if token.name == "a":
            anchor = None if token.closing else token
        else:
            yield _Link(token.name, markup.attributes(token), "")


def _declared(links: list[_Link], base: str) -> Iterator[Found]:
    """<link rel="alternate" type="…"> and <a type="…">."""
    for link in links:
        kind = KINDS.get(link.fields.get("type", "").partition(";")[0].strip().lower())
        roles = set(link.fields.get("rel", "").lower().split())
        if kind and (link.element == "a" or roles & {"alternate", "feed"}):
            yield from _found(link, base, kind)


def _likely(links: list[_Link], base: str) -> Iterator[Found]:
    for link in links:
        path = urlsplit(_joined(base, link.fields.get("href", ""))).path
        if link.element == "a" and (match := LIKELY.search(path)):
            kind = "json" if path.endswith(".json") else match[1].lower()
            yield from _found(link, base, kind if kind in {"atom", "json"} else "rss")


def _found(link: _Link, base: str, kind: str) -> Iterator[Found]:
    title = hygiene.line(link.fields.get("title") or link.text)[:MAX_TITLE]
    if url := _joined(base, link.fields.get("href", "")):
        yield Found(title, url, kind)


def _joined(base: str, href: str) -> str:
    """The whole address, also of feed:https://host/path; empty when it is none."""
    try:
        joined = urljoin(base, href.strip().removeprefix("feed:"))
    except ValueError:  # half an IPv6 address
        return ""
    return (address.clean(joined) or "") if href else ""


def _first_kind(text: str) -> str:
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return "json"
    names = (token.name for token in markup.tokens(text) if isinstance(token, Tag))
    return "atom" if next(names, "").endswith("feed") else "rss"
