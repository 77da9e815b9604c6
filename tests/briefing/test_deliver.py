"""Files on a real disk, processes of their own, a health check on this machine."""

import os
import stat
import sys
import textwrap
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer.briefing import deliver
from summarizer.datatypes import Problem
from summarizer.errors import OutputError
from summarizer.render.briefing import FORMATS
from tests.golden.morning import MORNING
from tests.limits import no_hang

# --- files ----------------------------------------------------------------------------------------


def test_a_file_is_made_with_its_folders(tmp_path):
    path = tmp_path / "briefings" / "2026" / "morning.md"
    assert deliver.write(path, "# Morning – brief\n")
    assert path.read_bytes() == "# Morning – brief\n".encode()
    assert [each.name for each in path.parent.iterdir()] == ["morning.md"]


def test_a_file_is_replaced_whole_and_not_written_into(tmp_path):
    path = tmp_path / "morning.txt"
    deliver.write(path, "a longer text than the second one")
    with path.open() as before:
        assert deliver.write(path, "two")
        assert path.read_text() == "two"
        assert before.read() == "a longer text than the second one"


def test_a_file_that_holds_just_this_is_left_alone(tmp_path):
    path = tmp_path / "morning.txt"
    deliver.write(path, "same")
    os.utime(path, (1, 1))
    before = path.stat()
    assert not deliver.write(path, "same")
    after = path.stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, 1)


def test_line_ends_stay_as_they_are(tmp_path):
    deliver.write(tmp_path / "a.txt", "one\ntwo\r\nthree\r")
    assert (tmp_path / "a.txt").read_bytes() == b"one\ntwo\r\nthree\r"


def test_a_file_may_be_read_by_whom_the_user_lets_read(tmp_path):
    before = os.umask(0o027)
    deliver.write(tmp_path / "a.txt", "text")
    os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "morning.txt").symlink_to(tmp_path / "mine.txt")
    deliver.write(tmp_path / "morning.txt", "news")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (tmp_path / "morning.txt").read_text() == "news"


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path):
    stale = tmp_path / f".summarizer-{'0' * 16}.tmp"
    young = tmp_path / f".summarizer-{'1' * 16}.tmp"
    others = [tmp_path / name for name in (".summarizer-x.tmp", "notes.tmp", ".hidden")]
    for path in (stale, young, *others):
        path.write_text("half")
        os.utime(path, (1, 1))
    os.utime(young)
    deliver.write(tmp_path / "morning.txt", "news")
    assert {*tmp_path.iterdir()} == {young, *others, tmp_path / "morning.txt"}


def test_a_read_only_folder_is_said_in_one_line(tmp_path, ordinary_user):
    (tmp_path / "shut").mkdir()
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o755)
    path = tmp_path / "shut" / "morning.txt"
    path.write_text("old")
    path.parent.chmod(0o555)
    with ordinary_user(), pytest.raises(OutputError) as raised:
        deliver.write(path, "new")
    assert str(raised.value) == f"{path}: cannot be written: permission denied"
    assert path.read_text() == "old"
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "not a regular file"),
        ("pipe", "not a regular file"),
        ("file/morning.txt", "not a directory"),
        ("loop", "too many levels of symbolic links"),
        ("x" * 300, "file name too long"),
        ("line\nbreak\x1b[31m/" + "x" * 300, "file name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_in_one_line(tmp_path, name, reason):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError) as raised:
        deliver.write(tmp_path / name, "news")
    assert str(raised.value).endswith(f": cannot be written: {reason}")
    assert str(raised.value).isprintable()
    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path, run_alone):
    path = tmp_path / "morning.html"
    path.write_text("old")
    script = """
        import resource, sys
        from pathlib import Path
        from summarizer.briefing import deliver
        from summarizer.errors import OutputError
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        try:
            deliver.write(Path(sys.argv[1]), "new" * 10_000)
        except OutputError as error:
            print(error)
    """
    ran = run_alone("-c", textwrap.dedent(script), path)
    assert (ran.code, ran.out) == (0, f"{path}: cannot be written: file too large\n")
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_reader_never_sees_half_a_file(tmp_path):
    path = tmp_path / "morning.txt"
    texts = ["a" * 300_000, "b" * 200_000]
    deliver.write(path, texts[0])
    seen, done = set(), threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.add(path.read_text())

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(40):
        deliver.write(path, texts[number % 2])
    done.set()
    looking.join()
    assert seen <= {*texts}


