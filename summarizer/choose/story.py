"""All that the choice looks at: what a passage adds, repeats, needs, and where it stands."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import dedupe, language, order, reader, wording
from summarizer.choose.concepts import Concepts, Coverage
from summarizer.choose.mmr import Scores
from summarizer.choose.order import Place
from summarizer.choose.passages import Passage
from summarizer.choose.prose import Line
from summarizer.choose.reader import Reader
from summarizer.datatypes import Sentence, Vectors

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 0 favours long passages, 1 short ones."""
ALIKE = 0.5
"""Cosine from which shared words are counted to tell whether a thing was said before."""
TOLD_AGAIN = 0.25
"""Chance of telling again from which a passage is left out, whatever room there is. In real feeds,
where an outlet has a sentence or two, 8 of the first 12 that reached it were the same news."""
LEAD_DEPTH = 3
"""Sentences. An article states its event within this many."""
LEAD_HALVED = 1
"""Sentence down an article at which a lead is worth half of what it is at the top."""
LEAD_DATED = 1.2
"""What it adds to a lead's worth to say when: a day or a date."""
LEAD_WORDS = 12
"""Words. Below it a sentence seldom says who, what and where."""
LEAD_POWER = 0.25
"""As LENGTH_POWER, for an English lead: it may take the room to say who, what, where and when.
Elsewhere a long lead is a side event with its background more often: without the room, of the word
pairs of 60 leads on MultiLing the references have 0.8 % more (French +3.4, Hebrew −1.4)."""

RIVAL = 0.5
"""Share of the best lead's worth from which another one is a lead, too. What is worth less tells
background or a side of the story as often as the event: where she was born for the news that she
died. On 231 Multi-News clusters it costs nothing; 0.7 would cost 0.1 to 0.3 ROUGE-2."""

_DEFINITE_EN = re.compile(r"(?:In |At |After |With |As |When )?(?:The|the|This|Another|One) ")
"""Further down an article, such an opening speaks of what was told before."""
_SPOKEN = re.compile('["“‘«„][^"”’»]{20}')
"""What somebody said seldom says what happened; a nickname in quotation marks is shorter."""
_DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\."
    r"|Dec\.) \d)"
)
Mask = NDArray[np.bool_]


