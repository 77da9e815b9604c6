import os
import re
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from summarizer.briefing import lock
from summarizer.errors import StateError, SummarizerError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs flock")

NOW = datetime(2025, 11, 20, 6, 5, 4, 321, tzinfo=UTC)

# Takes the lock, says so, and keeps it until it is killed or its input ends.
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from summarizer.briefing import lock
with lock.held(Path(sys.argv[1]), now=datetime(2025, 11, 20, 6, 5, 4, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that has the lock of `tmp_path`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def take(folder):
    with lock.held(folder, now=NOW):
        pass


def test_the_second_run_is_told_who_has_the_folder(tmp_path, holder):
    with pytest.raises(lock.Held) as caught:
        take(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: another run is using it: process {holder.pid} on {socket.gethostname()}, "
        "since 2025-11-20 06:05:04 UTC"
    )
    assert isinstance(caught.value, SummarizerError)


def test_when_the_first_run_ends_the_second_can_begin(tmp_path, holder):
    holder.communicate("")
    take(tmp_path)


def test_when_the_first_run_is_killed_the_second_can_begin(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert str(holder.pid) in (tmp_path / "lock").read_text()
    take(tmp_path)


def test_a_refused_run_leaves_the_note_as_it_was(tmp_path, holder):
    before = (tmp_path / "lock").read_text()
    with pytest.raises(lock.Held):
        take(tmp_path)
    assert (tmp_path / "lock").read_text() == before
    assert f'"pid": {holder.pid},' in before


def test_a_run_that_fails_gives_the_lock_back(tmp_path):
    with pytest.raises(ZeroDivisionError), lock.held(tmp_path, now=NOW):
        raise ZeroDivisionError
    take(tmp_path)


def test_one_process_does_not_get_it_twice(tmp_path):
    with lock.held(tmp_path, now=NOW), pytest.raises(lock.Held, match=f"process {os.getpid()} "):
        take(tmp_path)


def test_a_child_that_lives_longer_does_not_keep_the_lock(tmp_path):
    with lock.held(tmp_path, now=NOW):
        child = subprocess.Popen(["sleep", "30"], close_fds=False)
    take(tmp_path)
    child.kill()
    child.wait()


def test_a_longer_note_of_an_earlier_run_is_overwritten(tmp_path):
    (tmp_path / "lock").write_text("x" * 500)
    with lock.held(tmp_path, now=NOW), pytest.raises(lock.Held, match=f"process {os.getpid()} "):
        take(tmp_path)


@pytest.mark.parametrize(
    "note", [b"", b"\xff\xfe", b"[]", b'{"pid": "x"}', b'{"pid": 1, "host": "h", "since": 5}']
)
def test_a_note_that_says_nothing_is_no_harm(tmp_path, note):
    with lock.held(tmp_path, now=NOW):
        (tmp_path / "lock").write_bytes(note)
        with pytest.raises(lock.Held, match="another run is using it: it has not said which"):
            take(tmp_path)
    take(tmp_path)


def test_the_lock_of_another_folder_is_another(tmp_path, holder):
    take(tmp_path / "other")
    assert holder.poll() is None


def test_the_file_is_its_owners_alone_and_stays(tmp_path):
    take(tmp_path / "state")
    assert (tmp_path / "state" / "lock").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_link_in_its_place_is_refused_and_not_written_to(tmp_path):
    (tmp_path / "diary").write_text("dear")
    (tmp_path / "lock").symlink_to(tmp_path / "diary")
    with pytest.raises(StateError, match=re.escape(f"{tmp_path / 'lock'}: is a symbolic link")):
        take(tmp_path)
    assert (tmp_path / "diary").read_text() == "dear"


def test_a_folder_that_others_may_write_to_is_refused(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(StateError, match="others may write to it"):
        take(tmp_path)
