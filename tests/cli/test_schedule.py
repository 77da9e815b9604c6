import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from summarizer.briefing import config as settings
from summarizer.cli import schedule, units

CONFIG = """
timezone = "UTC"
[[sources]]
name = "A"
feed = "https://example.org/rss.xml"
[[outputs]]
path = "out/{date}.md"
"""
MAIL = """
[mail]
from = "a@example.org"
to = ["a@example.org"]
host = "smtp.example.org"
username = "a"
credential = "smtp"
"""

# As cron's own program: the table in a file, `-l` and `-` as arguments, and no table is an error.
CRONTAB = """#!/bin/sh
case "$1" in
    -l) [ -e "$CRON_TABLE" ] || { echo "no crontab for desk" >&2; exit 1; }; cat "$CRON_TABLE" ;;
    -) cat > "$CRON_TABLE" ;;
esac
"""


@pytest.fixture
def home(monkeypatch, tmp_path):
    """A home folder of its own on a machine that goes by UTC, with a configuration."""
    home = tmp_path / "home 100%"
    home.mkdir()
    (home / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.setenv("SUMMARIZER_CONFIG", str(home / "briefing.toml"))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield home
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def ran(home):
    """`ran("cron", "--install", answer="y")`: exit code, standard output and standard error."""
    root = typer.Typer(rich_markup_mode=None)
    root.add_typer(schedule.app, name="schedule")

    def result(*words, answer=""):
        done = CliRunner().invoke(
            root, ["schedule", *map(str, words)], input=answer, env={"HOME": str(home)}
        )
        return done.exit_code, done.stdout, done.stderr

    return result


def program(folder: Path, text: str, monkeypatch) -> None:
    """Puts a program named crontab first on PATH."""
    folder.mkdir()
    (folder / "crontab").write_text(text, encoding="utf-8")
    (folder / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


@pytest.fixture
def table(tmp_path, monkeypatch):
    """The file in which the crontab of a small program of that name is kept."""
    program(tmp_path / "bin", CRONTAB, monkeypatch)
    monkeypatch.setenv("CRON_TABLE", str(tmp_path / "table"))
    return tmp_path / "table"


def line_of(out: str) -> str:
    [line] = [line for line in out.splitlines() if not line.startswith("#")]
    return line


def memory(home):
    """Where the memory of the configuration in the home folder is."""
    name = settings.state_folder(None, home / "briefing.toml").name
    return home / ".local/state/summarizer" / name


def test_the_cron_line_names_program_configuration_and_memory(ran, home):
    code, out, err = ran("cron", "--at", "5:07")
    assert (code, err) == (0, "")
    quoted = str(home).replace("home 100%", r"home 100'\%")
    script = Path(sys.executable).with_name("summarizer")
    assert line_of(out) == (
        f"7 5 * * * {script} brief "
        f"--config '{quoted}/briefing.toml "
        f"--state '{quoted}/.local/state/summarizer/{memory(home).name}"
    )


def test_the_printed_line_is_understood_under_the_environment_of_cron(ran, home):
    """`brief` itself is replaced: what is tried is whether the words arrive."""
    _, out, _ = ran("cron")
    command = line_of(out).split(" ", 5)[5].replace(" brief ", " config path ", 1)
    command = command.partition(" --state ")[0].replace(r"\%", "%")
    words = ["env", "-i", f"HOME={home}", "LOGNAME=a", "SHELL=/bin/sh", "PATH=/usr/bin:/bin"]
    done = subprocess.run(
        [*words, "/bin/sh", "-c", command], capture_output=True, text=True, check=False, cwd=home
    )
    assert done.returncode in {0, 2}, done.stderr
    if done.returncode == 0:
        assert done.stdout == f"{home}/briefing.toml\n"
    else:
        assert "No such command 'config'" in done.stderr  # not yet part of the program


@pytest.mark.parametrize("command", ["cron", "systemd"])
def test_a_wrong_time_or_configuration_is_refused(ran, home, command):
    code, out, err = ran(command, "--at", "25:00")
    assert (code, out) == (2, "")
    assert err == 'summarizer: "25:00" is no time of day; expected HH:MM, from 00:00 to 23:59\n'
    (home / "briefing.toml").write_text("wrods = 1\n" + CONFIG, encoding="utf-8")
    code, out, err = ran(command)
    assert (code, out) == (78, "")
    assert err == f'summarizer: {home}/briefing.toml: wrods: unknown key; did you mean "words"?\n'


def test_cron_is_told_apart_from_another_zone_and_from_credentials(ran, home):
    text = CONFIG.replace("UTC", "Asia/Kolkata") + MAIL
    (home / "briefing.toml").write_text(text, encoding="utf-8")
    code, _, err = ran("cron")
    assert code == 0
    credentials, clock = err.splitlines()
    assert credentials.startswith("summarizer: mail.credential: cron hands over no credentials")
    assert clock.startswith("summarizer: cron goes by this machine's clock, where it is ")
    assert clock.endswith(" in Asia/Kolkata")


def test_cron_is_asked_and_other_lines_stay(ran, table):
    table.write_bytes(b"MAILTO=me\n1 2 * * * caf\xe9\n")
    code, out, err = ran("cron", "--install", answer="y\n")
    assert code == 0
    assert out == "It is in your crontab. `crontab -e` changes it or takes it out.\n"
    assert err.endswith("Put this into your crontab? [y/N] ")
    others, mark, ours = table.read_bytes().partition(b"# >>>")
    assert others == b"MAILTO=me\n1 2 * * * caf\xe9\n"
    assert line_of((mark + ours).decode()).startswith("30 6 * * * ")


def test_installing_again_changes_only_our_line(ran, table):
    table.write_text("1 2 * * * x\n", encoding="utf-8")
    assert ran("cron", "--install", "--yes")[0] == 0
    with table.open("a", encoding="utf-8") as file:
        file.write("3 4 * * * y\n")
    first = table.read_text(encoding="utf-8")
    code, _, err = ran("cron", "--install")
    assert (code, err) == (0, "")  # nothing to change, nothing to ask
    assert table.read_text(encoding="utf-8") == first
    assert ran("cron", "--install", "--yes", "--at", "7:15")[0] == 0
    assert table.read_text(encoding="utf-8") == first.replace("30 6 * * *", "15 7 * * *")


def test_the_first_line_of_a_user_without_a_crontab_is_taken(ran, table):
    assert ran("cron", "--install", "--yes")[0] == 0
    assert table.read_text(encoding="utf-8") == ran("cron")[1]


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "yess\n"])
def test_without_a_yes_nothing_is_changed(ran, home, table, answer):
    table.write_text("1 2 * * * x\n", encoding="utf-8")
    for command in ("cron", "systemd"):
        code, out, err = ran(command, "--install", answer=answer)
        assert (code, out) == (1, "")
        assert err.endswith("[y/N] summarizer: nothing was changed\n")
    assert table.read_text(encoding="utf-8") == "1 2 * * * x\n"
    assert not (home / ".config").exists()


