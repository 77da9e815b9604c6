"""Results go to the reader's screen, to standard output or, replaced whole, to a file."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from summarizer import whole
from summarizer.errors import OutputError

PAGER = "less -R"
"""Without `$PAGER`. Like git we do not page where that is empty or `cat`."""
LESS = "FRX"
"""Without `$LESS`, as git sets it: for `PAGER=less`, which would print the codes of colours."""

DEVICES = (Path("/dev"), Path("/dev/fd"))
"""Folders in which nothing is ever replaced: root would take the system's standard output away."""

_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
_EFFECT = re.compile(r"\x1b\[[0-9;]*m")


def write(text: str, path: Path | None) -> None:
    """Show, or replace the file in one step: a reader never sees half of it.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    if path is None:
        show(text)
    else:
        replace(path, text.encode())


def replace(path: Path, data: bytes) -> None:
    """Put the bytes into the file, see `whole`; what is no file (/dev/stdout, a pipe) gets them.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    try:
        if path.parent in DEVICES or path.is_fifo() or path.is_char_device():
            with path.open("ab") as stream:
                stream.write(data)
            return
        whole.sweep(path.parent)
        with whole.replacing(path) as file:
            file.write(data)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def show(text: str) -> None:
    """Print; on a terminal, what is longer than the screen goes through the user's pager.

    Raises:
        OutputError: standard output takes no more, or not these characters.
    """
    if not (sys.stdout.isatty() and _is_long(text) and _paged(text)):
        _print(text)


def _is_long(text: str) -> bool:
    """Whether the beginning would be gone when the end is there, with the prompt below it."""
    from summarizer.render.briefing.columns import width  # noqa: PLC0415 - for a terminal only

    screen = shutil.get_terminal_size()
    lines = _EFFECT.sub("", _LINK.sub("", text)).splitlines()
    rows = sum(max(1, -(-width(line) // screen.columns)) for line in lines)
    return rows >= screen.lines


def _paged(text: str) -> bool:
    """Whether there is a pager, and it ran. It may end early: what it did not read is not missed.

    Pagers before less 566 print the codes of links, so it gets none.
    """
    if not (command := _pager()):
        return False
    data = _LINK.sub("", text).encode(sys.stdout.encoding, "replace")
    environment = {"LESS": LESS, **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own
    except OSError:
        return False
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # is for the pager, as in git
    try:
        pager.communicate(data)
    finally:
        signal.signal(signal.SIGINT, interrupt)
    return True


def _pager() -> Sequence[str]:
    """The command; none on a terminal that cannot move its cursor."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return ()
    try:
        command = shlex.split(os.environ.get("PAGER", PAGER))
    except ValueError:  # a quotation mark that is not closed
        return ()
    return () if command == ["cat"] else command


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except UnicodeEncodeError as error:
        lost = ascii(error.object[error.start])
        raise OutputError(
            f"standard output: {error.encoding} has no {lost}; set PYTHONIOENCODING=utf-8, or -o"
        ) from error
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more at exit
        raise OutputError(f"standard output: cannot be written: {error.strerror}") from error
