"""What must hold for every summary of whatever articles, each thing measured from outside."""

import json
import re
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from summarizer import render, summarize, verify
from summarizer.datatypes import Article, Budget, Options, Summary
from summarizer.errors import ModelError, NothingToQuoteError, UsageError
from tests.fakes import HashEncoder

# fmt: off
WORDS = [
    "dam", "bridge", "river", "mayor", "town", "flood", "rain", "police", "house", "minister",
    "broke", "closed", "fell", "opened", "warned", "rescued", "counted", "reached", "promised",
    "Monday", "Tuesday", "Riverton", "Ruiz", "forty", "two", "nine", "heavy", "old", "after",
    "near", "without",
]
# fmt: on


@st.composite
def sentences(draw) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25))
    return " ".join(words).capitalize() + draw(st.sampled_from(".?!"))


@st.composite
def clusters(draw) -> list[Article]:
    """One to five articles that share some sentences, as prints of one story do."""
    shared = draw(st.lists(sentences(), min_size=1, max_size=4))
    any_sentence = st.one_of(st.sampled_from(shared), sentences())
    made = []
    for number in range(draw(st.integers(1, 5))):
        # Unique: a line that an article prints twice is furniture.
        lines = draw(st.lists(any_sentence, min_size=1, max_size=7, unique=True))
        text = draw(st.sampled_from([" ", "\n"])).join(lines)
        made.append(Article(text, title=f"Print {number}", source=draw(st.sampled_from("ABC"))))
    return made


BUDGETS = st.one_of(
    st.builds(Budget, st.integers(1, 120), st.just("words")),
    st.builds(Budget, st.integers(1, 8), st.just("sentences")),
    st.builds(Budget, st.integers(1, 700), st.just("characters")),
    st.builds(Budget, st.integers(1, 50).map(lambda n: n / 100), st.just("minutes")),
)


def summary_of(articles: list[Article], budget: Budget, **tuning: float) -> Summary:
    try:
        return summarize(articles, Options(budget, **tuning), encoder=HashEncoder())
    except NothingToQuoteError:
        assume(False)
        raise


def measured(summary: Summary) -> float:
    """The length of what is printed, by other means than the program's own."""
    if summary.budget.unit == "sentences":
        return len(summary.picks)
    if summary.budget.unit == "characters":
        return len(summary.text)
    words = len(re.split(r"\s+", summary.text))
    return words / 238 if summary.budget.unit == "minutes" else words


@given(clusters(), BUDGETS, st.sampled_from([0.0, 0.6, 1.0]))
def test_the_budget_is_never_exceeded(articles, budget, mmr_lambda):
    summary = summary_of(articles, budget, mmr_lambda=mmr_lambda)
    assert 0 < measured(summary) <= budget.limit


@given(clusters(), BUDGETS)
def test_every_sentence_is_quoted_once_and_is_what_its_article_says(articles, budget):
    summary = summary_of(articles, budget)
    quoted = [pick.sentence for pick in summary.picks]
    assert len({(sentence.article.id, sentence.start) for sentence in quoted}) == len(quoted)
    assert len({sentence.text for sentence in quoted}) == len(quoted)
    for pick in summary.picks:
        for sentence in (pick.sentence, *pick.repeats):
            assert sentence.article in articles
            assert sentence.article.text[sentence.start : sentence.end] == sentence.text


@given(clusters(), BUDGETS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(articles, budget, random):
    shuffled = random.sample(articles, len(articles)) + articles[:1]
    expected = render.json(summary_of(articles, budget))
    assert render.json(summary_of(shuffled, budget)) == expected


@given(clusters())
def test_a_sentence_that_several_articles_print_cites_them_all(articles):
    summary = summary_of(articles, Budget(1, "sentences"))
    [pick] = summary.picks
    for article in articles:
        lines = re.split(r"(?<=[.?!])\s", article.text)
        assert pick.sentence.text not in lines or article in pick.articles


def test_nothing_to_quote_is_said_and_not_printed():
    with pytest.raises(NothingToQuoteError):
        summarize([Article("Too short. Not whole")], encoder=HashEncoder())
    with pytest.raises(NothingToQuoteError, match="the shortest takes 6"):
        summarize(
            [Article("The dam broke on Monday evening.")],
            Options(Budget(3, "words")),
            encoder=HashEncoder(),
        )


def test_a_budget_for_which_nothing_stands_is_no_empty_summary():
    # The short sentence fits but leans; the one that it leans on is too long.
    text = (
        "Mayor Ann Wood of Leeds closed the old bridge over the river on Monday after engineers "
        "had found deep cracks in its main arch. He was late for the train."
    )
    with pytest.raises(NothingToQuoteError):
        summarize([Article(text)], Options(Budget(10, "words")), encoder=HashEncoder())


def test_an_article_without_a_sentence_to_quote_changes_nothing():
    article = Article("The dam broke on Monday evening. Two thousand people left their homes.")
    alone = summarize([article], encoder=HashEncoder()).text
    for noise in ("Sign in", "Share", "Menu", "Close", "Back"):
        assert summarize([article, Article(noise)], encoder=HashEncoder()).text == alone


def test_problems_are_handed_on():
    article = Article("The dam broke on Monday evening.")
    summary = summarize([article], encoder=HashEncoder())
    assert (summary.problems, summary.encoder) == ((), "hash")


def is_refused(document: object, articles: list[Article]) -> bool:
    try:
        return bool(verify.faults(document, articles))  # type: ignore[arg-type]
    except UsageError:
        return True


@given(clusters(), BUDGETS)
def test_what_summarize_wrote_is_proved(articles, budget):
    document = json.loads(render.json(summary_of(articles, budget)))
    assert verify.faults(document, articles) == []


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(clusters(), BUDGETS, st.data())
def test_one_changed_character_or_offset_is_found(articles, budget, data):
    # A closing word keeps every offset inside its text: see test_verify for those outside.
    articles = [replace(article, text=f"{article.text}\nEnd", id="") for article in articles]
    document = json.loads(render.json(summary_of(articles, budget)))
    for quoted in range(len(document["sentences"])):
        sentence = document["sentences"][quoted]
        place = data.draw(
            st.sampled_from(["sentence", "repeat"] if sentence["repeats"] else ["sentence"])
        )
        for field in ("text", "start", "end", "article"):
            changed = deepcopy(document)
            target = changed["sentences"][quoted]
            target = target["repeats"][0] if place == "repeat" else target
            _change(target, field, data)
            assert is_refused(changed, articles), field
    at = data.draw(st.integers(0, len(document["text"]) - 1))
    document["text"] = document["text"][:at] + "§" + document["text"][at + 1 :]
    assert is_refused(document, articles)


def _change(place: dict[str, object], field: str, data: st.DataObject) -> None:
    value = place[field]
    if isinstance(value, str):
        at = data.draw(st.integers(0, len(value) - 1))
        place[field] = value[:at] + "§" + value[at + 1 :]
    elif isinstance(value, int):
        place[field] = value + (1 if field == "article" else data.draw(st.sampled_from([1, -1])))


def test_a_model_that_gives_no_numbers_is_refused():
    class Broken(HashEncoder):
        def encode(self, texts):
            return super().encode(texts) * np.float32("nan")

    with pytest.raises(ModelError, match="no numbers"):
        summarize(
            [Article("Snow fell in Leeds on Monday and closed the school.")], encoder=Broken()
        )
