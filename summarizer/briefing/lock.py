"""One run at a time for each state folder, also after a run that was killed."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from summarizer.briefing.state import private
from summarizer.errors import SummarizerError

NAME = "lock"
MAX_NOTE = 1000
"""Bytes of the note on the holder that are read; ours have about a hundred."""


class Held(SummarizerError):  # noqa: N818  reads as `except lock.Held`
    """Another run has the folder; the message says which."""


@contextmanager
def held(folder: Path, *, now: datetime) -> Iterator[None]:
    """The folder is this process's until the end of the block, or of the process.

    The kernel lets go of the lock when its holder dies, however it dies. The file stays: were it
    removed, two runs could each hold a file of this name. What is written in it is for people
    only, so that a note which a killed run left behind keeps nobody out.

    Raises:
        Held: another process holds it.
        StateError: the folder is not safe to use; see `private`.
    """
    private.folder(folder)
    private.file(folder / NAME)
    descriptor = os.open(folder / NAME, os.O_RDWR)
    try:
        _take(folder, descriptor)
        _sign(descriptor, now)
        yield
    finally:
        os.close(descriptor)


def _take(folder: Path, descriptor: int) -> None:
    import fcntl  # noqa: PLC0415  not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = _holder(os.pread(descriptor, MAX_NOTE, 0))
        raise Held(f"{folder}: another run is using it: {holder}") from error


def _sign(descriptor: int, now: datetime) -> None:
    """Says who holds it. That the disk is full is noticed where it matters more."""
    note = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat()}
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(note).encode(), 0)
    except OSError:
        return


def _holder(note: bytes) -> str:
    try:
        said = json.loads(note)
        since = datetime.fromisoformat(said["since"])
        return f"process {said['pid']:d} on {said['host']}, since {since:%Y-%m-%d %H:%M:%S %Z}"
    except (ValueError, TypeError, KeyError):  # it has not signed yet, or could not
        return "it has not said which"
