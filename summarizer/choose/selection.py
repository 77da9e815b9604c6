"""Candidates in, chosen passages out: relevance, redundancy, standing and budget together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import dedupe, fill, language, mmr, order, passages, prose, rank, wording
from summarizer.choose.concepts import Concepts, Coverage
from summarizer.choose.mmr import Choice, Scores
from summarizer.choose.order import Place
from summarizer.choose.passages import Passage
from summarizer.choose.prose import Line
from summarizer.datatypes import Options, Sentence, Vectors, count_words
from summarizer.errors import NothingToQuoteError

LENGTH_POWER = 0.5
"""Gain is divided by words to this power: 0 favours long passages, 1 short ones."""
ALIKE = 0.5
"""Cosine from which shared words are counted to tell whether a thing was said before."""
RETOLD_KNOWN = 0.75
"""Cosine from which a sentence tells again what the reader knows."""
GOES_ON = 1.15
"""What a passage right behind a printed one is worth more: it is read as its source was written."""
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


LEVELS = (Strictness(0.75, 1.05, 0.65, 0.5, 0.45), Strictness(0.82, 1.35, 0.8, 0.5, 0.25))
"""Tried in this order: the second only where the first leaves the budget half empty."""
FOREIGN = (Strictness(0.98, inf, inf, inf, 0.0),)
"""For languages that the default encoder does not know: it gives unrelated sentences in Greek or
Arabic letters cosines up to 0.96, and only the pairs of words tell what was said."""
LEAD_DEPTH = 3
"""Sentences. An article states its event within this many."""
LEAD_HALVED = 1
"""Sentence down an article at which a lead is worth half of what it is at the top."""
SHORTEST = 8
"""Words. A shorter passage is a remark."""
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
        return _shared(self._contents[one], self._contents[other])

    @cached_property
    def _contents(self) -> list[frozenset[str]]:
        return [_content(line.sentence.text) for line in self.lines]

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


def story(
    pages: Sequence[Sequence[Line]], vectors: Vectors, asked: Vectors, options: Options
) -> Story:
    """Everything about the lines of several articles; row i of `vectors` is quotable line i.

    `asked` are the unit rows of the query, empty or not, and of the known sentences.

    Raises:
        NothingToQuoteError: nothing answers the query.
    """
    pages = [page for page in pages if any(line.quotable for line in page)]
    lines = [line for page in pages for line in page if line.quotable]
    articles = list(dict.fromkeys(line.sentence.article for line in lines))
    texts = [line.sentence.text for line in lines]
    places: list[Place] = []
    candidates: list[Passage] = []
    for number, page in enumerate(pages):
        candidates += passages.of(page, len(places))
        places += [Place(number, n) for n in range(sum(line.quotable for line in page))]
    if all(passage.wants for passage in candidates):  # nothing stands: quote what there is
        candidates = [Passage((row,), frozenset(), frozenset()) for row in range(len(lines))]
    shown = [[prose.shown(lines[r], bracketed=p.bracketed) for r in p.rows] for p in candidates]
    owners = [line.sentence.article for line in lines]
    folded = dedupe.groups(texts, vectors, owners, options.duplicate_threshold)
    group_of = {row: group for group in folded for row in group}
    costs = [options.budget.cost(text) for text in texts]
    depth = max(1.0, options.budget.capacity / (len(articles) * (sum(costs) / len(costs))))
    return Story(
        lines=lines,
        places=places,
        vectors=vectors,
        groups=[group_of[row] for row in range(len(lines))],
        concepts=Concepts(texts, places, articles, depth),
        prior=rank.prior(vectors) * _focus(texts, vectors, asked[0], options.query),
        barred=_told_before(texts, vectors, asked[1:], options.known),
        passages=candidates,
        prices=[sum(map(options.budget.cost, printed)) for printed in shown],
        words=[sum(map(count_words, printed)) for printed in shown],
    )


def _content(text: str) -> frozenset[str]:
    """The content words of a text, cut to what their forms have in common."""
    return frozenset(word[:STEM] for word in wording.wording(text).content)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the shorter that the other has too; 0 when a text has no content words."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _focus(texts: Sequence[str], vectors: Vectors, asked: Vectors, query: str) -> Scores:
    """Shape (texts,): what the prior is multiplied by; 1 without a query."""
    if not query:
        return np.ones(len(texts))
    closeness = rank.closeness(texts, vectors, query, asked)
    if closeness.max() < rank.ANSWERS:
        raise NothingToQuoteError(f"nothing in these articles answers: {query}")
    return closeness**rank.QUERY_POWER


def _told_before(
    texts: Sequence[str], vectors: Vectors, known_vectors: Vectors, known: Sequence[str]
) -> Mask:
    """Shape (texts,): whether a known sentence says what the text says."""
    told = np.zeros(len(texts), dtype=bool)
    cosines = vectors @ known_vectors.T
    for row, column in np.argwhere(cosines >= ALIKE).tolist():
        shared = _shared(_content(texts[row]), _content(known[column]))
        told[row] |= (
            cosines[row, column] >= RETOLD_KNOWN or cosines[row, column] + shared >= LEVELS[0].said
        )
    return told


def choose(story: Story, options: Options) -> list[Choice]:
    """The chosen passages in reading order, within the budget."""
    lead = None if options.query else story.lead(options.budget.capacity)
    fullest: list[Choice] = []
    for level in LEVELS if story.english else FOREIGN:
        choices = _choose(story, options, lead, level)
        if _spent(story, choices) > _spent(story, fullest):
            fullest = choices
        if _spent(story, fullest) >= fill.FULL * options.budget.capacity:
            break
    return fullest


def _spent(story: Story, choices: Sequence[Choice]) -> int:
    return sum(story.prices[choice.row] for choice in choices)


def _choose(story: Story, options: Options, lead: int | None, level: Strictness) -> list[Choice]:
    limit, tradeoff = options.budget.capacity, options.mmr_lambda
    free = np.array([not story.barred[list(p.rows)].any() for p in story.passages])
    allowed = free & (np.array(story.words) >= SHORTEST)
    if lead is not None:
        allowed &= story.told_once(lead, level)
        allowed[lead] = True

    def permitted(chosen: Sequence[int], row: int) -> bool:
        return story.adds(chosen, row, level.new) and story.stands(chosen, row)

    def similarity(row: int) -> Scores:
        return story.similarity(row, level.said)

    choices = mmr.pick(
        story.relevance,
        similarity,
        story.prices,
        limit=limit,
        tradeoff=tradeoff,
        ceiling=level.repeat,
        allowed=allowed,
        first=lead,
        permitted=permitted,
    )

    def worth(chosen: Sequence[int]) -> Scores:
        redundancy = np.max([similarity(row) for row in chosen], axis=0)
        value = tradeoff * story.relevance(chosen) - (1 - tradeoff) * redundancy
        return np.where(allowed & (redundancy < level.repeat), value, -np.inf)

    rows = fill.exchange(
        [choice.row for choice in choices], worth, story.prices, limit=limit, permitted=permitted
    )
    known = {choice.row: choice for choice in choices}

    def late(row: int) -> Choice:
        """What a passage that came in by exchange is worth beside the others."""
        others = [other for other in rows if other != row]
        relevance = story.relevance(others)
        share = float(relevance[row]) / (float(relevance.max()) or 1.0)
        redundancy = max((float(similarity(other)[row]) for other in others), default=0.0)
        return Choice(row, tradeoff * share - (1 - tradeoff) * redundancy, share, redundancy)

    return [known.get(row) or late(row) for row in story.in_order(rows)]
