import os
import random
import re
import shutil
import sqlite3
from datetime import timedelta

import pytest

from summarizer.briefing.store import Store
from summarizer.datatypes import Problem
from summarizer.errors import StateError
from tests.briefing.days import DAY, EVER, NOW, live_a_day, open_once, seen

ASIDE = "state.db.corrupt-20251120T060000Z"


def everything(store):
    """What the store remembers."""
    return (
        *(store.pending(NOW), store.history(99), store.told(EVER), store.outbox(), store.feeds()),
    )


def opened(folder):
    """What is remembered, and what was said at the opening."""
    store, problems = Store.open(folder, now=NOW)
    with store:
        return everything(store), [problem.reason for problem in problems]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A state folder of two days, the second without a backup, and what it remembers."""
    folder = tmp_path_factory.mktemp("lived")
    with Store.open(folder, now=NOW)[0] as store:
        live_a_day(store, -1)
        of_backup = everything(store)
        store.add(seen(number) for number in range(30))
        store.failed("https://example.org/other", NOW, "it does not answer")
        of_state = everything(store)
    return folder, of_state, of_backup


@pytest.fixture
def folder(lived, quick):
    return shutil.copytree(lived[0], quick / "state")


@pytest.fixture
def of_backup(lived):
    return lived[2]


@pytest.mark.parametrize("seed", range(50))
def test_bytes_that_flip_are_harmless_or_noticed(seed, lived, folder):
    _, of_state, of_backup = lived
    chance = random.Random(seed)  # noqa: S311  the same bytes each time
    state = bytearray((folder / "state.db").read_bytes())
    area = 4096 if seed % 3 == 0 else len(state)
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        state[chance.randrange(area)] ^= 1 << chance.randrange(8)
    (folder / "state.db").write_bytes(state)
    remembered, said = opened(folder)
    if said:
        assert re.fullmatch(r"was damaged \(.+\) and is now state\.db\.corrupt-.*", *said)
        assert remembered == of_backup
        assert (folder / ASIDE).exists()
    else:
        assert remembered == of_state
    with Store.open(folder, now=NOW)[0] as store:
        live_a_day(store, 1)
    assert opened(folder)[1] == []


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", "was empty"),
        (b"Dear diary", "was damaged (file is not a database)"),
        (b"\x00" * 20_000, "was damaged (file is not a database)"),
        (b"SQLite format 3\x00", "was damaged (file is not a database)"),
    ],
)
def test_what_is_no_database_makes_room_for_the_newest_backup(folder, of_backup, content, damage):
    (folder / "state.db").write_bytes(content)
    store, problems = Store.open(folder, now=NOW)
    with store:
        assert everything(store) == of_backup
    assert problems == (
        Problem(
            str(folder / "state.db"),
            f"{damage} and is now {ASIDE}; the backup of 2025-11-19 took its place: what came "
            "later is forgotten, so some of it may be told or mailed again",
        ),
    )
    assert (folder / ASIDE).read_bytes() == content
    assert names(folder) == ["state.db", "state.db.backup-1", ASIDE]


@pytest.mark.parametrize("offset", [18, 19])
def test_a_header_that_forbids_writing_is_damaged(folder, of_backup, offset):
    state = bytearray((folder / "state.db").read_bytes())
    state[offset] = 3
    (folder / "state.db").write_bytes(state)
    remembered, (said,) = opened(folder)
    assert said.startswith("was damaged (")
    assert remembered == of_backup


def test_a_file_cut_short_is_noticed(folder, of_backup):
    os.truncate(folder / "state.db", 5000)
    remembered, (said,) = opened(folder)
    assert said.startswith("was damaged (database disk image is malformed)")
    assert remembered == of_backup


def test_a_file_that_is_gone_is_made_from_the_backup(folder, of_backup):
    (folder / "state.db").unlink()
    remembered, (said,) = opened(folder)
    assert said.startswith("was missing; the backup of 2025-11-19 took its place")
    assert remembered == of_backup
    assert opened(folder) == (of_backup, [])


def test_a_log_without_its_file_is_not_taken_for_that_of_a_new_one(folder):
    running = Store.open(folder, now=NOW)[0]
    running.add([seen(99)])
    log = (folder / "state.db-wal").read_bytes()
    running.__exit__(None, None, None)
    for path in folder.iterdir():
        path.unlink()
    (folder / "state.db-wal").write_bytes(log)
    remembered, (said,) = opened(folder)
    assert said == "was missing; no good backup is there, so what was told before may be told again"
    assert remembered == ((), (), (), (), ())
    assert (folder / f"{ASIDE}-wal").read_bytes() == log


def test_without_a_good_backup_a_new_file_is_begun(folder):
    (folder / "state.db").write_bytes(b"Dear diary")
    (folder / "state.db.backup-1").write_bytes(b"Dear diary")
    remembered, (said,) = opened(folder)
    assert said == (
        f"was damaged (file is not a database) and is now {ASIDE}; "
        "no good backup is there, so what was told before may be told again"
    )
    assert remembered == ((), (), (), (), ())
    assert opened(folder)[1] == []


@pytest.mark.parametrize("spoil", ["bytes", "link", "row"])
def test_a_backup_that_is_not_good_itself_is_passed_over(folder, of_backup, spoil):
    newest, second = folder / "state.db.backup-1", folder / "state.db.backup-2"
    shutil.copy2(newest, second)
    if spoil == "bytes":
        newest.write_bytes(b"Dear diary")
    elif spoil == "link":
        newest.unlink()
        newest.symlink_to(second)
    else:
        database = sqlite3.connect(newest)
        database.execute("UPDATE briefings SET words = words + 1")
        database.commit()
        database.close()
    (folder / "state.db").write_bytes(b"Dear diary")
    assert opened(folder)[0] == of_backup


def test_what_was_moved_aside_is_never_overwritten(folder):
    for number in range(3):
        (folder / "state.db").write_bytes(b"Dear diary %d" % number)
        open_once(folder)
    kept = [(folder / f"{ASIDE}{more}").read_bytes() for more in ("", "-2", "-3")]
    assert kept == [b"Dear diary 0", b"Dear diary 1", b"Dear diary 2"]


@pytest.mark.parametrize("seed", range(10))
def test_a_log_whose_bytes_flip_loses_its_end_at_most(seed, folder, tmp_path):
    with Store.open(folder, now=NOW)[0] as running:
        running.add([seen(100)])
        running.add([seen(101)])
        shutil.copytree(folder, tmp_path / "killed")
    killed = tmp_path / "killed"
    (killed / "state.db-shm").unlink()
    log = bytearray((killed / "state.db-wal").read_bytes())
    log[random.Random(seed).randrange(len(log))] ^= 255  # noqa: S311  the same byte each time
    (killed / "state.db-wal").write_bytes(log)
    (pending, *_), said = opened(killed)
    titles = {each.article.title for each in pending}
    assert said == []
    assert {f"Title {number}" for number in range(30)} <= titles
    assert "Title 101" not in titles or "Title 100" in titles


def test_a_damaged_file_is_not_repaired_by_one_who_only_looks(folder):
    (folder / "state.db").write_bytes(b"Dear diary")
    with pytest.raises(StateError, match=r"not a database\); the next briefing puts it right$"):
        Store.view(folder, now=NOW)
    assert names(folder) == ["state.db", "state.db.backup-1"]


def test_the_last_state_of_three_days_is_kept(tmp_path):
    store, _ = Store.open(tmp_path, now=NOW)
    with store:
        for number, hours in enumerate([0, 5, 24, 48, 72, 73]):
            store.add([seen(number)])
            store.backup(NOW + timedelta(hours=hours))
    assert names(tmp_path) == ["state.db", *(f"state.db.backup-{n}" for n in (1, 2, 3))]
    assert [articles_in(tmp_path / f"state.db.backup-{n}") for n in (1, 2, 3)] == [6, 4, 3]
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_clock_that_was_wrong_for_a_day_costs_one_backup(tmp_path):
    store, _ = Store.open(tmp_path, now=NOW)
    with store:
        for number, days in enumerate([0, 4000, 1]):
            store.add([seen(number)])
            store.backup(NOW + days * DAY)
    assert [articles_in(tmp_path / f"state.db.backup-{n}") for n in (1, 2, 3)] == [3, 2, 1]


def test_a_folder_with_an_odd_name_is_only_that(tmp_path):
    folder = tmp_path / "50% of?mode=ro#x" / os.fsdecode(b"f\xfcr mich")
    with Store.open(folder, now=NOW)[0] as store:
        store.add([seen(1)])
        store.backup(NOW)
    (folder / "state.db").unlink()
    (pending, *_), _ = opened(folder)
    assert pending == (seen(1),)
    assert names(folder) == ["state.db", "state.db.backup-1"]


def articles_in(backup):
    database = sqlite3.connect(backup)
    ((number,),) = database.execute("SELECT count(*) FROM articles")
    database.close()
    return number
