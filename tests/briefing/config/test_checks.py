import os
from pathlib import Path

import pytest

from summarizer.briefing import config
from summarizer.briefing.config import checks
from tests.conftest import opened

TOP = 'timezone = "UTC"\n'


@pytest.fixture
def faults(tmp_path):
    """What is missing beside a configuration with this text."""

    def found(text: str) -> list[str]:
        path = tmp_path / "briefing.toml"
        path.write_text(TOP + text, encoding="utf-8")
        return list(checks.faults(config.load(path)))

    return found


FEED = '[[sources]]\nname = "A"\nfeed = "https://example.org/"\n'
CLIPS = '[[sources]]\nname = "Clips"\nfolder = "clips"\n'
WIRE = '[[sources]]\nname = "Wire"\nfile = "wire.jsonl"\n'
OUTPUT = '[[outputs]]\npath = "out/{date}.md"\n'
STDOUT = '[[outputs]]\npath = "-"\nformat = "text"\n'


def test_what_is_there_is_no_fault(faults, tmp_path):
    (tmp_path / "clips").mkdir()
    (tmp_path / "wire.jsonl").touch()
    hook = f'hooks = [["true"], ["{Path("/bin/sh")}", "-c", "x"]]\n'
    assert faults(hook + FEED + CLIPS + WIRE + OUTPUT + STDOUT) == []


def test_missing_folders_and_files_are_named(faults, tmp_path):
    (tmp_path / "clips").touch()
    assert faults(CLIPS + WIRE + OUTPUT) == [
        f"sources[0] (Clips): folder {tmp_path}/clips: no such folder; make it or correct the path",
        f"sources[1] (Wire): file {tmp_path}/wire.jsonl: no such file; make it or correct the path",
    ]


def test_the_folder_of_an_output_need_not_be_there_but_must_be_possible(faults, tmp_path):
    assert faults(FEED + OUTPUT) == []
    (tmp_path / "out").touch()
    assert faults(FEED + OUTPUT) == [f"outputs[0].path: {tmp_path}/out: not a folder"]


def test_templates_that_cannot_be_filled_are_named_with_file_and_line(faults, tmp_path):
    text = 'templates = "own"\n' + FEED + OUTPUT
    own = tmp_path / "own"
    assert faults(text) == [f"templates: {own}: no such folder; make it or leave it out"]
    own.mkdir()
    (own / "mail.html").write_text("\n\n{{ breifing.title }}", encoding="utf-8")
    assert faults(text) == [f"templates: {own}/mail.html:3: 'breifing' is undefined"]
    (own / "mail.html").write_text("{{ cut.briefing.title }}", encoding="utf-8")
    assert faults(text) == []


@pytest.mark.skipif(os.name != "posix", reason="needs modes")
def test_what_may_not_be_read_or_written_is_named(ordinary_user, tmp_path):
    opened(tmp_path)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips").chmod(0o000)
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o555)
    (tmp_path / "wire.jsonl").touch()
    (tmp_path / "wire.jsonl").chmod(0o000)
    (tmp_path / "briefing.toml").write_text(TOP + CLIPS + WIRE + OUTPUT, encoding="utf-8")
    (tmp_path / "briefing.toml").chmod(0o644)
    loaded = config.load(tmp_path / "briefing.toml")
    with ordinary_user():
        found = list(checks.faults(loaded))
    assert found == [
        f"sources[0] (Clips): folder {tmp_path}/clips: may not be read by this user",
        f"sources[1] (Wire): file {tmp_path}/wire.jsonl: may not be read by this user",
        f"outputs[0].path: {tmp_path}/out: may not be written to by this user",
    ]


def test_a_password_that_others_may_read_is_a_fault(faults, tmp_path):
    mail = '[mail]\nfrom = "a@b.org"\nto = ["a@b.org"]\nhost = "a"\nusername = "a"\n'
    mail += 'password_file = "secret"\n'
    secret = tmp_path / "secret"
    assert faults(FEED + mail) == [
        f"mail.password_file: {secret}: cannot be read: No such file or directory"
    ]
    secret.write_text("correct horse", encoding="utf-8")
    secret.chmod(0o644)
    assert faults(FEED + mail) == [
        f"mail.password_file: {secret}: others may read it (mode 0644); run: chmod 600"
    ]
    secret.chmod(0o400)
    assert faults(FEED + mail) == []


def test_a_hook_that_cron_would_not_find_is_a_fault(faults, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "notify"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    assert faults(f'hooks = [["notify"], ["no-such-program"]]\n{FEED}{OUTPUT}') == [
        f"hooks[0]: notify: cron does not look where it is; write {program}",
        "hooks[1]: no-such-program: no such program, or it may not be run",
    ]
    assert faults(f'hooks = [["bin/notify"]]\n{FEED}{OUTPUT}') == []
