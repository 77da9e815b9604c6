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
    gives: frozenset[str]
    """Keys that it introduces."""
    bracketed: bool = False
    """Whether it stands only with editor's brackets."""


def of(lines: Sequence[Line], first_row: int) -> Iterator[Passage]:
    """The passages of ONE article; its quotable lines have the rows from `first_row` on.

    For every quotable sentence: the shortest run that stands by itself, the same run with
    brackets where they spare a sentence or a key, and runs that stand once keys are introduced.
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
            for passage in found:
                yield from _tails(passage, [line.need for line in run])
            if any(not passage.wants for passage in found):
                break
        row += 1


def _tails(passage: Passage, needs: Sequence[leaning.Need]) -> Iterator[Passage]:
    """What is left to print of the passage when its first sentences are printed already."""
    if passage.bracketed:
        return
    for cut in range(1, len(passage.rows)):
        printed, rest = passage.rows[:cut], passage.rows[cut:]
        wants = passage.wants | {_printed(row) for row in printed}
        yield Passage(rest, wants, leaning.introduced(needs[cut:]) | {_printed(r) for r in rest})


def _printed(row: int) -> str:
    """The key that says that a row is printed."""
    return f"#{row}"


def _versions(run: Sequence[Line], last_row: int) -> Iterator[Passage]:
    rows = tuple(range(last_row - len(run) + 1, last_row + 1))
    printed = {_printed(row) for row in rows}
    plain = [line.need for line in run]
    wants = leaning.missing(plain)
    if wants is not None:
        yield Passage(rows, wants, leaning.introduced(plain) | printed)
    if wants == frozenset():
        return
    shown = [line.bracketed for line in run]
    less = leaning.missing(shown)
    if less is not None and less != wants:
        yield Passage(rows, less, leaning.introduced(shown) | printed, bracketed=True)
