import sqlite3
from dataclasses import replace
from hashlib import sha256

import pytest

from summarizer.briefing.state import schema
from summarizer.briefing.store import Store
from summarizer.errors import StateError
from tests.briefing.days import NOW, made, mail, open_once, seen, told
from tests.briefing.older import as_of_version

LATEST = len(schema.MIGRATIONS)
TOLD = replace(told(NOW.date()), encoder="one")


def execute(folder, *statements):
    database = sqlite3.connect(folder / "state.db", isolation_level=None)
    answers = [database.execute(statement).fetchall() for statement in statements]
    database.close()
    return answers[-1]


@pytest.fixture
def folder(tmp_path):
    with Store.open(tmp_path, now=NOW)[0] as store:
        store.add([seen(1)])
    return tmp_path


def test_a_new_file_says_whose_it_is_and_of_which_version(folder):
    assert execute(folder, "PRAGMA application_id") == [(schema.APPLICATION,)]
    assert execute(folder, "PRAGMA user_version") == [(LATEST,)]
    assert execute(folder, "PRAGMA journal_mode") == [("wal",)]


def test_an_empty_file_is_brought_from_version_0_to_the_latest(tmp_path):
    (tmp_path / "state.db").touch()
    store, problems = Store.open(tmp_path, now=NOW)
    with store:
        assert store.add([seen(1)]) == 1
    assert problems == ()
    assert execute(tmp_path, "PRAGMA user_version") == [(LATEST,)]


def test_a_migration_that_users_have_made_is_never_edited():
    digests = [sha256("\0".join(each).encode()).hexdigest()[:16] for each in schema.MIGRATIONS]
    assert digests == ["71cbbce3afe86b79", "77738adb66d7cf0d"]


@pytest.fixture
def old(tmp_path, monkeypatch):
    """A state of the first version, after a whole day."""
    with Store.open(tmp_path, now=NOW)[0] as store:
        store.add([seen(1), seen(2)])
        store.failed("https://example.org/feed", NOW, "no answer")
        looked_at = [seen(1).article.id]
        store.record(made(NOW.date()), [TOLD], looked_at, [mail(NOW.date())])
    as_of_version(1, tmp_path, monkeypatch)
    return tmp_path


def known(store):
    day = NOW.date()
    return (
        *(store.pending(NOW), store.knows([seen(1).article.url]), store.made(day)),
        *(store.told(day), store.outbox(), store.feeds()[0].last_reason),
    )


ALL = (
    *((seen(2),), {seen(1).article.url}, made(NOW.date())),
    *((replace(TOLD, encoder=None),), (mail(NOW.date()),), "no answer"),
)
"""What the state of the first version holds."""


def test_a_state_of_the_first_version_is_brought_up_to_date_and_keeps_all(old):
    store, problems = Store.open(old, now=NOW)
    with store:
        assert known(store) == ALL
    assert problems == ()
    assert execute(old, "PRAGMA user_version") == [(LATEST,)]
    open_once(old)


def test_a_state_of_the_first_version_can_be_looked_at_before_the_next_run(old):
    before = (old / "state.db").read_bytes()
    with Store.view(old, now=NOW) as view:
        assert (view.told(NOW.date()), view.made(NOW.date())) == (ALL[3], ALL[2])
        assert (view.pending(NOW), view.outbox()) == (ALL[0], ALL[4])
        with pytest.raises(StateError, match=r"state\.db: cannot be written$"):
            view.add([seen(3)])
    assert (old / "state.db").read_bytes() == before
    assert execute(old, "PRAGMA user_version") == [(1,)]


def test_a_backup_of_the_first_version_takes_the_place_of_a_damaged_file(old):
    (old / "state.db").rename(old / "state.db.backup-1")
    (old / "state.db").write_bytes(b"damaged" * 999)
    store, [problem] = Store.open(old, now=NOW)
    with store:
        assert known(store) == ALL
    assert "the backup of" in problem.reason


def test_a_migration_leaves_what_was_there(folder, monkeypatch):
    new = ("ALTER TABLE articles ADD COLUMN language TEXT", "UPDATE articles SET language = 'en'")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, new))
    store, problems = Store.open(folder, now=NOW)
    with store:
        assert store.pending(NOW) == (seen(1),)
    assert problems == ()
    assert execute(folder, "SELECT language, version FROM articles, about") == [("en", LATEST + 1)]
    open_once(folder)


def test_a_migration_that_fails_changes_nothing(folder, monkeypatch):
    new = ("ALTER TABLE articles ADD COLUMN language TEXT", "UPDATE articles SET tongue = 'en'")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, new))
        with pytest.raises(StateError, match="no such column: tongue"):
            Store.open(folder, now=NOW)
    store, problems = Store.open(folder, now=NOW)
    with store:
        assert store.pending(NOW) == (seen(1),)
    assert problems == ()


def test_a_file_of_a_later_version_is_left_alone(folder):
    execute(
        folder,
        f"PRAGMA user_version = {LATEST + 1}",
        "UPDATE about SET version = version + 1",
        "DROP TABLE told",
    )
    before = (folder / "state.db").read_bytes()
    for opened in (Store.open, Store.view):
        with pytest.raises(StateError, match="written by a later version of this program"):
            opened(folder, now=NOW)
    assert (folder / "state.db").read_bytes() == before


@pytest.mark.parametrize("mark", ["user_version", "application_id"])
def test_another_programs_file_is_left_alone(tmp_path, mark):
    execute(tmp_path, "CREATE TABLE bookmarks (url)", f"PRAGMA {mark} = 12")
    before = (tmp_path / "state.db").read_bytes()
    with pytest.raises(StateError, match=r"state\.db: is the database of another program"):
        Store.open(tmp_path, now=NOW)
    assert (tmp_path / "state.db").read_bytes() == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (f"PRAGMA user_version = {LATEST + 1}", "its header was altered"),
        ("PRAGMA user_version = 0", "its header was altered"),
        ("PRAGMA application_id = 1", "its header was altered"),
        ("DELETE FROM about", "its header was altered"),
        ("DROP TABLE about", "it does not say what it is"),
        ("DROP TABLE feeds", "its tables are not those of its version"),
        ("ALTER TABLE told RENAME COLUMN story TO tale", "its tables are not those of its version"),
        ("UPDATE texts SET article = replace(article, 'ferry', 'merry')", "a row of texts was"),
        ("UPDATE articles SET day = '2025-11-19'", "a row of articles was altered"),
    ],
)
def test_what_another_hand_changed_is_noticed(folder, change, reason):
    execute(folder, change)
    _, (problem,) = Store.open(folder, now=NOW)
    assert problem.reason.startswith(f"was damaged ({reason}")


def test_a_table_or_index_that_an_owner_added_is_no_damage(folder):
    execute(folder, "CREATE TABLE notes (note)", "CREATE INDEX mine ON articles (source)")
    assert Store.open(folder, now=NOW)[1] == ()
