"""Days as a run lives them, for the store; also in processes that are killed or run out of disk.

`python -m tests.briefing.days kill FOLDER` prints a line for each thing that is wrong, then what
was done; so do `fill`, `mend` and `race`.
"""

import os
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from summarizer.briefing.records import Made, Mail, Seen, Told
from summarizer.briefing.store import Store
from summarizer.datatypes import Article
from summarizer.errors import StateError

NOW = datetime(2025, 11, 20, 6, tzinfo=UTC)
DAY = timedelta(days=1)
NEW = 3
"""Articles a day."""
EVER = date(1970, 1, 1)
KILLED = 30
LONGEST = 0.12
"""Seconds that a killed run has."""
FILLED = 20
MENDED = 15
RACED = 100
PAGE = 4096
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  a disk that need not be waited for


@contextmanager
def quick_folder() -> Iterator[Path]:
    """One whose files need not reach a disk, so that many transactions take no time."""
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as name:
        yield Path(name)


def seen(number: int, when: datetime = NOW, **fields: object) -> Seen:
    """An article that differs from others in its number."""
    text = f"Article {number} tells of the harbour. " + "The ferry is late. " * (number % 90)
    article = Article(text, title=f"Title {number}", url=f"https://example.org/{number}", **fields)
    return Seen(article, "Example Times", when, rank=number % 50, section="World", weight=1.5)


def made(day: date, until: datetime = NOW) -> Made:
    return Made(day, until - DAY, until, f'{{"day": "{day}"}}', words=120, stories=2)


def told(day: date, headline: str = "The ferry is late", first: date | None = None) -> Told:
    return Told(day, headline, (0.5, -0.25, 0.0), ("The ferry is late.",), first or day)


def mail(day: date | None, name: str = "a") -> Mail:
    identity = f"<{name}.{day}@example.org>"
    return Mail(identity, "news@example.org", ("me@example.org",), b"Subject: \xff\r\n", day=day)


def live_a_day(store: Store, number: int) -> None:
    """Every step that writes, in the order of a run."""
    now = NOW + number * DAY
    store.fetched("https://example.org/feed", now, etag="e", modified=None, moved=None, newest=now)
    store.add(seen(number * NEW + each, now) for each in range(NEW))
    ids = [each.article.id for each in store.pending(now)]
    store.record(made(now.date(), now), [told(now.date())], ids, [mail(now.date())])
    for each in store.outbox():
        store.sending(each.message_id)
        store.sent(each.message_id, now)
    store.prune((now - 400 * DAY).date())
    store.backup(now)


def live_on(folder: Path, diary: int) -> None:
    """Day after day; a day that is over is noted in the diary."""
    with Store.open(folder, now=NOW)[0] as store:
        for number in count(len(store.history(10_000))):
            live_a_day(store, number)
            os.write(diary, b".")


def wrong(folder: Path, days: int) -> list[str]:
    """What is not as it must be after at least so many days."""
    store, problems = Store.open(folder, now=NOW + 10_000 * DAY)
    with store:
        found = [problem.reason for problem in problems]
        history = {each.day for each in store.history(10_000)}
        stories = [each.day for each in store.told(EVER)]
        pending = {each.article.id for each in store.pending(NOW + 10_000 * DAY)}
    database = sqlite3.connect(folder / "state.db")
    looked_at = dict(database.execute("SELECT id, day FROM articles WHERE day IS NOT NULL"))
    ((integrity,),) = database.execute("PRAGMA integrity_check")
    mails = [day for (day,) in database.execute("SELECT day FROM outbox ORDER BY day")]
    database.close()
    expected = {
        "integrity": integrity == "ok",
        "acknowledged days": len(history) >= days,
        "days in a row": history == {(NOW + n * DAY).date() for n in range(len(history))},
        "a story a day": stories == sorted(history),
        "a mail a day": mails == sorted(map(str, history)),
        "articles of recorded days": set(looked_at.values()) <= {*map(str, history)},
        "articles": len(looked_at) == NEW * len(history),
        "pending articles": len(pending) in {0, NEW} and not pending & set(looked_at),
    }
    return found + [name for name, holds in expected.items() if not holds]


def child(act: Callable[[], None], folder: Path, limit: int = resource.RLIM_INFINITY) -> int:
    """A process that does it, and may write no file longer than the limit. Exits 3 when refused."""
    if process := os.fork():
        return process
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        act()
        code = 0
    except StateError as error:
        code = 3 if str(error).startswith(str(folder)) and "\n" not in str(error) else 4
    finally:
        os._exit(code)


def exit_of(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_after(process: int, seconds: float) -> None:
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def kill(folder: Path, diary: int) -> None:
    """A run is killed at any moment, often."""
    for each in range(KILLED):
        process = child(lambda: live_on(folder, diary), folder)
        kill_after(process, each * 0.618 % 1 * LONGEST)
        report(wrong(folder, os.fstat(diary).st_size))


def fill(folder: Path, diary: int) -> None:
    """A run meets the end of the disk, each time a little later."""
    for each in range(FILLED):
        limit = each * 2 * PAGE + each * 100
        code = exit_of(child(lambda: live_on(folder, diary), folder, limit))
        report([f"exit {code} at {limit} bytes"] if code != 3 else [])
        report(wrong(folder, os.fstat(diary).st_size))


def mend(folder: Path, diary: int) -> None:
    """A repair meets the end of the disk, or is killed, and is done by the next run."""
    with Store.open(folder, now=NOW)[0] as store:
        for number in range(3):
            live_a_day(store, number)
            os.write(diary, b".")
    for each in range(MENDED):
        state = bytearray((folder / "state.db").read_bytes())
        state[each * 10 : each * 10 + 100] = b"damaged so" * 10
        (folder / "state.db").write_bytes(state)
        limited = child(lambda: open_once(folder), folder, each * 2 * PAGE)
        report(["a bad end"] if exit_of(limited) not in {0, 3} else [])
        kill_after(child(lambda: open_once(folder), folder), each / 1000)
        open_once(folder)
        report(wrong(folder, os.fstat(diary).st_size))


def open_once(folder: Path) -> None:
    Store.open(folder, now=NOW)[0].__exit__(None, None, None)


def race(folder: Path, diary: int) -> None:
    """Two processes add the same articles, each as fast as it can."""
    open_once(folder)
    processes = [child(lambda: add_all(folder, diary), folder) for _ in range(2)]
    report([f"exit {code}" for code in map(exit_of, processes) if code])
    with Store.open(folder, now=NOW)[0] as store:
        report([] if len(store.pending(NOW)) == RACED else ["not every article once"])


def add_all(folder: Path, diary: int) -> None:
    with Store.open(folder, now=NOW)[0] as store:
        for number in range(RACED):
            os.write(diary, b"." * store.add([seen(number)]))


def report(complaints: list[str]) -> None:
    for complaint in complaints:
        sys.stdout.write(f"{complaint}\n")


if __name__ == "__main__":
    home = Path(sys.argv[2])
    pages = os.open(home.parent / "diary", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    {"kill": kill, "fill": fill, "mend": mend, "race": race}[sys.argv[1]](home, pages)
    sys.stdout.write(f"noted: {os.fstat(pages).st_size}\n")
