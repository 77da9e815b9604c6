import numpy as np
import pytest

from summarizer.choose import near
from summarizer.datatypes import Vectors

CLOSE = 0.82


def unit(rows: np.ndarray) -> Vectors:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def repeating(count: int) -> Vectors:
    """Half of the rows are noise, each other one is close to the row `count / 2` before it."""
    chance = np.random.default_rng(1)
    first = unit(chance.standard_normal((count // 2, 64)))
    return np.concatenate([first, unit(first + 0.06 * chance.standard_normal(first.shape))])


def told(vectors: Vectors, order: list[int] | None = None) -> dict[int, list[int]]:
    rows = np.arange(len(vectors)) if order is None else np.array(order)
    return {place: close.tolist() for place, close in near.earlier(vectors, rows, CLOSE)}


@pytest.fixture
def in_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows are treated as many are."""
    monkeypatch.setattr(near, "EXACT", 10)


def test_every_pair_of_a_small_set_is_told_with_the_earlier_place() -> None:
    vectors = unit(np.array([[1, 0], [0, 1], [1, 0.1], [0.1, 1], [1, 0.2]]))
    assert told(vectors) == {2: [0], 3: [1], 4: [0, 2]}


def test_places_follow_the_given_order() -> None:
    vectors = unit(np.array([[1, 0], [0, 1], [1, 0.1], [0.1, 1]]))
    assert told(vectors, [3, 2, 0]) == {2: [1]}


def test_nothing_is_close_to_nothing() -> None:
    assert told(np.empty((0, 8), np.float32)) == {}
    assert told(np.eye(8, dtype=np.float32)) == {}


def test_pairs_across_blocks_are_told_once() -> None:
    vectors = repeating(2 * near.BLOCK + 10)
    half = len(vectors) // 2
    assert told(vectors) == {row: [row - half] for row in range(half, len(vectors))}


@pytest.mark.usefixtures("in_cells")
def test_cells_find_what_comparing_all_finds() -> None:
    half = 2_000
    found = told(repeating(2 * half))
    missed = [row for row in range(half, 2 * half) if found.get(row) != [row - half]]
    assert len(missed) <= half / 100
    assert found.keys() <= set(range(half, 2 * half))


@pytest.mark.usefixtures("in_cells")
def test_the_number_of_threads_does_not_change_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = repeating(1_000)
    monkeypatch.setattr(near, "_cores", lambda: 1)
    alone = told(vectors)
    monkeypatch.setattr(near, "_cores", lambda: 4)
    monkeypatch.setattr(near, "WAITING", 50)
    assert told(vectors) == alone


@pytest.mark.usefixtures("in_cells")
def test_of_many_alike_the_nearest_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that holds all of them is cut, and each row keeps a bounded number of pairs."""
    monkeypatch.setattr(near, "LARGEST", 100)
    angles = np.linspace(0, 0.5, 300)
    found = told(np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32))
    assert len(found) == 299
    assert max(map(len, found.values())) == near.NEAREST
    assert all(row - 1 in close for row, close in found.items() if row % 100)
