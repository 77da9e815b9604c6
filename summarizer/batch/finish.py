"""A complete part → the output, in the form that its name asks for; replaced whole."""

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import zstandard

from summarizer import whole
from summarizer.batch import table
from summarizer.errors import OutputError

Writer = Callable[[Path, BinaryIO], None]
"""Copies the part's lines into the file."""


def _gzip(part: Path, file: BinaryIO) -> None:
    # Without name and time, so that the same lines are the same bytes.
    with (
        part.open("rb") as lines,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed,
    ):
        shutil.copyfileobj(lines, packed)


def _zstandard(part: Path, file: BinaryIO) -> None:
    with part.open("rb") as lines:
        zstandard.ZstdCompressor().copy_stream(lines, file)


WRITERS: dict[str, Writer] = {".gz": _gzip, ".zst": _zstandard, ".parquet": table.write}
"""By the end of the output's name; every other output is the part under another name."""


def finish(part: Path, out: Path) -> None:
    """Put the output in its place.

    Raises:
        OutputError: it cannot be written; the part stays.
    """
    try:
        if writer := WRITERS.get(out.suffix):
            whole.sweep(out.parent)
            with whole.replacing(out) as file:
                writer(part, file)
        else:
            part.replace(out)
            whole.settle(out.parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"{out}: cannot be written: {reason}; all lines are kept in {part.name}, and the "
            "same command goes on from there"
        ) from error
