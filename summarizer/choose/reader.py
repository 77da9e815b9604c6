"""How likely a reader is to trip over a sentence where it would stand.

Two logistic models, fitted on what blind readers marked in summaries by several systems: does the
sentence lean on what is not there (1,948 sentences of 120 clusters that may stand alone or follow
their own predecessor), does it tell again what was told (5,227 sentences of 260 clusters)?
Cross-validated over clusters, the area under the curve is 0.80 and 0.87; for repeats in clusters of
another kind than those it was fitted on 0.88. Fitted on English.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from summarizer.choose.mmr import Scores
from summarizer.choose.order import Place
from summarizer.datatypes import Vectors

LEANING = -2.55
FOLLOWS = -1.45
"""Its own predecessor is printed."""
OPENS = -2.0
"""It is the first sentence of an article of which nothing is printed."""
STARTS_AT = 0.35
"""Times ln(1 + depth), where it is the first of its article to be printed."""
AFTER_GAP = 0.46
"""Times ln(sentences left out), where earlier ones of its article are printed."""
DEFINITE = 0.55
"""For each "the gas station" of which nothing is said before, up to `MOST_DEFINITE`."""
MOST_DEFINITE = 3
POINTING = 1.0
"""For "this suspect", "those claims" of which nothing is said before."""

REPEATING = -3.7
CLOSE = 2.1
"""Times the highest cosine to a printed sentence."""
CLOSE_ELSEWHERE = 1.75
"""Times the highest cosine to a printed sentence of another article, where there is one."""
NEW = -5.65
"""Times the share of its content words that nothing printed has."""
LONG = 1.25
"""Times ln(its content words): a long sentence brings new words and may still say nothing new."""
ANOTHER = 1.35
"""Where its article is not the one printed first: the top of another tells the news as well."""
DEEPER = -0.65
"""Times ln(1 + depth), in those articles: less so with every step down."""

STEM = 6
"""Letters by which two forms of a word are known to be one."""
MOST_WORDS = 4
"""Words between "the" and the noun, and the noun."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_][\w\-]*")
_POINTER = re.compile(r"\b([Tt]he|[Tt](?:his|hat|hese|hose))[ ]")
_NOUN_PHRASE_WORD = re.compile(r"([^\W_][\w\-]*)([’'][^\W\d_]?)?[ ]?")
_OWN_SAYING = re.compile(
    r",?[ ]?(?:who|which|whose|that|where|when|of|to|for|in|at|on|from|by|between|with|about)\b"
)
"""What says which gas station it is: "the gas station where", "the arrest of"."""
_STOPPERS = _words(
    """a an the this these those of to in on at for with by from and or but as is was were are be
    been has have had that which who whom whose not than then so if when while where after before
    during until since because about into over under between against through would could will can
    may might should must do did does said says told there here it he she they we you i his her
    their its"""
)
"""Where a noun phrase ends."""
_EMPTY = _words(
    """no all some any each few many much very just also only even still first second third last
    next new one two three four five six seven eight nine ten more other most others same both such
    own the this these those a an"""
)
"""Last words of a noun phrase that name nothing."""


@lru_cache(maxsize=256)  # of the printed ones it is asked again for every draft
def stems(text: str) -> frozenset[str]:
    """Every word, cut to what its forms have in common."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()))


def pointed_at(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of nouns that "the", and that "this" or "those", take as known before the sentence.

    Left out is what the sentence itself has named before, what it says more about ("the
    arrest of", only after "the"), and names.
    """
    definite: set[str] = set()
    pointing: set[str] = set()
    for match in _POINTER.finditer(text):
        noun, rest = _noun(text, match.end())
        stem = noun[:STEM]
        if not stem or noun in _EMPTY or stem in stems(text[: match.start()]):
            continue
        if match[1] not in {"The", "the"}:
            pointing.add(stem)
        elif not _OWN_SAYING.match(rest):
            definite.add(stem)
    return frozenset(definite), frozenset(pointing)


def _noun(text: str, start: int) -> tuple[str, str]:
    """The last word of the noun phrase, and what follows it; empty for a name."""
    noun = ""
    for _ in range(MOST_WORDS + 1):
        word = _NOUN_PHRASE_WORD.match(text, start)
        if word is None or word[1].lower() in _STOPPERS:
            break
        if word[1][:1].isupper():
            return "", ""
        noun, start = word[1], word.end()
        if word[2] or not word[0].endswith(" "):
            break
    return noun, text[start : start + 20]


