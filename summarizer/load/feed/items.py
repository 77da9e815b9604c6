"""What a feed lists, as the feed says it: RSS, Atom, RDF and CDF; JSON Feed."""

import calendar
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load import dates
from summarizer.load.feed import markup, slim
from summarizer.load.feed.elements import MAX_ADDRESS, MAX_TEXT, MAX_TITLE
from summarizer.load.feed.field import LINE

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = HTML_TYPES | {"text/plain"}

PAGE = "a web page, not a feed; `summarizer feeds find ADDRESS` lists the feeds of a page"
REFUSED = {
    "": "not a feed",
    "opml": "a list of feeds (OPML), not a feed",
    **dict.fromkeys(("html", "head", "body"), PAGE),
}
"""First element of what is no feed -> what to say of it."""
BROKEN_OFF = "the feed breaks off; what was read before is used"
MORE = f"only its first {slim.MAX_ENTRIES:,} entries are looked at"
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""A date outside is a missing one that went through a computer, or a mistake."""


class Body(NamedTuple):
    """A text as the feed gives it."""

    text: str
    is_html: bool

    def plain(self) -> str:
        """Paragraphs, a line each."""
        return markup.plain(self.text) if self.is_html else markup.wrapped(self.text)


class Item(NamedTuple):
    """One entry; what the feed does not say is empty."""

    title: Body
    bodies: tuple[Body, ...]
    """Contents, then the summary."""
    link: str
    guid: str
    published: datetime | None
    """In UTC: when it was published, else last changed."""
    outlet: str
    lang: str


class Listed(NamedTuple):
    """A feed that was read."""

    items: tuple[Item, ...]
    link: str
    """Of its home page."""
    problems: tuple[Problem, ...]


def from_xml(text: str, where: str) -> Listed:
    """The entries in the order of the feed; links resolved against `where` and xml:base.

    Raises:
        SourceError: it is no feed, or made to do harm.
    """
    copy = slim.rewrite(text, where)
    if isinstance(copy, slim.NoFeed):
        other = f"not a feed: it begins with <{copy.first[:40]}>"
        raise SourceError(where, REFUSED.get(copy.first, other))
    feed, entries = _parsed(copy.xml, where)
    outlet = _outlet(feed)
    problems = [(BROKEN_OFF, not copy.whole and not copy.more), (MORE, copy.more)]
    return Listed(
        tuple(_item(entry, feed, outlet) for entry in entries),
        feed.get("link", ""),
        tuple(Problem(where, reason) for reason, holds in problems if holds),
    )


def from_json(text: str, where: str) -> Listed:
    """The same for JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/.

    Raises:
        SourceError: it is no JSON Feed.
    """
    try:
        feed = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError(where, "not a feed, and not usable JSON") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise SourceError(where, "JSON, but not a JSON Feed: it has no list of items")
    entries = [entry for entry in feed["items"] if isinstance(entry, dict)]
    items = tuple(_json_item(entry, feed) for entry in entries[: slim.MAX_ENTRIES])
    problems = (Problem(where, MORE),) if len(entries) > slim.MAX_ENTRIES else ()
    return Listed(items, _string(feed, "home_page_url"), problems)


def _parsed(xml: bytes, where: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  0.1 s; ships no types

    found = feedparser.parse(
        BytesIO(xml),  # a string would be opened as a file or an address
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": where if where.startswith(("http://", "https://")) else "",
        },
    )
    return dict(found.feed), [dict(entry) for entry in found.entries]


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], outlet: str) -> Item:
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    bodies = [_body(each) for each in contents if each.get("type") in TEXT_TYPES]
    title = entry.get("title_detail") or {}
    return Item(
        title=_body(title),
        bodies=tuple(bodies),
        link=entry.get("link", ""),
        guid=entry.get("id", ""),
        published=_published(entry),
        outlet=_outlet(entry.get("source") or {}) or outlet,
        lang=_language(entry, *contents, title, feed),
    )


def _body(detail: Mapping[str, Any]) -> Body:
    text = (detail.get("value") or "").replace(LINE, "\n")
    return Body(text, detail.get("type") in HTML_TYPES)


def _language(*places: Mapping[str, Any]) -> str:
    """The first that is given."""
    return next(filter(None, (place.get("language") for place in places)), "")


def _outlet(feed: Mapping[str, Any]) -> str:
    """The title of a feed, or of the one that an entry was taken from."""
    detail = feed.get("title_detail") or {"value": feed.get("title")}
    return _body(detail).plain()


def _published(entry: Mapping[str, Any]) -> datetime | None:
    names = ("published", "updated", "created")
    return _likely(
        _moment(entry.get(f"{name}_parsed")) or dates.parse(entry.get(name) or "") for name in names
    )


def _likely(moments: Iterable[datetime | None]) -> datetime | None:
    """The first that can be meant."""
    return next((each for each in moments if each and EARLIEST <= each < LATEST), None)


def _moment(parsed: tuple[int, ...] | None) -> datetime | None:
    """Feedparser's nine numbers, in UTC; the second may be 60 or 61."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _json_item(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Item:
    texts = {"content_html": True, "content_text": False, "summary": False}
    bodies = (Body(_string(entry, name, MAX_TEXT), is_html) for name, is_html in texts.items())
    stamps = (_string(entry, f"date_{name}") for name in ("published", "modified"))
    return Item(
        title=Body(_string(entry, "title", MAX_TITLE), is_html=False),
        bodies=tuple(body for body in bodies if body.text),
        link=_string(entry, "url") or _string(entry, "external_url"),
        guid=_string(entry, "id"),
        published=_likely(map(dates.parse, stamps)),
        outlet=_string(feed, "title"),
        lang=_string(entry, "language") or _string(feed, "language"),
    )


def _string(record: Mapping[str, Any], name: str, limit: int = MAX_ADDRESS) -> str:
    """A field, when it is text of this many characters or a number: many ids are."""
    value = record.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
        return str(value)
    return value if isinstance(value, str) and len(value) <= limit else ""
