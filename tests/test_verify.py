import json
from contextlib import suppress
from dataclasses import replace

import pytest

from summarizer import render, verify
from summarizer.datatypes import Article, Budget, Sentence, Summary
from summarizer.errors import UsageError
from summarizer.render.briefing import FORMATS
from tests.fakes import pick
from tests.golden.morning import (
    ECHO,
    GAZETTE,
    JOURNAL,
    LETTER,
    MARKET,
    MATIN,
    MORNING,
    TIMES,
)

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


# --- briefings ------------------------------------------------------------------------------------

READ = (TIMES, GAZETTE, ECHO, JOURNAL, MATIN, MARKET, LETTER)


@pytest.fixture
def briefing():
    return json.loads(FORMATS["json"](MORNING))


def test_a_briefing_is_proved_by_its_articles_and_by_the_texts_it_keeps(briefing):
    assert verify.faults(briefing, READ) == []
    assert verify.faults(briefing, verify.stored(briefing)) == []
    assert verify.count(briefing) == 13


def test_what_a_briefing_keeps_are_the_articles_it_quotes(briefing):
    assert {each.id: each for each in verify.stored(briefing)} == {each.id: each for each in READ}


def test_a_summary_keeps_no_article(document):
    assert verify.stored(document) == ()


def test_the_paths_of_a_briefing_are_those_of_all_its_stories(briefing):
    assert verify.paths(briefing) == ["clippings/library.txt"]


def test_a_changed_source_of_a_briefing_is_named_with_story_and_sentence(briefing):
    changed = replace(LETTER, text="The library in Mill Street has closed.")
    [fault] = verify.faults(briefing, [*READ[:-1], changed])
    assert fault == (
        "in short 2: clippings/library.txt: does not say at 0: "
        "The library in Mill Street stays open."
    )


def test_a_kept_text_that_is_not_what_was_read_proves_nothing(briefing):
    market = next(each for each in briefing["articles"] if each["id"] == "market")
    market["text"] = market["text"].replace("two years", "ten years")
    assert {each.id for each in verify.stored(briefing)} == {each.id for each in READ} - {"market"}
    [fault] = verify.faults(briefing, verify.stored(briefing))
    assert fault.startswith("in short 1: Bread: four cents more: not found again")


def test_a_changed_quotation_in_a_briefing_is_a_fault(briefing):
    sentence = briefing["stories"][1]["summary"]["sentences"][0]
    sentence["text"] = sentence["display"] = sentence["text"].replace("jeudi", "mardi")
    briefing["stories"][1]["summary"]["text"] = sentence["text"]
    assert verify.faults(briefing, READ) == [
        "story 2: Le tunnel rouvre: does not say at 0: Le tunnel sous le col a rouvert mardi matin."
    ]


@pytest.mark.parametrize("headline", ["Bread: five cents more", "BREAD: FOUR CENTS MORE", 7, None])
def test_a_headline_that_no_outlet_printed_is_a_fault(briefing, headline):
    briefing["shorts"][0]["headline"] = headline
    with suppress(UsageError):
        assert verify.faults(briefing, READ) == [
            f"in short 1: its article has another title: {headline}"
        ]


def change_stories(document):
    document["stories"] = 7


def change_summary(document):
    del document["stories"][0]["summary"]["sentences"]


def change_texts(document):
    document["articles"] = [{"id": "times"}]


def change_text(document):
    document["articles"][0]["text"] = None


def change_date(document):
    document["shorts"][0]["summary"]["articles"][0]["published"] = "yesterday"


@pytest.mark.parametrize(
    "change", [change_stories, change_summary, change_texts, change_text, change_date]
)
def test_what_is_no_briefing_is_a_usage_error(briefing, change):
    change(briefing)
    with pytest.raises(UsageError, match="nor a briefing"):
        verify.faults(briefing, verify.stored(briefing))
