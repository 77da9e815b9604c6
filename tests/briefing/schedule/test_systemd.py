import os
import shutil
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from summarizer.briefing.schedule import systemd
from summarizer.errors import UsageError

AT = time(6, 30)
CONFIG = Path("/home/me/briefing.toml")
WORDS = ("/opt/summarizer", "brief", "--config", str(CONFIG))
FOLDERS = (Path("/home/me/state"), Path("/home/me/out"))
CONFINED = systemd.Confinement(FOLDERS)
HOSTILE = "désk 100% $HOME ${x} \"'\\;#"


def settings(unit: str) -> list[tuple[str, str]]:
    """Name and value of every setting, without comments."""
    lines = [line for line in unit.splitlines() if line and not line.startswith(("#", "["))]
    return [(name, value) for name, _, value in (line.partition("=") for line in lines)]


def one(unit: str, name: str) -> str:
    [value] = [value for each, value in settings(unit) if each == name]
    return value


def test_the_service_runs_the_command_once_and_not_for_ever():
    unit = systemd.service(WORDS, CONFIG, CONFINED)
    assert one(unit, "Type") == "oneshot"
    assert one(unit, "ExecStart") == ":/opt/summarizer brief --config /home/me/briefing.toml"
    assert one(unit, "TimeoutStartSec") == "30min"
    assert one(unit, "SuccessExitStatus") == "3"


def test_a_failed_run_is_tried_again_a_few_times_a_day():
    unit = systemd.service(WORDS, CONFIG, CONFINED)
    assert one(unit, "Restart") == "on-failure"
    assert one(unit, "RestartPreventExitStatus") == "2 78"
    # All tries that hang, with their pauses, must fall within the interval, or it would never stop.
    assert systemd.TRIES * (30 + 10) < 6 * 60
    assert (one(unit, "StartLimitBurst"), one(unit, "StartLimitIntervalSec")) == ("4", "6h")


def test_the_service_may_write_to_its_folders_only():
    found = settings(systemd.service(WORDS, CONFIG, CONFINED))
    assert ("ProtectSystem", "strict") in found
    assert ("PrivateUsers", "true") in found
    assert ("PrivateTmp", "true") in found
    assert ("NoNewPrivileges", "true") in found
    assert [value for name, value in found if name == "ReadWritePaths"] == [
        *("/home/me/out", "/home/me/state"),
    ]


def test_folders_in_tmp_stay_visible():
    folder = systemd.TEMPORARY[0] / "out"
    found = settings(systemd.service(WORDS, CONFIG, systemd.Confinement((folder,))))
    assert ("PrivateTmp", "true") not in found
    paths = [value for name, value in found if name == "ReadWritePaths"]
    assert paths == [str(folder), str(folder.parent)]


def test_where_users_have_no_namespaces_what_needs_them_is_only_a_comment():
    unit = systemd.service(WORDS, CONFIG, systemd.Confinement(FOLDERS, has_namespaces=False))
    names = {name for name, _ in settings(unit)}
    assert not names & {"ProtectSystem", "PrivateUsers", "ReadWritePaths", "PrivateTmp"}
    assert {"NoNewPrivileges", "RestrictAddressFamilies"} <= names
    assert "# ProtectSystem=strict" in unit.splitlines()


def test_a_credential_is_a_file_beside_the_configuration():
    unit = systemd.service(WORDS, Path("/a b%/x.toml"), CONFINED, credential="smtp")
    assert one(unit, "LoadCredential") == "smtp:/a b%%/smtp"
    assert "LoadCredential" not in systemd.service(WORDS, CONFIG, CONFINED)


def test_the_timer_goes_by_the_zone_of_the_briefing_and_catches_up():
    unit = systemd.timer(CONFIG, time(5, 7), "America/Sao_Paulo")
    assert one(unit, "OnCalendar") == "*-*-* 05:07:00 America/Sao_Paulo"
    assert one(unit, "Persistent") == "true"
    assert one(unit, "WantedBy") == "timers.target"


def test_both_units_say_first_whose_they_are():
    first = "# Written by `summarizer schedule systemd` for /home/me/briefing.toml"
    assert systemd.service(WORDS, CONFIG, CONFINED).splitlines()[0] == first
    assert systemd.timer(CONFIG, AT, "UTC").splitlines()[0] == first


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("briefing.toml", "summarizer-briefing"),
        ("Evening News!.toml", "summarizer-evening-news"),
        ("..%$x@.toml", "summarizer-x"),
        ("Ж.toml", "summarizer-briefing"),
    ],
)
def test_the_units_are_named_for_the_configuration(file, name):
    assert systemd.name(Path("/home/me") / file) == name


def test_words_are_quoted_where_they_must_be():
    unit = systemd.service(("/opt/a b%/run", HOSTILE, ""), CONFIG, CONFINED)
    assert one(unit, "ExecStart") == ('":/opt/a b%%/run" "désk 100%% $HOME ${x} \\"\'\\\\;#" ""')
    folders = systemd.Confinement((Path("/a b") / HOSTILE,))
    [path] = [
        value
        for name, value in settings(systemd.service(WORDS, CONFIG, folders))
        if name == "ReadWritePaths"
    ]
    assert path == '"/a b/désk 100%% $HOME ${x} \\"\'\\\\;#"'


@pytest.mark.parametrize("word", ["a\nb", "a\0b", "\x1b[2J", "a\x85b", "\udcff"])
def test_what_cannot_stand_in_a_line_is_refused(word):
    with pytest.raises(UsageError, match="cannot stand in a line"):
        systemd.service(("/opt/summarizer", word), CONFIG, CONFINED)
    with pytest.raises(UsageError, match="cannot stand in a line"):
        systemd.timer(Path(word), AT, "UTC")


@pytest.mark.parametrize("program", ["/opt/it's", '/opt/"x"', "/opt/a\\b"])
def test_a_program_that_systemd_would_not_start_is_refused(program):
    with pytest.raises(UsageError, match="systemd starts no program with quotes"):
        systemd.service((program,), CONFIG, CONFINED)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
@pytest.mark.parametrize("has_namespaces", [True, False])
def test_systemd_itself_finds_nothing_wrong_with_the_units(tmp_path, has_namespaces):
    folder = tmp_path / HOSTILE
    program = tmp_path / "pro gram $x 100%"
    program.symlink_to(sys.executable)
    words = (str(program), "-m", "summarizer", str(folder), HOSTILE)
    limits = systemd.Confinement((folder, tmp_path), has_namespaces=has_namespaces)
    units = {
        "a.service": systemd.service(words, folder / "a.toml", limits, credential="smtp"),
        "a.timer": systemd.timer(folder / "a.toml", AT, "Europe/Berlin"),
    }
    for name, text in units.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(tmp_path / name for name in units)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
