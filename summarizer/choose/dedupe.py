"""Which sentences say the same, so that one is printed and it cites the articles of all.

Two sentences are the same when their cosine reaches the threshold, they share words, and nothing
one claims speaks against the other: numbers and dates (`figures`), small words that turn a
sentence round (`wording`). A repeat is held to the sentence kept for it, so likeness is never
passed along a chain.

Measured by `benchmarks/redundancy.py` on 5,678 pairs of news sentences with human scores.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import figures, language, near, wording
from summarizer.choose.near import Rows
from summarizer.datatypes import DUPLICATE_THRESHOLD, Article, Vectors, count_words

DUPLICATE_COSINE = DUPLICATE_THRESHOLD
"""Of the pairs called the same, 98 % are roughly equivalent or better (score ≥ 3 of 5); of the
equivalent ones (≥ 4), 64 % are found. At 0.81 it is 97 % and 66 %, at 0.85 98 % and 53 %."""
FOREIGN_COSINE = 0.9
"""The same for articles that are not English: the default encoder gives unrelated sentences in
Greek or Arabic letters up to 0.96, so that shared words have to carry the decision."""
SHARED = 0.5
"""Share of the content words of the one that the other must have. Below it, pairs in real story
clusters were two statements by one speaker, or two facts about one person."""
DIFFERING_COSINE = 0.8
"""Cosine from which two sentences may disagree about one quantity."""
CHECKED = 16
"""Most kept sentences, nearest first, that a row is held to: a thousand lines of one template
("Shares rose 1 percent", "… 2 percent") would otherwise cost the square of their number."""
MODERATE = range(8, 41)
"""Words of a sentence that reads well alone."""

_DIGIT = re.compile(r"\d")
_ENDS = tuple(".!?。！？؟।…\"”’'")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEANING_EN = _words(
    "he she it they his her its their this that these those such but and so yet then however "
    "meanwhile also instead moreover still there here"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One text as it is compared."""

    text: str
    english: bool


def groups(
    texts: Sequence[str],
    vectors: Vectors,
    articles: Sequence[Article],
    threshold: float = DUPLICATE_COSINE,
    order: Sequence[int] | None = None,
) -> list[list[int]]:
    """Partitions the row numbers; each group lists the row to keep first, then its repeats.

    `vectors` is (n, d), unit rows; `articles` holds the article of each row and tells its
    language. A higher `threshold` (cosine, 0 to 1) folds fewer sentences. The best-formed
    sentence is kept; among equals, the one with the smaller number in `order`, which is the row
    number unless given. Groups and repeats come in that order too.
    """
    places = range(len(texts)) if order is None else order
    alike = _identical(texts, places)
    alike.sort(key=lambda rows: (-form(texts[rows[0]]), places[rows[0]]))
    once = {article.id: article for article in articles}
    english = {identity: language.of(article) == "en" for identity, article in once.items()}
    firsts = [_Row(texts[rows[0]], english[articles[rows[0]].id]) for rows in alike]
    owners = _owners(firsts, vectors, np.array([rows[0] for rows in alike], np.intp), threshold)
    folded: dict[int, list[int]] = {}
    for rows, owner in zip(alike, owners, strict=True):
        if owner in folded:
            folded[owner] += rows
        else:  # the kept one itself, which comes before its repeats
            folded[owner] = rows
    for group in folded.values():
        group[1:] = sorted(group[1:], key=places.__getitem__)
    return sorted(folded.values(), key=lambda group: min(places[row] for row in group))


def same(one: str, other: str) -> bool:
    """Whether two sentences of high cosine share words and do not contradict each other."""
    return figures.agree(figures.claims(one), figures.claims(other)) and _worded_alike(one, other)


def supports(repeat: str, quoted: str) -> bool:
    """Whether a repeat may be cited for the quoted sentence: no figure of it is missing there."""
    held = {figure.value for figure in figures.claims(repeat).figures}
    return same(repeat, quoted) and all(
        figure.value in held for figure in figures.claims(quoted).figures
    )


def conflict(one: str, other: str, cosine: float) -> tuple[str, str] | None:
    """The figures, as printed, in which two sentences that else say the same disagree."""
    if cosine < DIFFERING_COSINE or not _worded_alike(one, other):
        return None
    return figures.differing(figures.claims(one), figures.claims(other))


def form(text: str) -> int:
    """How well a sentence stands alone, 0 to 6: higher is better."""
    words = text.split()
    first = words[0].strip("\"'“”‘’,").lower() if words else ""
    return (
        2 * (first not in _LEANING_EN)
        + text.rstrip().endswith(_ENDS)
        + (count_words(text) in MODERATE)
        + (_DIGIT.search(text) is not None)
        + any(word[0].isupper() for word in words[1:])
    )


def _worded_alike(one: str, other: str) -> bool:
    mine, yours = wording.wording(one), wording.wording(other)
    return wording.overlap(mine, yours) >= SHARED and wording.agree(mine, yours)


def _identical(texts: Sequence[str], places: Sequence[int]) -> list[list[int]]:
    """Rows of one text, typography and capitals aside, each list in the order of `places`."""
    found: dict[str, list[int]] = {}
    for row in sorted(range(len(texts)), key=places.__getitem__):
        plain = figures.plain(texts[row]).casefold().replace("_", " ")
        found.setdefault(" ".join(plain.split()), []).append(row)
    return list(found.values())


def _owners(rows: Sequence[_Row], vectors: Vectors, order: Rows, threshold: float) -> list[int]:
    """For each place, the nearest kept place before it that says the same, else itself.

    Row `order[i]` of `vectors` is that of place i.
    """
    owners = list(range(len(rows)))
    for place, close in near.earlier(vectors, order, threshold):
        # What a close one was folded into may be close too, though not among the nearest.
        kept = np.array(sorted({owners[other] for other in close.tolist()}))
        cosines = vectors[order[kept]] @ vectors[order[place]]
        enough = cosines >= threshold
        owners[place] = _owner(place, rows, kept[enough], cosines[enough])
    return owners


def _owner(place: int, rows: Sequence[_Row], kept: Rows, cosines: NDArray[np.float32]) -> int:
    """The nearest of the kept places, whose cosines are given, that says the same, else `place`."""
    row = rows[place]
    # Rounded, so that no machine's last bit decides between equals.
    for nearest in np.argsort(-cosines.round(5), kind="stable")[:CHECKED].tolist():
        other = rows[kept[nearest]]
        far = not (row.english and other.english) and cosines[nearest] < FOREIGN_COSINE
        if not far and same(row.text, other.text):
            return int(kept[nearest])
    return place
