"""The user's crontab, read and replaced by the program of that name."""

import os
import subprocess

from summarizer.errors import OutputError

SECONDS = 30.0
"""It reads and writes one small file."""
NONE_YET = (b"no crontab", b"No such file")
"""What programs named crontab say of a user who has none: Vixie's and its kin, BusyBox's."""


def read() -> str:
    """Empty for a user who has none. Bytes that are no UTF-8 survive `write`.

    Raises:
        OutputError: it cannot be read, so that writing would lose what is in it.
    """
    done = _run("-l")
    if done.returncode and not any(said in done.stderr for said in NONE_YET):
        raise _failed(done)
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape")


def write(text: str) -> None:
    """Replaces it.

    Raises:
        OutputError: cron does not take it; the old one stays.
    """
    done = _run("-", text.encode("utf-8", "surrogateescape"))
    if done.returncode:
        raise _failed(done)


def _run(argument: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - no shell, no argument from outside
            ["crontab", argument],  # noqa: S607 - wherever this system keeps it
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        reason = "there is no program `crontab` here; try summarizer schedule systemd"
        raise OutputError(reason) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(f"crontab: cannot be run: {error}") from error


def _failed(done: "subprocess.CompletedProcess[bytes]") -> OutputError:
    said = done.stderr.decode("utf-8", "replace").strip() or f"failed with {done.returncode}"
    return OutputError(f"crontab: {said}")
