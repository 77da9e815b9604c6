"""The archive: the newest days, a page for each month, a search box that works offline, a feed."""

import base64
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from itertools import groupby
from typing import Any

from summarizer.datatypes import Article, Briefing, Budget, Story, Summary
from summarizer.render import parts as all_parts
from summarizer.render.briefing import parts
from summarizer.render.html import page

NEWEST = 31
"""Days on the first page; with 7 stories and 7 in short a day takes 2.3 kB."""
FEED_DAYS = 30
"""The newest days that the feed has; readers of feeds keep the older ones."""

_NAMES = uuid.UUID("6b0c6ad4-5d0c-4b5e-9d43-0c1f6b6f1d2a")
"""The namespace of our feeds' ids: made once, at random, and never changed."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A story, and where it stands in the page of its day."""

    text: str
    anchor: str
    lang: str
    """Empty when it is that of the page."""


@dataclass(frozen=True, slots=True)
class Day:
    """What the archive says of one briefing."""

    day: date
    title: str
    until: datetime
    """Aware."""
    counts: str
    headlines: tuple[Headline, ...]
    shorts: tuple[Headline, ...]

    @property
    def file(self) -> str:
        """Its page, in the folder of the archive."""
        return f"{self.day.isoformat()}.html"


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month, the last one first; at least one."""

    days: tuple[Day, ...]

    @property
    def name(self) -> str:
        """`November`."""
        return f"{self.days[0].day:%B}"

    @property
    def year(self) -> int:
        """In four digits, as everywhere."""
        return self.days[0].day.year

    @property
    def file(self) -> str:
        """Its page, in the folder of the archive."""
        return f"{self.days[0].day:%Y-%m}.html"


@dataclass(frozen=True, slots=True)
class Archive:
    """All days, the last one first; at least one."""

    title: str
    days: Sequence[Day]
    address: str = ""
    """Of the folder on the web, with a slash at the end; empty when it is not there."""

    @property
    def months(self) -> tuple[Month, ...]:
        """The last one first; none while the first page has all days."""
        if len(self.days) <= NEWEST:
            return ()
        grouped = groupby(self.days, key=lambda day: (day.day.year, day.day.month))
        return tuple(Month(tuple(days)) for _, days in grouped)


def read(document: dict[str, Any]) -> Day:
    """What `render.briefing.json` wrote, as far as an archive needs it."""
    briefing = Briefing(
        title=document["title"],
        day=date.fromisoformat(document["day"]),
        since=datetime.fromisoformat(document["since"]),
        until=datetime.fromisoformat(document["until"]),
        stories=tuple(map(_story, document["stories"])),
        shorts=tuple(map(_story, document["shorts"])),
    )
    length = document["length"]
    told = parts.count(length["stories"] + length["shorts"], "story", "stories")
    return Day(
        day=briefing.day,
        title=parts.title(briefing),
        until=briefing.until,
        counts=f"{told} · {all_parts.reading_time(length['words'])}",
        headlines=tuple(
            _headline(story, f"story-{number}") for number, story in parts.numbered(briefing)
        ),
        shorts=tuple(_headline(story, "in-short") for story in briefing.shorts),
    )


def _story(document: dict[str, Any]) -> Story:
    """With its headline, its section and its article; without what it tells."""
    summary = document["summary"]
    [known] = [each for each in summary["articles"] if each["number"] == document["article"]]
    article = Article("", title=known["title"], lang=known["lang"], path=known["path"])
    untold = Summary((), (), Budget(), "")
    return Story(document["headline"], article, untold, document["outlets"], document["section"])


def _headline(story: Story, anchor: str) -> Headline:
    return Headline(parts.headline(story), anchor, all_parts.language(story.article.lang))


def pages(archive: Archive) -> Iterator[tuple[str, str]]:
    """Name and text: the months, then the first page, `index.html`, which leads to them.

    The one script of a page filters what is there; without it all is shown.
    """
    months = archive.months
    for newer, month, older in zip((None, *months), months, (*months[1:], None), strict=False):
        yield month.file, _page(archive, month.days, month=month, older=older, newer=newer)
    yield "index.html", _page(archive, archive.days[:NEWEST], month=None)


def _page(archive: Archive, days: Sequence[Day], **more: object) -> str:
    script = resources.files(__package__).joinpath("templates/archive.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return page(
        "archive.html",
        None,
        archive=archive,
        days=days,
        parts=parts,
        script=script,
        script_hash=f"sha256-{digest}",
        **more,
    )


def atom(archive: Archive) -> str:
    """RFC 4287. A day is known by an id that holds as long as the archive's address or title."""
    newest = archive.days[:FEED_DAYS]
    return page(
        "atom.xml",
        archive=archive,
        days=newest,
        updated=max(day.until for day in newest),
        feed_id=_id(archive).urn,
        ids={day.day: uuid.uuid5(_id(archive), day.day.isoformat()).urn for day in newest},
        parts=parts,
    )


def _id(archive: Archive) -> uuid.UUID:
    return uuid.uuid5(_NAMES, archive.address or archive.title)
