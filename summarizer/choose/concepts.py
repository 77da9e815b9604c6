"""What sentences say, as pairs of neighbouring words; what several sources say weighs more.

Coverage of weighted bigrams is the objective of Gillick & Favre 2009 (ILP-NLP). Here a pair's
weight is the vote of the independent origins that have it, each the stronger the earlier it says
it. Common words need no list: a pair of them is everywhere and soon covered.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import language, origins
from summarizer.choose.mmr import Scores
from summarizer.choose.order import Place
from summarizer.choose.origins import Origins
from summarizer.datatypes import Article

LONE = 0.1
"""Share of its vote that a pair keeps when one origin alone has it."""
HEADLINE = 1.0
"""Votes that a pair gains for every headline that has it."""

STEMMERS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip
"""Language → Snowball algorithm. French gains 1.9 ROUGE-2 by it; Greek, Arabic and Hindi lose up
to 1, so that other scripts keep their words as they are."""

_MARKS = (
    "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670"
    "\\u0900-\\u0903\\u093a-\\u094f"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:'[^\W_]+)*")
Numbers = NDArray[np.intp]
Pairs = NDArray[np.int32]
"""Numbers of pairs: half the memory of `Numbers`."""


class Concepts:
    """The weighted word pairs of a list of sentences."""

    def __init__(
        self,
        texts: Sequence[str],
        places: Sequence[Place],
        articles: Sequence[Article],
        depth: float,
    ) -> None:
        """`places`, in rising order, says in which of `articles` each text stands, and where.

        `depth` is the number of sentences down an article at which its vote has halved: as many
        as could be printed of each article if all were read side by side.
        """
        languages = [language.of(article) for article in articles]
        pairs = _Pairs()
        for text, place in zip(texts, places, strict=True):
            pairs.add(text, languages[place.article])
        for article, spoken in zip(articles, languages, strict=True):
            pairs.add(article.title, spoken)
        voters = origins.of(articles)
        rows, numbers = pairs.numbered()
        del pairs
        said = int(np.searchsorted(rows, len(texts)))
        headlines = numbers[said:]
        # A pair that only headlines have comes after those that are said.
        count = int(numbers[:said].max(initial=-1)) + 1
        votes = HEADLINE * np.bincount(headlines, minlength=count)[:count]
        rows, self._numbers = _once(rows[:said], numbers[:said])
        self._starts = np.searchsorted(rows, np.arange(len(texts) + 1))
        told, told_by, down = _first(self._numbers, rows, places)
        # A vote is the louder the earlier the article says it.
        votes += np.bincount(told, 1 / (1 + down / depth), count)
        held = np.bincount(told, minlength=count)
        independent = _independent(told, told_by, count, voters)
        self.weights = votes * np.where(independent > 1, independent, LONE) / held

    def of(self, row: int) -> Pairs:
        """The numbers of a text's pairs, sorted, each once."""
        return self._numbers[self._starts[row] : self._starts[row + 1]]

    def together(self, rows: Iterable[int]) -> Pairs:
        """The pairs of several texts, sorted, each once."""
        held = [self.of(row) for row in rows]
        if len(held) == 1:
            return held[0]
        # Not np.unique: its first call imports numpy.ma, which takes 15 ms.
        return np.array(sorted({*np.concatenate(held).tolist()}), dtype=np.int32)


class Coverage:
    """How much weight of what is not said yet each candidate would add."""

    def __init__(self, candidates: Sequence[Pairs], weights: Scores) -> None:
        self._weights = weights
        self._flat = np.concatenate(candidates)
        self._ends = np.cumsum([len(held) for held in candidates])
        self._starts = np.concatenate([[0], self._ends[:-1]])

    def gain(self, chosen: Sequence[int]) -> Scores:
        """Shape (candidates,): the weight that each adds to the chosen ones."""
        left = self._weights.copy()
        for row in chosen:
            left[self._flat[self._starts[row] : self._ends[row]]] = 0
        added = np.zeros(len(self._flat) + 1)
        np.take(left, self._flat, out=added[:-1], mode="clip")  # other modes take a second copy
        gains: Scores = np.add.reduceat(added, self._starts)
        return np.where(self._starts == self._ends, 0.0, gains)


