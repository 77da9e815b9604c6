"""Nothing is lost and nothing told twice, whatever happens to a run.

`python -m benchmarks.crash --kills 200 --seed 1`. Weeks of invented news come in feeds on this
machine. Every day, runs are killed with SIGKILL at a random moment, or meet a full disk, a folder
that may not be written, a feed that hangs up, a mail server that is away, busy, or hangs up after
it has taken a mail; then one run is left alone. After each day, and at the end, everything is
looked at from outside: the files, the mails that came, and a copy of the state.

Runs are forked from one process that has imported everything, with a quick encoder: there are no
seconds in which a kill hits nothing but Python's start.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.weeks import DAY, FIRST, OUTLETS, Land, Post, Press, office
from tests.load.fetch.hostile import Hostile

READERS = ("ada@example.org", "ben@example.net")
SUFFIXES = {".txt": "text", ".md": "markdown", ".html": "html", ".json": "json"}
FILES = {**SUFFIXES, ".html": "page {day}.json", ".sources.html": "sources"}
"""What of the record is in a file; a page is kept by its way to the JSON."""
"""What is written for each suffix: beside a page there are its sources."""
MOST_A_DAY = 7
"""Disturbed runs."""
ENOUGH = 0.5
"""Of the disturbed runs that find the day recorded, or record it: those after which it is quiet."""
QUIET_DAYS = 2
"""At the end, in which everything that was late must come."""
KILLED = 0.8
"""Of the disturbed runs; the others end by themselves."""
HALF = 0.5
"""Of the kills: those at a moment. The others are at a step."""
FAULTS = ("none", "none", "full", "read-only", "away", "dropping", "deaf", "busy", "down")
ROOM = 120_000
"""Bytes by which a file may be longer than the state is, where the disk is full."""
NOBODY = 65534
STEPS = {"os.rename", "os.remove", "socket.connect", "smtplib.send"}
"""Audit events; files that are opened for writing are steps, too."""
CHANGES = {"BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "VACUUM"}
"""First words of SQL."""
REFUSED, BROKEN = 1, 70
"""Exit codes of a run that said why, and of one that did not."""
LONG_AGO = 3600.0
"""Seconds; an unfinished file of that age is nobody's."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  a disk that need not be waited for
CONFIG = """\
title = "Morning brief"
timezone = "Europe/Berlin"
{sources}
{outputs}
[mail]
from = "desk@example.org"
to = {readers}
host = "127.0.0.1"
port = {port}
security = "none"
"""


@dataclass(frozen=True)
class Attempt:
    """One run."""

    config: str
    state: str
    now: str
    seconds: float | None = None
    """After which it is killed."""
    step: tuple[str, int] | None = None
    """Before which it is killed, the third COMMIT, say: see `_Steps`."""
    limit: int = resource.RLIM_INFINITY
    """Bytes that a file may have."""


# --- in the process that the runs are forked from ---------------------------------------------


def fork_runs() -> None:
    """An attempt in each line of standard input; its exit and its seconds in a line each.

    The first one only warms up: it is done here and not in a process of its own.
    """
    _attempted(Attempt(**json.loads(sys.stdin.readline())))
    print("ready", flush=True)
    for line in sys.stdin:
        attempt = Attempt(**json.loads(line))
        began = time.monotonic()
        counted, tell = os.pipe()
        if not (process := os.fork()):
            steps = _Steps(attempt.step)
            code = _limited(attempt)
            os.write(tell, json.dumps(steps.taken).encode())
            os._exit(code)
        os.close(tell)
        if attempt.seconds is not None:
            time.sleep(attempt.seconds)
            os.kill(process, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        taken = json.loads(os.read(counted, 10_000) or "{}")
        print(json.dumps([code, time.monotonic() - began, taken]), flush=True)
        os.close(counted)


class _Steps:
    """What a run changes outside of itself: a table, a file, what a server knows.

    A random moment seldom falls between two that are close to each other.
    """

    def __init__(self, last: tuple[str, int] | None) -> None:
        from summarizer.briefing.state import file  # noqa: PLC0415

        self.taken = Counter[str]()
        self._last = last
        self._connect = file.connect
        file.connect = self._traced
        sys.addaudithook(self._hear)

    def _traced(self, path: Path, mode: str) -> sqlite3.Connection:
        connection = self._connect(path, mode)
        connection.set_trace_callback(self._read)
        return connection

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE
        if writes or event in STEPS:
            self._take(event)

    def _read(self, statement: str) -> None:
        word = statement.split(maxsplit=1)[0]
        if word in CHANGES:
            self._take(word)

    def _take(self, step: str) -> None:
        self.taken[step] += 1
        if self._last and (step, self.taken[step]) == tuple(self._last):
            os.kill(os.getpid(), signal.SIGKILL)


def _limited(attempt: Attempt) -> int:
    """As an ordinary user, for whom the rights of a folder count."""
    if os.geteuid() == 0:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_FSIZE, (attempt.limit, resource.RLIM_INFINITY))
    return _attempted(attempt)


