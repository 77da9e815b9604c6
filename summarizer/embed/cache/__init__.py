"""A sentence is embedded once in its life: vectors are kept from run to run.

Whether a vector comes from the encoder or from the store, it has the same bits, because every
vector is rounded to what the store keeps, 16 bits a number, in `rounded`: with a store or without
one, on the command line and in the library.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Encoder, Vectors

if TYPE_CHECKING:
    from summarizer.embed.cache.store import Store

DIGEST = 16
"""Bytes by which a text is known: that two texts share them does not happen by chance."""
STEP = 1000
"""Sentences encoded and kept at a time, in about four seconds: what a kill can cost."""


class Cached:
    """An encoder that looks into the store first; without a store it only rounds."""

    def __init__(self, encoder: Encoder, store: "Store | None" = None) -> None:
        self._encoder = encoder
        self._store = store
        self.truncated = encoder.truncated

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    @property
    def sha256(self) -> str | None:
        """The encoder's."""
        return self._encoder.sha256

    @property
    def identity(self) -> str | None:
        """The encoder's: nothing is kept under None."""
        return self._encoder.identity

    @property
    def max_tokens(self) -> int | None:
        """The encoder's."""
        return self._encoder.max_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does, rounded; the encoder is asked for what the store does not have."""
        if self._store is None or self.identity is None or not texts:
            return restored(halves(self._encoder.encode(texts)))
        dimensions = self._encoder.encode(()).shape[1]
        digests = [_digest(text) for text in texts]
        known = self._store.recall(self._encoder, digests, dimensions * 2)
        missing = {d: text for d, text in zip(digests, texts, strict=True) if d not in known}
        for part in _parts(missing):
            rows = halves(self._encoder.encode(list(part.values())))
            new = {digest: row.tobytes() for digest, row in zip(part, rows, strict=True)}
            self._store.keep(self._encoder, new)
            known |= new
        kept = b"".join([known[digest] for digest in digests])
        return restored(np.frombuffer(kept, np.float16).reshape(len(texts), dimensions))


def halves(vectors: Vectors) -> NDArray[np.float16]:
    """The nearest 16-bit numbers: 11 significant bits each.

    The cosine of two embedded sentences moves by less than 0.0001, a fiftieth of what 8-bit
    weights move it by; see docs/design.md, "Is a sentence embedded twice?".
    """
    return vectors.astype(np.float16)


def restored(kept: NDArray[np.float16]) -> Vectors:
    """Unit rows again, as rounding moves lengths by up to 0.0001; zero rows stay zero.

    A row depends on that row only, bit by bit.
    """
    wide = kept.astype(np.float64)
    lengths = np.sqrt((wide * wide).sum(axis=1, keepdims=True))
    rows: Vectors = np.divide(wide, lengths, out=wide, where=lengths > 0).astype(np.float32)
    return rows


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def _parts(texts: Mapping[bytes, str]) -> Iterator[dict[bytes, str]]:
    items = iter(texts.items())
    while part := dict(islice(items, STEP)):
        yield part
