from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import fill

EVERYTHING = [1.0] * 9


def exchanged(
    chosen: list[int], costs: list[int], limit: int, worth=EVERYTHING, **more
) -> list[int]:
    def answer(others: Sequence[int]) -> np.ndarray:
        values = np.array(worth[: len(costs)], dtype=np.float64)
        values[list(others)] = -np.inf
        return values

    permitted = more.get("permitted", lambda _others, _row: True)
    return fill.exchange(chosen, answer, costs, limit=limit, permitted=permitted)


def test_a_short_passage_is_exchanged_for_a_longer_one_that_fits():
    assert exchanged([0, 1], [10, 5, 12], limit=22) == [0, 2]


def test_the_lead_stays():
    assert exchanged([0], [5, 20], limit=20) == [0]


def test_what_is_nearly_full_is_left_alone():
    assert exchanged([0, 1], [10, 8, 10], limit=20) == [0, 1]


def test_what_would_exceed_the_limit_is_not_taken():
    assert exchanged([0, 1], [10, 2, 11], limit=20) == [0, 1]


def test_what_fills_most_wins_and_full_is_full_enough():
    assert exchanged([0, 1], [10, 2, 6, 9], limit=20) == [0, 3]
    # Both reach nine tenths: then the worthier one wins.
    assert exchanged([0, 1], [10, 2, 10, 8], limit=20, worth=[1, 1, 0.1, 0.9]) == [0, 3]


def test_among_equals_the_smaller_row_wins():
    assert exchanged([0, 1], [10, 2, 8, 8], limit=20) == [0, 2]


def test_what_is_worth_nothing_beside_the_others_is_not_taken():
    assert exchanged([0, 1], [10, 2, 8], limit=20, worth=[1, 1, -np.inf]) == [0, 1]


def test_what_is_not_permitted_is_passed_over():
    refused = exchanged([0, 1], [10, 2, 9, 7], limit=20, permitted=lambda _others, row: row != 2)
    assert refused == [0, 3]


def test_nothing_chosen_stays_nothing():
    assert exchanged([], [1, 2], limit=9) == []


@given(st.lists(st.integers(1, 20), min_size=1, max_size=8), st.integers(1, 60), st.data())
def test_it_is_never_over_the_limit_and_never_emptier(costs, limit, data):
    order = data.draw(st.permutations(range(len(costs))))
    chosen: list[int] = []
    for row in order[: data.draw(st.integers(0, len(costs)))]:
        if sum(costs[kept] for kept in chosen) + costs[row] <= limit:
            chosen.append(row)
    found = exchanged(chosen, costs, limit)
    before, after = (sum(costs[row] for row in rows) for rows in (chosen, found))
    assert before <= after <= limit
    assert len(set(found)) == len(found)
    assert found == chosen or after > before
    assert found[:1] == chosen[:1]
