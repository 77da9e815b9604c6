"""On a real terminal what is long goes through the pager; anywhere else nothing does."""

import fcntl
import os
import select
import shutil
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from summarizer.cli import output
from tests.conftest import ROOT

LONGEST = 60
"""Seconds that a command may take before its test has failed."""
QUOTED = "What was said "
SHOW = f"""
import sys
from summarizer.cli import output
output.show("".join(f"{QUOTED}{{n}}\\n" for n in range(int(sys.argv[1]))) + sys.argv[2])
print("after")
"""


@dataclass(frozen=True)
class Seen:
    """What a command left behind on a terminal."""

    code: int
    text: str


def on_a_terminal(*arguments: object, keys: bytes = b"", rows: int = 24, **variables: str) -> Seen:
    """Runs `python ARGUMENTS` on one of 80 columns; `keys` are pressed one by one at a `:`."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = {**inherited, "TERM": "xterm-256color", "LANG": "C.UTF-8", **variables}
    command = [sys.executable, *map(str, arguments)]
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=ROOT,
        preexec_fn=lambda: os.login_tty(theirs),  # noqa: PLW1509 - no threads here
    ) as process:
        os.close(theirs)
        text = _read(ours, process, keys)
        os.close(ours)
        return Seen(process.wait(LONGEST), text.replace("\r\n", "\n"))


def _read(terminal: int, process: subprocess.Popen[bytes], keys: bytes) -> str:
    """All that is shown until nobody has the terminal open."""
    shown, until = b"", monotonic() + LONGEST
    while monotonic() < until:
        if not select.select([terminal], [], [], 0.2)[0]:
            if keys and b":" in shown:
                os.write(terminal, keys[:1])
                keys = keys[1:]
            continue
        try:
            shown += os.read(terminal, 65_536)
        except OSError:  # on Linux the end of a terminal is an error
            return shown.decode()
    process.kill()
    raise AssertionError(f"not over after {LONGEST} s: {shown.decode()}")


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that notes what it is given beside itself."""
    path = tmp_path / "my pager"
    path.write_text('#!/bin/sh\necho "$1 $LESS" > "$0.called"\ncat > "$0.read"\necho paged\n')
    path.chmod(0o755)
    return path


def read(pager: Path) -> str | None:
    path = Path(f"{pager}.read")
    return path.read_text(encoding="utf-8") if path.exists() else None


def lines(number: int) -> str:
    return "".join(f"{QUOTED}{each}\n" for each in range(number))


def test_what_is_longer_than_the_screen_goes_through_the_pager(pager):
    seen = on_a_terminal("-c", SHOW, 24, "", PAGER=f"'{pager}' --first")
    assert (seen.code, seen.text) == (0, "paged\nafter\n")
    assert read(pager) == lines(24)
    assert Path(f"{pager}.called").read_text(encoding="utf-8") == "--first FRX\n"


def test_what_fits_on_the_screen_does_not(pager):
    seen = on_a_terminal("-c", SHOW, 23, "", PAGER=f"'{pager}'")
    assert (seen.code, seen.text) == (0, f"{lines(23)}after\n")
    assert read(pager) is None


@pytest.mark.parametrize(
    ("number", "last", "is_paged"),
    [
        (11, "中" * 480, False),  # twelve whole lines of 80 columns
        (11, "中" * 480 + ".", True),
        (22, "\x1b[1m" * 100 + "x\x1b[0m", False),
    ],
)
def test_a_line_counts_as_often_as_the_terminal_breaks_it(pager, number, last, is_paged):
    seen = on_a_terminal("-c", SHOW, number, f"{last}\n", PAGER=f"'{pager}'")
    assert seen.text.startswith("paged\n") is is_paged


def test_a_pager_gets_effects_and_no_codes_of_links(pager):
    linked = "\x1b[1mSources\x1b[0m \x1b]8;;https://a.example\x1b\\Dam\x1b]8;;\x1b\\\n"
    on_a_terminal("-c", SHOW, 30, linked, PAGER=f"'{pager}'")
    assert read(pager) == f"{lines(30)}\x1b[1mSources\x1b[0m Dam\n"


def test_the_settings_of_less_that_a_user_has_are_kept(pager):
    on_a_terminal("-c", SHOW, 30, "", PAGER=f"'{pager}'", LESS="-i")
    assert Path(f"{pager}.called").read_text(encoding="utf-8") == " -i\n"


@pytest.mark.parametrize("name", ["", "cat", "no-such-pager --wide", "/etc/passwd", "'unclosed"])
def test_without_a_usable_pager_it_is_printed(name):
    seen = on_a_terminal("-c", SHOW, 30, "", PAGER=name)
    assert (seen.code, seen.text) == (0, f"{lines(30)}after\n")


