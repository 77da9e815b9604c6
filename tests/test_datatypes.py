import math
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datatypes import Article, Budget, Options, Sentence, Summary, count_words
from summarizer.errors import UsageError
from tests.fakes import pick

DAM = Article("The dam broke. Nobody was hurt.", id="dam")
FLOOD = Article("A dam has broken.", id="flood")
MARKET = Article("Prices rose.", id="market")


def said(article: Article, text: str) -> Sentence:
    return Sentence(article, 0, article.text.index(text), text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n ", 0),
        ("The dam broke on Monday.", 5),
        ("war-torn Syria’s “partnership”", 3),
        ("Assad – isolated", 3),
        ("习近平宣布", 5),
        ("Xi 习近平 said", 5),
        ("ダム", 2),
        ("한국 대통령은", 2),
        ("वह घर गया।", 3),
    ],
)
def test_words_are_counted_as_a_person_would(text, words):
    assert count_words(text) == words


def test_an_article_with_an_address_is_known_by_it():
    one = Article("First print.", url="https://example.org/dam")
    two = Article("Second print.", url="https://example.org/dam")
    assert one.id == two.id
    assert len(one.id) == 16


def test_an_article_without_an_address_is_known_by_outlet_title_and_text():
    ids = {
        Article("Text.").id,
        Article("Other text.").id,
        Article("Text.", title="Title").id,
        Article("Text.", source="Title").id,
    }
    assert len(ids) == 4
    assert Article("Text.", path="a.txt").id == Article("Text.", path="b.txt").id


def test_an_article_can_be_named_even_when_its_text_holds_half_a_character():
    assert len(Article("\ud800").id) == 16
    assert len(Article("\ud800").sha256) == 64


def test_records_are_frozen_and_can_be_kept_in_sets():
    assert {DAM, Article("The dam broke. Nobody was hurt.", id="dam")} == {DAM}
    assert Sentence(DAM, 1, 15, "Nobody was hurt.").end == 31
    with pytest.raises(FrozenInstanceError):
        DAM.text = "Other"  # type: ignore[misc]


@pytest.mark.parametrize("limit", [0, -1, math.inf, -math.inf, math.nan])
def test_a_budget_is_a_finite_number_above_zero(limit):
    with pytest.raises(UsageError, match="expected more than 0"):
        Budget(limit)


def test_a_budget_is_in_a_known_unit():
    with pytest.raises(UsageError, match="words, sentences, characters, minutes"):
        Budget(10, "pages")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["duplicate_threshold", "mmr_lambda"])
@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan])
def test_options_outside_zero_to_one_are_refused(name, value):
    with pytest.raises(UsageError, match=name):
        Options(**{name: value})


@pytest.mark.parametrize(
    ("unit", "length"),
    [("words", 4), ("sentences", 2), ("characters", 22), ("minutes", 4 / 238)],
)
def test_length_is_what_is_printed_with_a_space_between(unit, length):
    assert Budget(100, unit).length(["The dam.", "Nobody hurt. "]) == length


@given(
    texts=st.lists(st.text("ab 习.", min_size=1), max_size=8),
    limit=st.integers(1, 60),
    unit=st.sampled_from(["words", "sentences", "characters"]),
)
def test_costs_fit_the_capacity_exactly_when_the_length_fits_the_limit(texts, limit, unit):
    budget = Budget(limit, unit)
    fits = sum(map(budget.cost, texts)) <= budget.capacity
    assert fits == (budget.length(texts) <= limit)


@given(words=st.integers(0, 600), limit=st.integers(1, 300).map(lambda n: n / 100))
def test_minutes_are_never_exceeded(words, limit):
    budget = Budget(limit, "minutes")
    text = "word " * words
    assert budget.cost(text) > budget.capacity or budget.length([text]) <= limit


def test_a_pick_names_each_article_once_and_the_quoted_one_first():
    again = Sentence(DAM, 1, 15, "Nobody was hurt.")
    elsewhere = Sentence(FLOOD, 0, 0, "A dam has broken.")
    assert pick(said(DAM, "The dam broke."), again, elsewhere).articles == (DAM, FLOOD)


def test_articles_are_numbered_by_first_mention_and_the_uncited_come_last():
    first = pick(said(FLOOD, "A dam has broken."), said(DAM, "The dam broke."))
    summary = Summary(
        picks=(first, pick(said(DAM, "Nobody was hurt."))),
        articles=(DAM, FLOOD, MARKET),
        budget=Budget(),
        encoder="hash",
    )
    assert summary.numbers == {"flood": 1, "dam": 2, "market": 3}
    assert summary.text == "A dam has broken. Nobody was hurt."
