"""The encoder that looks into the store first: same bits, fewer questions."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import embed
from summarizer.datatypes import Vectors
from summarizer.embed.cache import Cached, halves, restored
from tests.embed.cache.hands import Listening, store
from tests.fakes import DIMENSIONS, HashEncoder

TEXTS = ["The dam broke on Monday.", "", "Two people died.", "The dam broke on Monday.", "\udcff"]


def unit(rows: list[list[float]]) -> Vectors:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_cold_warm_half_warm_and_without_a_store_the_bits_are_the_same(tmp_path: Path) -> None:
    expected = Cached(HashEncoder()).encode(TEXTS)
    half = Cached(HashEncoder(), store(tmp_path / "half"))
    half.encode(TEXTS[2:])
    whole = Cached(HashEncoder(), store(tmp_path / "whole"))
    for encoder in (half, half, whole, whole):
        vectors = encoder.encode(TEXTS)
        assert vectors.dtype == np.float32
        assert np.array_equal(vectors, expected)


def test_a_text_is_encoded_once_in_its_life(tmp_path: Path) -> None:
    encoder = Listening()
    Cached(encoder, store(tmp_path)).encode(["one", "two", "one"])
    Cached(encoder, store(tmp_path)).encode(["three", "two"])
    assert encoder.asked == ["one", "two", "three"]


def test_another_encoder_has_its_own_vectors(tmp_path: Path) -> None:
    one, other = Listening("one"), Listening("other")
    for encoder in (one, other, one, other):
        Cached(encoder, store(tmp_path)).encode(["The dam broke."])
    assert (one.asked, other.asked) == (["The dam broke."], ["The dam broke."])


def test_of_an_encoder_whose_vectors_depend_on_other_texts_nothing_is_kept(tmp_path: Path) -> None:
    encoder = Listening(None)
    for _ in range(2):
        Cached(encoder, store(tmp_path / "cache")).encode(["one"])
    assert encoder.asked == ["one", "one"]
    assert not (tmp_path / "cache").exists()


def test_many_texts_are_encoded_in_parts_and_stay_in_order(tmp_path: Path) -> None:
    texts = [f"Item {number} is new." for number in range(2500)]
    encoder = Cached(HashEncoder(), store(tmp_path))
    expected = Cached(HashEncoder()).encode(texts)
    assert np.array_equal(encoder.encode(texts), expected)
    assert np.array_equal(encoder.encode(texts[::-1]), expected[::-1])


def test_it_is_the_encoder_in_everything_else(tmp_path: Path) -> None:
    encoder = Cached(HashEncoder(), store(tmp_path))
    assert (encoder.name, encoder.sha256, encoder.identity) == ("hash", None, "hash")
    assert encoder.max_tokens is None
    assert encoder.truncated(["one"]) == []
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_rounding_leaves_unit_rows_and_zero_rows() -> None:
    rows = restored(halves(unit([[3, 4, 0.001], [1, 1e-6, 7]])))
    assert np.abs(np.linalg.norm(rows.astype(np.float64), axis=1) - 1).max() < 1e-7
    assert not restored(np.zeros((2, 3), np.float16)).any()


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=5, max_size=5), min_size=1))
def test_rounding_goes_row_by_row(rows: list[list[float]]) -> None:
    kept = halves(unit([[*row, 1.0] for row in rows]))
    alone = np.concatenate([restored(kept[row : row + 1]) for row in range(len(kept))])
    assert np.array_equal(alone, restored(kept))


def test_a_rounded_cosine_is_off_by_less_than_a_ten_thousandth() -> None:
    chance = np.random.default_rng(7)
    vectors = unit(chance.normal(size=(200, 384)).tolist())
    rounded = restored(halves(vectors)).astype(np.float64)
    exact = vectors.astype(np.float64)
    assert np.abs(rounded @ rounded.T - exact @ exact.T).max() < 1e-4


@pytest.mark.parametrize("name", embed.ENCODERS)
def test_every_encoder_gives_the_same_with_a_store(name: str, tmp_path: Path) -> None:
    texts = ["The dam broke on Monday.", "Two people died."]
    expected = embed.encoder(name).encode(texts)
    embed.encoder(name, store=store(tmp_path)).encode(texts[:1])
    for _ in range(2):
        assert np.array_equal(embed.encoder(name, store=store(tmp_path)).encode(texts), expected)
