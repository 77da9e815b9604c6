"""A feed -> Articles: RSS, Atom, RDF, CDF and JSON Feed, whole or damaged.

Only the bytes are looked at: nothing that a feed names is opened.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import address, hygiene
from summarizer.load.feed import encoding, items, teaser
from summarizer.load.feed.items import Item
from summarizer.load.found import Entry

MAX_BYTES = 5_000_000
"""Of one feed. The largest of 54 feeds of outlets has 174,683."""
MAX_ENTRIES = 50
"""Of one feed that become articles, unless the caller says otherwise."""
MAX_TAGS = 100_000
"""In the texts of the entries of one feed: half a second of work."""
MAX_VERSIONS = 3
"""Entries that may share an id; beyond, it is no id but a mistake of the feed's program."""
DAY = timedelta(hours=24)

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
EMPTY = "a feed without entries"


def entries(
    data: bytes, where: str, *, content_type: str = "", limit: int = MAX_ENTRIES
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The newest `limit` entries, newest first and the undated last, and what was wrong.

    `where` is the feed's address, against which its links are resolved, or its path; it becomes
    the path of the articles. `content_type` is what the server said. Of entries with one id, or
    with one address and title, the newest is kept.

    Raises:
        SourceError: it is no feed, or made to do harm.
    """
    if not data:
        raise SourceError(where, "nothing in it: 0 bytes")
    if len(data) > MAX_BYTES:
        raise SourceError(where, f"{len(data):,} bytes; the limit is {MAX_BYTES:,} bytes")
    text = encoding.text(data, where, content_type)
    read = items.from_json if text.lstrip("\ufeff \t\r\n").startswith("{") else items.from_xml
    feed = read(text, where)
    base = where if where.startswith(("http://", "https://")) else feed.link
    linked = (item._replace(link=_url(item.link, base)) for item in feed.items)
    single = list(_once(sorted(linked, key=_age)))
    found = [entry for entry in _entries(single[:limit], where) if _usable(entry)]
    problems = [*feed.problems, *_left_out(single, limit, where)]
    if useless := len(single[:limit]) - len(found):
        problems.append(Problem(where, f"{_counted(useless)} with neither text nor a link"))
    if not feed.items:
        problems.append(Problem(where, EMPTY))
    return tuple(found), tuple(problems)


def _age(item: Item) -> float:
    """Sorts the newest first, the undated last; a stable sort keeps the feed's order."""
    return -item.published.timestamp() if item.published else float("inf")


def _once(ordered: Sequence[Item]) -> Iterator[Item]:
    """The newest of each id, and of each address and title: some ids change with every edition."""
    ids = Counter(item.guid for item in ordered)
    seen: set[object] = set()
    for item in ordered:
        place = address.key(item.link) if item.link else item.bodies
        names: set[object] = {(place, item.title)}
        if item.guid and ids[item.guid] <= MAX_VERSIONS:
            names.add(item.guid)
        if seen.isdisjoint(names):
            yield item
        seen |= names


def _left_out(ordered: Sequence[Item], limit: int, where: str) -> Iterator[Problem]:
    """A word when the limit costs news: entries of the feed's newest 24 hours."""
    dates = [item.published for item in ordered]
    newest = dates[0] if dates else None
    lost = sum(1 for date in dates[limit:] if date and newest and newest - date <= DAY)
    if lost:
        reason = f"{_counted(lost)} of its newest 24 hours left out; {limit} a feed are read"
        yield Problem(where, reason)


def _entries(chosen: Sequence[Item], where: str) -> Iterator[Entry]:
    """Without their texts once these have more tags than can be read in time."""
    shared = Counter(address.key(item.link) for item in chosen if item.link)
    tags = 0
    for item in chosen:
        tags += sum(body.text.count("<") for body in item.bodies)
        read = item if tags <= MAX_TAGS else item._replace(bodies=())
        yield _entry(read, where, alone=shared[address.key(item.link)] == 1)


def _entry(item: Item, where: str, *, alone: bool) -> Entry:
    """`alone`: no other entry has its address, which is then the article's identity."""
    title = hygiene.line(item.title.plain())
    text, blurb = teaser.judged(_text(item, title))
    outlet = hygiene.line(item.outlet) or _host(item.link or where)
    lang = item.lang.strip()
    article = Article(
        text=text,
        title=title.removesuffix(f" - {outlet}"),  # as Google News does it
        source=outlet,
        url=item.link or None,
        published=item.published,
        lang=lang if LANGUAGE_TAG.fullmatch(lang) else None,
        path=where,
        id="" if alone else _identity(where, item.link, item.guid or title + text),
    )
    return Entry(article, blurb=blurb and bool(item.link), guid=hygiene.line(item.guid))


def _usable(entry: Entry) -> bool:
    """It can be quoted, or the page can that it leads to."""
    return bool(entry.article.text or entry.article.url)


def _text(item: Item, title: str) -> str:
    """The longest that the entry has, without its headline."""
    texts = (hygiene.clean(body.plain()) for body in item.bodies)
    return max(texts, key=len, default="").removeprefix(f"{title}\n")


def _identity(*parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def _url(link: str, base: str) -> str:
    """Whole and safe to follow; empty when it is no web address."""
    try:
        return address.clean(urljoin(base, link.strip())) or "" if link else ""
    except ValueError:  # half an IPv6 address
        return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"
