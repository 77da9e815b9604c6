"""All that the choice looks at: what a passage adds, repeats, needs, and where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import dedupe, language, order, wording
from summarizer.choose.concepts import Concepts, Coverage
from summarizer.choose.mmr import Scores
from summarizer.choose.order import Place
from summarizer.choose.passages import Passage
from summarizer.choose.prose import Line
from summarizer.datatypes import Sentence, Vectors

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 0 favours long passages, 1 short ones."""
ALIKE = 0.5
"""Cosine from which shared words are counted to tell whether a thing was said before."""
GOES_ON = 1.15
"""What a passage right behind a printed one is worth more: it is read as its source was written.
1.25, with the same for the lead's whole article, lost 0.1 ROUGE-2 and other outlets' facts."""
STEM = 6
"""Letters by which two forms of a word are known to be one."""


class Strictness(NamedTuple):
    """How new a passage must be beside what is printed."""

    repeat: float
    """Cosine from which a reader feels that a thing was said before, whatever the figures."""
    said: float
    """Cosine + shared content words (share of the shorter) from which it was said before."""
    retold: float
    """The same for the lead: cosine from which a sentence tells the event a second time."""
    opening: float
    """The same for the opening of another article, which states the event if anything does."""
    new: float
    """Least share of a passage's content words that nothing printed has."""


LEAD_DEPTH = 3
"""Sentences. An article states its event within this many."""
LEAD_HALVED = 1
"""Sentence down an article at which a lead is worth half of what it is at the top."""
LEAD_DATED = 1.2
"""What it adds to a lead's worth to say when: a day or a date."""
LEAD_WORDS = 12
"""Words. Below it a sentence seldom says who, what and where."""
LEAD_POWER = 0.25
"""As LENGTH_POWER, for the lead: it may take the room to say who, what, where and when."""

