"""An unfinished run on disk: the lines so far, and what proves where they come from.

`OUT.part` holds the output lines. `OUT.part.log` holds the order on its first line, then for each
output line the digest of its input line and its own. A kill at any moment leaves a torn end at
most, a loss of power a damaged one; what does not agree with the log is made again. Both files
reach the disk (fsync) every `SYNC_SECONDS` and at the end.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summarizer.batch import source
from summarizer.batch.source import Line
from summarizer.errors import OutputError, UsageError

SYNC_SECONDS = 5.0
"""The most work that a loss of power can cost."""
PART, LOG = ".part", ".part.log"
BEGIN_ANEW = "give the input and options of that run, or --restart to begin anew"


class Part:
    """The output as far as it is written; one process at a time has it."""

    def __init__(self, out: Path, order: Mapping[str, Any], *, restart: bool = False) -> None:
        """Open what an earlier run left, else begin.

        Raises:
            UsageError: another run is writing it, or wrote it to another order.
            OutputError: the files cannot be written.
        """
        self.path = out.with_name(out.name + PART)
        self._log_path = out.with_name(out.name + LOG)
        self.lines = 0
        """Whole, and those of this order and input."""
        self._synced = time.monotonic()
        with _named(self.path):
            self._part = locked(self.path)
        try:
            with _named(self._log_path):
                self._log = _opened(self._log_path)
                self._begin(order, restart)
        except BaseException:
            os.close(self._part)
            raise

    def _begin(self, order: Mapping[str, Any], restart: bool) -> None:
        header = json.dumps(order).encode() + b"\n"
        if not os.fstat(self._part).st_size or restart:
            os.ftruncate(self._part, 0)
            os.ftruncate(self._log, 0)
            _write(self._log, header)
        with self._log_path.open("rb") as log:
            if log.readline() != header:
                raise UsageError(f"{self.path}: left by a run with other options; {BEGIN_ANEW}")
        self._log_end = len(header)

    def skip(self, lines: Iterator[Line]) -> Iterator[bytes]:
        """Pass over the input lines that are done; give the output lines they became.

        When it is exhausted, the part ends with the last of them.

        Raises:
            UsageError: the input is another one.
        """
        end = 0
        with self.path.open("rb") as done, self._log_path.open("rb") as log:
            log.seek(self._log_end)
            for entry, written in zip(log, done, strict=False):
                came_from, _, became = entry.rstrip(b"\n").decode("ascii", "replace").partition(" ")
                if not entry.endswith(b"\n") or became != source.digest(written):
                    break
                line = next(lines, None)
                if line is None or line.digest != came_from:
                    raise UsageError(f"{self.path}: left by a run over another input; {BEGIN_ANEW}")
                self.lines += 1
                end += len(written)
                self._log_end += len(entry)
                yield written
        with _named(self.path):
            _cut(self._part, end)
            _cut(self._log, self._log_end)

    def add(self, line: Line, text: str) -> None:
        """One more output line.

        Raises:
            OutputError: it cannot be written; what was written before stays.
        """
        data = text.encode() + b"\n"
        try:
            _write(self._part, data)
            _write(self._log, f"{line.digest} {source.digest(data)}\n".encode())
            if time.monotonic() - self._synced > SYNC_SECONDS:
                self.sync()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"{self.path}: cannot be written: {reason}; the {self.lines:,} lines in it are "
                "kept, and the same command goes on from there"
            ) from error
        self.lines += 1

    def sync(self) -> None:
        """Wait until all is on the disk."""
        for descriptor in (self._part, self._log):
            os.fsync(descriptor)
        self._synced = time.monotonic()

    def remove(self) -> None:
        """Both files; the part may have another name by now."""
        self.path.unlink(missing_ok=True)
        self._log_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let others have it."""
        os.close(self._part)
        os.close(self._log)


class _named:  # noqa: N801 - reads as a function
    """Errors of the system in the block become one line that names the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: object, _trace: object) -> None:
        if isinstance(error, OSError):
            raise OutputError(f"{self._path}: cannot be written: {error.strerror}") from error


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


def locked(path: Path) -> int:
    """The kernel lets go when the process ends, however it ends."""
    import fcntl  # noqa: PLC0415  not on Windows

    descriptor = _opened(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        taken = os.fstat(descriptor).st_ino != path.stat().st_ino  # the other has just finished
    except (BlockingIOError, FileNotFoundError):
        taken = True
    if taken:
        os.close(descriptor)
        raise UsageError(f"{path}: another run is writing it")
    return descriptor


def _cut(descriptor: int, end: int) -> None:
    os.ftruncate(descriptor, end)
    os.lseek(descriptor, end, os.SEEK_SET)


def _write(descriptor: int, data: bytes) -> None:
    """All of it: the system may take less at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
