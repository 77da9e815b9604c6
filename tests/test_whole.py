"""Files on a real disk; who is killed, or finds the disk full, is a process of its own."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer import whole
from tests.conftest import ROOT, opened

KILLED = """
import sys
from pathlib import Path
from summarizer import whole
with whole.replacing(Path(sys.argv[1])) as file:
    file.write(b"new" * 100_000)
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
"""
FULL = """
import resource, sys
from pathlib import Path
from summarizer import whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
try:
    with whole.replacing(Path(sys.argv[1])) as file:
        file.write(b"n" * int(sys.argv[2]))
        print("written")
except OSError as error:
    print(error.strerror)
"""


def replace(path: Path, error: type[BaseException] | None = None) -> None:
    with whole.replacing(path) as file:
        file.write(b"new")
        if error:
            raise error


def test_the_old_file_is_there_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"an older and longer text")
    with path.open("rb") as before, whole.replacing(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"an older and longer text"
    with path.open("rb") as after:
        assert after.read() == b"new"
    assert before.closed
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, GeneratorExit, StopIteration])
def test_after_an_error_the_old_file_is_there_and_nothing_beside_it(tmp_path, error):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(error):
        replace(path, error)
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_who_is_killed_leaves_the_old_file_and_a_name_that_is_swept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, path]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        assert process.stdout.readline() == b"half\n"
        process.kill()
    assert path.read_bytes() == b"old"
    (left,) = {*tmp_path.iterdir()} - {path}
    assert left.stat().st_size == 300_000
    whole.sweep(tmp_path)
    assert left.exists()  # another may be writing it still
    os.utime(left, (1, 1))
    whole.sweep(tmp_path)
    assert [*tmp_path.iterdir()] == [path]


def test_what_others_have_written_is_not_swept(tmp_path):
    names = {".summarizer-x.tmp", "notes.tmp", ".hidden", f"summarizer-{'0' * 16}.tmp"}
    for name in names:
        (tmp_path / name).write_text("mine")
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / f".summarizer-{'0' * 16}.tmp").mkdir()
    os.utime(tmp_path / f".summarizer-{'0' * 16}.tmp", (1, 1))
    whole.sweep(tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {*names, f".summarizer-{'0' * 16}.tmp"}


@pytest.mark.parametrize(("size", "said"), [(300_000, ""), (1_001, "written\n")])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path, run_alone, size, said):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    ran = run_alone("-c", FULL, path, size)
    assert (ran.code, ran.out, ran.err) == (0, f"{said}File too large\n", "")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_umask_says_who_may_read_whatever_the_old_file_let(tmp_path, mask, mode):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = os.umask(mask)
    try:
        replace(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "a.txt").symlink_to("mine.txt")
    replace(tmp_path / "a.txt")
    assert not (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


def test_a_name_may_be_as_long_as_the_disk_lets_it_be(tmp_path):
    replace(tmp_path / ("n" * 255))
    assert (tmp_path / ("n" * 255)).read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("none/a.txt", FileNotFoundError),
        ("file/a.txt", NotADirectoryError),
        ("folder", IsADirectoryError),
        (".", OSError),
        ("n" * 256, OSError),
    ],
)
def test_a_place_that_cannot_be_written_is_an_error_and_left_alone(tmp_path, name, error):
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    with pytest.raises(error):
        replace(tmp_path / name)
    assert {each.name for each in tmp_path.rglob("*")} == {"file", "folder"}


def test_a_read_only_folder_is_an_error(tmp_path, ordinary_user):
    folder = tmp_path / "shut"
    folder.mkdir()
    opened(folder)
    folder.chmod(0o555)
    with ordinary_user(), pytest.raises(PermissionError):
        replace(folder / "a.txt")
    assert [*folder.iterdir()] == []


def test_a_folder_that_may_only_be_written_to_is_no_trouble(tmp_path, ordinary_user):
    folder = tmp_path / "post"
    folder.mkdir()
    opened(folder)
    folder.chmod(0o333)
    with ordinary_user():
        whole.sweep(folder)
        replace(folder / "a.txt")
    folder.chmod(0o755)
    assert (folder / "a.txt").read_bytes() == b"new"
