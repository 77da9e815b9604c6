"""What sentences say, as pairs of neighbouring words; what several sources say weighs more.

Coverage of weighted bigrams is the objective of Gillick & Favre 2009 (ILP-NLP). Here a pair's
weight is the vote of the independent origins that have it, each the stronger the earlier it says
it. Common words need no list: a pair of them is everywhere and soon covered.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
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
_Pair = tuple[str, str]


class Concepts:
    """The weighted word pairs of a list of sentences."""

    def __init__(
        self,
        texts: Sequence[str],
        places: Sequence[Place],
        articles: Sequence[Article],
        depth: float,
    ) -> None:
        """`places` says in which of `articles` each text stands, and where.

        `depth` is the number of sentences down an article at which its vote has halved: as many
        as could be printed of each article if all were read side by side.
        """
        numbers: dict[_Pair, int] = {}
        self.of: list[NDArray[np.intp]] = []
        """For every text the numbers of its pairs, sorted, each once."""
        languages = [language.of(article) for article in articles]
        for text, place in zip(texts, places, strict=True):
            pairs = _pairs(text, languages[place.article])
            found = {numbers.setdefault(pair, len(numbers)) for pair in pairs}
            self.of.append(np.array(sorted(found), dtype=np.intp))
        votes = np.zeros(len(numbers))
        for article, spoken in zip(articles, languages, strict=True):
            for pair in _pairs(article.title, spoken):
                if pair in numbers:
                    votes[numbers[pair]] += HEADLINE
        said, told_by, down = _first(self.of, places)
        # A vote is the louder the earlier the article says it.
        votes += np.bincount(said, 1 / (1 + down / depth), len(numbers))
        held = np.bincount(said, minlength=len(numbers))
        independent = _independent(said, told_by, len(numbers), origins.of(articles))
        self.weights = votes * np.where(independent > 1, independent, LONE) / held

    def together(self, rows: Iterable[int]) -> NDArray[np.intp]:
        """The pairs of several texts, sorted, each once."""
        held = [self.of[row] for row in rows]
        if len(held) == 1:
            return held[0]
        # Not np.unique: its first call imports numpy.ma, which takes 15 ms.
        return np.array(sorted({*np.concatenate(held).tolist()}), dtype=np.intp)


class Coverage:
    """How much weight of what is not said yet each candidate would add."""

    def __init__(self, candidates: Sequence[NDArray[np.intp]], weights: Scores) -> None:
        self._candidates = candidates
        self._weights = weights
        self._flat = np.concatenate(candidates)
        lengths = np.array([len(held) for held in candidates])
        self._starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self._empty = lengths == 0

    def gain(self, chosen: Sequence[int]) -> Scores:
        """Shape (candidates,): the weight that each adds to the chosen ones."""
        left = self._weights.copy()
        for row in chosen:
            left[self._candidates[row]] = 0
        gains: Scores = np.add.reduceat(np.append(left[self._flat], 0.0), self._starts)
        return np.where(self._empty, 0.0, gains)


def _first(
    held: Sequence[NDArray[np.intp]], places: Sequence[Place]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Shape (n,) each: pair, article that has it, and where first; pair by pair in rising order."""
    rows = np.repeat(np.arange(len(held)), [len(pairs) for pairs in held])
    pairs = np.concatenate([*held, np.empty(0, dtype=np.intp)])
    articles, depths = np.array([*places, Place(0, 0)], dtype=np.intp)[rows].T
    order = np.lexsort((depths, articles, pairs))
    pairs, articles, depths = pairs[order], articles[order], depths[order]
    again = (pairs[1:] == pairs[:-1]) & (articles[1:] == articles[:-1])
    new = np.concatenate([np.ones(min(1, len(pairs)), dtype=bool), ~again])
    return pairs[new], articles[new], depths[new]


def _independent(
    pairs: NDArray[np.intp], articles: NDArray[np.intp], count: int, voters: Origins
) -> NDArray[np.intp]:
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


def _pairs(text: str, spoken: str) -> Iterator[_Pair]:
    """Neighbouring words, stemmed where that helps."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    stems = [_stem(word, spoken) for word in words] if spoken in STEMMERS else words
    return pairwise(stems)


@lru_cache(maxsize=1 << 16)
def _stem(word: str, spoken: str) -> str:
    return str(_stemmer(spoken).stemWord(word))


@lru_cache
def _stemmer(spoken: str) -> Any:
    import Stemmer  # noqa: PLC0415 - only where there is something to stem

    return Stemmer.Stemmer(STEMMERS[spoken])
