import dataclasses
import itertools

from summarizer.datatypes import Article, count_words
from summarizer.evaluate import run
from summarizer.evaluate.baselines import BASELINES
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.material import Material
from tests.fakes import HashEncoder

SYSTEMS = {run.OURS: run.ours, "lead": BASELINES["lead"]}


def _outcome(cluster: Cluster, words: int | None) -> run.Outcome:
    ticks = itertools.count()
    [outcome] = run.outcomes(
        [cluster], SYSTEMS, HashEncoder(), words=words, clock=lambda: float(next(ticks))
    )
    return outcome


def test_every_system_is_scored_in_order(cluster: Cluster) -> None:
    outcome = _outcome(cluster, 30)
    assert outcome.cluster == "bridge"
    assert list(outcome.scores) == ["summarizer", "lead"]
    assert outcome.embedding_seconds == 1


def test_a_score_counts_what_was_printed(cluster: Cluster) -> None:
    score = _outcome(cluster, 30).scores["lead"]
    assert (score.sentences, score.sources, score.seconds) == (3, 1, 1)
    assert score.fill == 30 / 30
    assert 0 < score.rouge.two < score.rouge.one < 100


def test_the_budget_may_be_the_length_of_the_references(cluster: Cluster) -> None:
    assert cluster.reference_words == 24
    assert _outcome(cluster, None).scores["lead"].fill == 20 / 24


def test_ours_keeps_the_budget_and_quotes_slices(given: Material) -> None:
    summary = run.ours(given)
    assert 0 < sum(count_words(each.text) for each in summary) <= given.limit
    for each in summary:
        assert each.article.text[each.start : each.end] == each.text


def test_nothing_to_quote_is_an_empty_summary_with_a_score_of_nothing(given: Material) -> None:
    assert run.ours(dataclasses.replace(given, limit=2)) == []
    furniture = Cluster("x", "en", (Article(text="Read more here"),), ("Nothing.",))
    assert _outcome(furniture, 30).scores["summarizer"].rouge == (0, 0, 0)
