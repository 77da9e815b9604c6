from collections.abc import Sequence

import numpy as np

from summarizer.datatypes import Vectors
from summarizer.evaluate.remembered import Remembered
from tests.fakes import DIMENSIONS, HashEncoder


class Listening(HashEncoder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return super().encode(texts)


def test_no_text_is_encoded_twice() -> None:
    encoder = Listening()
    remembered = Remembered(encoder)
    remembered.encode(["one", "two", "one"])
    remembered.encode(["two", "three"])
    assert encoder.asked == ["one", "two", "three"]


def test_the_vectors_are_the_encoders_own_in_the_order_asked() -> None:
    texts = ["the dam", "the bridge", "the dam"]
    remembered = Remembered(HashEncoder())
    remembered.encode(["the bridge"])
    assert np.array_equal(remembered.encode(texts), HashEncoder().encode(texts))


def test_no_texts_give_no_rows() -> None:
    assert Remembered(HashEncoder()).encode([]).shape == (0, DIMENSIONS)
