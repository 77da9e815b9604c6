import shlex
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing.schedule import cron
from summarizer.errors import UsageError

AT = time(6, 30)
CRON_PATH = "/usr/bin:/bin"
NAME = "désk $(id) 100% '\"`&;|<>*?~#!{a,b}[c]"

SHOW = "import sys; print(ascii(sys.argv[1:]))"


def as_cron_passes_it_on(line: str) -> str:
    r"""The command as Vixie's cron and its kin give it to the shell: `\%` is `%`."""
    command = line.split(" ", 5)[5]
    assert "%" not in command.replace(r"\%", ""), "an open % would end the command"
    return command.replace(r"\%", "%")


def run_by_cron(command: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """Under the environment that crontab(5) promises and nothing else."""
    environment = [f"HOME={home}", "LOGNAME=desk", "SHELL=/bin/sh", f"PATH={CRON_PATH}"]
    words = ["env", "-i", *environment, "/bin/sh", "-c", command]
    return subprocess.run(
        words, capture_output=True, text=True, encoding="utf-8", check=False, cwd=home
    )


def test_the_line_runs_every_day_at_the_time():
    assert cron.line(["/opt/summarizer", "brief"], time(5, 7)) == "7 5 * * * /opt/summarizer brief"


def test_spaces_quotes_and_percent_signs_are_quoted():
    line = cron.line(["/opt/a b/run", "100%", "it's", "%a b%"], AT)
    assert line == r"""30 6 * * * '/opt/a b/run' 100\% 'it'"'"'s' \%'a b'\%"""


def test_the_printed_line_runs_under_the_environment_of_cron(tmp_path):
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / "python").symlink_to(sys.executable)
    words = [str(folder / "python"), "-I", "-c", SHOW, str(folder), "--state", "a  b%%"]
    line = cron.line(words, AT)
    for command in (as_cron_passes_it_on(line), line.split(" ", 5)[5]):
        done = run_by_cron(command, tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{words[4:]!a}\n"


def test_our_own_program_runs_from_the_line(tmp_path):
    line = cron.line([sys.executable, "-P", "-m", "summarizer", "--version"], AT)
    (tmp_path / "typer.py").write_text("raise SystemExit('taken from the home folder')")
    done = run_by_cron(as_cron_passes_it_on(line), tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("summarizer ")


WORDS = st.text(
    st.characters(exclude_characters="\\", exclude_categories=["C", "Z"]) | st.just(" "),
    min_size=1,
    max_size=12,
)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_shell_reads_the_words_back_whether_or_not_cron_unescapes(words):
    line = cron.line(words, AT)
    assert shlex.split(as_cron_passes_it_on(line)) == words
    assert shlex.split(line.split(" ", 5)[5]) == words


@pytest.mark.parametrize("word", ["a\nb", "a\0b", "\x1b[2J", "a\x85b", "\udcff", "a\\b", "\\%"])
def test_what_cron_could_not_read_back_is_refused(word):
    with pytest.raises(UsageError, match="a path"):
        cron.line(["/opt/summarizer", word], AT)


def test_a_command_that_cron_would_cut_off_is_refused():
    with pytest.raises(UsageError, match="cron takes commands of at most 998 bytes"):
        cron.line(["/" + "ü" * 500], AT)
    assert len(cron.line(["/" + "a" * 997], AT)) == len("30 6 * * * ") + 998


CONFIG = Path("/home/me/briefing.toml")
BLOCK = cron.block(["/opt/summarizer"], AT, CONFIG)
OTHER = cron.block(["/opt/summarizer"], AT, Path("/home/me/evening.toml"))


def test_the_block_stands_between_marks_that_name_the_configuration():
    first, *middle, last = BLOCK.splitlines()
    assert first == "# >>> summarizer brief /home/me/briefing.toml"
    assert last == "# <<< summarizer brief /home/me/briefing.toml"
    assert [line for line in middle if not line.startswith("#")] == ["30 6 * * * /opt/summarizer"]
    assert "MAILTO=" in BLOCK


@pytest.mark.parametrize(
    ("crontab", "after"),
    [
        ("", BLOCK),
        ("1 2 * * * x\n", f"1 2 * * * x\n{BLOCK}"),
        ("1 2 * * * x", f"1 2 * * * x\n{BLOCK}"),
        (OTHER, OTHER + BLOCK),
        ("MAILTO=a\n\n# é\x85\r\n", f"MAILTO=a\n\n# é\x85\r\n{BLOCK}"),
    ],
)
def test_a_new_block_comes_last(crontab, after):
    assert cron.placed(BLOCK, crontab) == after


def test_an_earlier_block_is_replaced_where_it_stands():
    old = cron.block(["/old/summarizer"], time(4, 0), CONFIG)
    before = f"1 2 * * * x\n{old}{OTHER}3 4 * * * y"
    assert cron.placed(BLOCK, before) == f"1 2 * * * x\n{BLOCK}{OTHER}3 4 * * * y"
    assert cron.placed(BLOCK, cron.placed(BLOCK, before)) == cron.placed(BLOCK, before)


@pytest.mark.parametrize("keep", [slice(None, -1), slice(1, None), slice(None, None, -1)])
def test_marks_that_are_not_one_pair_are_left_to_the_user(keep):
    lines = BLOCK.splitlines(keepends=True)[keep]
    with pytest.raises(UsageError, match="once each: mend it"):
        cron.placed(BLOCK, "".join(lines) + "3 4 * * * y\n")
    with pytest.raises(UsageError, match="once each: mend it"):
        cron.placed(BLOCK, BLOCK + BLOCK)


@given(st.lists(st.text(st.characters(exclude_categories=["C"])), max_size=5))
def test_other_lines_never_change(others):
    crontab = "".join(f"{line}\n" for line in others)
    assert cron.placed(BLOCK, crontab) == crontab + BLOCK
