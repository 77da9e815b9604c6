"""Stand-ins that behave, for what is slow or outside: fakes, not mocks. And picks by hand."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from summarizer.datatypes import Pick, Sentence, Vectors

DIMENSIONS = 64

_WORD = re.compile(r"\w+")


class HashEncoder:
    """A bag of words: each word has one coordinate, by its checksum. No model, no randomness."""

    name = "hash"
    sha256 = None
    identity = "hash"
    max_tokens = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), DIMENSIONS), float32, unit rows; zero rows for texts without words."""
        counts = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.casefold()):
                counts[row, zlib.crc32(word.encode("utf-8", "replace")) % DIMENSIONS] += 1
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        return np.divide(counts, lengths, out=counts, where=lengths > 0)

    def truncated(self, texts: Sequence[str]) -> list[int]:  # noqa: ARG002 - part of the protocol
        """It reads everything."""
        return []


class OtherEncoder(HashEncoder):
    """Another model: as near each other as `HashEncoder` has them, texts lie elsewhere."""

    name = identity = "other"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As `HashEncoder`, the coordinates in another order."""
        return super().encode(texts)[:, ::-1]


def pick(
    sentence: Sentence,
    *repeats: Sentence,
    score: float = 1,
    salience: float = 1,
    redundancy: float = 0,
) -> Pick:
    """A quoted sentence, printed as it is."""
    return Pick(
        sentence=sentence,
        display=sentence.text,
        score=score,
        salience=salience,
        redundancy=redundancy,
        repeats=repeats,
    )
