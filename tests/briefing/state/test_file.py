import sqlite3

import pytest

from summarizer.briefing.state import file
from summarizer.errors import StateError


@pytest.fixture
def connection(tmp_path):
    found = file.opened(tmp_path / "state.db")
    yield found
    found.close()


@pytest.mark.parametrize(("setting", "value"), [("journal_mode", "wal"), ("synchronous", 2)])
def test_what_was_committed_is_on_the_disk(connection, setting, value):
    assert connection.execute(f"PRAGMA {setting}").fetchone() == (value,)


def test_the_endings_of_what_sqlite_keeps_beside_its_file_are_known(connection, tmp_path):
    connection.execute("INSERT INTO feeds VALUES ('a', '', '', '', 0, '', '', '', 0, '', 0)")
    assert {path.name for path in tmp_path.iterdir()} == {
        "state.db",
        "state.db-wal",
        "state.db-shm",
    }
    assert {"-wal", "-shm"} < set(file.SIBLINGS)


def test_too_old_a_sqlite_is_said_to_be_that(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(StateError, match=r"is too old: 3\.37 or later is needed$"):
        file.opened(tmp_path / "state.db")
    assert list(tmp_path.iterdir()) == []


def test_what_went_wrong_is_one_printable_line(tmp_path):
    error = sqlite3.OperationalError("no such\ncolumn: \x1b[31m" + "x" * 500)
    said = str(file.explained(tmp_path / "state.db", error))
    assert said.startswith(f"{tmp_path}/state.db: no such column: xxx")
    assert len(said) < 200
