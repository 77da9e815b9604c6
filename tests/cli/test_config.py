import stat
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from summarizer.briefing.config import EXAMPLE
from summarizer.cli import config

HOSTILE = "a\x1b[31m\u202e\x85\n$(id)"


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home folder of its own, where nothing is configured yet."""
    monkeypatch.delenv("SUMMARIZER_CONFIG", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def ran(home):
    """`ran("check")`: exit code, standard output and what is said on standard error."""
    root = typer.Typer(rich_markup_mode=None)
    root.add_typer(config.app, name="config")

    def result(*words):
        done = CliRunner().invoke(root, ["config", *map(str, words)], env={"HOME": str(home)})
        said = [line.removeprefix("summarizer: ") for line in done.stderr.splitlines()]
        return done.exit_code, done.stdout, said

    return result


def test_the_path_is_told_whether_or_not_anything_is_there(ran, home, monkeypatch):
    assert ran("path") == (0, f"{home}/.config/summarizer/briefing.toml\n", [])
    monkeypatch.setenv("SUMMARIZER_CONFIG", "~/evening.toml")
    assert ran("path") == (0, f"{home}/evening.toml\n", [])
    assert ran("path", "--config", "/a/b.toml") == (0, "/a/b.toml\n", [])


def test_a_hostile_path_is_told_without_terminal_commands(ran):
    code, out, _ = ran("path", "--config", f"/a/{HOSTILE}")
    assert (code, out) == (0, "/a/a[31m$(id)\n")
    code, out, said = ran("check", "--config", f"/a/{HOSTILE}")
    assert (code, out) == (78, "")
    assert said == [
        "/a/a[31m$(id): no such file; `summarizer config init` writes one to begin with"
    ]


def test_what_init_writes_passes_check(ran, home):
    path = home / ".config" / "summarizer" / "briefing.toml"
    said = f"{path}: written. Change it, then run: summarizer config check\n"
    assert ran("init") == (0, said, [])
    assert path.read_text(encoding="utf-8") == EXAMPLE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    code, out, said = ran("check")
    assert (code, said) == (0, [])
    assert out.splitlines()[:5] == [
        str(path),
        "Morning brief: Europe/Berlin, en",
        "At most 7 stories of 150 words, 7 more in brief, 1,200 words in all",
        "Sources:",
        "  Example Times: https://example.org/rss.xml",
    ]


def test_init_replaces_a_file_only_when_forced(ran, tmp_path):
    path = tmp_path / "briefing.toml"
    path.write_text("title = 'mine'", encoding="utf-8")
    assert ran("init", "-c", path) == (2, "", [f"{path}: is there already; --force replaces it"])
    assert path.read_text(encoding="utf-8") == "title = 'mine'"
    assert ran("init", "-c", path, "--force")[0] == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["title"] == "Morning brief"


def test_init_does_not_write_through_a_link(ran, tmp_path):
    (tmp_path / "briefing.toml").symlink_to(tmp_path / "elsewhere")
    assert ran("init", "-c", tmp_path / "briefing.toml")[0] == 2
    assert not (tmp_path / "elsewhere").exists()


def test_init_says_where_it_cannot_write(ran, tmp_path):
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "briefing.toml"
    code, out, said = ran("init", "-c", path)
    assert (code, out) == (1, "")
    assert said == [f"{tmp_path}/file: cannot be written: File exists"]


def test_check_says_every_fault_in_a_line_and_ends_with_78(ran, tmp_path):
    path = tmp_path / "briefing.toml"
    path.write_text("wrods = 3\ntimezone = 'Mars'\n", encoding="utf-8")
    code, out, said = ran("check", "-c", path)
    assert (code, out) == (78, "")
    assert said == [
        f'{path}: timezone: found "Mars"; expected a time zone, such as "Europe/Berlin"',
        f"{path}: sources: missing; expected tables that begin with [[sources]]",
        f'{path}: wrods: unknown key; did you mean "words"?',
        f"{path}: the file: found neither [[outputs]] nor [mail]; expected at least one",
    ]


def test_check_names_what_is_not_there_and_asks_no_server(ran, tmp_path):
    path = tmp_path / "briefing.toml"
    text = EXAMPLE + '\n[[sources]]\nname = "Clippings"\nfolder = "clippings"\n'
    path.write_text(text, encoding="utf-8")
    code, out, said = ran("check", "-c", path)
    assert code == 78
    assert "  Example Times: https://example.org/rss.xml\n" in out
    assert said == [
        (
            f"{path}: sources[1] (Clippings): folder {tmp_path}/clippings: no such folder; "
            "make it or correct the path"
        )
    ]


@pytest.mark.parametrize("command", ["init", "check", "path"])
def test_help_shows_examples_that_can_be_parsed(ran, command):
    code, out, _ = ran(command, "--help")
    assert code == 0
    assert f"    summarizer config {command}\n" in out
    assert "Exit codes: " in out


def test_help_loads_neither_numpy_nor_pydantic(run_alone):
    script = "import sys, summarizer.cli.config, summarizer.cli.schedule; print(*sys.modules)"
    done = run_alone("-c", script)
    assert done.code == 0
    assert not {"numpy", "pydantic", "platformdirs"} & set(done.out.split())


def test_the_home_folder_is_where_the_example_puts_its_briefings(ran, home):
    ran("init")
    assert f"  {home}/briefings/{{date}}.md (markdown)\n" in ran("check")[1]
    assert not Path(home / "briefings").exists()
