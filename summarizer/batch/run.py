"""A run: the lines that an earlier one left, then the rest through the workers, then the output."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from summarizer.batch import extra, finish, order, source
from summarizer.batch.crew import Crew
from summarizer.batch.order import Cache, Order
from summarizer.batch.part import Part
from summarizer.errors import NothingToQuoteError, UsageError

NO_PROBLEM = b'"problems":[]'
"""In the output line of a cluster that was used whole. A quote within a string is escaped, so that
this is found nowhere else."""
PROBLEM = b'"problem":'
"""In the output line of one that could not be used."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    lines: int = 0
    """Written, those of earlier runs included."""
    resumed: int = 0
    """Of them, what earlier runs had written."""
    refused: int = 0
    """Lines that are a problem."""
    flawed: int = 0
    """Summaries without some article or field that could not be used."""
    position: int = 0
    """How far the input is read, up to `size`."""
    size: int | None = None
    """None when nobody can tell."""
    said: tuple[str, ...] = ()
    """Lines about the cache, each once."""


@dataclass(frozen=True, slots=True)
class Place:
    """From where to where."""

    source: str
    """A path, or `-` for `stdin`."""
    out: Path
    restart: bool = False
    """Leave aside what an earlier run has done."""


def run(
    place: Place,
    wanted: Order,
    stdin: BinaryIO,
    *,
    workers: int,
    cache: Cache | None = None,
    debug: bool = False,
) -> Iterator[Progress]:
    """How far the run is after each line; the last one is when the output is in its place.

    Killed at any moment and started again, it goes on after the last whole line. The output is a
    function of input, order and the version of the program.

    Raises:
        UsageError: the output cannot be one, what is left there is of another input or order, or
            a device is not there.
        SourceError: the input cannot be read, or is damaged.
        ModelError: an encoder cannot be used.
        OutputError: a file cannot be written.
        NothingToQuoteError: the input has no line.
    """
    check(place)
    with (
        source.opened(place.source, stdin) as read,
        closing(Crew(wanted, workers, cache, debug=debug)) as crew,
    ):
        header = {
            "summarizer": version("summarizer"),
            "encoders": dict(crew.encoders),
            **order.fields(wanted),
        }
        with closing(Part(place.out, header, restart=place.restart)) as part:
            progress = Progress(size=read.size)
            for text in part.skip(read.lines):
                progress = after(progress, text, read.position(), resumed=1)
            yield progress
            for line, answer in crew.answers(read.lines):
                part.add(line, answer)
                progress = after(progress, answer.encode(), read.position())
                yield replace(progress, said=tuple(crew.said))
            _end(place, part)


def check(place: Place) -> None:
    """What can be said before the long run is better not said after it."""
    if place.out.exists() and not place.out.is_file():
        raise UsageError(f"{place.out}: not a regular file; the output is replaced whole")
    if place.out.exists() and Path(place.source).exists() and place.out.samefile(place.source):
        raise UsageError(f"{place.out}: is the input too; give the output another name")
    if place.out.suffix == source.PARQUET:
        extra.pyarrow("pyarrow.parquet")


def _end(place: Place, part: Part) -> None:
    if not part.lines:
        part.remove()
        raise NothingToQuoteError(f"{place.source}: no line in it")
    part.sync()
    finish.finish(part.path, place.out)
    part.remove()


def after(before: Progress, text: bytes, position: int, resumed: int = 0) -> Progress:
    """One output line further."""
    refused = PROBLEM in text
    return replace(
        before,
        lines=before.lines + 1,
        resumed=before.resumed + resumed,
        refused=before.refused + refused,
        flawed=before.flawed + (not refused and NO_PROBLEM not in text),
        position=position,
    )
