import os
from pathlib import Path

import pytest

from summarizer.briefing.state import private
from summarizer.errors import StateError

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")


def mode(path):
    return path.stat().st_mode & 0o777


@posix
def test_a_new_folder_and_file_are_their_owners_alone(tmp_path):
    private.folder(tmp_path / "state" / "summarizer")
    private.file(tmp_path / "state" / "summarizer" / "file")
    assert mode(tmp_path / "state" / "summarizer") == 0o700
    assert mode(tmp_path / "state" / "summarizer" / "file") == 0o600


@posix
def test_a_file_that_others_could_read_is_closed_to_them(tmp_path):
    (tmp_path / "file").write_text("kept")
    (tmp_path / "file").chmod(0o644)
    private.file(tmp_path / "file")
    assert mode(tmp_path / "file") == 0o600
    assert (tmp_path / "file").read_text() == "kept"


@posix
@pytest.mark.parametrize("mask", [0o770, 0o707, 0o1777])
def test_a_folder_that_others_may_write_to_is_refused(tmp_path, mask):
    tmp_path.chmod(mask)
    with pytest.raises(StateError, match=rf"others may write to it \(mode {mask:04o}\)"):
        private.folder(tmp_path)


@posix
def test_a_folder_that_others_may_only_read_is_fine(tmp_path):
    tmp_path.chmod(0o755)
    private.folder(tmp_path)
    assert mode(tmp_path) == 0o755


@posix
def test_somebody_elses_folder_is_refused(ordinary_user):
    with ordinary_user(), pytest.raises(StateError, match=r"^/: belongs to user 0, and this is"):
        private.folder(Path("/"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_somebody_elses_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    os.chown(tmp_path / "file", 65534, 65534)
    with pytest.raises(StateError, match=r"belongs to user 65534"):
        private.file(tmp_path / "file")


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_refused_wherever_it_leads(tmp_path, exists):
    if exists:
        (tmp_path / "elsewhere").write_text("theirs")
    (tmp_path / "file").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StateError, match=r"is a symbolic link"):
        private.file(tmp_path / "file")
    assert (tmp_path / "elsewhere").exists() == exists


def test_what_is_no_plain_file_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(StateError, match=r"is not a plain file"):
            private.file(tmp_path / name)


def test_what_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StateError, match=r"file: cannot be used as a folder: File exists$"):
        private.folder(tmp_path / "file")
    with pytest.raises(StateError, match=r"state: cannot be used as a folder: Not a directory$"):
        private.folder(tmp_path / "file" / "state")
    with pytest.raises(StateError, match=r"new: cannot be used: Not a directory$"):
        private.file(tmp_path / "file" / "new")