def test_a_crontab_that_cannot_be_read_is_not_replaced(ran, tmp_path, monkeypatch):
    text = f"#!/bin/sh\necho 'you are not allowed' >&2\ntouch {tmp_path}/ran$1\nexit 1\n"
    program(tmp_path / "bin", text, monkeypatch)
    code, out, err = ran("cron", "--install", "--yes")
    assert (code, out, err) == (1, "", "summarizer: crontab: you are not allowed\n")
    assert not (tmp_path / "ran-").exists()


def test_a_crontab_that_is_not_taken_is_said(ran, tmp_path, monkeypatch):
    text = "#!/bin/sh\ncat >/dev/null\n[ $1 = -l ] || { echo 'bad minute' >&2; exit 1; }\n"
    program(tmp_path / "bin", text, monkeypatch)
    assert ran("cron", "--install", "--yes") == (1, "", "summarizer: crontab: bad minute\n")


def test_without_cron_the_other_way_is_named(ran, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out, err = ran("cron", "--install", "--yes")
    assert (code, out) == (1, "")
    assert err == (
        "summarizer: there is no program `crontab` here; try summarizer schedule systemd\n"
    )


def test_the_units_are_printed_with_what_starts_them(ran, home):
    code, out, err = ran("systemd", "--state", "/srv/memory")
    assert (code, err) == (0, "")
    assert f"# {home}/.config/systemd/user/summarizer-briefing.service\n" in out
    assert "OnCalendar=*-*-* 06:30:00 UTC\n" in out
    assert out.splitlines()[-6:] == [
        "# Once they are there, these start them:",
        "#   mkdir -p -m 700 /srv/memory",
        f"#   mkdir -p '{home}/out'",
        "#   systemctl --user daemon-reload",
        "#   systemctl --user enable --now summarizer-briefing.timer",
        "#   loginctl enable-linger    # so that it runs while you are not logged in, too",
    ]


def test_the_units_are_installed_and_their_folders_made(ran, home):
    code, out, _ = ran("systemd", "--install", answer="yes\n")
    folder = home / ".config" / "systemd" / "user"
    assert code == 0
    assert out.splitlines()[0] == f"Both are in {folder}. To start them:"
    assert "  systemctl --user enable --now summarizer-briefing.timer" in out.splitlines()
    service = (folder / "summarizer-briefing.service").read_text(encoding="utf-8")
    place = str(memory(home)).replace("%", "%%")
    assert f'--state "{place}"' in service
    assert (home / "out").is_dir()
    assert stat.S_IMODE(memory(home).stat().st_mode) == 0o700
    assert (folder / "summarizer-briefing.timer").exists()


def test_units_of_another_origin_are_not_replaced(ran, home):
    assert ran("systemd", "--install", "--yes")[0] == 0
    assert ran("systemd", "--install", "--yes", "--at", "7:15")[0] == 0
    timer = home / ".config/systemd/user/summarizer-briefing.timer"
    assert "07:15" in timer.read_text(encoding="utf-8")
    (home / "other").mkdir()
    (home / "other" / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    code, _, err = ran("systemd", "--install", "--yes", "-c", home / "other" / "briefing.toml")
    assert code == 2
    assert "summarizer-briefing.service: is there for something else" in err
    assert str(home / "briefing.toml") in timer.read_text(encoding="utf-8")


def test_a_missing_credential_is_said_before_the_first_morning(ran, home):
    (home / "briefing.toml").write_text(CONFIG + MAIL, encoding="utf-8")
    code, out, err = ran("systemd")
    assert code == 0
    assert f"LoadCredential=smtp:{str(home).replace('%', '%%')}/smtp\n" in out
    assert err == (
        f"summarizer: {home}/smtp: no such file; the service takes the password from it\n"
    )
    (home / "smtp").write_text("correct horse", encoding="utf-8")
    assert ran("systemd")[2] == ""


def test_a_path_that_cannot_be_written_into_a_line_is_refused(ran, home):
    (home / "a\x85b.toml").write_text(CONFIG, encoding="utf-8")
    for command in ("cron", "systemd"):
        code, out, err = ran(command, "-c", home / "a\x85b.toml")
        assert (code, out) == (2, "")
        assert err.startswith("summarizer: a path that cannot stand in a line of text")


def test_whether_users_have_namespaces_is_what_the_kernel_says():
    settings = {Path(file): no for file, no in units.NO_NAMESPACES.items()}
    refusing = [p for p, no in settings.items() if p.exists() and p.read_text().strip() == no]
    assert units.has_namespaces() == (not refusing)


def test_help_shows_examples(ran):
    for command in ("cron", "systemd"):
        code, out, _ = ran(command, "--help")
        assert code == 0
        assert f"    summarizer schedule {command} --at 05:45 --install\n" in out
        assert "Exit codes: " in out
