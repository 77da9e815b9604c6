"""What can be quoted: a sentence together with the neighbours that it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.choose import leaning
from summarizer.choose.prose import Line

MOST_BEFORE = 2
"""Sentences that may come along in front. With three or more the quotation is an excerpt."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences of one article, quoted together or not at all."""

    rows: tuple[int, ...]
    """Row numbers in reading order; the last is the one that the passage is there for."""
    wants: frozenset[str]
    """Keys that what is printed before must have introduced; empty: it stands anywhere."""
    introduces: frozenset[str]
    """Keys of what it names."""
    bracketed: bool = False
    """Whether it stands only with editor's brackets."""

    @property
    def gives(self) -> frozenset[str]:
        """All keys that it makes known; kept, those of its rows would be most of its memory."""
        return self.introduces.union(map(_printed, self.rows))


def of(lines: Sequence[Line], first_row: int) -> Iterator[Passage]:
    """The passages of ONE article; its quotable lines have the rows from `first_row` on.

    For every quotable sentence: the shortest run that stands by itself, the same run with
    brackets where they spare a sentence or a key, runs that stand once keys are introduced, and
    what can be told on from a printed predecessor.
    """
    row = first_row
    for last, line in enumerate(lines):
        if not line.quotable:
            continue
        for first in range(last, max(-1, last - MOST_BEFORE - 1), -1):
            if not lines[first].quotable:
                break
            run = lines[first : last + 1]
            found = list(_versions(run, row))
            yield from found
            if any(not passage.wants for passage in found):
                break
            yield from _told_on(lines, first, last, row)
        row += 1


def _told_on(lines: Sequence[Line], first: int, last: int, last_row: int) -> Iterator[Passage]:
    """The run as it goes on from the sentences in front of it, which are printed already."""
    rows = tuple(range(last_row - (last - first), last_row + 1))
    run = [line.need for line in lines[first : last + 1]]
    for back in range(1, MOST_BEFORE + 1):
        behind = lines[max(0, first - back) : first]
        if len(behind) < back or not behind[0].quotable:
            return
        wants = leaning.missing(run, [line.need for line in behind])
        if wants is not None:
            needed = wants | {_printed(row) for row in range(rows[0] - back, rows[0])}
            yield Passage(rows, needed, leaning.introduced(run))
            return


def _printed(row: int) -> str:
    """The key that says that a row is printed."""
    return f"#{row}"


def _versions(run: Sequence[Line], last_row: int) -> Iterator[Passage]:
    rows = tuple(range(last_row - len(run) + 1, last_row + 1))
    plain = [line.need for line in run]
    wants = leaning.missing(plain)
    if wants is not None:
        yield Passage(rows, wants, leaning.introduced(plain))
    if wants == frozenset():
        return
    shown = [line.bracketed for line in run]
    less = leaning.missing(shown)
    if less is not None and less != wants:
        yield Passage(rows, less, leaning.introduced(shown), bracketed=True)
