"""A desk on this machine: feeds that a test writes, a configuration, and runs at any time."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

from summarizer.briefing import config
from summarizer.briefing.run import Done, Order, run
from summarizer.briefing.store import Store
from summarizer.datatypes import Encoder
from tests.fakes import HashEncoder
from tests.load.fetch.hostile import Hostile, Page, page

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
"""A Friday, 06:00 in Berlin."""
FERRY = (
    "Ferry catches fire off Skarvik, 214 passengers saved",
    (
        "A ferry caught fire off Skarvik on Sunday and all 214 passengers were taken to safety. "
        "The fire on the Nordlys began in the engine room, the coastguard said. "
        "Two members of the crew were treated for smoke."
    ),
)
LIBRARIES = (
    "Oakford council votes to close three libraries",
    (
        "Oakford council voted on Sunday to close three of its nine libraries. "
        "Mayor Ines Halloran said the budget left no choice."
    ),
)
PASS = (
    "Snow closes the Hollen pass",
    (
        "The Hollen pass will stay closed until Thursday after two metres of snow. "
        "Ploughs are to clear the road from Tolnau to the valley."
    ),
)
BAKER = (
    "Baker wins prize for rye bread",
    (
        "A baker from Westmark has won the prize of the millers with a bread of rye. "
        "Her grandmother left her the recipe on a paper bag."
    ),
)
OUTPUTS = ("out/{date}.txt", "out/{date}.md", "out/{date}.html", "out/{date}.json")

Item = tuple[str, str]
"""Title and text."""


def feed(*items: Item, at: datetime = NOW, link: str = "https://example.org/", **head: object):
    """An answer of a server: RSS with these items, printed at that time, and headers."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}{zlib.crc32(title.encode())}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{escape(text)}</description></item>"
        for title, text in items
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
        f"<link>https://example.org/</link><language>en</language>{entries}</channel></rss>"
    )
    return page(document.encode(), content_type="application/rss+xml", **head)


@dataclass
class Desk:
    """Sources `Source 0`, `Source 1` … at `/0`, `/1` … of the server."""

    folder: Path
    server: Hostile
    outputs: Sequence[str] = OUTPUTS
    zone: str = "Europe/Berlin"
    head: str = ""
    more: str = ""
    """What the configuration begins and ends with."""
    encoder: Encoder = field(default_factory=HashEncoder)
    feeds: list[str] = field(default_factory=list)

    def serve(self, *answers: Page) -> None:
        """What each source gives from now on."""
        self.feeds = [f"/{number}" for number in range(len(answers))]
        self.server.pages.update(zip(self.feeds, answers, strict=True))

    @property
    def config(self) -> Path:
        """The file, as things are now."""
        sources = "".join(
            f'[[sources]]\nname = "Source {number}"\nfeed = "{self.server.url(path)}"\n'
            "allow_private = true\nfull_text = false\n"
            for number, path in enumerate(self.feeds)
        )
        outputs = "".join(f'[[outputs]]\npath = "{each}"\n' for each in self.outputs)
        head = f'timezone = "{self.zone}"\n{self.head}\n'
        path = self.folder / "briefing.toml"
        path.write_text(f"{head}{sources}{outputs}{self.more}")
        return path

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def run(self, now: datetime = NOW, **asked: object) -> Done:
        order = Order(config.load(self.config), self.state, now, self.encoder, **asked)
        return run(order)

    def store(self, now: datetime = NOW) -> Store:
        return Store.view(self.state, now=now)

    def days(self) -> list[date]:
        with self.store() as store:
            return [made.day for made in store.history(100)]

    def file(self, suffix: str, day: str = "2026-11-20") -> Path:
        return self.folder / f"out/{day}{suffix}"

    def files(self) -> dict[str, tuple[int, int, bytes]]:
        """Everything in the folder but the lock's note: inode, time and bytes."""
        found = (each for each in self.folder.rglob("*") if each.is_file())
        return {
            str(each.relative_to(self.folder)): (
                each.stat().st_ino,
                each.stat().st_mtime_ns,
                each.read_bytes(),
            )
            for each in found
            if each.name not in {"lock", "briefing.toml"}
        }


def told(*done: Done) -> list[str]:
    """Headlines of the briefings that were made."""
    return [
        story.headline
        for each in done
        if each.briefing
        for story in (*each.briefing.stories, *each.briefing.shorts)
    ]


def controls(text: str, allowed: Iterable[str] = "\n") -> set[str]:
    """What no output may have: controls, and marks that turn the direction of writing."""
    odd = {
        *map(chr, range(32)),
        *map(chr, range(127, 160)),
        *"\u2028\u2029\u202a\u202b\u202d\u202e",
    }
    return (odd | {*"\u2066\u2067\u2068\u2069\u200e\u200f"}) & {*text} - {*allowed}
