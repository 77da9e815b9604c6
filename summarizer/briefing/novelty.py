"""What the reader was told already: which earlier story a story goes on with, and what is new.

A story is the same as an earlier one when its articles are, on average, as like to what was told
as articles of one story are to each other. It comes back only if one of its articles opens with
something that was not told.

Measured on ECB+, half of whose articles on every event were told in 120 words; and, for what is
new, on the English articles of MultiLing 2011 in the order of their dates.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from summarizer.briefing import likeness, openings
from summarizer.briefing.openings import Opening
from summarizer.briefing.records import Told
from summarizer.choose import figures, language
from summarizer.choose.dedupe import DIFFERING_COSINE
from summarizer.choose.selection import retells
from summarizer.datatypes import Article, Encoder, Vectors

SAME_STORY = 0.42
"""Likeness of a story to what was told, from 0 to 1. Of stories told before, 84 % of those with
one new article are found and 93 % of those with more. Where the told story is another event of
its kind (two fires, two arrests), 19 % and 17 % are taken for it; of other events none in 7,000.
At 0.38 it is 88 and 95 %, 25 and 26 %."""
SAME_CENTRE = 0.65
"""Cosine of the centroids that a story needs besides."""
KNOWN = 0.3
"""Likeness from which told sentences are not told again, whether or not the story is the same:
nearly half of the other events of its kind reach it, but their sentences do not say the same."""
LEAD = 2
"""Sentences that must bring something new; in feeds there are no more."""
RETOLD = 1.0
"""Cosine of a lead to the nearest told sentence + share of its words that were told, from which
the article reports it once more. Of 518 articles on the told events 72 % do; of 110 later reports
14 % are taken for it, which costs a story only when none of its articles brings news."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """What earlier briefings leave of one story."""

    first_reported: date | None
    """The day of the first briefing that told it; None when it is new."""
    known: tuple[str, ...]
    """Sentences that were told and must not be told again, newest first."""
    fresh: tuple[int, ...]
    """Numbers of its articles that open with something new; all, when the story is new."""
    again: int
    """Told sentences that its articles open with once more."""

    @property
    def worth_telling(self) -> bool:
        """Whether there is anything that the reader does not know."""
        return bool(self.fresh)


def judge(
    groups: Sequence[Sequence[int]],
    articles: Sequence[Article],
    opened: Sequence[Opening],
    parts: Sequence[Vectors],
    told: Sequence[Told],
    encoder: Encoder,
) -> list[Novelty]:
    """What is new of every story.

    `groups` hold the article numbers of each story; `opened` are the articles' openings and
    `parts` their vectors, made with `encoder`, as were the centroids of `told`; tellings of
    another number of dimensions are passed over. Of several earlier tellings of a story the
    newest says since when it is reported.
    """
    centroids = openings.centroids(parts)
    fitting = [each for each in told if len(each.centroid) == centroids.shape[-1]]
    if not fitting:
        return [Novelty(None, (), tuple(group), 0) for group in groups]
    newest_first = sorted(fitting, key=lambda each: (-each.day.toordinal(), each.headline))
    memory = _Memory(newest_first, articles, opened, centroids)
    tellings = [memory.tellings(group) for group in groups]
    texts = list(dict.fromkeys(text for each in tellings for text in each.texts))
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    openers = [_Opener(*each) for each in zip(articles, opened, parts, strict=True)]
    return [
        _verdict(group, openers, each, np.array([vectors[text] for text in each.texts]))
        for group, each in zip(groups, tellings, strict=True)
    ]


class _Opener(NamedTuple):
    """An article as it is compared with what was told."""

    article: Article
    opening: Opening
    vectors: Vectors

    @property
    def lead(self) -> slice:
        """Where its first sentences stand; its headline, when it has nothing else."""
        return slice(1, 1 + LEAD) if len(self.opening) > 1 else slice(0, 1)


class _Tellings(NamedTuple):
    """What was told of one story, newest first, and of what is near it."""

    story: tuple[Told, ...]
    known: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that was printed: the known sentences first, then the headlines."""
        return (*self.known, *(each.headline for each in self.story))


class _Memory:
    """The told stories beside the articles of today."""

    def __init__(
        self,
        told: Sequence[Told],
        articles: Sequence[Article],
        opened: Sequence[Opening],
        centroids: Vectors,
    ) -> None:
        self._told = told
        self._here = centroids
        self._there = np.array([each.centroid for each in told], np.float32)
        printed = [(each.headline, *each.sentences) for each in told]
        said = [
            *(likeness.words(o, language.of(a)) for a, o in zip(articles, opened, strict=True)),
            *(likeness.words(texts, _language(texts)) for texts in printed),
        ]
        rows = likeness.rows(said)
        here, there = rows[: len(articles)], rows[len(articles) :]
        self._alike = likeness.between(here, there, self._here, self._there)

    def tellings(self, group: Sequence[int]) -> _Tellings:
        """The earlier tellings of one story, and all sentences that it must not repeat."""
        alike = self._alike[list(group)].mean(axis=0).round(5)
        cosines = (openings.centroids([self._here[list(group)]]) @ self._there.T)[0].round(5)
        same = (alike >= SAME_STORY) & (cosines >= SAME_CENTRE)
        near = [self._told[place] for place in np.flatnonzero(same | (alike >= KNOWN)).tolist()]
        known = dict.fromkeys(text for each in near for text in each.sentences)
        return _Tellings(tuple(self._told[p] for p in np.flatnonzero(same).tolist()), tuple(known))


def _language(texts: Sequence[str]) -> str:
    return language.of(Article(text=" ".join(texts)))


def _verdict(
    group: Sequence[int], openers: Sequence[_Opener], told: _Tellings, vectors: Vectors
) -> Novelty:
    """`vectors` are those of `told.texts`."""
    if not told.story:
        return Novelty(None, told.known, tuple(group), 0)
    words = likeness.words(told.texts, _language(told.texts)).printed
    fresh = [n for n in group if not _retold(openers[n], told.texts, vectors, words)]
    again = sum(
        any(_says(openers[n], text, vector) for n in group)
        for text, vector in zip(told.known, vectors, strict=False)
    )
    return Novelty(told.story[0].first_day, told.known, tuple(fresh), again)


def _retold(opener: _Opener, told: Sequence[str], vectors: Vectors, words: Collection[str]) -> bool:
    """Whether the lead of an article reports what was told; not when a figure is new."""
    lead = opener.opening[opener.lead]
    cosines = opener.vectors[opener.lead] @ vectors.T
    mine, nearest = divmod(int(cosines.argmax()), len(told))
    claimed = figures.claims(lead[mine]), figures.claims(told[nearest])
    if cosines.max() >= DIFFERING_COSINE and figures.differing(*claimed):
        return False
    if not _figures([opener.opening[0]]) <= _figures(told):
        return False
    said = likeness.words(lead, language.of(opener.article)).printed
    share = sum(word in words for word in said) / max(len(said), 1)
    return float(cosines.max()) + share >= RETOLD


def _figures(texts: Iterable[str]) -> set[Decimal | str]:
    """The amounts that are printed in some texts."""
    found = (figure for text in texts for figure in figures.claims(text).figures)
    return {figure.value for figure in found if figure.unit not in {"ordinal", "clock"}}


def _says(opener: _Opener, known: str, vector: Vectors) -> bool:
    """Whether one of the first sentences says what was told, as the choice of sentences has it."""
    for text, cosine in zip(opener.opening[1:], opener.vectors[1:] @ vector, strict=True):
        if retells(text, known, float(cosine)):
            return True
    return False
