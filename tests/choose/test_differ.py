from datetime import UTC, datetime

import numpy as np
import pytest

from summarizer.choose import differ
from summarizer.datatypes import Article, Difference, Sentence, Vectors

TEXTS = [
    "The flood killed 12 people in Riverton.",
    "The flood in Riverton killed 14 people.",
    "The mayor closed the bridge.",
]


def sentences(*texts: str, same_article: bool = False) -> list[Sentence]:
    found = []
    for number, text in enumerate(texts):
        article = Article(
            "all" if same_article else text, source=f"{0 if same_article else number}"
        )
        found.append(Sentence(article, number, 0, text))
    return found


def close(count: int, cosine: float = 0.9) -> Vectors:
    gram = np.full((count, count), cosine) + np.eye(count) * (1 - cosine)
    return np.linalg.cholesky(gram).astype(np.float32)


def told(quoted: list[int], found: list[Sentence], cosine: float = 0.9) -> list[tuple[str, str]]:
    differences = differ.from_quoted(quoted, found, close(len(found), cosine))
    return [(difference.figure, difference.other_figure) for _, difference in differences]


def test_another_figure_for_a_quoted_statement_is_told():
    found = sentences(*TEXTS)
    [(row, difference)] = differ.from_quoted([0], found, close(3))
    assert row == 0
    assert (difference.one, difference.figure) == (found[0], "12")
    assert (difference.other, difference.other_figure) == (found[1], "14")


def test_what_nobody_quoted_is_not_told():
    assert told([2], sentences(*TEXTS)) == []
    assert told([], sentences(*TEXTS)) == []


def test_sentences_of_one_article_do_not_differ():
    assert told([0], sentences(*TEXTS, same_article=True)) == []


def test_tolls_differ_also_between_sentences_that_are_less_close():
    assert told([0], sentences(*TEXTS), cosine=0.51) == [("12", "14")]
    assert told([0], sentences(*TEXTS), cosine=0.49) == []


@pytest.mark.parametrize(
    ("verb", "differs"), [("hurt", True), ("are missing", True), ("sang", False)]
)
def test_the_dead_the_hurt_and_the_missing_are_tolls(verb, differs):
    found = sentences(
        f"After the flood 12 people {verb}.", f"In Riverton 14 people {verb} by noon."
    )
    assert bool(told([0], found, cosine=0.6)) == differs


def test_the_dead_are_not_compared_with_the_hurt():
    found = sentences("The flood killed 12 people.", "The flood injured 14 people.")
    assert told([0], found) == []


def test_other_figures_differ_only_between_sentences_that_are_close():
    found = sentences(
        "The river rose by 12 metres in Riverton.", "The river in Riverton rose by 14 metres."
    )
    assert told([0], found, cosine=0.9) == [("12", "14")]
    assert told([0], found, cosine=0.6) == []


def test_the_row_that_differs_is_the_quoted_one():
    [(row, difference)] = differ.from_quoted([1], sentences(*TEXTS), close(3))
    assert row == 1
    assert (difference.figure, difference.other_figure) == ("14", "12")


def test_a_sentence_that_several_articles_print_is_told_once():
    found = sentences(TEXTS[0], TEXTS[1], TEXTS[1])
    assert told([0], found) == [("12", "14")]


def test_two_articles_with_other_figures_are_both_told():
    third = "The flood killed at least 15 people in Riverton."
    found = sentences(TEXTS[0], TEXTS[1], third.replace("at least ", ""))
    assert told([0], found) == [("12", "14"), ("12", "15")]


def difference(one: str, figure: str, other: str, other_figure: str, *days: int) -> Difference:
    dates = [datetime(2024, 5, day, tzinfo=UTC) for day in days] or [None, None]
    said = [
        Sentence(Article(text, published=date), 0, 0, text)
        for text, date in zip((one, other), dates, strict=True)
    ]
    return Difference(said[0], figure, said[1], other_figure)


FEW, MANY = ("The flood killed 12 people.", "12"), ("The flood killed 14 people.", "14")


def test_the_later_article_overtakes_the_earlier_whatever_the_figures():
    assert differ.overtaken(difference(*FEW, *MANY, 6, 7))
    assert differ.overtaken(difference(*MANY, *FEW, 6, 7))
    assert not differ.overtaken(difference(*FEW, *MANY, 7, 6))
    assert not differ.overtaken(difference(*FEW, *MANY, 6, 6))


def test_without_dates_more_dead_or_hurt_is_newer():
    assert differ.overtaken(difference(*FEW, *MANY))
    assert not differ.overtaken(difference(*MANY, *FEW))


@pytest.mark.parametrize("noun", ["houses", "percent", "dollars"])
def test_without_dates_more_of_anything_else_is_no_news(noun):
    few, many = (f"They counted 12 {noun}.", "12"), (f"They counted 14 {noun}.", "14")
    assert not differ.overtaken(difference(*few, *many))
    assert not differ.overtaken(difference(*many, *few))
