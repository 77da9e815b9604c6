"""The tables of the state file, how they came to be, and whether a file still holds what we wrote.

SQLite checks its own structure, but not what is in a row: a flipped bit in a text goes unnoticed.
So each row has a seal, a checksum of its other columns, set by triggers that live in the
connection (and not in the file, which any `sqlite3` can still open).
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from summarizer.errors import StateError

APPLICATION = 0x62726965
"""In the header of the file, where `file` and others look for whose it is: "brie" in ASCII."""

ABOUT = "CREATE TABLE about (version INTEGER NOT NULL, seal INTEGER NOT NULL DEFAULT 0) STRICT"
"""Never to be altered: it says of each later version that it is one."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        ABOUT,
        "INSERT INTO about (version) VALUES (0)",
        # `listed`: the last day on which a source still had it. `day`: of the briefing that looked
        # at it, told or not; none while it is pending.
        """CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
            key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, first_seen TEXT NOT NULL,
            rank INTEGER NOT NULL, section TEXT NOT NULL, weight REAL NOT NULL,
            listed TEXT NOT NULL, day TEXT, seal INTEGER NOT NULL DEFAULT 0) STRICT""",
        # Apart from `articles`, whose small rows change daily and are kept for longer.
        """CREATE TABLE texts (number INTEGER PRIMARY KEY, article TEXT NOT NULL,
            seal INTEGER NOT NULL DEFAULT 0) STRICT""",
        """CREATE TABLE briefings (number INTEGER PRIMARY KEY, day TEXT NOT NULL UNIQUE,
            since TEXT NOT NULL, until TEXT NOT NULL, json BLOB NOT NULL, words INTEGER NOT NULL,
            stories INTEGER NOT NULL, seal INTEGER NOT NULL DEFAULT 0) STRICT""",
        # `story`: headline and sentences, as JSON. `centroid`: float32, little-endian.
        """CREATE TABLE told (number INTEGER PRIMARY KEY, day TEXT NOT NULL, story TEXT NOT NULL,
            centroid BLOB NOT NULL, first_day TEXT NOT NULL,
            seal INTEGER NOT NULL DEFAULT 0) STRICT""",
        """CREATE TABLE outbox (number INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE,
            sender TEXT NOT NULL, recipients TEXT NOT NULL, message BLOB NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('rendered', 'sending', 'sent')), day TEXT,
            sent TEXT, seal INTEGER NOT NULL DEFAULT 0) STRICT""",
        """CREATE TABLE feeds (address TEXT PRIMARY KEY NOT NULL, etag TEXT, modified TEXT,
            moved TEXT, failures INTEGER NOT NULL, failing_since TEXT, last_success TEXT,
            newest TEXT, warned INTEGER NOT NULL, last_reason TEXT NOT NULL,
            seal INTEGER NOT NULL DEFAULT 0) STRICT""",
    ),
    (
        # Identity of the encoder that made the centroid; none where that is not known.
        "ALTER TABLE told ADD COLUMN encoder TEXT",
        # How often a server was about to get the mail.
        "ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0",
    ),
)
"""What leads from each version to the next, from 0, the empty file. Appended, never edited."""

TABLES = "SELECT type, name, sql FROM main.sqlite_schema"


class DamagedError(Exception):
    """Not what we wrote; caught where the file can be replaced."""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, on the disk when it is over."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:  # also when the disk had no room for the COMMIT
            connection.execute("ROLLBACK")


def try_to_write(connection: sqlite3.Connection) -> None:
    """Changes nothing. A damaged header can say that this SQLite may only read the file.

    Raises:
        sqlite3.OperationalError: it does.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("ROLLBACK")


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the tables up to the latest version, each step whole or not at all."""
    connection.create_function("seal", -1, _seal, deterministic=True)
    for version in range(_number(connection, "user_version"), len(MIGRATIONS)):
        with transaction(connection):
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
            connection.execute("UPDATE about SET version = ?", [version + 1])
            for table, columns in _sealed(connection):
                connection.execute(f"UPDATE {table} SET seal = seal({columns})")  # noqa: S608
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {version + 1}")


def guard(connection: sqlite3.Connection) -> None:
    """From now on, whatever is written is sealed."""
    for table, columns in _sealed(connection):
        for number, event in enumerate(("INSERT", f"UPDATE OF {columns}")):
            connection.execute(
                f"CREATE TEMP TRIGGER seal_{table}_{number} AFTER {event} ON main.{table} BEGIN "  # noqa: S608
                f"UPDATE {table} SET seal = seal({columns}) WHERE rowid = new.rowid; END"
            )


def check(connection: sqlite3.Connection, path: object) -> int:
    """The version of the file, after every byte that matters was looked at; 0 when it is empty.

    Raises:
        DamagedError: something in it is not what we wrote.
        StateError: it is another program's, or of a later version of this one.
        sqlite3.Error: SQLite gave up on it.
    """
    version = _version(connection, path)
    if not _tables(connection, MIGRATIONS[:version]) <= set(connection.execute(TABLES)):
        raise DamagedError("was damaged (its tables are not those of its version)")
    (complaint,) = connection.execute("PRAGMA main.integrity_check(1)").fetchone()
    if complaint != "ok":
        raise DamagedError(f"was damaged ({complaint.splitlines()[-1]})")
    connection.create_function("seal", -1, _seal, deterministic=True)
    for table, columns in _sealed(connection):
        broken = f"SELECT 1 FROM {table} WHERE seal IS NOT seal({columns}) LIMIT 1"  # noqa: S608
        if connection.execute(broken).fetchone():
            raise DamagedError(f"was damaged (a row of {table} was altered)")
    return version


def _version(connection: sqlite3.Connection, path: object) -> int:
    version, application = (_number(connection, n) for n in ("user_version", "application_id"))
    tables = {sql for _, _, sql in connection.execute(TABLES)}
    if not tables and not version and not application:
        return 0
    if ABOUT not in tables and application != APPLICATION:
        raise StateError(f"{path}: is the database of another program")
    if ABOUT not in tables:
        raise DamagedError("was damaged (it does not say what it is)")
    (said,) = connection.execute("SELECT version FROM about").fetchone() or (None,)
    if said != version or application != APPLICATION:
        raise DamagedError("was damaged (its header was altered)")
    if version > len(MIGRATIONS):
        raise StateError(
            f"{path}: was written by a later version of this program; "
            "use that, or another state folder"
        )
    return version


def _tables(
    connection: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...]
) -> set[tuple[str, str, str]]:
    """What the migrations make."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in chain(*migrations):
        connection.execute(statement)
    tables = set(connection.execute(TABLES))
    connection.close()
    return tables


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA main.{pragma}").fetchone()
    return int(number)


def _sealed(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Each of our tables, and the columns that its seal is of."""
    found = connection.execute(TABLES).fetchall()
    tables = [name for kind, name, _ in found if kind == "table" and name.isidentifier()]
    columns = {
        table: [name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})")]
        for table in tables
    }
    return [
        (table, ", ".join(name for name in names if name != "seal"))
        for table, names in columns.items()
        if "seal" in names
    ]


def _seal(*values: str | bytes | float | None) -> int:
    """A checksum, to find accidents: whoever may write here may do anything."""
    total = 0
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode()
        total = zlib.crc32(b"%s %d " % (type(value).__name__.encode(), len(data)), total)
        total = zlib.crc32(data, total)
    return total
