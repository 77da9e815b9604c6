"""A state as an earlier version of the program left it, made from one of today."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.briefing.state import schema

TABLES = ("articles", "texts", "briefings", "told", "outbox", "feeds")
"""Of the first version."""


def as_of_version(version: int, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The state of the folder holds what tables of that version have room for, and no backup."""
    older = folder / "older.db"
    with closing(sqlite3.connect(older, isolation_level=None)) as database, patch.context() as then:
        then.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:version])
        schema.migrate(database)
        schema.guard(database)
        database.execute("ATTACH ? AS late", [str(folder / "state.db")])
        for table in TABLES:
            found = database.execute(f"PRAGMA main.table_info({table})").fetchall()
            names = ", ".join(name for _, name, *_ in found if name != "seal")
            rows = f"SELECT {names} FROM late.{table}"  # noqa: S608 - names of our own
            database.execute(f"INSERT INTO main.{table} ({names}) {rows}")
    for each in folder.glob("state.db*"):
        each.unlink()
    older.rename(folder / "state.db")