class Care(NamedTuple):
    """How much the choice minds that a reader stumbles: powers of the chances that he does not."""

    standing: float
    """Of the chance that a passage stands where it would be."""
    news: float
    """Of the chance that it is new to him."""


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

    def gain(self, chosen: Sequence[int]) -> Scores:
        """Shape (passages,): what each adds to the chosen, for its length."""
        gains: Scores = self._coverage.gain(chosen) * self._factors
        return gains

    def relevance(self, chosen: Sequence[int], care: Care) -> Scores:
        """Shape (passages,): what each adds to the chosen, for its length and as it reads there."""
        gain = self.gain(chosen)
        return gain * self._readable(chosen, care) if chosen and self.english else gain

    def said(self, chosen: Sequence[int]) -> float:
        """The weight of all that the chosen say."""
        if not chosen:
            return 0.0
        rows = chain.from_iterable(self.passages[number].rows for number in chosen)
        return float(self.concepts.weights[self.concepts.together(rows)].sum())

    def stumbles(self, chosen: Sequence[int]) -> tuple[float, float]:
        """How many sentences a reader will find hanging, and how many told again, in this order.

        Expected numbers, for English.
        """
        rows = [row for number in chosen for row in self.passages[number].rows]
        lines, places = [self.lines[row] for row in rows], [self.places[row] for row in rows]
        reader = _reading(lines, places, self.vectors[rows])
        hanging = again = 0.0
        for row in range(1, len(rows)):
            printed = range(row)
            hanging += float(reader.leaning(printed)[0][row])
            again += float(reader.repeating(printed)[row])
        return hanging, again

    def _readable(self, chosen: Sequence[int], care: Care) -> Scores:
        """Shape (passages,), 0 to 1: how well each reads beside the chosen.

        Chances are means over a passage's sentences: behind its predecessor one seldom leans.
        """
        printed = [row for number in chosen for row in self.passages[number].rows]
        here, behind = self._reader.leaning(printed)
        leaning = behind[self._rows]
        leaning[self._starts] = here[self._rows[self._starts]]
        standing = self._mean(1 - leaning) ** care.standing
        readable: Scores = standing * (1 - self._repeating(tuple(chosen))) ** care.news
        return readable

    @cached_property
    def _repeating(self) -> Callable[[tuple[int, ...]], Scores]:
        """Shape (passages,) beside the chosen, 0 to 1: how likely each tells again."""

        def chances(chosen: tuple[int, ...]) -> Scores:
            printed = [row for number in chosen for row in self.passages[number].rows]
            return self._mean(self._reader.repeating(printed)[self._rows])

        return lru_cache(maxsize=1)(chances)  # asked of many passages in turn

    def _mean(self, chances: Scores) -> Scores:
        """Shape (passages,) from one number for every row of every passage."""
        lengths = np.diff(self._starts, append=len(self._rows))
        means: Scores = np.add.reduceat(chances, self._starts) / lengths
        return means

    @cached_property
    def _reader(self) -> Reader:
        return _reading(self.lines, self.places, self.vectors)

    def similarity(self, passage: int) -> Scores:
        """Shape (passages,): the highest cosine to one of its sentences; 1 if the same."""
        rows = list(self.passages[passage].rows)
        closeness = (self.vectors @ self.vectors[rows].T).max(axis=1).astype(np.float64)
        closeness[[same for row in rows for same in self.groups[row]]] = 1.0
        return np.maximum.reduceat(closeness[self._rows], self._starts)

    def stands(self, chosen: Sequence[int], passage: int) -> bool:
        """Whether it tells something new, and every passage finds the names it wants introduced."""
        if chosen and self.english and self._repeating(tuple(chosen))[passage] >= TOLD_AGAIN:
            return False
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

    @property
    def articles(self) -> int:
        """How many have something to quote."""
        return self.places[-1].article + 1

    def article(self, passage: int) -> int:
        """Which of them a passage is from."""
        return self._place(passage).article

    def _place(self, passage: int) -> Place:
        return self.places[self.passages[passage].rows[0]]

    def leads(self, limit: int) -> list[int]:
        """The passages that state the event, the best first, at most one of an article.

        It is the article's opening that says most of what the articles share.
        """
        depths = np.array([self._place(number).depth for number in range(len(self.passages))])
        power = LEAD_POWER if self.english else LENGTH_POWER
        worth = self.gain([]) * np.array(self.words) ** (LENGTH_POWER - power)
        worth = worth / (1 + depths / LEAD_HALVED)
        alone = [
            number
            for number, passage in enumerate(self.passages)
            if len(passage.rows) == 1
            and not (passage.wants or passage.bracketed)
            and self.prices[number] <= limit
            and not self.barred[passage.rows[0]]
        ]
        openings = [number for number in alone if self._opens(number)] or alone
        for number in openings:
            dated = _DATED.search(self._text(self.passages[number])) is not None
            worth[number] *= LEAD_DATED if dated else 1.0
        best: dict[int, int] = {}
        for number in sorted(openings, key=lambda n: (-worth[n], n)):
            best.setdefault(self._place(number).article, number)
        leads = list(best.values())
        return [number for number in leads if worth[number] >= RIVAL * worth[leads[0]]]

    def _opens(self, number: int) -> bool:
        depth = self._place(number).depth
        if depth >= LEAD_DEPTH or self.words[number] < LEAD_WORDS:
            return False
        text = self._text(self.passages[number])
        return not ((depth > 0 and _DEFINITE_EN.match(text)) or _SPOKEN.match(text))

    def _text(self, passage: Passage) -> str:
        return " ".join(self.lines[row].sentence.text for row in passage.rows)

    @cached_property
    def _coverage(self) -> Coverage:
        held = [self.concepts.together(passage.rows) for passage in self.passages]
        return Coverage(held, self.concepts.weights)

    @cached_property
    def _factors(self) -> Scores:
        factors: Scores = (
            self._mean(self.prior[self._rows]) / np.maximum(self.words, 1) ** LENGTH_POWER
        )
        return factors

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        held = chain.from_iterable(passage.rows for passage in self.passages)
        return np.fromiter(held, dtype=np.intp)

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        ends = np.cumsum([len(passage.rows) for passage in self.passages])
        return np.concatenate([[0], ends[:-1]]).astype(np.intp)


def _reading(lines: Sequence[Line], places: Sequence[Place], vectors: Vectors) -> Reader:
    texts = [line.sentence.text for line in lines]
    return Reader(texts, map(content_of, texts), places, vectors)


def content_of(text: str) -> frozenset[str]:
    """The content words of a text, cut to what their forms have in common."""
    return frozenset(word[: reader.STEM] for word in wording.wording(text).content)
