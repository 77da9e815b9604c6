import numpy as np
import pytest

from benchmarks import stories
from summarizer.datatypes import Article


def test_b3_is_the_mean_share_of_what_belongs_together():
    scores = stories._b3([1, 1, 1, 2], ["a", "a", "b", "b"], range(4))
    assert scores.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert scores.recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert stories._b3([1, 1, 1, 2], ["a", "a", "b", "b"], [0, 1]).f1 == 1


def test_a_cut_joins_what_is_as_near_as_the_bar():
    table = np.array([[1, 0.6, 0.1], [0.6, 1, 0.1], [0.1, 0.1, 1]], np.float32)
    [(_, low), (_, high)] = stories._cuts(table, [0.5, 0.7])
    assert low[0] == low[1] != low[2]
    assert len(set(high)) == 3


def test_articles_of_one_label_are_together():
    articles = [Article("", id=name) for name in "cab"]
    assert set(stories._together(articles, [1, 2, 1])) == {("b", "c")}


def test_without_data_only_the_size_is_measured(monkeypatch, capsys):
    monkeypatch.delenv("BENCH_DATA", raising=False)
    monkeypatch.setattr(stories, "_size", lambda: {"stories_seconds": 1.0})
    assert stories.main() == {"stories_seconds": 1.0}
    assert "STORIES ARE NOT MEASURED" in capsys.readouterr().err