# --- hooks ----------------------------------------------------------------------------------------

PYTHON = [sys.executable, "-c"]


def test_a_hook_that_succeeds_is_silent(tmp_path, capfd):
    script = "import os; open(os.environ['PLACE'], 'w').write(os.environ['BRIEFING']); print('hi')"
    place = str(tmp_path / "seen")
    assert deliver.hook([*PYTHON, script], {"PLACE": place, "BRIEFING": "a.json"}) is None
    assert Path(place).read_text() == "a.json"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("title", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "a\nb\x1b"])
def test_no_shell_reads_what_a_hook_is_given(tmp_path, monkeypatch, title):
    monkeypatch.chdir(tmp_path)
    script = "import os, sys; sys.exit(sys.argv[1] != os.environ['TITLE'])"
    assert deliver.hook([*PYTHON, script, title], {"TITLE": title}) is None
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("import sys; sys.exit(7)", "failed with 7"),
        ("import sys; sys.exit('first\\nno such printer\\n\\n')", "failed with 1: no such printer"),
        ("print('said'); raise SystemExit(2)", "failed with 2: said"),
        ("print('\\x1b[31mred\\x07'); raise SystemExit(2)", "failed with 2: red"),
        ("print('x' * 10**6); raise SystemExit(2)", "failed with 2: " + "x" * 200),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
    ],
)
def test_a_hook_that_fails_is_a_problem_with_its_last_words(script, reason):
    assert deliver.hook([*PYTHON, script], {}) == Problem(f"hook {sys.executable}", reason)


def test_a_hook_that_is_not_there_is_a_problem():
    assert deliver.hook(["/nowhere/no\nhook"], {}) == Problem(
        "hook /nowhere/no hook", "cannot be run: no such file or directory"
    )


@pytest.mark.parametrize("value", ["a\0b", "half \ud800"])
def test_what_no_environment_can_hold_is_a_problem(value):
    assert deliver.hook([*PYTHON, ""], {"TITLE": value}) == Problem(
        f"hook {sys.executable}", "cannot be run: its environment holds what no environment can"
    )


def test_a_hook_that_takes_too_long_ends_with_all_it_started(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = ["/bin/sh", "-c", f"exec 3> {pipe}; sleep 600 & wait"]
    held = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert deliver.hook(command, {}, seconds=0.5) == Problem("hook /bin/sh", "stopped after 0.5 s")
    os.set_blocking(held, True)
    with no_hang():
        assert os.read(held, 1) == b""  # the end: no process has the pipe open any more
    os.close(held)


def test_a_hook_gets_no_input():
    assert deliver.hook([*PYTHON, "import sys; sys.exit(len(sys.stdin.read()))"], {}) is None


# --- health checks --------------------------------------------------------------------------------


class Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404 if "unknown" in self.path else 200)
        self.end_headers()
        self.wfile.write(b"OK")

    def log_message(self, *_) -> None:
        """Silent."""


@pytest.fixture
def health(loopback: None) -> Iterator[ThreadingHTTPServer]:  # noqa: ARG001 - the permission
    with ThreadingHTTPServer(("127.0.0.1", 0), Health) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_health_check_hears_of_a_run_once(health):
    assert deliver.ping(f"http://127.0.0.1:{health.server_port}/0b1e") is None
    assert health.asked == ["/0b1e"]


def test_a_health_check_that_fails_is_a_problem_without_its_secret_address(health):
    problem = deliver.ping(f"http://127.0.0.1:{health.server_port}/unknown?key=0b1e")
    assert problem
    assert problem.source == "ping 127.0.0.1"
    assert problem.reason.startswith("answered 404")
    assert "0b1e" not in problem.reason


# --- the outputs of a day -------------------------------------------------------------------------


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_a_briefing_written_twice_is_written_once(tmp_path, format_):
    path = tmp_path / "morning"
    assert deliver.write(path, FORMATS[format_](MORNING))
    assert not deliver.write(path, FORMATS[format_](MORNING))