def _attempted(attempt: Attempt) -> int:
    from summarizer.briefing import config  # noqa: PLC0415  in this process only
    from summarizer.briefing.run import Order, run  # noqa: PLC0415
    from summarizer.errors import SummarizerError  # noqa: PLC0415
    from tests.fakes import HashEncoder  # noqa: PLC0415

    now = datetime.fromisoformat(attempt.now)
    try:
        settings = config.load(Path(attempt.config))
        done = run(Order(settings, Path(attempt.state), now, HashEncoder()))
    except SummarizerError:
        return REFUSED
    except BaseException:  # noqa: BLE001  whatever it is, it is the finding
        traceback.print_exc()
        return BROKEN
    return 0 if done.complete else 3


# --- in the process that watches --------------------------------------------------------------


class Runner:
    """The process that the runs are forked from."""

    def __init__(self, warming: Attempt, scratch: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.crash", "--runner"]
        threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        environment = {**os.environ, **threads, "TMPDIR": str(scratch)}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self._ask(warming)

    def run(self, attempt: Attempt) -> tuple[int, "Length"]:
        """Its exit, negative when it was killed, and how long it was."""
        code, seconds, steps = json.loads(self._ask(attempt))
        return code, Length(seconds, steps)

    def _ask(self, attempt: Attempt) -> str:
        asks, answers = self._process.stdin, self._process.stdout
        if not (asks and answers):
            raise RuntimeError("no pipes")
        asks.write(f"{json.dumps(asdict(attempt))}\n")
        asks.flush()
        return answers.readline()

    def close(self) -> None:
        """It ends when there is nothing more to be read."""
        self._process.communicate()


class Length(NamedTuple):
    """Of a run."""

    seconds: float
    steps: dict[str, int]
    """Of each kind."""


class State(NamedTuple):
    """What the program remembers, read from a copy of its file."""

    integrity: str
    articles: dict[str, str | None]
    """Id -> the day of the briefing that looked at it."""
    made: dict[str, dict[str, str]]
    """Day -> form -> text."""
    until: dict[str, str]
    waiting: int
    """Mails."""


def look(state: Path) -> State:
    """The state file is not opened where it is: that alone could mend it."""
    with tempfile.TemporaryDirectory() as copy:
        for each in state.glob("state.db*"):
            shutil.copy(each, copy)
        if not (Path(copy) / "state.db").exists():
            return State("ok", {}, {}, {}, 0)
        with closing(sqlite3.connect(Path(copy) / "state.db")) as database:
            ((integrity,),) = database.execute("PRAGMA integrity_check")
            if not database.execute("PRAGMA user_version").fetchone()[0]:
                return State(integrity, {}, {}, {}, 0)
            made = database.execute("SELECT day, until, json FROM briefings").fetchall()
            return State(
                integrity,
                dict(database.execute("SELECT id, day FROM articles")),
                {day: json.loads(rendered) for day, _, rendered in made},
                {day: until for day, until, _ in made},
                *database.execute("SELECT count(*) FROM outbox WHERE state != 'sent'").fetchone(),
            )


@dataclass
class Weeks:
    """All that happens, and all that was found."""

    folder: Path
    chance: random.Random
    land: Land
    press: Press
    post: Post
    configs: dict[str, Path]
    runner: Runner
    kills: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    """Where the kills fell."""
    exits: Counter[int] = field(default_factory=Counter)
    """Of the disturbed runs that ended by themselves."""
    lengths: list[Length] = field(default_factory=lambda: [Length(0.2, {"COMMIT": 9})])
    """Of runs that made a briefing."""
    again: list[Length] = field(default_factory=lambda: [Length(0.05, {"COMMIT": 1})])
    """Of runs that found it made."""
    made: dict[str, dict[str, str]] = field(default_factory=dict)
    """All that was ever recorded."""
    looked_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Id of an article -> days on which it was."""
    met: set[str] = field(default_factory=set)
    """Ids of articles that were ever in the store."""
    wrong: list[str] = field(default_factory=list)

    @property
    def outputs(self) -> Path:
        return self.folder / "out"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def live(self, day: int, *, kills: int) -> None:
        """Some disturbed runs while there are kills left, and one that is left alone."""
        self.land.live(day)
        now = FIRST + day * DAY + timedelta(hours=5)
        for _ in range(self.chance.randint(1, MOST_A_DAY)):
            if self.kills >= kills:
                break
            now += timedelta(minutes=self.chance.randint(1, 40))
            self._disturb(now)
            if f"{now:%F}" in look(self.state).made and self.chance.random() < ENOUGH:
                break
        now += timedelta(minutes=5)
        self._leave_alone(now)

    def _disturb(self, now: datetime) -> None:
        fault = self.chance.choice(FAULTS)
        before = look(self.state)
        usual = self.again if f"{now:%F}" in before.made else self.lengths
        with self._trouble(fault):
            code, _ = self.runner.run(
                Attempt(
                    str(self.configs["away" if fault == "away" else "good"]),
                    str(self.state),
                    self._at(now),
                    *self._death(usual),
                    self._limit() if fault == "full" else resource.RLIM_INFINITY,
                )
            )
        self.faults[fault] += 1
        after = look(self.state)
        if code == -signal.SIGKILL:
            self.kills += 1
            self.hits[self._stage(before, after, f"{now:%F}")] += 1
        else:
            self.exits[code] += 1
            self._expect(code in {0, REFUSED, 3}, f"{now}: exit {code} ({fault})")
        self._check_files(after)
        self._age()

    def _death(self, usual: Sequence[Length]) -> tuple[float | None, tuple[str, int] | None]:
        """A moment, or a step, of which any kind is as likely as the others; or neither."""
        if self.chance.random() >= KILLED:
            return None, None
        if self.chance.random() < HALF:
            return self.chance.uniform(0, median(each.seconds for each in usual)), None
        kind, number = self.chance.choice(sorted(usual[-1].steps.items()))
        return None, (kind, self.chance.randint(1, number))

    def _leave_alone(self, now: datetime) -> None:
        day, known = f"{now:%F}", look(self.state).made
        attempt = Attempt(str(self.configs["good"]), str(self.state), self._at(now))
        code, length = self.runner.run(attempt)
        (self.again if day in known else self.lengths).append(length)
        self._expect(code == 0, f"{day}: exit {code}, left alone")
        state = look(self.state)
        self._check_files(state)
        self._expect(day in state.made, f"{day}: no briefing")
        for suffix in FILES:
            path = self.outputs / f"{day}{suffix}"
            same = path.exists() and path.read_text("utf-8") == _recorded(state, day, suffix)
            self._expect(same, f"{path.name}: not as it was made")
        self._expect(day in known or not self._unfinished(), f"{day}: unfinished files are left")
        self._expect(state.waiting == 0, f"{day}: {state.waiting} mails wait")
        self._remember(state)

    def _at(self, now: datetime) -> str:
        self.press.now = now
        return now.isoformat()

    @contextmanager
    def _trouble(self, fault: str) -> Iterator[None]:
        self.post.mood = fault if fault in {"dropping", "deaf", "busy"} else "good"
        self.press.down = self.chance.choice(OUTLETS) if fault == "down" else ""
        self.outputs.chmod(0o500 if fault == "read-only" else 0o700)
        yield
        self.outputs.chmod(0o700)
        self.post.mood, self.press.down = "good", ""

    def _limit(self) -> int:
        state = self.state / "state.db"
        size = state.stat().st_size if state.exists() else 0
        return self.chance.randrange(size + ROOM)

    def _stage(self, before: State, after: State, day: str) -> str:
        """How far a killed run had come."""
        if day in before.made:
            return "recorded before"
        if day in after.made:
            return "recorded, mails wait" if after.waiting else "recorded, mails sent"
        if any(self.outputs.glob(f"{day}*")):
            return "files, not recorded"
        return "before the first file"

    def _check_files(self, state: State) -> None:
        """Whatever is there is whole, and, once the day is recorded, what was recorded."""
        self._expect(state.integrity == "ok", f"integrity: {state.integrity}")
        for path in self.outputs.iterdir():
            if path.name.startswith("."):
                continue
            text, (day, dot, suffix) = path.read_text("utf-8"), path.name.partition(".")
            if day in state.made:
                recorded = text == _recorded(state, day, dot + suffix)
                self._expect(recorded, f"{path.name}: not as it was recorded")
            else:
                self._expect(_is_whole(path.suffix, text), f"{path.name}: torn")

    def _unfinished(self) -> list[Path]:
        return [each for each in self.outputs.iterdir() if each.name.startswith(".")]

    def _age(self) -> None:
        """What the killed run left is old at the next one."""
        for each in self._unfinished():
            os.utime(each, (time.time() - LONG_AGO,) * 2)

    def _remember(self, state: State) -> None:
        """The state forgets what is old; here it is kept."""
        for day, forms in state.made.items():
            same = self.made.setdefault(day, forms) == forms
            self._expect(same, f"{day}: the recorded briefing changed")
            known = [each for each in _articles(forms) if each["id"] in state.articles]
            fits = all(state.articles[each["id"]] == day for each in known)
            self._expect(fits, f"{day}: an article that it tells counts as another day's, or new")
        self.met |= state.articles.keys()
        for identity, looked in state.articles.items():
            if looked:
                self.looked_at[identity].add(looked)
                self._expect(looked in self.made, f"{identity}: looked at on {looked}, not made")

    def judge(self) -> None:
        """What can be seen only over all days."""
        printed = [each for each in self.land.items if each.printed <= self.press.now]
        lost = [each.url for each in printed if each.id not in self.met]
        self._expect(not lost, f"lost: {lost[:5]}")
        pending = [each.url for each in printed if each.id not in self.looked_at]
        self._expect(not pending, f"not told and not looked at: {pending[:5]}")
        twice = {each: days for each, days in self.looked_at.items() if len(days) > 1}
        self._expect(not twice, f"looked at twice: {twice}")
        litter = [each.name for each in (self.folder / "scratch").iterdir()]
        self._expect(not litter, f"{len(litter)} temporary files are left: {litter[:3]}")
        self._judge_stories()
        self._judge_mails()

    def _judge_stories(self) -> None:
        cited: dict[str, str] = {}
        told: dict[str, str] = {}
        for day in sorted(self.made):
            for article in _articles(self.made[day]):
                first = cited.setdefault(article["id"], day)
                self._expect(first == day, f"{article['url']}: in {first} and {day}")
            for story in _stories(self.made[day]):
                for sentence in story["summary"]["sentences"]:
                    first = told.setdefault(sentence["text"], day)
                    once = first == day or story["first_reported"]
                    self._expect(bool(once), f"told on {first} and {day}: {sentence['text']}")
        # An event that is taken for part of another one is in that one's story.
        events = {each.names["a"] for each in self.land.events if each.day < self._last_day}
        in_stories = [each.title for each in self.land.items if each.id in cited]
        silent = {name for name in events if not any(name in title for title in in_stories)}
        self._expect(not silent, f"events that no briefing tells: {silent}")

    @property
    def _last_day(self) -> int:
        return (self.press.now - FIRST).days

    def _judge_mails(self) -> None:
        got: dict[tuple[str, str], set[tuple[str, bytes]]] = defaultdict(set)
        for identity, reader, message in self.post.got:
            got[identity[1:11], reader].add((identity, message))
        for day in self.made:
            for reader in READERS:
                self._expect(len(got[day, reader]) == 1, f"{day}: {len(got[day, reader])} mails")
        never = {day for day, _ in got} - self.made.keys()
        self._expect(not never, f"mails of days without a briefing: {never}")

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.wrong.append(otherwise)

    def figures(self) -> Iterator[str]:
        stories = [_stories(each) for each in self.made.values()]
        updates = sum(bool(story["first_reported"]) for each in stories for story in each)
        yield f"days                      {len(self.made)}"
        yield f"articles                  {len(self.land.items)} on {len(self.land.events)} events"
        yield f"stories told              {sum(map(len, stories))}"
        yield f"  of them updates         {updates}"
        yield f"killed                    {self.kills}"
        for stage, number in self.hits.most_common():
            yield f"  {stage:24}{number}"
        yield f"ended by themselves       {sum(self.exits.values())}, exits {dict(self.exits)}"
        yield f"faults                    {dict(self.faults.most_common())}"
        yield f"mails, with doubles       {len(self.post.got)} for {len(self.made)} days"
        for name, lengths in (("making", self.lengths), ("again", self.again)):
            seconds = median(each.seconds for each in lengths)
            yield f"a run, {name:19}{seconds:.3f} s, steps {lengths[-1].steps}"
        yield f"wrong                     {len(self.wrong)}"


def _stories(forms: dict[str, str]) -> list[dict[str, Any]]:
    """Of a recorded briefing."""
    briefing = json.loads(forms["json"])
    return [*briefing["stories"], *briefing["shorts"]]


def _articles(forms: dict[str, str]) -> Iterator[dict[str, Any]]:
    """All that its stories were made of."""
    for story in _stories(forms):
        yield from story["summary"]["articles"]


def _recorded(state: State, day: str, suffix: str) -> str:
    return str(state.made[day][FILES[suffix].format(day=day)])


def _is_whole(suffix: str, text: str) -> bool:
    if suffix == ".json":
        try:
            return bool(json.loads(text))
        except ValueError:
            return False
    return text.endswith("</html>\n" if suffix == ".html" else "\n")


@contextmanager
def weeks(seed: int) -> Iterator[Weeks]:
    """The land, its feeds and its post office, and a process that runs are forked from."""
    chance, post = random.Random(seed), Post()  # noqa: S311  no secret
    land = Land(random.Random(seed))  # noqa: S311
    press = Press(land)
    roof = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(dir=roof) as name,
        Hostile({f"/{n}": press.page(each) for n, each in enumerate(OUTLETS)}) as server,
        office(post) as port,
        socket.socket() as taken,
    ):
        taken.bind(("127.0.0.1", 0))  # and nobody listens there
        ports = {"good": port, "away": taken.getsockname()[1]}
        folder = Path(name)
        configs = {each: _config(folder, each, server.url, port) for each, port in ports.items()}
        for each in (folder, folder / "out", folder / "scratch"):
            each.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:
                os.chown(each, NOBODY, NOBODY)
        runner = Runner(_warming(folder, land, press, configs["good"]), folder / "scratch")
        post.got.clear()
        try:
            yield Weeks(folder, chance, land, press, post, configs, runner)
        finally:
            runner.close()


def _config(folder: Path, name: str, url: Callable[[str], str], port: int) -> Path:
    sources = "".join(
        f'[[sources]]\nname = "{outlet}"\nfeed = "{url(f"/{number}")}"\nallow_private = true\n'
        "full_text = false\n"
        for number, outlet in enumerate(OUTLETS)
    )
    outputs = "".join(f'[[outputs]]\npath = "out/{{date}}{suffix}"\n' for suffix in SUFFIXES)
    path = folder / f"{name}.toml"
    readers = json.dumps(READERS)
    path.write_text(CONFIG.format(sources=sources, outputs=outputs, readers=readers, port=port))
    return path


def _warming(folder: Path, land: Land, press: Press, config: Path) -> Attempt:
    """A day before the first; what it wrote is thrown away at its end."""
    land.live(-1)
    press.now = FIRST
    warm = folder / "warm"
    warm.mkdir()
    shutil.copy(config, warm)
    return Attempt(str(warm / config.name), str(warm / "state"), FIRST.isoformat())


def main(arguments: list[str]) -> int:
    """Prints what happened and what is wrong; 1 when something is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runner", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.runner:
        fork_runs()
        return 0
    with weeks(asked.seed) as lived:
        _live(lived, asked.kills)
        lived.judge()
    for line in lived.figures():
        print(line)
    for line in lived.wrong[:20]:
        print(f"WRONG: {line}", file=sys.stderr)
    return 1 if lived.wrong else 0


def _live(lived: Weeks, kills: int) -> None:
    day = 0
    while lived.kills < kills:
        lived.live(day, kills=kills)
        day += 1
    for later in range(QUIET_DAYS):
        lived.live(day + later, kills=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
