"""Folders and files that nobody else can have prepared: ours, ours alone to write, no links."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from summarizer.errors import StateError

OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def folder(path: Path) -> None:
    """Makes it, for its owner alone, or makes sure that nobody else could have filled it.

    Raises:
        StateError: it is somebody else's, others may write to it, or it cannot be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.stat()
    except OSError as error:
        raise StateError(f"{path}: cannot be used as a folder: {error.strerror}") from error
    _must_be_ours(path, found)
    if os.name == "posix" and found.st_mode & OTHERS_MAY_WRITE:
        mode = stat.S_IMODE(found.st_mode)
        raise StateError(
            f"{path}: others may write to it (mode {mode:04o}); look at what is in it, "
            "then `chmod go-w` it"
        )


def file(path: Path) -> None:
    """Makes it when it is missing; in any case it is a plain file that only its owner can read.

    An existing file is not opened: closing it would take away the locks that SQLite holds on it
    elsewhere in this process. Nobody can put a link in its place meanwhile, see `folder`.

    Raises:
        StateError: it is a link, no plain file, somebody else's, or cannot be made.
    """
    try:
        with suppress(FileExistsError):  # also of a link that leads nowhere
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        found = path.lstat()
        _must_be_plain(path, found)
        if os.name == "posix" and stat.S_IMODE(found.st_mode) != 0o600:
            path.chmod(0o600)
    except OSError as error:
        raise StateError(f"{path}: cannot be used: {error.strerror}") from error


def _must_be_plain(path: Path, found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise StateError(f"{path}: is a symbolic link, which is not followed here")
    if not stat.S_ISREG(found.st_mode):
        raise StateError(f"{path}: is not a plain file")
    _must_be_ours(path, found)


def _must_be_ours(path: Path, found: os.stat_result) -> None:
    if os.name == "posix" and found.st_uid != os.geteuid():
        raise StateError(
            f"{path}: belongs to user {found.st_uid}, and this is user {os.geteuid()}; "
            "run as its owner, or use another state folder"
        )
