"""The best that whole sentences can do, nearly: greedy choice with the references in view."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.datatypes import Sentence, count_words
from summarizer.evaluate.material import Material
from summarizer.evaluate.rouge import words

Grams = Counter[tuple[str, ...]]
"""Single words and pairs of neighbours; every pair weighs as one word."""

SCALES = (0.0, 1.0)
"""Powers of a sentence's words by which its gain is divided (Lin & Bilmes 2010): greed for the
most at once, and for the most per word. The better of the two summaries is the oracle's."""


def greedy(material: Material) -> list[Sentence]:
    """Add what raises ROUGE-1 + ROUGE-2 most, while something fits and raises it.

    Pairs across two sentences are left out here; the final score counts them.
    """
    lang = material.cluster.lang
    offered = [_grams(words(text, lang)) for text in material.texts]
    costs = [count_words(text) for text in material.texts]
    found: list[tuple[float, list[int]]] = []
    for scale in SCALES:
        references = [_Reference(_grams(words(t, lang))) for t in material.cluster.references]
        found.append(_choose(offered, costs, references, material.limit, scale))
    _, rows = max(found, key=lambda each: each[0])
    return [material.sentences[row] for row in sorted(rows)]


def _choose(
    offered: Sequence[tuple[Grams, Grams]],
    costs: Sequence[int],
    references: Sequence["_Reference"],
    limit: int,
    scale: float,
) -> tuple[float, list[int]]:
    """The value reached and the rows."""
    chosen: list[int] = []
    best = 0.0
    while True:
        gains = {
            row: sum(each.value(offered[row]) for each in references) - best
            for row, cost in enumerate(costs)
            if cost <= limit and row not in chosen
        }
        useful = [row for row, gain in gains.items() if gain > 0]
        if not useful:
            return best, chosen
        row = max(useful, key=lambda each: gains[each] / costs[each] ** scale)
        for reference in references:
            reference.say(offered[row])
        chosen.append(row)
        best += gains[row]
        limit -= costs[row]


@dataclass
class _Reference:
    """What a reference still waits for, while a summary grows."""

    wanted: tuple[Grams, Grams]
    length: list[int] = field(init=False)
    said: list[int] = field(default_factory=lambda: [0, 0])
    shared: list[int] = field(default_factory=lambda: [0, 0])

    def __post_init__(self) -> None:
        self.length = [grams.total() for grams in self.wanted]

    def value(self, new: tuple[Grams, Grams]) -> float:
        """F1 of words plus F1 of pairs, if this were said as well."""
        return sum(self._f1(kind, new[kind]) for kind in (0, 1))

    def say(self, new: tuple[Grams, Grams]) -> None:
        """Take the sentence into the summary."""
        for kind in (0, 1):
            self.shared[kind] += _shared(self.wanted[kind], new[kind])
            self.said[kind] += new[kind].total()
            self.wanted[kind].subtract(new[kind])

    def _f1(self, kind: int, new: Grams) -> float:
        total = self.length[kind] + self.said[kind] + new.total()
        shared = self.shared[kind] + _shared(self.wanted[kind], new)
        return 2 * shared / total if total else 0.0


def _shared(wanted: Grams, new: Grams) -> int:
    return sum(max(0, min(count, wanted[gram])) for gram, count in new.items())


def _grams(tokens: Sequence[str]) -> tuple[Grams, Grams]:
    return Counter((token,) for token in tokens), Counter(itertools.pairwise(tokens))
