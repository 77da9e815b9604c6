"""Vectors from words and pieces of words alone: any language, no model, nothing to download.

TF-IDF over whole words and their runs of four and five letters, reduced by truncated SVD (latent
semantic analysis: Deerwester et al. 1990). A text is placed by all texts of the same call: vectors
of two calls must never be compared.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Vectors

DIMENSIONS = 200
"""Most. On MultiLing ROUGE-2 is 18.3 with 50 or 100 in English, 19.0 with 200 or all; in the other
six languages the four are within 0.6."""
PIECES = (4, 5)
"""Letters, the ends of the word marked. With pieces of 3 besides ROUGE-2 falls by 0.5 in English
and 0.8 in French, without any it falls by 0.6 in French and 0.7 in Czech."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Scripts that print no spaces: there a run of one or two letters says as much as a word."""
UNSPACED_PIECES = (1, 2)


class LexicalEncoder:
    """Needs scipy only; the same texts give the same cosines, to 5e-7 where there are many."""

    name = "lexical"
    sha256 = None
    identity = None
    """The other texts of a call decide, too."""
    max_tokens = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), at most `DIMENSIONS`), float32, unit rows; zero rows without words."""
        unique = list(dict.fromkeys(texts))
        rows = {text: row for row, text in enumerate(unique)}
        found = _reduced([Counter(_features(text)) for text in unique])
        return found[[rows[text] for text in texts]]

    def truncated(self, texts: Sequence[str]) -> list[int]:  # noqa: ARG002 - part of the protocol
        """It reads everything."""
        return []


def _features(text: str) -> Iterator[str]:
    words, unspaced = _patterns()
    for word in words.findall(text.casefold()):
        yield word
        spaced = unspaced.search(word) is None
        marked = f"<{word}>" if spaced else word
        for size in PIECES if spaced else UNSPACED_PIECES:
            yield from (marked[at : at + size] for at in range(len(marked) - size + 1))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word, with the vowel signs of scripts that have them; a letter of an unspaced script."""
    marks = "".join(c for c in map(chr, range(0x300, 0x2000)) if unicodedata.category(c)[0] == "M")
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}])*"), re.compile(f"[{UNSPACED}]")


def _reduced(counts: Sequence[Counter[str]]) -> Vectors:
    """Shape (texts, dimensions): unit rows, zeros where nothing was counted."""
    from scipy import sparse  # noqa: PLC0415 - not for the default encoder
    from scipy.sparse.linalg import svds  # noqa: PLC0415

    numbers = {name: column for column, name in enumerate(dict.fromkeys(chain(*counts)))}
    if not numbers:
        return np.zeros((len(counts), 1), np.float32)
    columns = np.array([numbers[name] for each in counts for name in each])
    lengths = np.array([len(each) for each in counts])
    values = np.array([count for each in counts for count in each.values()], np.float64)
    ends = np.concatenate([[0], np.cumsum(lengths)])
    weights = _weights(values, columns, lengths)
    table = sparse.csr_array((weights, columns, ends), shape=(len(counts), len(numbers)))
    if len(counts) <= DIMENSIONS:  # as many dimensions as texts: nothing to reduce
        powers, left = np.linalg.eigh((table @ table.T).toarray())
        return _units(left * np.sqrt(np.maximum(powers, 0)))
    start = np.ones(min(table.shape))  # random ones, and restarts, would make other bits each time
    size = min(DIMENSIONS, *(n - 1 for n in table.shape))
    left, strengths, _ = svds(table, k=size, v0=start, rng=np.random.default_rng(0))
    return _units(left * strengths)


def _weights(
    counts: NDArray[np.float64], columns: NDArray[np.intp], lengths: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Shape (entries,): (1 + log count) × inverse document frequency, each text of length 1."""
    rarity = np.log((1 + len(lengths)) / (1 + np.bincount(columns))) + 1
    weights: NDArray[np.float64] = (1 + np.log(counts)) * rarity[columns]
    owners = np.repeat(np.arange(len(lengths)), lengths)
    squares = np.bincount(owners, weights**2, minlength=len(lengths))
    return weights / np.sqrt(squares)[owners]


def _units(rows: NDArray[np.float64]) -> Vectors:
    """Unit rows with a fixed sign for every column: its largest number is positive."""
    largest = np.abs(rows).argmax(axis=0)
    signs = np.where(rows[largest, np.arange(rows.shape[1])] < 0, -1.0, 1.0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found = np.divide(rows * signs, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    units: Vectors = found.astype(np.float32)
    return units
