"""What is printed is what stands in the files beside; see `cases` for the command."""

import os
import subprocess
import sys

import pytest

from tests.golden.cases import CASES, COMMAND, HERE, ROOT, changes
from tests.limits import LONG


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed_is_the_golden_file(name):
    if diff := changes(name):
        pytest.fail(
            f"What is printed has changed:\n{diff}\n"
            f"All changes: {COMMAND}   Better? Accept them: {COMMAND} ACCEPT=1",
            pytrace=False,
        )


def test_every_golden_file_is_compared():
    assert {file.name for file in HERE.iterdir() if file.suffix not in {".py", ""}} == {*CASES}


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_golden_files_hold_wherever_they_are_compared(columns, tmp_path):
    strange = {"COLUMNS": columns, "FORCE_COLOR": "1", "TERM": "xterm-256color", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden"],
        cwd=ROOT,
        env={**os.environ, **strange, "HOME": str(tmp_path), "PYTHONHASHSEED": columns},
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.stdout == f"0 of {len(CASES)} golden files differ\n"


def test_a_difference_is_shown_line_by_line(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.golden.cases.HERE", tmp_path)
    golden = (HERE / "morning.txt").read_text(encoding="utf-8")
    (tmp_path / "morning.txt").write_text(golden.replace("nine days", "ten days", 1))
    lines = changes("morning.txt").splitlines()
    assert lines[:2] == ["--- golden/morning.txt", "+++ printed now"]
    assert [line for line in lines[3:] if line[0] != " "] == [
        "- 1. Dam above Riverton breaks after ten days of rain",
        "+ 1. Dam above Riverton breaks after nine days of rain",
    ]
