"""Vectors by encoder and text, on the disk. Trouble is said once, and costs nothing but time.

Of a text only its digest is kept. What was not used for the longest time makes room for what is
new.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from summarizer.datatypes import Encoder
from summarizer.embed.cache import file
from summarizer.embed.cache.file import DamagedError
from summarizer.errors import CacheError

MEBIBYTE = 2**20
LIMIT = 512 * MEBIBYTE
"""Bytes of the file; an embedded sentence takes 900."""
ROOM = 0.9
"""Share of the limit that is left filled when room is made: seldom, and then enough."""
FORGOTTEN = 1000
"""Entries that are forgotten before the file is looked at again."""

ENCODER = "SELECT number FROM encoders WHERE identity = ?"
NEW_ENCODER = "INSERT INTO encoders (identity, name) VALUES (?, ?) RETURNING number"
VECTOR = "SELECT vector, seal, used FROM vectors WHERE encoder = ? AND sentence = ?"
KEEP = (
    "INSERT OR REPLACE INTO vectors (encoder, sentence, vector, seal, used) VALUES (?, ?, ?, ?, ?)"
)
USED = "UPDATE vectors SET used = ? WHERE encoder = ? AND sentence = ?"
OLDEST = (
    "DELETE FROM vectors WHERE number IN (SELECT number FROM vectors ORDER BY used, number LIMIT ?)"
)
COUNTS = (
    "SELECT name, identity, count(vectors.number) FROM encoders"
    " JOIN vectors ON encoder = encoders.number GROUP BY encoders.number ORDER BY name, 2"
)

_Result = TypeVar("_Result")
_Row = tuple[bytes, int, int]
"""Vector, seal and day of last use; of a damaged file they may be anything."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much is kept of one encoder."""

    name: str
    identity: str
    entries: int


class Store:
    """One for each run: it remembers whether there was trouble."""

    def __init__(
        self, folder: Path, *, today: date, say: Callable[[str], None], limit: int = LIMIT
    ) -> None:
        """`say` gets one line for each kind of trouble; `limit` is in bytes."""
        self._folder = folder
        self._path = folder / file.NAME
        self._today = today.toordinal()
        self._say = say
        self._limit = limit
        self._usable = True
        self._complained = False

    def recall(self, encoder: Encoder, digests: Iterable[bytes], length: int) -> dict[bytes, bytes]:
        """Of these texts the vectors that are kept, whole and of `length` bytes."""
        nothing: dict[bytes, _Row] = {}
        rows = self._tried(lambda connection: _rows(connection, encoder, digests), nothing)
        whole = {
            digest: row[0]
            for digest, row in rows.items()
            if _is_whole(row) and len(row[0]) == length and row[1] == _seal(encoder, digest, row[0])
        }
        if len(whole) < len(rows):
            self._complain()
        if stale := [digest for digest in whole if rows[digest][2] < self._today]:
            self._tried(lambda connection: self._touch(connection, encoder, stale), None)
        return whole

    def keep(self, encoder: Encoder, vectors: Mapping[bytes, bytes]) -> None:
        """In one transaction; makes room when the limit is passed."""
        self._tried(lambda connection: self._write(connection, encoder, vectors), None)

    def _touch(
        self, connection: sqlite3.Connection, encoder: Encoder, digests: Iterable[bytes]
    ) -> None:
        with file.changing(connection):
            number = _number(connection, encoder)
            connection.executemany(USED, ((self._today, number, digest) for digest in digests))

    def _write(
        self, connection: sqlite3.Connection, encoder: Encoder, vectors: Mapping[bytes, bytes]
    ) -> None:
        with file.changing(connection):
            number = _number(connection, encoder)
            if number is None:
                row = connection.execute(NEW_ENCODER, (encoder.identity, encoder.name))
                (number,) = row.fetchone()
            connection.executemany(
                KEEP,
                (
                    (number, digest, vector, _seal(encoder, digest, vector), self._today)
                    for digest, vector in vectors.items()
                ),
            )
            _make_room(connection, self._limit)

    def _tried(self, ask: Callable[[sqlite3.Connection], _Result], otherwise: _Result) -> _Result:
        """The answer; a damaged file is replaced once, any other trouble ends its use."""
        if not self._usable:
            return otherwise
        try:
            try:
                return self._asked(ask)
            except DamagedError as damage:
                file.remove(self._folder)
                answer = self._asked(ask)
                self._say(f"{self._path}: {damage} and was begun anew")
                return answer
        except (CacheError, DamagedError) as error:
            self._usable = False
            told = error if isinstance(error, CacheError) else f"{self._path}: {error} again"
            self._say(f"{told}; this run goes on without it")
        return otherwise

    def _asked(self, ask: Callable[[sqlite3.Connection], _Result]) -> _Result:
        with file.opened(self._folder) as connection:
            return ask(connection)

    def _complain(self) -> None:
        # Without their number: the same line from every process that finds some.
        if not self._complained:
            self._say(f"{self._path}: damaged entries were found and are made anew")
        self._complained = True


def counts(folder: Path) -> list[Count]:
    """What is kept, by encoder.

    Raises:
        CacheError: it cannot be read.
    """
    try:
        with file.opened(folder) as connection:
            return [Count(*row) for row in connection.execute(COUNTS)]
    except DamagedError as damage:
        path = folder / file.NAME
        raise CacheError(f"{path}: {damage}; the next run begins it anew") from damage


def _number(connection: sqlite3.Connection, encoder: Encoder) -> int | None:
    row = connection.execute(ENCODER, (encoder.identity,)).fetchone()
    return row[0] if row else None


def _rows(
    connection: sqlite3.Connection, encoder: Encoder, digests: Iterable[bytes]
) -> dict[bytes, _Row]:
    """By digest."""
    found = {}
    connection.execute("BEGIN")
    number = _number(connection, encoder)
    for digest in digests if number is not None else ():
        if row := connection.execute(VECTOR, (number, digest)).fetchone():
            found[digest] = row
    connection.execute("COMMIT")
    return found


def _make_room(connection: sqlite3.Connection, limit: int) -> None:
    if _size(connection) <= limit:
        return
    while _size(connection) > limit * ROOM:
        if not connection.execute(OLDEST, (FORGOTTEN,)).rowcount:
            return


def _size(connection: sqlite3.Connection) -> int:
    """Bytes of the file that are in use."""
    values = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    ]
    pages, free, size = values
    return int((pages - free) * size)


def _is_whole(row: tuple[object, ...]) -> bool:
    """SQLite does not look at the types of what it reads."""
    return tuple(map(type, row)) == (bytes, int, int)


def _seal(encoder: Encoder, digest: bytes, vector: bytes) -> int:
    """A checksum, to find accidents; SQLite does not see a flipped bit."""
    total = zlib.crc32((encoder.identity or "").encode())
    return zlib.crc32(vector, zlib.crc32(digest, total))
