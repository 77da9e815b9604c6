import dataclasses

import pytest

from summarizer.datatypes import Article, Encoder, count_words
from summarizer.evaluate import material
from summarizer.evaluate.baselines import BASELINES
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.material import Material


def _first_words(given: Material, name: str) -> list[str]:
    return [" ".join(each.text.split()[:3]) for each in BASELINES[name](given)]


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("limit", [1, 12, 30, 500])
def test_a_baseline_prints_slices_once_within_the_budget(
    given: Material, name: str, limit: int
) -> None:
    given = dataclasses.replace(given, limit=limit)
    summary = BASELINES[name](given)
    assert sum(count_words(each.text) for each in summary) <= limit
    assert len(set(summary)) == len(summary)
    for each in summary:
        assert each.article.text[each.start : each.end] == each.text
    assert bool(summary) == (limit > 1)


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_prints_in_the_order_of_the_articles(given: Material, name: str) -> None:
    rows = [given.sentences.index(each) for each in BASELINES[name](given)]
    assert rows == sorted(rows)


@pytest.mark.parametrize("name", BASELINES)
def test_a_baseline_of_nothing_is_nothing(encoder: Encoder, name: str) -> None:
    empty = Cluster("empty", "en", (Article(text="Too short."),), ("x",))
    assert BASELINES[name](material.of(empty, 50, encoder, seed=0)) == []


@pytest.mark.parametrize("name", BASELINES)
def test_a_language_that_a_peer_does_not_know_still_works(encoder: Encoder, name: str) -> None:
    text = "पुल सोमवार से बंद है। मरम्मत में दो साल लग सकते हैं।"
    cluster = Cluster("hi", "hi", (Article(text=text, lang="hi"),), ("x",))
    assert BASELINES[name](material.of(cluster, 50, encoder, seed=0))


def test_sentences_below_five_words_are_not_offered(given: Material) -> None:
    assert "No one was hurt." not in given.texts
    assert len(given.sentences) == 9


def test_lead_reads_the_first_article_only(given: Material) -> None:
    assert _first_words(given, "lead") == [
        "The bridge over",
        "Engineers will inspect",
        "Buses now take",
    ]


def test_round_robin_takes_every_first_sentence_before_a_second(given: Material) -> None:
    given = dataclasses.replace(given, limit=36)
    assert _first_words(given, "round-robin lead") == [
        "The bridge over",
        "A crack has",
        "Commuters in Halton",
    ]


def test_random_depends_on_the_seed_and_the_cluster_only(given: Material) -> None:
    draws = {seed: _first_words(dataclasses.replace(given, seed=seed), "random") for seed in (0, 1)}
    assert draws[0] == _first_words(given, "random")
    assert draws[0] != draws[1]


def test_mmr_and_centroid_say_a_thing_once(encoder: Encoder) -> None:
    text = "The bridge over the Lune is closed. Shops report half their usual trade."
    articles = (Article(text=text, title="One"), Article(text=text, title="Two"))
    given = material.of(Cluster("twice", "en", articles, ("x",)), 100, encoder, seed=0)
    for name in ("MMR on embeddings", "centroid"):
        summary = BASELINES[name](given)
        assert len({each.text for each in summary}) == len(summary) == 2
