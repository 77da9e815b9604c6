"""An encoder that encodes no text twice."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Encoder, Vectors


class Remembered:
    """The same vectors as the encoder's, each made once; all systems share them."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.sha256 = encoder.sha256
        self.max_tokens = encoder.max_tokens
        self.truncated = encoder.truncated
        self.known: dict[str, NDArray[np.float32]] = {}
        """Text → vector."""

    @property
    def identity(self) -> str | None:
        """The encoder's."""
        return self.encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new or not texts:
            vectors = self.encoder.encode(new)
            self.known.update(zip(new, vectors, strict=True))
            if not texts:
                return vectors
        return np.stack([self.known[text] for text in texts])
