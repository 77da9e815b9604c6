import pytest

from summarizer.evaluate import tally
from summarizer.evaluate.defects import Defects
from summarizer.evaluate.rouge import Rouge
from summarizer.evaluate.run import Outcome, Score


def _score(two: float, seconds: float = 1.0) -> Score:
    defects = Defects(leaning=int(two), unquotable=0, repeats=1)
    return Score(Rouge(2 * two, two, two), defects, 4, 2, 0.5, seconds)


OUTCOMES = [
    Outcome("a", 0.1, {"first": _score(12, 1), "second": _score(10)}),
    Outcome("b", 0.1, {"first": _score(15, 2), "second": _score(13)}),
    Outcome("c", 0.1, {"first": _score(30, 9), "second": _score(28)}),
]


def test_a_row_holds_means_and_the_median_of_the_seconds() -> None:
    first, second = tally.rows(OUTCOMES, seed=0)
    assert (first.system, second.system) == ("first", "second")
    assert first.rouge2.mean == pytest.approx(19)
    assert first.rouge1.mean == pytest.approx(38)
    assert first.rouge2.low < 19 < first.rouge2.high
    assert (first.leaning, first.repeats, first.sentences) == (19, 1, 4)
    assert (first.sources, first.fill, first.seconds) == (2, 0.5, 2)


def test_a_difference_is_taken_cluster_by_cluster() -> None:
    first, second = tally.rows(OUTCOMES, seed=0)
    assert first.first_minus_this_rouge2 is None
    assert second.first_minus_this_rouge2 == pytest.approx((2, 2, 2))
    assert second.first_minus_this_rouge1 == pytest.approx((4, 4, 4))
