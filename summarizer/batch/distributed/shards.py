"""A file of lines cut into shards by bytes, and a folder that holds the output of each.

Shard k has the lines that begin in bytes [k · size, (k + 1) · size), as Hadoop cuts text
(`TextInputFormat`): where it begins depends on the file only, and it can be read without what
stands before it. A part is written whole: it is there with every line of its shard, or not at all.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer import whole
from summarizer.batch.source import PIECE

LEAST, MOST = 64 << 10, 4 << 20
"""Bytes of a shard: 7 to 460 clusters of Multi-News, some seconds to some minutes of work. What a
lost node was doing is done again; a hundred million articles make 92,000 files."""
SHARDS = 10_000
"""As many are wanted, so that no worker waits long for the last one."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Lines that stand together in a file."""

    rank: int
    """From 0, in the order of the file."""
    start: int
    """The byte from which on its lines begin."""
    end: int
    """The byte from which on those of the next shard begin."""
    skipped: int
    """Lines that begin before it."""

    @property
    def part(self) -> str:
        """The name of the file with its output."""
        return f"part-{self.rank:05d}.jsonl"


@dataclass(frozen=True, slots=True)
class Cut:
    """A whole file."""

    shards: tuple[Shard, ...]
    size: int
    """In bytes."""
    sha256: str


def size(path: Path) -> int:
    """Bytes of each shard of the file: the same on every machine."""
    return min(MOST, max(LEAST, path.stat().st_size // SHARDS))


def cut(path: Path, size: int) -> Cut:
    """Shards of `size` bytes each; the file is read once, as much at a time."""
    found: list[Shard] = []
    digest = hashlib.sha256()
    begun, last = 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(size):
            start = len(found) * size
            found.append(Shard(len(found), start, start + len(block), begun))
            digest.update(block)
            # A line begins at a byte that has a line feed, or nothing, before it.
            begun += (last + block[:-1]).count(b"\n")
            last = block[-1:]
    return Cut(tuple(found), found[-1].end if found else 0, digest.hexdigest())


def pieces(path: Path, shard: Shard) -> Iterator[bytes]:
    """The bytes of its lines, at most `PIECE` at a time."""
    with path.open("rb") as file:
        if shard.start:
            # The line that has the byte before the shard belongs to an earlier one.
            file.seek(shard.start - 1)
            for _ in _to_line_end(file):
                pass
        if file.tell() >= shard.end:
            return
        last = b""
        while (left := shard.end - file.tell()) > 0 and (piece := file.read(min(left, PIECE))):
            yield piece
            last = piece
        if not last.endswith(b"\n"):
            yield from _to_line_end(file)


def _to_line_end(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.readline(PIECE):
        yield piece
        if piece.endswith(b"\n"):
            return


def write(path: Path, content: Iterable[str]) -> None:
    """Put lines into a file, whole, whoever else writes it and whenever this process ends."""
    with whole.replacing(path) as file:
        file.writelines(f"{line}\n".encode() for line in content)


def join(folder: Path, found: Sequence[Shard], target: Path) -> None:
    """Put the parts into one file, in the order of the shards."""
    with target.open("wb") as joined:
        for shard in found:
            with (folder / shard.part).open("rb") as part:
                shutil.copyfileobj(part, joined)
    whole.settle(target)
