"""The lines of the input, one at a time: plain, `.gz`, `.zst`, Parquet or standard input.

Memory does not grow with the input: of a line that is too long only the digest is kept.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.batch import extra
from summarizer.errors import SourceError
from summarizer.load.fetch import inflate

STDIN = "-"
MOST_BYTES = 4_000_000
"""Of one line: about 800 news articles."""
TOO_LONG = f"longer than {MOST_BYTES:,} bytes: split the cluster"
PIECE = 1 << 14
"""Bytes read at a time: two clusters, so that `Source.position` is not far ahead."""
ROWS = 16
"""Rows of a Parquet file that are held at once."""
DIGEST_BYTES = 16

CODINGS = {".gz": "gzip", ".zst": "zstd"}
"""By the end of the file's name; every other file is plain."""
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    number: int
    """From 1, blank ones counted; of a Parquet file the row."""
    data: bytes
    digest: str
    """Of all its bytes, in hexadecimal."""
    fault: str = ""
    """Why it is not read; then `data` is empty."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open."""

    lines: Iterator[Line]
    """Raises SourceError where the file is damaged."""
    size: int | None
    """What `position` counts up to; None when nobody can tell."""
    position: Callable[[], int]
    """How far the lines were read."""


@contextmanager
def opened(path: str, stdin: BinaryIO) -> Iterator[Source]:
    """The lines of the file, or of `stdin` for `-`.

    Raises:
        SourceError: it cannot be read.
        UsageError: it is Parquet and pyarrow is not installed.
    """
    if path == STDIN:
        yield Source(lines(_pieces(stdin, path)), None, lambda: 0)
        return
    with _file(path) as file:
        size = Path(path).stat().st_size
        if path.endswith(PARQUET):
            yield _table(file, path)
        else:
            yield Source(lines(_pieces(file, path)), size, file.tell)


def digest(data: bytes) -> str:
    """As `Line.digest`."""
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def _file(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise SourceError(path, f"cannot be read: {error.strerror}") from error


def _pieces(file: Any, path: str) -> Iterator[bytes]:
    """What the file unpacks to. `read1` waits for no more than there is in a pipe."""
    coding = CODINGS.get(Path(path).suffix, "")
    try:
        yield from inflate.pieces(iter(lambda: file.read1(PIECE), b""), coding)
    except ValueError as error:
        raise SourceError(path, f"damaged: {error}; what was read before is done") from error
    except OSError as error:
        raise SourceError(path, f"cannot be read on: {error.strerror}") from error


class _Growing:
    """A line of which not all has been read."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._hash = hashlib.blake2b(digest_size=DIGEST_BYTES)
        self._size = 0

    def add(self, part: bytes) -> None:
        self._hash.update(part)
        self._size += len(part)
        self._parts.append(part)
        if self._size > MOST_BYTES:
            self._parts.clear()

    def ended(self, number: int) -> Iterator[Line]:
        """The line, unless it is blank."""
        data = b"".join(self._parts)
        if self._size > MOST_BYTES:
            yield Line(number, b"", self._hash.hexdigest(), TOO_LONG)
        elif not data.isspace() and data:
            yield Line(number, data, self._hash.hexdigest())


def lines(pieces: Iterator[bytes], number: int = 1) -> Iterator[Line]:
    """Those that are not blank; `number` is that of the first."""
    line = _Growing()
    for piece in pieces:
        *ends, rest = piece.split(b"\n")
        for end in ends:
            line.add(end)
            yield from line.ended(number)
            number, line = number + 1, _Growing()
        line.add(rest)
    yield from line.ended(number)


def _table(file: BinaryIO, path: str) -> Source:
    """The rows of a Parquet file, each as the JSON that it would be in a file of lines."""
    pyarrow, parquet = extra.pyarrow("pyarrow"), extra.pyarrow("pyarrow.parquet")
    read = [0]

    def lines() -> Iterator[Line]:
        try:
            for batch in table.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    read[0] += 1
                    data = json.dumps(row, ensure_ascii=False, default=str).encode()
                    fault = TOO_LONG if len(data) > MOST_BYTES else ""
                    yield Line(read[0], b"" if fault else data, digest(data), fault)
        except (pyarrow.ArrowException, OSError) as error:
            raise SourceError(path, f"damaged: {_first(error)}") from error

    try:
        table = parquet.ParquetFile(file, pre_buffer=False, buffer_size=PIECE)
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(path, f"not a Parquet file: {_first(error)}") from error
    return Source(lines(), table.metadata.num_rows, lambda: read[0])


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]
