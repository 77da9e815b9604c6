import numpy as np
import pytest

from summarizer.evaluate.bootstrap import interval


def test_equal_seeds_give_equal_intervals() -> None:
    values = [1.0, 4.0, 2.0, 8.0, 5.0]
    assert interval(values, 7) == interval(values, 7)
    assert interval(values, 7) != interval(values, 8)


def test_a_constant_has_no_width() -> None:
    assert interval([3.0, 3.0, 3.0], 0) == (3, 3, 3)


def test_the_width_is_that_of_the_standard_error() -> None:
    values = np.random.default_rng(1).normal(20, 5, size=400).tolist()
    found = interval(values, 0)
    assert found.mean == pytest.approx(np.mean(values))
    assert found.high - found.low == pytest.approx(2 * 1.96 * 5 / 20, rel=0.1)


def test_about_95_of_100_intervals_hold_the_true_mean() -> None:
    draws = np.random.default_rng(2).normal(20, 5, size=(100, 60))
    held = [low <= 20 <= high for _, low, high in (interval(row, 0) for row in draws)]
    assert 90 <= sum(held) <= 99
