"""The file of the cache: SQLite, opened for each question and closed after it.

So no process holds a connection while it encodes, a process that forks hands none on, and a file
that must be replaced is in use for milliseconds only. The journal is a file and nothing waits for
the disk (`synchronous = OFF`): a killed process leaves it valid, and what a power cut damages is
found by SQLite or by an entry's checksum, and made again. Waiting for the disk would cost a cold
run 15 ms, WAL another 10.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from summarizer.errors import CacheError

NAME = "vectors.db"
LOCK = "vectors.lock"
ENDINGS = ("", "-journal", "-wal", "-shm")
"""Of what SQLite may have beside its file."""
APPLICATION = 0x73756D76
"""In the header of our files: "sumv"."""
VERSION = 1
"""Of the tables; a file of another one is replaced."""
WAIT = 2.0
"""Seconds until another process must have finished; writing a thousand vectors takes 0.01."""
PAUSE = 0.005
"""Seconds between two looks at the lock."""
MAX_SAID = 100
"""Characters of a message of SQLite."""

TABLES = f"""
CREATE TABLE encoders (
    number INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY,
    encoder INTEGER NOT NULL,
    sentence BLOB NOT NULL,
    vector BLOB NOT NULL,
    seal INTEGER NOT NULL,
    used INTEGER NOT NULL,
    UNIQUE (encoder, sentence)
) STRICT;
CREATE INDEX vectors_by_use ON vectors (used);
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION}
"""
"""`sentence` is the digest of a text, `seal` a checksum, `used` a day by `date.toordinal`."""

SURROUNDINGS = {
    sqlite3.SQLITE_PERM: "may not be used",
    sqlite3.SQLITE_BUSY: "is in use by another process",
    sqlite3.SQLITE_LOCKED: "is in use",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
    sqlite3.SQLITE_READONLY: "cannot be written",
    sqlite3.SQLITE_IOERR: "cannot be read or written; the disk may be full",
    sqlite3.SQLITE_FULL: "cannot be written; the disk is full",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; the disk may be full or its folder closed",
    sqlite3.SQLITE_PROTOCOL: "cannot be locked",
}
"""Results that say nothing about what is in the file: https://www.sqlite.org/rescode.html."""


class DamagedError(Exception):
    """The file must be replaced; the message says why."""


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection, for the length of the block; makes folder and file when they are missing.

    Raises:
        DamagedError: it is not what we wrote, which may come out at any question.
        CacheError: it is not ours to touch, or something around it is wrong.
    """
    path = folder / NAME
    with _judging(path), _locked(folder, alone=False):
        _private(path)
        address = f"{path.absolute().as_uri()}?mode=rw"
        with closing(
            sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT)
        ) as connection:
            _prepare(connection, path)
            yield connection


@contextmanager
def changing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction; undone by the end of the connection when something is raised."""
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def remove(folder: Path) -> int:
    """Removes the file while nobody uses it; its size, in bytes, with what SQLite had beside it.

    Raises:
        CacheError: it cannot be removed now.
    """
    path = folder / NAME
    size = 0
    if not folder.is_dir():
        return size
    with _judging(path), _locked(folder, alone=True):
        for ending in ENDINGS:
            each = path.with_name(f"{NAME}{ending}")
            with suppress(FileNotFoundError):
                size += each.lstat().st_size
                each.unlink()
    return size


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    if _kind(connection) == (APPLICATION, VERSION):
        return
    with changing(connection):
        application, version = _kind(connection)  # another process may have been quicker
        if (application, version) == (APPLICATION, VERSION):
            return
        tables = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        if tables and application != APPLICATION:
            raise CacheError(f"{path}: is the database of another program")
        if tables or version:
            raise DamagedError(f"was of another version ({version})")
        for statement in TABLES.split(";"):
            connection.execute(statement)


def _kind(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def _private(path: Path) -> None:
    """Makes the file when it is missing; nobody else may read it, or may have prepared it."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise CacheError(f"{path}: is not a plain file")
    if os.name == "posix" and found.st_uid != os.geteuid():
        raise CacheError(f"{path}: belongs to user {found.st_uid}")
    if os.name == "posix" and stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(0o600)


@contextmanager
def _locked(folder: Path, *, alone: bool) -> Iterator[None]:
    """Whoever removes the file is alone: a journal must never meet another file of its name.

    Windows has no such locks, and removes no file that is in use.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        if os.name == "posix":
            _take(descriptor, folder, alone=alone)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, *, alone: bool) -> None:
    import fcntl  # noqa: PLC0415  not on Windows

    deadline = time.monotonic() + WAIT
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > deadline:
                raise CacheError(f"{folder / NAME}: is in use by another process") from error
            time.sleep(PAUSE)
        else:
            return


@contextmanager
def _judging(path: Path) -> Iterator[None]:
    """Whose fault is it: the file's, or the disk's and the neighbours'?"""
    try:
        yield
    except OSError as error:
        raise CacheError(f"{path}: cannot be used: {error.strerror}") from error
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter when it quotes damaged text
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if reason := SURROUNDINGS.get(code):
            raise CacheError(f"{path}: {reason}") from error
        raise DamagedError(f"was damaged ({str(error)[:MAX_SAID]})") from error
