"""Results go to standard output or, replaced whole, to a file."""

import os
import sys
import tempfile
from pathlib import Path

from summarizer.errors import OutputError


def write(text: str, path: Path | None) -> None:
    """Print, or replace the file in one step: a reader never sees half of it.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    if path is None:
        _print(text)
        return
    try:
        _replace(path, text)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more at exit
        raise OutputError(f"standard output: cannot be written: {error.strerror}") from error


def _replace(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
