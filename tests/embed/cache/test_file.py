"""Killed, shared, locked, closed, full: the cache stays whole, and no run is broken by it."""

import fcntl
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import numpy as np
import pytest

from summarizer.embed.cache import Cached, file
from summarizer.errors import CacheError
from tests.embed.cache import killing
from tests.embed.cache.hands import Listening, asked, store
from tests.fakes import HashEncoder

TEXTS = ["The dam broke.", "Two people died.", "The mayor resigned."]
EXPECTED = Cached(HashEncoder()).encode(TEXTS)


def encoded(folder: Path) -> tuple[list[str], list[str]]:
    """What the encoder was asked in two calls that must go well, and what was said."""
    said: list[str] = []
    encoder = Listening()
    cached = Cached(encoder, store(folder, said.append))
    for _ in range(2):
        assert np.array_equal(cached.encode(TEXTS), EXPECTED)
    return encoder.asked, said


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits for others for a moment only."""
    monkeypatch.setattr(file, "WAIT", 0.05)


def test_writers_that_are_killed_leave_a_whole_file_and_right_vectors(tmp_path: Path) -> None:
    assert killing.kill(tmp_path, 20, seed=3) == ""
    assert killing.faults(tmp_path) == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    """The check above can fail."""
    killing.kill(tmp_path, 2, seed=3)
    with closing(sqlite3.connect(tmp_path / file.NAME)) as connection, connection:
        connection.execute("UPDATE vectors SET seal = seal + 1 WHERE number = 5")
    assert killing.faults(tmp_path) != []


def test_a_process_killed_in_a_transaction_is_undone(tmp_path: Path) -> None:
    encoded(tmp_path)
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / f"{file.NAME}-journal").stat().st_size > 0
    assert encoded(tmp_path) == ([], [])


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from summarizer.embed.cache import file
with file.opened(Path(sys.argv[1])) as connection, file.changing(connection):
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("UPDATE vectors SET vector = zeroblob(90000)")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_folder_and_files_are_the_users_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "summarizer"
    encoded(folder)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.iterdir())}
    assert modes == {"summarizer": 0o700, "vectors.db": 0o600, "vectors.lock": 0o600}
    (folder / file.NAME).chmod(0o644)
    encoded(folder)
    assert stat.S_IMODE((folder / file.NAME).stat().st_mode) == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / file.NAME).symlink_to(tmp_path / "precious")
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS * 2
    assert said == [f"{tmp_path}/vectors.db: is not a plain file; this run goes on without it"]
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_file_of_another_user_is_left_alone(tmp_path: Path) -> None:
    encoded(tmp_path)
    os.chown(tmp_path / file.NAME, 4711, 4711)
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS * 2
    assert said == [f"{tmp_path}/vectors.db: belongs to user 4711; this run goes on without it"]


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_done_without(tmp_path: Path) -> None:
    encoded(tmp_path)
    with closing(sqlite3.connect(tmp_path / file.NAME)) as other:
        other.execute("BEGIN EXCLUSIVE")
        asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS * 2
    assert said == [
        f"{tmp_path}/vectors.db: is in use by another process; this run goes on without it"
    ]
    assert encoded(tmp_path) == ([], [])


@pytest.mark.usefixtures("impatient")
def test_a_file_that_is_being_replaced_is_done_without(tmp_path: Path) -> None:
    encoded(tmp_path)
    descriptor = os.open(tmp_path / file.LOCK, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    asked_for, said = encoded(tmp_path)
    os.close(descriptor)
    assert asked_for == TEXTS * 2
    assert len(said) == 1
    assert encoded(tmp_path) == ([], [])


@pytest.mark.usefixtures("impatient")
def test_a_file_in_use_is_not_removed(tmp_path: Path) -> None:
    encoded(tmp_path)
    with file.opened(tmp_path), pytest.raises(CacheError, match="in use by another process"):
        file.remove(tmp_path)
    assert encoded(tmp_path) == ([], [])
    assert file.remove(tmp_path) > 0
    assert [each.name for each in tmp_path.iterdir()] == [file.LOCK]
    assert file.remove(tmp_path) == 0


@pytest.fixture
def closed(
    ordinary_user: Callable[[], AbstractContextManager[None]],
) -> Iterator[Path]:
    """A folder of an ordinary user, in which nothing can be made or changed; it has a cache."""
    with ordinary_user(), tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        Cached(HashEncoder(), store(folder)).encode(TEXTS[:2])
        for each in folder.iterdir():
            each.chmod(0o400)
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)


def test_a_cache_that_cannot_be_written_is_read(closed: Path) -> None:
    asked_for, said = encoded(closed)
    assert asked_for == [TEXTS[2], *TEXTS]
    assert len(said) == 1
    assert said[0].startswith(f"{closed}/vectors.db: cannot be ")
    assert said[0].endswith("; this run goes on without it")


def test_a_folder_that_cannot_be_written_is_done_without(closed: Path) -> None:
    asked_for, said = encoded(closed / "deeper")
    assert asked_for == TEXTS * 2
    (line,) = said
    assert line.startswith(f"{closed}/deeper/vectors.db: cannot be used: Permission denied; ")


def test_a_file_where_the_folder_should_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    asked_for, said = encoded(tmp_path / "cache")
    assert asked_for == TEXTS * 2
    assert len(said) == 1


FULL = """
import sys
from pathlib import Path
import numpy as np
from summarizer.embed.cache import Cached
from tests.embed.cache.hands import store
from tests.fakes import HashEncoder
texts = [f"Item {number} is new." for number in range(400)]
cached = Cached(HashEncoder(), store(Path(sys.argv[1])))
for _ in range(2):
    assert np.array_equal(cached.encode(texts), Cached(HashEncoder()).encode(texts))
"""


@pytest.mark.parametrize("room", [0, 4096, 30_000])
def test_on_a_full_disk_a_run_goes_on_and_the_cache_stays_whole(tmp_path: Path, room: int) -> None:
    if room > 4096:
        encoded(tmp_path)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-B", "-c", FULL, str(tmp_path)]
    done = subprocess.run(
        command, cwd=killing.ROOT, capture_output=True, text=True, preexec_fn=fill, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{tmp_path}/vectors.db: cannot be ")
    assert "full" in line
    assert encoded(tmp_path) == ([] if room > 4096 else TEXTS, [])
    assert asked(tmp_path, "PRAGMA integrity_check") == [("ok",)]