def test_on_a_dumb_terminal_it_is_printed(pager):
    seen = on_a_terminal("-c", SHOW, 30, "", PAGER=f"'{pager}'", TERM="dumb")
    assert (seen.code, seen.text) == (0, f"{lines(30)}after\n")


@pytest.mark.parametrize("name", ["true", "head -n 1", "sh -c 'exit 3'"])
def test_a_pager_that_ends_early_is_no_error(name):
    seen = on_a_terminal("-c", SHOW, 200_000, "", PAGER=name)
    assert seen.code == 0
    assert seen.text in {"after\n", f"{QUOTED}0\nafter\n"}


@pytest.mark.skipif(not shutil.which("less"), reason="NO LESS: the usual pager is not tried")
def test_less_is_left_with_a_key_and_survives_an_interrupt():
    seen = on_a_terminal("-c", SHOW, 500, "", keys=b"\x03q")
    assert seen.code == 0
    assert f"{QUOTED}0" in seen.text
    assert f"{QUOTED}499" not in seen.text
    assert seen.text.endswith("after\n")
    assert "Traceback" not in seen.text


def test_nothing_is_paged_into_a_pipe_or_a_file(pager, tmp_path, run_alone):
    variables = {**os.environ, "PAGER": str(pager), "TERM": "xterm", "LINES": "5"}
    piped = run_alone("-c", SHOW, 100, "", env=variables)
    assert (piped.code, piped.out) == (0, f"{lines(100)}after\n")
    with (tmp_path / "file").open("w") as file:
        run_alone("-c", SHOW, 100, "", env=variables, stdout=file)
    assert (tmp_path / "file").read_text() == f"{lines(100)}after\n"
    assert read(pager) is None


def test_a_summary_on_a_terminal_is_wrapped_coloured_and_paged(pager):
    arguments = ("-m", "summarizer", "summarize", "samples", "--words", 120)
    seen = on_a_terminal(*arguments, PAGER=f"'{pager}'")
    assert (seen.code, read(pager)) == (0, None)
    assert "\x1b[1mSources\x1b[0m\n[1] hangzhou-talks.txt\n" in seen.text
    assert "\x1b[36m[1][2][3]\x1b[0m" in seen.text
    quiet = on_a_terminal(*arguments, PAGER=f"'{pager}'", NO_COLOR="1").text
    assert "\x1b[36m" not in quiet
    dumb = on_a_terminal(*arguments, TERM="dumb").text
    assert "\x1b" not in dumb
    assert max(map(len, dumb.splitlines())) <= 80
    assert on_a_terminal(*arguments, PAGER=f"'{pager}'", rows=10).text.endswith("\rpaged\n")
    assert seen.text.endswith(f"\r{read(pager)}")


def test_links_are_for_terminals_that_can_have_them(tmp_path):
    record = '{"title": "Dam", "url": "https://a.example/dam", "text": "The dam broke on Monday."}'
    (tmp_path / "dam.jsonl").write_text(record, encoding="utf-8")
    arguments = ("-m", "summarizer", "summarize", tmp_path / "dam.jsonl")
    link = "\x1b]8;;https://a.example/dam\x1b\\Dam\x1b]8;;\x1b\\"
    assert link in on_a_terminal(*arguments).text
    assert link in on_a_terminal(*arguments, NO_COLOR="1").text
    for term in ("dumb", "linux", ""):
        text = on_a_terminal(*arguments, TERM=term).text
        assert "\x1b]" not in text
        assert "    https://a.example/dam\n" in text.replace("\x1b[2m", "").replace("\x1b[0m", "")


def test_letters_that_the_terminal_does_not_have_are_one_line(run_alone):
    done = run_alone(
        "-c", SHOW, 1, "“quoted”", env={**os.environ, "PYTHONIOENCODING": "ascii"}
    )  # fmt: skip
    assert "OutputError: standard output: ascii has no '\\u201c'; set PYTHONIOENCODING" in done.err


def test_a_file_holds_the_text_as_it_is_and_what_a_killed_run_left_beside_it_is_gone(tmp_path):
    left = tmp_path / f".summarizer-{'0' * 16}.tmp"
    left.write_text("half", encoding="utf-8")
    os.utime(left, (1, 1))
    output.write("one\ntwo – three\r\n", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == b"one\ntwo \xe2\x80\x93 three\r\n"
    assert [*tmp_path.iterdir()] == [tmp_path / "a.txt"]


def test_a_device_or_a_pipe_gets_the_text_and_stays_what_it_is(tmp_path):
    code = "from pathlib import Path; import sys; from summarizer.cli import output\n"
    code += "output.write('said', Path(sys.argv[1]))"
    command = [sys.executable, "-c", code]
    said = subprocess.run([*command, "/dev/stdout"], capture_output=True, check=True, cwd=ROOT)
    assert said.stdout == b"said"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([*command, pipe], cwd=ROOT):
        assert pipe.read_bytes() == b"said"
    assert pipe.is_fifo()