class Reader:
    """Reads along: asked with what is printed, says where the rest would make one stumble."""

    def __init__(
        self,
        texts: Sequence[str],
        contents: Iterable[Collection[str]],
        places: Sequence[Place],
        vectors: Vectors,
    ) -> None:
        self._texts = texts
        self._articles = np.array([place.article for place in places])
        self._depths = np.array([place.depth for place in places])
        self._vectors = vectors
        self._definite = Unknown()
        self._pointing = Unknown()
        self._content = Unknown()
        for text, content in zip(texts, contents, strict=True):
            definite, pointing = pointed_at(text)
            self._definite.add(definite)
            self._pointing.add(pointing)
            self._content.add(content)

    def leaning(self, printed: Sequence[int]) -> tuple[Scores, Scores]:
        """Shape (sentences,) twice, 0 to 1: that it leans where it is, and behind its predecessor.

        `printed` are the rows that stand already, in any order.
        """
        known = frozenset[str]().union(*(stems(self._texts[row]) for row in printed))
        pointers = (
            LEANING
            + DEFINITE * np.minimum(self._definite.outside(known), MOST_DEFINITE)
            + POINTING * (self._pointing.outside(known) > 0)
        )
        return _logistic(pointers + self._standing(printed)), _logistic(pointers + FOLLOWS)

    def repeating(self, printed: Sequence[int]) -> Scores:
        """Shape (sentences,), 0 to 1: that it tells again what was told.

        The first of the `printed` rows is of the article that was printed first.
        """
        new = self._content.beside(printed) / np.maximum(self._content.lengths, 1)
        cosines = self._vectors @ self._vectors[list(printed)].T
        elsewhere = self._articles[:, None] != self._articles[list(printed)]
        top = ANOTHER + DEEPER * np.log1p(self._depths)
        return _logistic(
            REPEATING
            + CLOSE * cosines.max(axis=1)
            + CLOSE_ELSEWHERE * np.where(elsewhere, cosines, 0.0).max(axis=1)
            + NEW * new
            + LONG * np.log(np.maximum(self._content.lengths, 1))
            + np.where(elsewhere[:, 0], top, 0.0)
        )

    def _standing(self, printed: Sequence[int]) -> Scores:
        """Shape (sentences,): what its place adds."""
        gaps = self._gaps(printed)
        starts = np.where(self._depths == 0, OPENS, STARTS_AT * np.log1p(self._depths))
        later = np.where(gaps == 1, FOLLOWS, AFTER_GAP * np.log(np.maximum(gaps, 1)))
        return np.where(gaps > 0, later, starts)

    def _gaps(self, printed: Sequence[int]) -> Scores:
        """Shape (sentences,): sentences since the last printed one of its article; 0 for none."""
        gaps = np.zeros(len(self._depths))
        for row in sorted(printed, key=self._depths.__getitem__):
            behind = (self._articles == self._articles[row]) & (self._depths > self._depths[row])
            gaps[behind] = self._depths[behind] - self._depths[row]
        return gaps


class Unknown:
    """How many of its words each text has that are not known."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words = array("i")
        self._lengths = array("i")

    def add(self, words: Collection[str]) -> None:
        """The next text; none can be added once there was a question."""
        numbers = self._numbers
        self._words.extend(numbers.setdefault(word, len(numbers)) for word in words)
        self._lengths.append(len(words))

    @cached_property
    def lengths(self) -> NDArray[np.int32]:
        """Shape (texts,): how many words each has."""
        return np.frombuffer(self._lengths, dtype=np.int32)

    @cached_property
    def _flat(self) -> NDArray[np.int32]:
        return np.frombuffer(self._words, dtype=np.int32)

    @cached_property
    def _ends(self) -> NDArray[np.intp]:
        return np.cumsum(self.lengths, dtype=np.intp)

    def outside(self, known: Collection[str]) -> Scores:
        """Shape (texts,)."""
        return self._without([self._numbers[word] for word in known if word in self._numbers])

    def beside(self, rows: Collection[int]) -> Scores:
        """Shape (texts,): where the words of these texts are known."""
        held = [self._flat[self._ends[row] - self.lengths[row] : self._ends[row]] for row in rows]
        return self._without(np.concatenate(held))

    def _without(self, known: Sequence[int] | NDArray[np.intp]) -> Scores:
        new = np.ones(len(self._numbers), dtype=bool)
        new[known] = False
        before = np.zeros(len(self._flat) + 1, dtype=np.int32)
        np.cumsum(new[self._flat], dtype=np.int32, out=before[1:])
        counts: Scores = (before[self._ends] - before[self._ends - self.lengths]).astype(np.float64)
        return counts


def _logistic(odds: Scores) -> Scores:
    return 1 / (1 + np.exp(-odds))
