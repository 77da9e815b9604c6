"""The state file is opened only when it is whole: its tables, its structure and every row."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from summarizer.briefing.state import private, schema
from summarizer.briefing.state.schema import DamagedError
from summarizer.errors import StateError
from summarizer.load import hygiene

NAME = "state.db"
BACKUPS = 3
MAX_SAID = 100
"""Characters of a message of SQLite."""
WAIT = 10.0
"""Seconds until another process must have finished with the file."""
SIBLINGS = ("-wal", "-shm", "-journal")
"""Endings of what SQLite keeps beside its file."""
OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables; to an older one the file would look damaged."""

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
    sqlite3.SQLITE_NOLFS: "is too large for this disk",
}
"""Results that say nothing about what is in the file: https://www.sqlite.org/rescode.html."""

FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""The second when SQLite's own message quotes damaged text."""


def beside(path: Path, *endings: str) -> list[Path]:
    """The files that go with it."""
    return [path.with_name(f"{path.name}{ending}") for ending in endings]


def backups(path: Path) -> list[Path]:
    """Where they are, or would be, the newest first."""
    return beside(path, *(f".backup-{number}" for number in range(1, BACKUPS + 1)))


def opened(path: Path) -> sqlite3.Connection:
    """A connection for writing, to tables of the latest version; a new file when there is none.

    Raises:
        DamagedError: the file must be replaced; see `rescue`.
        StateError: it is not ours to touch, or something around it is wrong.
    """
    if not os.path.lexists(path) and any(path.parent.glob(f"{path.name}[.-]*")):
        raise DamagedError("was missing")  # and a log without its file would be taken for the new's
    connection, version = checked(path, "rw")
    if not version and any(path.parent.glob(f"{path.name}.*")):
        connection.close()
        raise DamagedError("was empty")
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def viewed(path: Path) -> sqlite3.Connection:
    """A connection for reading only, also while a run is writing.

    Of a file of an earlier version it is to a copy in memory that has the latest.

    Raises:
        StateError: there is nothing to read, or it cannot be trusted.
    """
    if not os.path.lexists(path):
        raise StateError(f"{path}: not there; the first briefing makes it")
    try:
        connection, version = checked(path, "ro")
    except DamagedError as error:
        raise StateError(f"{path}: {error}; the next briefing puts it right") from error
    if not version:
        connection.close()
        raise StateError(f"{path}: cannot be read before the next briefing")
    return connection if version == len(schema.MIGRATIONS) else _migrated(connection, path)


def checked(path: Path, mode: str) -> tuple[sqlite3.Connection, int]:
    """A connection, "ro" or "rw", to a file that was read through, and the file's version.

    Raises:
        DamagedError: it is not what we wrote.
        StateError: it is not ours to touch, or something around it is wrong.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StateError(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or later is needed")
    for each in (path, *filter(os.path.lexists, beside(path, *SIBLINGS))):
        private.file(each)
    with _judging(path):
        connection = connect(path, mode)
        try:
            return connection, schema.check(connection, path)
        except BaseException:
            connection.close()
            raise


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Without any look at what is in it. Transactions begin and end where we say so."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT)


def explained(path: Path, error: Exception) -> StateError:
    """What a user can make of it."""
    return StateError(f"{path}: {SURROUNDINGS.get(_code(error) & 0xFF) or _said(error)}")


def _migrated(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """After an update one may look before the next run has brought the file up to date."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(connection):
            connection.backup(copy)
        schema.migrate(copy)
        copy.execute("PRAGMA query_only = ON")
    except FAILURES as error:
        copy.close()
        raise explained(path, error) from error
    return copy


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    with _judging(path):
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        schema.try_to_write(connection)
    try:
        schema.migrate(connection)
        schema.guard(connection)
    except FAILURES as error:
        raise explained(path, error) from error


@contextmanager
def _judging(path: Path) -> Iterator[None]:
    """Whose fault is it: the file's, or the disk's and the neighbours'?"""
    try:
        yield
    except FAILURES as error:
        marked = _code(error) == sqlite3.SQLITE_READONLY and os.access(path, os.W_OK)
        if _code(error) & 0xFF in SURROUNDINGS and not marked:
            raise explained(path, error) from error
        # Python's own errors are about texts that are none.
        told = _said(error) if _code(error) != sqlite3.SQLITE_ERROR else "unreadable text"
        raise DamagedError(f"was damaged ({told})") from error


def _said(error: Exception) -> str:
    """SQLite's message, which may quote what is damaged."""
    return hygiene.line(str(error))[:MAX_SAID]


def _code(error: Exception) -> int:
    """With what SQLite adds in the higher bits; Python's own errors have none."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR))
