from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import mmr

# Unit vectors and weights that binary fractions hold exactly: no rounding hides a wrong choice.
ROWS = list(product((0.5, -0.5), repeat=4))
EIGHTHS = st.integers(0, 8).map(lambda n: n / 8)


@st.composite
def problems(draw):
    size = draw(st.integers(0, 9))
    vectors = draw(st.lists(st.sampled_from(ROWS), min_size=size, max_size=size))
    salience = draw(st.lists(EIGHTHS, min_size=size, max_size=size))
    costs = draw(st.lists(st.integers(1, 12), min_size=size, max_size=size))
    return (
        np.array(salience, dtype=np.float64),
        np.array(vectors, dtype=np.float32).reshape(size, 4),
        costs,
        draw(st.integers(0, 30)),
    )


def naive(salience, vectors, costs, limit, tradeoff):
    """The definition, written out: no state but the list of what was chosen."""
    chosen = []
    while True:
        left = limit - sum(costs[row] for row in chosen)
        fitting = [row for row in range(len(costs)) if row not in chosen and costs[row] <= left]
        if not fitting:
            return chosen

        best = max(salience[row] for row in fitting) or 1

        def score(row, best=best):
            close = [float(np.dot(vectors[row], vectors[other])) for other in chosen]
            return round(
                tradeoff * salience[row] / best - (1 - tradeoff) * max(close, default=0), 9
            )

        chosen.append(max(fitting, key=lambda row: (score(row), -row)))


def picked(salience, vectors, costs, **more) -> list[mmr.Choice]:
    """With a relevance that stays as it is, and cosines as the similarity."""
    return mmr.pick(
        lambda _chosen: salience,
        lambda row: (vectors @ vectors[row]).astype(np.float64),
        costs,
        **more,
    )


def rows(*args, **more) -> list[int]:
    return [choice.row for choice in picked(*args, **more)]


@given(problems(), EIGHTHS)
def test_it_picks_what_the_definition_picks(problem, tradeoff):
    salience, vectors, costs, limit = problem
    expected = naive(salience, vectors, costs, limit, tradeoff)
    assert rows(salience, vectors, costs, limit=limit, tradeoff=tradeoff) == expected


@given(problems(), EIGHTHS)
def test_the_limit_is_never_exceeded_and_nothing_that_fits_is_left_out(problem, tradeoff):
    salience, vectors, costs, limit = problem
    chosen = rows(salience, vectors, costs, limit=limit, tradeoff=tradeoff)
    spent = sum(costs[row] for row in chosen)
    assert spent <= limit
    assert len(set(chosen)) == len(chosen)
    assert all(spent + costs[row] > limit for row in set(range(len(costs))) - set(chosen))


@given(problems(), st.randoms(use_true_random=False))
def test_at_one_only_salience_counts(problem, random):
    salience, vectors, costs, limit = problem
    shuffled = vectors[random.sample(range(len(vectors)), len(vectors))]
    chosen = rows(salience, vectors, costs, limit=limit, tradeoff=1)
    assert chosen == rows(salience, shuffled, costs, limit=limit, tradeoff=1)
    assert chosen == sorted(chosen, key=lambda row: (-salience[row], row))


@given(problems(), st.randoms(use_true_random=False))
def test_at_zero_only_novelty_counts(problem, random):
    salience, vectors, costs, limit = problem
    shuffled = salience[random.sample(range(len(salience)), len(salience))]
    chosen = rows(salience, vectors, costs, limit=limit, tradeoff=0)
    assert chosen == rows(shuffled, vectors, costs, limit=limit, tradeoff=0)


SALIENCE = np.array([1.0, 0.9, 0.4])
VECTORS = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)


def test_with_more_relevance_the_copy_wins():
    assert rows(SALIENCE, VECTORS, [5, 5, 5], limit=10, tradeoff=0.8) == [0, 1]


def test_with_more_novelty_the_copy_loses_to_the_new_fact():
    assert rows(SALIENCE, VECTORS, [5, 5, 5], limit=10, tradeoff=0.4) == [0, 2]


