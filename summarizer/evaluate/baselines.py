"""What a summary is compared with, each under the same exact budget of whole sentences.

Every baseline fills the budget greedily, passes over what does not fit, and prints its sentences
in the order of the articles. None has our screen: they get all sentences of at least five words,
as the tools that they stand for do.
"""

import zlib
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Sentence
from summarizer.evaluate import peers
from summarizer.evaluate.material import Material, System, take
from summarizer.evaluate.rouge import words

MMR_LAMBDA = 0.6
DUPLICATE = 0.85
"""Cosine of embeddings."""
DAMPING = 0.85
"""Of the random walk, as in Brin & Page 1998."""
SETTLED = 1e-8
"""Change of the random walk's probabilities, summed, at which it has arrived."""
SAME_BAG = 0.95
"""Cosine of word weights; Rossiello, Basile & Semeraro 2017."""


def lead(material: Material) -> list[Sentence]:
    """The first sentences of the first article."""
    first = material.sentences[0].article if material.sentences else None
    rows = (row for row, each in enumerate(material.sentences) if each.article == first)
    return take(material, rows)


def round_robin_lead(material: Material) -> list[Sentence]:
    """The first sentence of every article, then the second of every article, and so on."""
    read: Counter[str] = Counter()
    place = []
    for sentence in material.sentences:
        place.append(read[sentence.article.id])
        read[sentence.article.id] += 1
    return take(material, sorted(range(len(place)), key=place.__getitem__))


def chance(material: Material) -> list[Sentence]:
    """Sentences drawn at random; the draw depends on the seed and the cluster's id only."""
    draw = np.random.default_rng([material.seed, zlib.crc32(material.cluster.id.encode())])
    return take(material, draw.permutation(len(material.sentences)).tolist())


def centroid(material: Material) -> list[Sentence]:
    """Closest to the mean of the TF-IDF vectors, without doubles (Rossiello et al. 2017)."""
    if not material.sentences:
        return []
    bags = _bags(material)
    return take(material, _falling(bags @ bags.mean(axis=0)), vectors=bags, most=SAME_BAG)


def lexrank_on_embeddings(material: Material) -> list[Sentence]:
    """LexRank (Erkan & Radev 2004, continuous form) on the cosines of embeddings."""
    if not material.sentences:
        return []
    vectors = material.vectors.astype(np.float64)
    ties = np.maximum(vectors @ vectors.T, np.finfo(float).tiny)
    steps = ties / ties.sum(axis=1, keepdims=True)
    rank = np.full(len(steps), 1 / len(steps))
    change = 1.0
    while change > SETTLED:
        moved = DAMPING * (rank @ steps) + (1 - DAMPING) / len(steps)
        change = float(np.abs(moved - rank).sum())
        rank = moved
    return take(material, _falling(rank))


def mmr_on_embeddings(material: Material) -> list[Sentence]:
    """Plain MMR (Carbonell & Goldstein 1998): relevance is the cosine to the mean vector."""
    if not material.sentences:
        return []
    vectors = material.vectors.astype(np.float64)
    mean = vectors.mean(axis=0)
    relevance = vectors @ mean / max(float(np.linalg.norm(mean)), np.finfo(float).tiny)
    redundancy = np.zeros(len(vectors))
    open_rows = np.ones(len(vectors), dtype=bool)
    chosen: list[int] = []
    kept: list[Sentence] = []
    while open_rows.any():
        worth = MMR_LAMBDA * relevance - (1 - MMR_LAMBDA) * redundancy
        row = int(np.argmax(np.where(open_rows, worth, -np.inf)))
        open_rows[row] = False
        grown = take(material, [*chosen, row])
        if len(grown) == len(kept):  # it did not fit
            continue
        kept = grown
        chosen.append(row)
        redundancy = np.maximum(redundancy, vectors @ vectors[row])
        open_rows &= redundancy <= DUPLICATE
    return kept


BASELINES: dict[str, System] = {
    "lead": lead,
    "round-robin lead": round_robin_lead,
    "random": chance,
    "centroid": centroid,
    "LexRank (sumy)": peers.lexrank,
    "TextRank (sumy)": peers.textrank,
    "KL-sum (sumy)": peers.kl_sum,
    "LSA (sumy)": peers.lsa,
    "LexRank on embeddings": lexrank_on_embeddings,
    "MMR on embeddings": mmr_on_embeddings,
}
"""Name in the table → system."""


def _falling(values: NDArray[np.float64]) -> list[int]:
    """Rows from the highest value down; equal values in their order."""
    rows: list[int] = np.argsort(-values, kind="stable").tolist()
    return rows


def _bags(material: Material) -> NDArray[np.float64]:
    """Shape (sentences, words): TF-IDF over the cluster's sentences, unit rows."""
    tokens = [words(text, material.cluster.lang) for text in material.texts]
    columns = {word: n for n, word in enumerate(dict.fromkeys(w for row in tokens for w in row))}
    counts = np.zeros((len(tokens), max(len(columns), 1)))
    for row, sentence in enumerate(tokens):
        for word in sentence:
            counts[row, columns[word]] += 1
    rarity = np.log(len(tokens) / np.maximum((counts > 0).sum(axis=0), 1))
    weights = counts * rarity
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    unit: NDArray[np.float64] = weights / np.maximum(lengths, np.finfo(float).tiny)
    return unit