_DEFINITE_EN = re.compile(r"(?:In |At |After |With |As |When )?(?:The|the|This|Another|One) ")
"""Further down an article, such an opening speaks of what was told before."""
_DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\."
    r"|Dec\.) \d)"
)
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Story:
    """All that the choice looks at; row *i* of an array is quotable sentence *i*."""

    lines: Sequence[Line]
    """The quotable ones, article after article."""
    places: Sequence[Place]
    """Of every line, counting the quotable ones of its article."""
    vectors: Vectors
    groups: Sequence[Sequence[int]]
    """Of every line: the rows that say the same, itself among them."""
    concepts: Concepts
    prior: Scores
    """Of every line: what its gain is multiplied by."""
    barred: Mask
    """Of every line: not to be quoted, for a reason outside the line."""
    passages: Sequence[Passage]
    prices: Sequence[int]
    """Of every passage, in the budget's unit."""
    words: Sequence[int]
    """Of every passage."""

    @property
    def sentences(self) -> list[Sentence]:
        """Of every line."""
        return [line.sentence for line in self.lines]

    @cached_property
    def english(self) -> bool:
        """Whether most lines are from English articles."""
        ours = sum(language.of(line.sentence.article) == "en" for line in self.lines)
        return 2 * ours > len(self.lines)

    def relevance(self, chosen: Sequence[int]) -> Scores:
        """Shape (passages,): what each adds to the chosen, for its length."""
        worth = self._coverage.gain(chosen) * self._factors
        if not chosen:
            return worth
        printed = [self.places[row] for number in chosen for row in self.passages[number].rows]
        goes_on = {Place(place.article, place.depth + 1) for place in printed}
        told = [self._place(number) for number in range(len(self.passages))]
        worth[[place in goes_on for place in told]] *= GOES_ON
        return worth

    def similarity(self, passage: int, said: float) -> Scores:
        """Shape (passages,): the highest cosine to one of its sentences; 1 if the same."""
        rows = list(self.passages[passage].rows)
        cosines = self.vectors @ self.vectors[rows].T
        closeness = cosines.max(axis=1).astype(np.float64)
        for row, column in np.argwhere(cosines >= ALIKE).tolist():
            if cosines[row, column] + self._overlap(row, rows[column]) >= said:
                closeness[row] = 1.0
        closeness[[same for row in rows for same in self.groups[row]]] = 1.0
        return np.maximum.reduceat(closeness[self._rows], self._starts)

    def _overlap(self, one: int, other: int) -> float:
        return shared(self._contents[one], self._contents[other])

    @cached_property
    def _contents(self) -> list[frozenset[str]]:
        return [content_of(line.sentence.text) for line in self.lines]

    def adds(self, chosen: Sequence[int], passage: int, new: float) -> bool:
        """Whether this share of its content words is new: a name, a number or an action."""
        printed = frozenset[str]().union(*(self._content(number) for number in chosen))
        content = self._content(passage)
        return len(content - printed) >= new * len(content)

    def _content(self, passage: int) -> frozenset[str]:
        rows = self.passages[passage].rows
        return frozenset[str]().union(*(self._contents[row] for row in rows))

    def stands(self, chosen: Sequence[int], passage: int) -> bool:
        """Whether, in reading order, every passage finds the names that it wants introduced."""
        together = [*chosen, passage]
        if not any(self.passages[number].wants for number in together):
            return True
        known: frozenset[str] = frozenset()
        for number in self.in_order(together):
            if not self.passages[number].wants <= known:
                return False
            known |= self.passages[number].gives
        return True

    def repeats(self, row: int) -> list[Sentence]:
        """The other articles' and own lines that say all that this one says."""
        quoted = self.lines[row].sentence.text
        return [
            self.lines[other].sentence
            for other in self.groups[row]
            if other != row and dedupe.supports(self.lines[other].sentence.text, quoted)
        ]

    def in_order(self, chosen: Sequence[int]) -> list[int]:
        """The chosen passages in reading order; the first chosen is the lead."""
        places = [self._place(number) for number in chosen]
        return [chosen[n] for n in order.for_reading(places)]

    def _place(self, passage: int) -> Place:
        return self.places[self.passages[passage].rows[0]]

    def lead(self, limit: int) -> int | None:
        """The passage that states the event: an article's opening that says most of it."""
        depths = np.array([self._place(number).depth for number in range(len(self.passages))])
        worth = self.relevance([]) * np.array(self.words) ** (LENGTH_POWER - LEAD_POWER)
        worth = worth / (1 + depths / LEAD_HALVED)
        dated = [_DATED.search(self._text(passage)) is not None for passage in self.passages]
        worth = worth * np.where(dated, LEAD_DATED, 1.0)
        alone = [
            number
            for number, passage in enumerate(self.passages)
            if len(passage.rows) == 1
            and not (passage.wants or passage.bracketed)
            and self.prices[number] <= limit
            and not self.barred[passage.rows[0]]
        ]
        openings = [number for number in alone if self._opens(number)]
        return max(openings or alone, key=lambda n: (worth[n], -n), default=None)

    def _opens(self, number: int) -> bool:
        depth = self._place(number).depth
        definite = depth > 0 and _DEFINITE_EN.match(self._text(self.passages[number]))
        return depth < LEAD_DEPTH and self.words[number] >= LEAD_WORDS and not definite

    def _text(self, passage: Passage) -> str:
        return " ".join(self.lines[row].sentence.text for row in passage.rows)

    def told_once(self, lead: int, level: Strictness) -> Mask:
        """Shape (passages,): False for what tells the lead's event a second time."""
        row = self.passages[lead].rows[-1]
        closeness = self.vectors @ self.vectors[row]
        opens = np.array([place.depth == 0 for place in self.places])
        again = (opens & (closeness >= level.opening)) | (closeness >= level.retold)
        again[row] = False
        return ~np.logical_or.reduceat(again[self._rows], self._starts)

    @cached_property
    def _coverage(self) -> Coverage:
        held = [self.concepts.together(passage.rows) for passage in self.passages]
        return Coverage(held, self.concepts.weights)

    @cached_property
    def _factors(self) -> Scores:
        priors = np.array([self.prior[list(passage.rows)].mean() for passage in self.passages])
        factors: Scores = priors / np.maximum(self.words, 1) ** LENGTH_POWER
        return factors

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        return np.concatenate([np.array(passage.rows) for passage in self.passages])

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        ends = np.cumsum([len(passage.rows) for passage in self.passages])
        return np.concatenate([[0], ends[:-1]]).astype(np.intp)


def content_of(text: str) -> frozenset[str]:
    """The content words of a text, cut to what their forms have in common."""
    return frozenset(word[:STEM] for word in wording.wording(text).content)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter that the other has too; 0 when a text has no content words."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