def test_a_row_too_dear_for_what_is_left_is_passed_over():
    assert rows(SALIENCE, VECTORS, [5, 6, 5], limit=10, tradeoff=1) == [0, 2]


def test_equal_scores_go_to_the_smaller_row():
    equal = np.array([0.5, 0.5, 0.5])
    assert rows(equal, VECTORS, [1, 1, 1], limit=1, tradeoff=1) == [0]


def test_the_score_and_the_redundancy_are_those_of_the_moment_of_choice():
    first, second = picked(SALIENCE, VECTORS, [5, 5, 5], limit=10, tradeoff=0.75)
    assert (first.score, first.relevance, first.redundancy) == (0.75, 1, 0)
    assert (second.row, second.score, second.relevance, second.redundancy) == (1, 0.5, 1, 1)


def test_relevance_counts_as_a_share_of_the_best_that_is_still_open():
    # Against the first one's 1.0, 0.02 would be nothing beside a cosine of 0.5.
    vectors = np.array([[1, 0, 0], [0.5, 0.5, 0.5**0.5], [0, 1, 0]], dtype=np.float32)
    small = np.array([1.0, 0.02, 0.005])
    chosen = picked(small, vectors, [5, 5, 5], limit=10, tradeoff=0.5)
    assert [choice.row for choice in chosen] == [0, 1]
    assert (chosen[1].score, chosen[1].relevance) == (0.25, 1)


def test_what_is_not_allowed_is_never_chosen_even_as_the_first():
    allowed = np.array([False, True, True])
    more = {"limit": 15, "tradeoff": 1, "allowed": allowed}
    assert rows(SALIENCE, VECTORS, [5, 5, 5], **more) == [1, 2]
    assert rows(SALIENCE, VECTORS, [5, 5, 5], first=0, **more) == [1, 2]
    assert allowed.tolist() == [False, True, True]


def test_a_copy_below_the_ceiling_may_be_chosen():
    near = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    assert rows(SALIENCE, near, [1, 1, 1], limit=3, tradeoff=1, ceiling=0.7) == [0, 1]
    assert rows(SALIENCE, near, [1, 1, 1], limit=3, tradeoff=1, ceiling=0.9) == [0, 1, 2]


def test_nothing_to_pick_from_or_no_room_is_an_empty_answer():
    empty = np.zeros((0, 4), dtype=np.float32)
    assert picked(np.zeros(0), empty, [], limit=10, tradeoff=0.5) == []
    assert rows(SALIENCE, VECTORS, [5, 5, 5], limit=4, tradeoff=0.5) == []


def test_relevance_is_asked_again_with_what_was_chosen():
    def relevance(chosen):
        return np.array([0.9, 0.8, 0.7]) if not chosen else np.array([0.0, 0.1, 0.7])

    def different(_row):
        return np.zeros(3)

    choices = mmr.pick(relevance, different, [1, 1, 1], limit=2, tradeoff=1)
    assert [(choice.row, choice.score) for choice in choices] == [(0, 1), (2, 1)]


def test_the_first_goes_before_all_others_when_it_fits():
    assert rows(SALIENCE, VECTORS, [5, 5, 5], limit=10, tradeoff=1, first=2) == [2, 0]
    assert rows(SALIENCE, VECTORS, [5, 5, 11], limit=10, tradeoff=1, first=2) == [0, 1]


def test_a_cosine_of_the_ceiling_or_more_is_a_copy_and_dropped():
    assert rows(SALIENCE, VECTORS, [1, 1, 1], limit=3, tradeoff=1, ceiling=1.0) == [0, 2]


def test_what_is_not_permitted_yet_can_be_chosen_later():
    def after_the_last(chosen, row):
        return row != 0 or 2 in chosen

    more = {"limit": 3, "tradeoff": 1, "permitted": after_the_last}
    assert rows(SALIENCE, VECTORS, [1, 1, 1], **more) == [1, 2, 0]
