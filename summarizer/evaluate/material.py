"""What every system chooses from, and the budget that all of them share."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer import split
from summarizer.datatypes import Encoder, Sentence, Vectors, count_words
from summarizer.evaluate.dataset import Cluster

SHORTEST = 5
"""Words. Peers drop shorter "sentences"; they have no other screen."""


@dataclass(frozen=True)
class Material:
    """One cluster, split, with an exact budget."""

    cluster: Cluster
    sentences: tuple[Sentence, ...]
    """Of at least `SHORTEST` words, article by article; what baselines choose from."""
    limit: int
    """Words."""
    encoder: Encoder
    seed: int

    @property
    def texts(self) -> list[str]:
        """Of the sentences, in the same order."""
        return [sentence.text for sentence in self.sentences]

    @property
    def vectors(self) -> Vectors:
        """Row i is sentence i."""
        return self.encoder.encode(self.texts)


System = Callable[[Material], list[Sentence]]
"""A way to summarize: whole sentences within the budget, in reading order."""


def of(cluster: Cluster, limit: int, encoder: Encoder, seed: int) -> Material:
    """Split the cluster's articles; `limit` is in words."""
    sentences = tuple(
        sentence
        for article in cluster.articles
        for sentence in split.sentences(article)
        if count_words(sentence.text) >= SHORTEST
    )
    return Material(cluster, sentences, limit, encoder, seed)


def take(
    material: Material,
    order: Iterable[int],
    *,
    vectors: NDArray[np.floating] | None = None,
    most: float = 1.0,
) -> list[Sentence]:
    """Rows in that order while they fit; one that does not is passed over. Then by place.

    With `vectors` (unit rows), a row whose cosine to a taken one is above `most` is passed over.
    """
    left = material.limit
    taken: list[int] = []
    for row in order:
        words = count_words(material.sentences[row].text)
        if words > left:
            continue
        if vectors is not None and taken and float((vectors[taken] @ vectors[row]).max()) > most:
            continue
        taken.append(row)
        left -= words
    return [material.sentences[row] for row in sorted(taken)]
