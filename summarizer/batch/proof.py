"""Proof that a batch quotes: every summary against the articles of its input line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer import load, verify
from summarizer.batch import line, source
from summarizer.batch.source import Line
from summarizer.errors import SourceError, UsageError
from summarizer.load import cluster, hygiene

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")
"""Of an output that can be proved; of a Parquet file make one of these first."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One output line."""

    number: int
    slices: int
    """That were looked up."""
    faults: tuple[str, ...]
    """What cannot be proved; none for a line that is a problem."""


def checked(summaries: str, clusters: str, stdin: BinaryIO) -> Iterator[Checked]:
    """Each line of the output, proved from the line of the input that it was made of.

    Raises:
        SourceError: a file cannot be read.
        UsageError: a line is no summary, or the two have not as many lines.
    """
    with source.opened(summaries, stdin) as written, source.opened(clusters, stdin) as read:
        for summary in written.lines:
            given = next(read.lines, None)
            if given is None:
                raise UsageError(f"{clusters}: has fewer lines than {summaries}")
            yield _proved(summary, given, f"{summaries}:{summary.number}")
        if next(read.lines, None):
            raise UsageError(f"{clusters}: has more lines than {summaries}")


def is_batch(path: Path) -> bool:
    """Whether the name is that of a file of summaries, one a line."""
    return path.name.lower().endswith(SUFFIXES)


def _proved(summary: Line, given: Line, where: str) -> Checked:
    try:
        document = json.loads(summary.data)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON; write it with `summarizer batch`") from error
    if "problem" in document:
        return Checked(summary.number, 0, ())
    try:
        text = hygiene.decode(given.data, line.HERE)
    except SourceError as error:
        return Checked(summary.number, 0, (error.reason,))
    articles, _ = load.once(list(cluster.read(text, line.HERE).articles))
    faults = verify.faults(document, articles)
    return Checked(summary.number, verify.count(document), tuple(faults))
