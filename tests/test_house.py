"""The papers of the house say what is true: README, CHANGELOG, requirements, Makefile."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from summarizer.cli import app

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
FOLDERS = "benchmarks|docs|models|samples|summarizer|tests"


def commands(text: str) -> list[str]:
    """The lines to be typed in the fenced blocks: those that begin with `$ `, joined at `\\`."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def parse(arguments: list[str]) -> None:
    """As the command line would, without running anything; raises when it is not understood."""
    group = get_command(app)
    if arguments[:1] in (["--help"], ["--version"]):
        return
    command = group.commands[arguments[0]]
    if arguments[1:] != ["--help"]:
        command.make_context(arguments[0], arguments[1:])


def check(command: str) -> None:
    """Every program of ours in the command is asked for what it has."""
    for part in re.split(r"\s*(?:\||&&|;)\s*", command):
        program, *arguments = shlex.split(part.partition(" > ")[0], comments=True)
        if program == "make":
            assert set(arguments) <= TARGETS, f"no such target: {command}"
        elif Path(program).name == "summarizer":
            parse(arguments)
        elif arguments[:2] == ["-m", "summarizer"]:
            parse(arguments[2:])


def test_the_lean_requirements_are_the_dependencies_without_the_model_library():
    lines = (ROOT / "requirements-lean.txt").read_text(encoding="utf-8").splitlines()
    lean = [line for line in lines if line and not line.startswith("#")]
    names = [re.split(r"[<>=!~ ]", dependency)[0] for dependency in PROJECT["dependencies"]]
    assert "sentence-transformers" in names
    assert lean == [name for name in names if name != "sentence-transformers"]


def test_the_commands_of_a_text_are_the_typed_lines_of_its_fenced_blocks():
    text = """
$ outside
```console
$ summarizer summarize samples \\
    --words 120
What is printed. [1]
$ make test
```
```python
print("$ no")
```
"""
    assert [command.split() for command in commands(text)] == [
        ["summarizer", "summarize", "samples", "--words", "120"],
        ["make", "test"],
    ]


def test_the_readme_shows_the_commands_of_the_first_minute():
    assert {"make demo", "make test"} <= set(commands(README))


@pytest.mark.parametrize("command", commands(README))
def test_every_command_in_the_readme_is_one(command):
    check(command)


def test_every_file_and_folder_the_readme_names_is_there():
    named = re.findall(rf"(?<![\w/.:-])(?:{FOLDERS})/[\w./-]*", README)
    linked = re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", README)
    papers = re.findall(r"\b(?:[A-Z]{5,}\.md|LICENSE|Makefile|pyproject\.toml)\b", README)
    for name in {*named, *linked, *papers}:
        assert (ROOT / name.rstrip(".")).exists(), f"the README names {name}"


def test_the_newest_entry_of_the_changelog_is_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[?v?(\d+\.\d+\.\d+)", text, re.MULTILINE)
    assert versions[0] == PROJECT["version"]


def test_the_makefile_lists_every_target_in_its_help():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == TARGETS
    assert {"help", "demo", "setup", "fix", "check", "test", "bench", "model"} <= TARGETS


def test_the_checker_of_commands_finds_a_wrong_one():
    for wrong in ("summarizer summarize samples --wrods 9", "make dinner", "summarizer sing"):
        with pytest.raises(Exception, match=r"(?i)no such|sing"):
            check(wrong)
