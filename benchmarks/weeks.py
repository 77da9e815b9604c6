"""Invented weeks: what happens in a land that is not there, its feeds, and a post office."""

import asyncio
import random
import threading
import zlib
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from string import ascii_lowercase

from aiosmtpd.smtp import SMTP, Envelope, Session

from summarizer.datatypes import Article
from tests.load.fetch.hostile import Behaviour, Visit, drop, page

OUTLETS = ("Harbour Times", "Coast Daily", "North Post", "Valley News")
FIRST = datetime(2026, 1, 5, tzinfo=UTC)
DAY = timedelta(days=1)
LISTED = 40
"""Items in a feed: more than a week's."""
NEW_STORIES = (2, 4)
"""At least and at most, on each day."""
FOLLOWED = 0.4
"""Of the days, those on which an older story goes on."""
EARLY, NOON = 4, 12
"""Hours of a day until which its first story, and the others, are printed."""
LATEST = 5
"""Days after which no story goes on."""
SYLLABLES = (
    *("bra", "cor", "dun", "fel", "gar", "hol", "jas", "kel", "lom", "mir"),
    *("nor", "pel", "rus", "sten", "tal", "ulm", "var", "wen", "yor", "zan"),
)
SENTENCES = (
    "The {b} of {a} was closed by {n} {c} after a {d} had reached the {e} and its {f}.",
    "Every {g} of the {h} will get {n} {i} for its {j}, said the {k} of {a} on Monday.",
    "In the {l} above {a}, {n} {m} were found by the {o}, who moved the {p} at once.",
    "A {q} sent the {r} from {a} to the {s}, where {n} {t} and a {u} were lost.",
    "At the {v} of {a} there were {n} {w} with {x}, and the {y} asked for a {z}.",
    "Near {a}, a {f} with {n} {t} stood on the {p} until the {h} was {k} again.",
    "More than {n} {j} came to {a} from the {u}, which the {o} had {m} in the {y}.",
    "Around {a} the {z} took {n} {g} to the {w} when its {d} was {s} by a {x}.",
)


@dataclass(frozen=True)
class Item:
    """An article as an outlet prints it."""

    outlet: str
    url: str
    title: str
    text: str
    printed: datetime

    @property
    def id(self) -> str:
        """By which the program knows it."""
        return Article(self.text, url=self.url).id


@dataclass(frozen=True)
class Event:
    """What a story is about."""

    names: dict[str, str]
    sentences: tuple[str, ...]
    """All that is ever said of it; in the first one nothing is left open."""
    day: int


@dataclass
class Land:
    """What has been printed in it, day after day; the same for the same chance."""

    chance: random.Random
    items: list[Item] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def live(self, day: int) -> None:
        """What is printed on this day, from midnight to noon."""
        for number in range(self.chance.randint(*NEW_STORIES)):
            event = self._event(day)
            self.events.append(event)
            hours = NOON if number else EARLY
            for outlet in self.chance.sample(OUTLETS, self.chance.randint(1, len(OUTLETS))):
                self._print(outlet, event, event.sentences[:4], day, hours)
        earlier = [each for each in self.events if 0 < day - each.day <= LATEST]
        if earlier and self.chance.random() < FOLLOWED:
            event = self.chance.choice(earlier)
            said = (event.sentences[4], event.sentences[0], event.sentences[5])
            self._print(self.chance.choice(OUTLETS), event, said, day, NOON)

    def feed(self, outlet: str, now: datetime) -> bytes:
        """As it is at that time; one item says that it is of the day after."""
        items = [each for each in self.items if each.outlet == outlet and each.printed <= now]
        listed = sorted(items, key=lambda each: each.printed, reverse=True)[:LISTED]
        entries = "".join(_entry(each, ahead=number == 3) for number, each in enumerate(listed))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>{outlet}</title><link>https://example.org/</link><language>en</language>"
            f"{entries}</channel></rss>"
        ).encode()

    def _event(self, day: int) -> Event:
        names = {letter: self._name() for letter in ascii_lowercase if letter != "n"}
        names["a"] = names["a"].capitalize()
        said = [each.format(**{**names, "n": "{}"}) for each in SENTENCES]
        self.chance.shuffle(said)
        said[0] = self._numbered(said[0])
        return Event(names, tuple(said), day)

    def _name(self) -> str:
        return "".join(self.chance.sample(SYLLABLES, 3))

    def _numbered(self, sentence: str) -> str:
        return sentence.format(self.chance.randint(3, 900))

    def _print(
        self, outlet: str, event: Event, said: tuple[str, ...], day: int, hours: int
    ) -> None:
        """Each outlet has its own numbers and order after the first sentence."""
        first, *rest = map(self._numbered, said)
        text = " ".join((first, *self.chance.sample(rest, len(rest))))
        title = f"{event.names['b'].capitalize()} in {event.names['a']}: {first[:60]}"
        url = f"https://example.org/{outlet.lower().replace(' ', '-')}/{len(self.items)}"
        printed = FIRST + day * DAY + timedelta(minutes=self.chance.randrange(hours * 60))
        self.items.append(Item(outlet, url, title, text, printed))


def _entry(item: Item, *, ahead: bool) -> str:
    printed = item.printed + DAY if ahead else item.printed
    return (
        f"<item><title>{escape(item.title)}</title><link>{item.url}</link>"
        f"<guid>{item.url}</guid><pubDate>{format_datetime(printed)}</pubDate>"
        f"<description>{escape(item.text)}</description></item>"
    )


@dataclass
class Press:
    """The feeds of a land on a server; which of them are down is said from outside."""

    land: Land
    now: datetime = FIRST
    down: str = ""
    """An outlet."""

    def page(self, outlet: str) -> Behaviour:
        """With an ETag: what has not changed is not sent again."""

        def behave(visit: Visit) -> None:
            if outlet == self.down:
                drop(visit)
                return
            body = self.land.feed(outlet, self.now)
            mark = f'"{zlib.crc32(body)}"'
            if visit.headers.get("if-none-match") == mark:
                visit.send(page(b"", "304 Not Modified", etag=mark))
            else:
                visit.send(page(body, etag=mark, content_type="application/rss+xml"))

        return behave


@dataclass
class Post:
    """A mail server's side: what it got, and how it treats whoever brings it."""

    got: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Message-ID, recipient, message."""
    mood: str = "good"
    """`dropping` takes the mail and hangs up, `deaf` hangs up, `busy` asks to come again."""

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """The name is aiosmtpd's."""
        if self.mood in {"good", "dropping"}:
            message = envelope.original_content or b""
            identity = message.partition(b"Message-ID: ")[2].split()[0].decode()
            self.got += [(identity, each, message) for each in envelope.rcpt_tos]
        if self.mood in {"dropping", "deaf"} and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        return "451 Come again" if self.mood == "busy" else "250 OK"


@contextmanager
def office(post: Post) -> Iterator[int]:
    """The port at which it is open."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = loop.create_server(
        lambda: SMTP(post, hostname="mail.example", loop=loop), "127.0.0.1", 0
    )
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_closed(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _closed(server: asyncio.Server) -> None:
    server.close()
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    await asyncio.sleep(0.01)  # for connections to close
