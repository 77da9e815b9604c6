"""What the tests of the cache share: an encoder that can be asked what it did, and a store."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from summarizer.datatypes import Vectors
from summarizer.embed.cache import file
from summarizer.embed.cache.store import LIMIT, Store
from tests.fakes import HashEncoder

DAY = date(2026, 11, 23)


class Listening(HashEncoder):
    """Remembers what it was asked."""

    def __init__(self, identity: str | None = "hash") -> None:
        self.identity = identity  # type: ignore[assignment]
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode(texts)


def store(
    folder: Path, say: Callable[[str], None] = print, *, today: date = DAY, limit: int = LIMIT
) -> Store:
    return Store(folder, today=today, say=say, limit=limit)


def changed(folder: Path, statement: str, *values: object) -> None:
    """Has SQLite change the file behind our back."""
    with closing(sqlite3.connect(folder / file.NAME)) as connection, connection:
        connection.execute(statement, values)


def asked(folder: Path, statement: str) -> list[tuple[object, ...]]:
    """What is in the file."""
    with closing(sqlite3.connect(folder / file.NAME)) as connection:
        return connection.execute(statement).fetchall()
