"""What a finished briefing does outside: files replaced whole, hooks, a sign of life."""

import os
import signal
import stat
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from summarizer import whole
from summarizer.datatypes import Problem
from summarizer.errors import OutputError
from summarizer.load import hygiene

HOOK_SECONDS = 300.0
PING_SECONDS = 20.0
MAX_SAID = 200
"""Characters of what a hook said last that are passed on."""


def write(path: Path, text: str) -> bool:
    """Replaces the file in one step, or leaves it alone where it holds just this; False then.

    Folders that are missing are made.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    data = text.encode()
    try:
        if _holds(path, data):
            return False
        _make(path.parent)
        whole.sweep(path.parent)
        with whole.replacing(path) as file:
            file.write(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{hygiene.line(str(path))}: cannot be written: {reason}") from error
    return True


def _holds(path: Path, data: bytes) -> bool:
    """Raises OutputError: it is a device, a pipe or a folder, which is not ours to replace."""
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(kind):
        raise OutputError(f"{hygiene.line(str(path))}: cannot be written: not a regular file")
    try:
        return path.read_bytes() == data
    except PermissionError:
        return False


def _make(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        whole.settle(each.parent)


def hook(
    command: Sequence[str], environment: Mapping[str, str], *, seconds: float = HOOK_SECONDS
) -> Problem | None:
    """Runs the command, without a shell, with `environment` beside our own; None when it succeeds.

    What it prints is dropped, but for the last line of a failure. When it takes longer than
    `seconds`, it ends with all that it started.
    """
    name = hygiene.line(f"hook {command[0]}")
    try:
        with tempfile.TemporaryFile() as said:
            code = _run(command, {**os.environ, **environment}, said, seconds)
            return Problem(name, _ending(code, said)) if code else None
    except subprocess.TimeoutExpired:
        return Problem(name, f"stopped after {seconds:g} s")
    except OSError as error:
        return Problem(name, f"cannot be run: {(error.strerror or str(error)).lower()}")
    except ValueError:  # a NUL, or half a character
        return Problem(name, "cannot be run: its environment holds what no environment can")


def _run(
    command: Sequence[str], environment: Mapping[str, str], said: BinaryIO, seconds: float
) -> int:
    process = subprocess.Popen(  # noqa: S603  the user's own command, and never a shell's
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _ending(code: int, said: BinaryIO) -> str:
    """`failed with 2: no such printer`."""
    said.seek(max(0, said.seek(0, os.SEEK_END) - 4 * MAX_SAID))
    lines = said.read().decode("utf-8", "replace").splitlines()
    last = next(filter(None, map(hygiene.line, reversed(lines))), "")
    how = f"failed with {code}" if code > 0 else f"was ended by signal {-code}"
    return f"{how}: {last[-MAX_SAID:]}" if last else how


def ping(url: str, *, seconds: float = PING_SECONDS) -> Problem | None:
    """Tells a health check that all went well; None when it heard. Its address is a secret."""
    from summarizer.load import fetch  # noqa: PLC0415  needed once, at the end of a run

    with fetch.Fetcher(allow_private=True, deadline=seconds, run_deadline=seconds) as fetcher:
        [outcome] = fetcher.all([fetch.Request(url, typed=True)])
    if isinstance(outcome, Problem):
        return Problem(f"ping {urlsplit(url).hostname}", outcome.reason)
    return None
