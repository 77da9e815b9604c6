import json

import pytest

from summarizer import render, verify
from summarizer.datatypes import Article, Budget, Sentence, Summary
from summarizer.errors import UsageError
from tests.fakes import pick

DAM = Article("The dam broke on Monday. Nobody was hurt.", path="dam.txt", id="dam")
FLOOD = Article("A dam broke on Monday. Prices rose.", title="Flood", id="flood")
SUMMARY = Summary(
    picks=(
        pick(
            Sentence(DAM, 0, 0, "The dam broke on Monday."),
            Sentence(FLOOD, 0, 0, "A dam broke on Monday."),
        ),
        pick(Sentence(DAM, 1, 25, "Nobody was hurt.")),
    ),
    articles=(DAM, FLOOD),
    budget=Budget(),
    encoder="hash",
)


@pytest.fixture
def document():
    return json.loads(render.json(SUMMARY))


def test_what_was_written_is_proved(document):
    assert verify.faults(document, [FLOOD, DAM]) == []
    assert verify.count(document) == 3


def test_a_changed_source_is_named_with_the_sentence(document):
    changed = Article("The dam burst on Monday. Nobody was hurt.", id="dam")
    assert verify.faults(document, [changed, FLOOD]) == [
        "dam.txt: does not say at 0: The dam broke on Monday."
    ]


def test_a_source_without_a_path_is_named_by_its_title(document):
    assert verify.faults(document, [DAM]) == [
        "Flood: not found again, so this is unproved: A dam broke on Monday."
    ]


def test_an_added_sentence_is_a_fault(document):
    document["text"] += " Prices fell."
    assert verify.faults(document, [DAM, FLOOD]) == [
        '"text" holds more or less than the quoted sentences'
    ]


def test_an_added_citation_is_a_fault(document):
    document["sentences"][1]["citations"] = [1, 2]
    assert verify.faults(document, [DAM, FLOOD]) == [
        "citations [1, 2] are not the articles of: Nobody was hurt."
    ]


def test_a_citation_left_out_is_a_fault(document):
    document["sentences"][0]["citations"] = [1]
    assert len(verify.faults(document, [DAM, FLOOD])) == 1


def test_a_word_in_brackets_that_is_not_in_the_article_is_a_fault(document):
    document["sentences"][1]["display"] = "Nobody [Ann] was hurt."
    document["text"] = document["text"].replace("Nobody", "Nobody [Ann]")
    assert verify.faults(document, [DAM, FLOOD]) == [
        "[Ann] does not follow from the article: Nobody [Ann] was hurt."
    ]


@pytest.mark.parametrize("added", ["[hurt]", "[12 people]", "[on]"])
def test_a_word_in_brackets_that_is_no_name_before_it_and_no_day_is_a_fault(document, added):
    document["sentences"][1]["display"] = f"Nobody {added} was hurt."
    document["text"] = document["text"].replace("Nobody", f"Nobody {added}")
    assert verify.faults(document, [DAM, FLOOD])


@pytest.mark.parametrize(("field", "value"), [("start", 24), ("start", 26), ("end", 40)])
def test_a_moved_offset_is_a_fault(document, field, value):
    document["sentences"][1][field] = value
    assert len(verify.faults(document, [DAM, FLOOD])) == 1


@pytest.mark.parametrize(("field", "value"), [("end", 42), ("end", 10**9), ("start", -16)])
def test_an_offset_outside_the_article_is_a_fault(document, field, value):
    document["sentences"][1][field] = value
    assert verify.faults(document, [DAM, FLOOD])


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        7,
        None,
        "text",
        {"text": ""},
        {"text": "x", "sentences": [], "articles": None},
        {"text": "x", "sentences": [{}], "articles": []},
        {"text": "x", "sentences": 7, "articles": []},
        {"text": 1, "sentences": [{"text": 1}], "articles": [{}]},
    ],
)
def test_what_is_no_summary_is_a_usage_error(document):
    with pytest.raises(UsageError, match="not a summary in JSON"):
        verify.faults(document, [DAM])


def test_an_unknown_article_number_is_a_usage_error(document):
    document["sentences"][1].update(article=9, citations=[9])
    with pytest.raises(UsageError, match="not a summary in JSON"):
        verify.faults(document, [DAM, FLOOD])


def test_the_paths_are_those_of_the_cited_articles_each_once(document):
    assert verify.paths(document) == ["dam.txt"]
    document["articles"][1]["path"] = "dam.txt"
    assert verify.paths(document) == ["dam.txt"]
    document["articles"][0]["cited"] = document["articles"][1]["cited"] = False
    assert verify.paths(document) == []
