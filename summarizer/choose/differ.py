"""What differs: sources whose figures disagree with a quoted sentence, shown and not dropped."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

import numpy as np

from summarizer.choose import dedupe, figures
from summarizer.datatypes import Difference, Sentence, Vectors

UPDATED = timedelta(days=1)
"""Between two articles: a figure that differs after this long is a new state; before, two sources
disagree."""
TOLL_COSINE = 0.5
"""Cosine from which two sentences that give a toll speak of the same event in one story."""

_TOLLS = {"dead": "dead", "hurt": "hurt"}
_PEOPLE_EN = frozenset({"person", "resident", "villager", "other", ""})


def from_quoted(
    quoted: Iterable[int], sentences: Sequence[Sentence], vectors: Vectors
) -> Iterator[tuple[int, Difference]]:
    """Row, and an article's sentence that gives another figure for what the row says.

    `quoted` are rows; row i of `vectors` is sentence i. A sentence that several articles print is
    told once.
    """
    told: set[tuple[frozenset[str], str]] = set()
    for row in quoted:
        cosines = vectors @ vectors[row]
        for near in np.flatnonzero(cosines >= TOLL_COSINE).tolist():
            one, other = sentences[row], sentences[near]
            if one.article.id == other.article.id:
                continue
            printed = dedupe.conflict(one.text, other.text, float(cosines[near]))
            printed = printed or _tolls_differ(one.text, other.text)
            key = frozenset(printed or ()), other.text
            if printed and key not in told:
                told.add(key)
                yield row, Difference(one, printed[0], other, printed[1])


def overtaken(difference: Difference) -> bool:
    """Whether the quoted sentence tells an older state than the other one.

    A later toll is right, and so is any figure that is a day younger; where one article is not
    dated, the larger toll is.
    """
    before, after = difference.one.article.published, difference.other.article.published
    old = _toll(difference.one.text, difference.figure)
    new = _toll(difference.other.text, difference.other_figure)
    is_toll = old is not None and new is not None
    if before and after:
        return before < after if is_toll else after - before >= UPDATED
    return old is not None and new is not None and old < new


def _tolls_differ(one: str, other: str) -> tuple[str, str] | None:
    """The first toll that two sentences give differently, as each prints it."""
    theirs = dict(_tolls(other))
    for unit, (value, printed) in _tolls(one):
        if unit in theirs and theirs[unit][0] != value:
            return printed, theirs[unit][1]
    return None


def _tolls(text: str) -> Iterator[tuple[str, tuple[Decimal, str]]]:
    """Unit (dead, hurt, missing), and the number as value and as printed."""
    missing = "missing" in text.lower()
    for figure in figures.claims(text).figures:
        unit = _TOLLS.get(figure.unit) or ("missing" if missing and _counts(figure) else "")
        if unit and isinstance(figure.value, Decimal):
            yield unit, (figure.value, figure.printed)


def _counts(figure: figures.Figure) -> bool:
    return figure.unit in _PEOPLE_EN


def _toll(text: str, printed: str) -> Decimal | None:
    return next((value for _, (value, shown) in _tolls(text) if shown == printed), None)
