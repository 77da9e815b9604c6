"""What worker processes are given to run in tests: it does what its bytes say."""

import ctypes
import hashlib
import os
import signal
import sys
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

from summarizer.datatypes import Article
from summarizer.errors import SourceError


def act(data: bytes, where: str) -> Article:
    """`data` names an act of this module, with an argument after a blank."""
    name, _, argument = data.decode().partition(" ")
    return Article(ACTS[name](argument), path=where)


def say(text: str) -> str:
    return text


def wait(order: str) -> str:
    """Seconds and, perhaps, a file to be made when it has begun."""
    seconds, _, place = order.partition(" ")
    if place:
        Path(place).touch()
    time.sleep(float(seconds))
    return "awake"


def tell_process(_: str) -> str:
    return str(os.getpid())


def hang_in_python(place: str) -> str:
    """Makes the file, if one is named, when it has begun."""
    if place:
        Path(place).touch()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def hang_in_c(_: str) -> str:
    return str(hashlib.pbkdf2_hmac("sha256", b"", b"", 10**9))


def abort(_: str) -> str:
    os.abort()


def crash(_: str) -> str:
    return str(ctypes.string_at(0))


def be_killed(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def leave(status: str) -> str:
    sys.exit(int(status))


def fail(_: str) -> str:
    raise ZeroDivisionError


def refuse(reason: str) -> str:
    raise SourceError("elsewhere", reason)


def eat(megabytes: str) -> str:
    return str(len(bytearray(int(megabytes) << 20)))


def eat_for_ever(_: str) -> str:
    eaten: list[bytearray] = []
    while True:
        eaten.append(bytearray(1 << 20))


def chatter(_: str) -> str:
    sys.stdout.write("out loud\n")
    sys.stderr.write("complaint\n")
    warnings.warn("a warning", stacklevel=1)
    os.write(1, b"\0\0\0\0more")
    os.write(2, b"more")
    return repr(sys.stdin.read())


def talk_nonsense(_: str) -> str:
    for pipe in range(3, 20):
        try:
            os.write(pipe, b"\xff" * 100)
        except OSError:
            continue
    return "never sent"


ACTS = {
    act.__name__: act
    for act in (
        *(say, wait, tell_process, hang_in_python, hang_in_c, abort, crash, be_killed, leave),
        *(fail, refuse, eat, eat_for_ever, chatter, talk_nonsense),
    )
}


def complete(_: bytes, where: str) -> Article:
    """An article with every field filled."""
    return Article(
        text="Der Damm brach. 水位上升。\nNobody was hurt.",
        title="“Dam breaks”",
        source="The Daily Post",
        url="https://example.com/dam",
        published=datetime(2026, 11, 20, 6, 30, tzinfo=UTC),
        lang="en-GB",
        path=where,
        id="an id of its own",
    )