class _Pairs:
    """Collects the pairs of texts, as two numbers each."""

    def __init__(self) -> None:
        self._known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._stems: dict[str, int] = {}
        self._words = array("i")
        self._lengths = array("i")

    def add(self, text: str, spoken: str) -> None:
        """The next text, in the language `spoken`."""
        known = self._known[spoken]
        words = _WORD.findall(text.casefold().replace("’", "'"))
        for word in words:
            number = known.get(word)
            if number is None:
                stem = _stem(word, spoken)
                number = known[word] = self._stems.setdefault(stem, len(self._stems))
            self._words.append(number)
        self._lengths.append(len(words))

    def numbered(self) -> tuple[Pairs, Pairs]:
        """Shape (n,) each: the text of every pair and the number of the pair, by first mention.

        Texts rise.
        """
        words = np.frombuffer(self._words, dtype=np.int32)
        texts = np.repeat(np.arange(len(self._lengths), dtype=np.int32), self._lengths)
        inside = texts[1:] == texts[:-1]
        keys = words[:-1][inside] * np.int64(len(self._stems)) + words[1:][inside]
        # Not np.unique: its first call imports numpy.ma, which takes 15 ms.
        order = np.argsort(keys, kind="stable")
        new = _is_new(keys[order])
        numbers = np.empty(len(keys), dtype=np.int32)
        numbers[order] = np.argsort(np.argsort(order[new]))[np.cumsum(new, dtype=np.int32) - 1]
        return texts[1:][inside], numbers


def _once(rows: Pairs, numbers: Pairs) -> tuple[Pairs, Pairs]:
    """The same pairs of numbers in rising order, each once."""
    count = int(numbers.max(initial=0)) + 1
    keys = np.sort(rows * np.int64(count) + numbers)
    keys = keys[_is_new(keys)]
    return (keys // count).astype(np.int32), (keys % count).astype(np.int32)


def _first(pairs: Pairs, rows: Pairs, places: Sequence[Place]) -> tuple[Pairs, Numbers, Numbers]:
    """Shape (n,) each: pair, article that has it, and where first; pair by pair in rising order."""
    # One number for a pair and a row is sorted in half the time and memory of three numbers.
    keys = np.sort(pairs * np.int64(len(places)) + rows)
    pairs, rows = (keys // len(places)).astype(np.int32), keys % len(places)
    articles, depths = np.array([*places, Place(0, 0)], dtype=np.intp).T
    new = _is_new(pairs) | _is_new(articles[rows])
    rows = rows[new]
    return pairs[new], articles[rows], depths[rows]


def _is_new(numbers: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Shape (n,): whether each is another than the one before it."""
    new = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=new[1:])
    return new


def _independent(pairs: Pairs, articles: Numbers, count: int, voters: Origins) -> Numbers:
    """Shape (count,): independent origins of every pair; the i-th says that an article has one.

    An article that shares neither its text nor its outlet is an origin beside any others.
    """
    texts, outlets = Counter(voters.texts), Counter(voters.outlets)
    told_by = zip(voters.texts, voters.outlets, strict=True)
    alone = np.array([texts[text] == outlets[outlet] == 1 for text, outlet in told_by], dtype=bool)
    independent = np.bincount(pairs[alone[articles]], minlength=count)
    among: defaultdict[int, list[int]] = defaultdict(list)
    others = ~alone[articles]
    for pair, article in zip(pairs[others].tolist(), articles[others].tolist(), strict=True):
        among[pair].append(article)
    origins_of = cache(voters.independent)
    for pair, sharing in among.items():
        independent[pair] += origins_of(tuple(sharing))
    return independent


def _stem(word: str, spoken: str) -> str:
    """As it is where stemming does not help."""
    return str(_stemmer(spoken).stemWord(word)) if spoken in STEMMERS else word


@lru_cache
def _stemmer(spoken: str) -> Any:
    import Stemmer  # noqa: PLC0415 - only where there is something to stem

    return Stemmer.Stemmer(STEMMERS[spoken])
