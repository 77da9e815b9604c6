"""The program as a process: version, help, pipes, interrupts, errors on standard output."""

import re
import shlex
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.main import get_command

from summarizer.cli import app
from tests.limits import LONG

ROOT = Path(__file__).parent.parent.parent
COMMANDS = get_command(app).commands


def examples(command: str) -> list[str]:
    """The command lines below "Examples:", as they are printed by --help."""
    text = COMMANDS[command].help or ""
    lines = (line.strip() for line in text.partition("Examples:")[2].splitlines())
    return [line for line in lines if line]


def test_the_version_is_that_of_the_package(run):
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"summarizer {version('summarizer')}\n", "")


def test_without_a_command_the_help_is_printed(run):
    ran = run()
    assert ran.code == 0
    assert ran.out == run("--help").out
    assert {"summarize", "verify"} <= set(ran.out.split())


def test_help_shows_the_examples_unbroken(run):
    ran = run("summarize", "--help")
    assert len(examples("summarize")) >= 3
    assert all(f"    {line}\n" in ran.out for line in examples("summarize"))


@pytest.mark.parametrize("line", examples("summarize"))
def test_every_example_in_the_help_can_be_parsed(line):
    ours = re.search(r"(?:^|\| )summarizer (\w+) (.*)", line)
    assert ours
    context = COMMANDS[ours[1]].make_context(ours[1], shlex.split(ours[2]))
    assert context.params["sources"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_each_of_its_flags_does(command):
    for parameter in COMMANDS[command].params:
        assert getattr(parameter, "help", None) or parameter.name == "help", parameter.name


def test_an_unknown_command_is_one_line(run):
    ran = run("sing")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == ["No such command 'sing'. (see --help)"]


def test_it_runs_as_a_module_and_twice_alike(run_alone):
    first = run_alone("-m", "summarizer", "summarize", "samples", "--format", "json")
    assert (first.code, first.err) == (0, "")
    # Each process has another hash seed: an order that depends on it would show.
    again = run_alone("-m", "summarizer", "summarize", "samples", "--format", "json")
    assert again == first


def test_a_reader_that_closes_the_pipe_sees_no_traceback():
    command = [sys.executable, "-m", "summarizer", "summarize", "samples"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""


def test_an_interrupt_ends_it_with_130_and_no_traceback():
    command = [sys.executable, "-m", "summarizer", "summarize", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        # More than a pipe holds: once this is written, the program is reading and waits for more.
        process.stdin.write(b"The dam broke on Monday. " * 10_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=LONG)
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_one_line(run_alone):
    with Path("/dev/full").open("w") as full:
        ran = run_alone("-m", "summarizer", "summarize", "samples", stdout=full)
    assert ran.code == 1
    assert len(ran.complaints) == 1


def test_debug_shows_the_traceback(run_alone):
    ran = run_alone("-m", "summarizer", "summarize", "no-such-folder", "--debug")
    assert ran.code == 1
    assert "Traceback" in ran.err
    assert "NothingToQuoteError: no article could be read" in ran.err


def test_a_hostile_file_name_reaches_no_output(run, tmp_path):
    text = "The dam above the town of Riverton broke on Monday evening, the mayor said."
    (tmp_path / "a\x1b[31mred\udcff.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b\x1b]0;title\x07.txt").write_bytes(b"")
    for style in ("text", "terminal", "markdown", "html", "json"):
        done = run("summarize", tmp_path, "--words", "30", "--explain", "-v", "--format", style)
        assert done.code == 3
        assert not {"\x1b", "\x07", "\udcff"} & set(done.out + done.err), style
