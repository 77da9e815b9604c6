"""Who says a thing independently of whom: ten prints of one wire story are one origin."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Article

SHINGLE = 5
"""Words in a row. Five shared in order are copied, not coincidence (Broder 1997)."""
COPY = 0.6
"""Share of the shorter article's shingles from which the two are one text."""

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93,
     0xA0761D6478BD642F], np.uint64,
)  # fmt: skip
"""Odd and without pattern: a run of words is its numbers times these, modulo 2^64."""
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Origins:
    """For every article, by its place in the list: the text it prints and who prints it."""

    texts: tuple[int, ...]
    outlets: tuple[str, ...]

    def independent(self, articles: Iterable[int]) -> int:
        """Votes that these articles have together: a text counts once, and so does an outlet."""
        printed: dict[int, set[str]] = {}
        for number in articles:
            printed.setdefault(self.texts[number], set()).add(self.outlets[number])
        return _matched(printed)


def _matched(printed: Mapping[int, Set[str]]) -> int:
    """Most pairs of a text and an outlet that prints it, each in one pair (Kuhn 1955)."""
    text_of: dict[str, int] = {}

    def place(text: int, tried: set[str]) -> bool:
        for outlet in sorted(printed[text] - tried):
            tried.add(outlet)
            if outlet not in text_of or place(text_of[outlet], tried):
                text_of[outlet] = text
                return True
        return False

    return sum(place(text, set()) for text in printed)


def of(articles: Sequence[Article]) -> Origins:
    """Compare every article with the texts seen so far; linear in the number of words."""
    shingled = _shingles(articles)
    sizes = [len(shingles) for shingles in shingled]
    common = _common(shingled)
    owners: dict[int, int] = {}
    lengths: list[int] = []
    longest_first = sorted(range(len(articles)), key=lambda n: (-sizes[n], articles[n].id))
    texts = [0] * len(articles)
    for number in longest_first:
        shingles = common[number]
        shared = Counter(owners[shingle] for shingle in shingles if shingle in owners)
        origin, count = min(shared.items(), key=lambda item: (-item[1], item[0]), default=(-1, 0))
        if not count or count < COPY * min(sizes[number], lengths[origin]):
            origin = len(lengths)
            lengths.append(sizes[number])
        for shingle in shingles:
            owners.setdefault(shingle, origin)
        texts[number] = origin
    return Origins(tuple(texts), tuple(_outlet(article) for article in articles))


def _shingles(articles: Sequence[Article]) -> list[NDArray[np.uint64]]:
    """Each article's runs of words as numbers, each once; a shorter text is one run."""
    numbers: dict[str, int] = {}
    found = []
    for article in articles:
        words = _WORDS.findall(article.text.casefold())
        row = [numbers.setdefault(word, len(numbers) + 1) for word in words]
        row += [0] * (SHINGLE - len(row))
        runs = np.lib.stride_tricks.sliding_window_view(np.array(row, np.uint64), SHINGLE)
        found.append(_each_once(runs @ _FACTORS))
    return found


def _common(shingled: Sequence[NDArray[np.uint64]]) -> list[list[int]]:
    """Of each article the shingles that another one has: no others can decide."""
    every = np.sort(np.concatenate([*shingled, np.empty(0, np.uint64)]))
    twice = _each_once(every[1:][every[1:] == every[:-1]])
    if not len(twice):
        return [[] for _ in shingled]
    places = [np.searchsorted(twice, row).clip(max=len(twice) - 1) for row in shingled]
    return [row[twice[at] == row].tolist() for row, at in zip(shingled, places, strict=True)]


def _each_once(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    # Not np.unique: its first call imports numpy.ma, which takes 15 ms.
    rising = np.sort(numbers)
    new = np.ones(len(rising), dtype=bool)
    new[1:] = rising[1:] != rising[:-1]
    return rising[new]


def _outlet(article: Article) -> str:
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    return article.source.casefold() or host.removeprefix("www.") or article.id
