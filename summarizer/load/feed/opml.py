"""Lists of feeds as programs exchange them: OPML, http://opml.org/spec2.opml."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urljoin

from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load import address, hygiene
from summarizer.load.feed import encoding, markup
from summarizer.load.feed.markup import Declaration, Tag
from summarizer.load.found import Subscription

MAX_BYTES = 5_000_000
MAX_FEEDS = 5_000
"""Of one list; a heavy reader follows 500."""
MAX_DEPTH = 64
"""Folders within each other."""
MAX_NAME = 200
"""Characters of a title or folder."""

NO_LIST = "not a list of feeds: there is no <opml> in it"
DOCTYPE = "has a DOCTYPE, which no list of feeds needs; remove it to import the list"


def read(data: bytes, where: str) -> tuple[tuple[Subscription, ...], tuple[Problem, ...]]:
    """The feeds of a list in its order, each address once, and what could not be used.

    Raises:
        SourceError: it is no list of feeds, has a DOCTYPE, or is too large.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(where, f"{len(data):,} bytes; the limit is {MAX_BYTES:,} bytes")
    found: dict[str, Subscription] = {}
    problems: list[Problem] = []
    for title, link, folder in _outlines(encoding.text(data, where), where):
        url = _address(link)
        if url is None:
            shown = hygiene.line(title or link)[:MAX_NAME]
            problems.append(Problem(where, f'"{shown}" has no http or https address; left out'))
        elif url not in found:
            found[url] = Subscription(hygiene.line(title)[:MAX_NAME], url, folder)
        if len(found) + len(problems) > MAX_FEEDS:
            raise SourceError(where, f"more than {MAX_FEEDS:,} feeds; split the list")
    return tuple(found.values()), tuple(problems)


def written(subscriptions: Iterable[Subscription], title: str = "Feeds") -> str:
    """An OPML 2.0 document: the feeds without a folder, then folder by folder."""
    folders: dict[str, list[Subscription]] = {"": []}
    for each in subscriptions:
        folders.setdefault(hygiene.line(each.folder), []).append(each)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(hygiene.line(title))}</title></head>",
        "  <body>",
    ]
    for folder, members in folders.items():
        rows = [f"    {_outline(each)}" for each in members]
        if folder:
            name = _quoted(folder)
            rows = [f"    <outline text={name} title={name}>", *rows, "    </outline>"]
        lines += rows
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outlines(text: str, where: str) -> Iterator[tuple[str, str, str]]:
    """Title, address and folder of each feed."""
    folders: list[str] = []
    for tag in _tags(text, where):
        if tag.closing:
            del folders[-1:]
            continue
        fields = markup.attributes(tag)
        title = fields.get("title") or fields.get("text", "")
        link = fields.get("xmlurl", "")
        if link:
            yield title, link, next(filter(None, reversed(folders)), "")
        if not tag.empty:
            folders.append("" if link else hygiene.line(title)[:MAX_NAME])
        if len(folders) > MAX_DEPTH:
            raise SourceError(where, f"more than {MAX_DEPTH} folders within each other")


def _tags(text: str, where: str) -> Iterator[Tag]:
    """The outlines, begun and ended."""
    begun = False
    for token in markup.bounded(text, where):
        if isinstance(token, Declaration) and token.text.upper().startswith("DOCTYPE"):
            raise SourceError(where, DOCTYPE)
        begun = begun or (isinstance(token, Tag) and token.name == "opml")
        if isinstance(token, Tag) and token.name == "outline":
            yield token
    if not begun:
        raise SourceError(where, NO_LIST)


def _address(link: str) -> str | None:
    """Some programs write feed://host/path, or feed: before the whole address."""
    try:
        return address.clean(urljoin("https:", link.strip().removeprefix("feed:")))
    except ValueError:  # half an IPv6 address
        return None


def _outline(feed: Subscription) -> str:
    name = _quoted(hygiene.line(feed.title) or feed.url)
    return f'<outline type="rss" text={name} title={name} xmlUrl={_quoted(feed.url)}/>'


def _quoted(text: str) -> str:
    return f'"{escape(hygiene.line(text))}"'
