import json
from dataclasses import replace

from summarizer import render, verify
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.json import document
from tests.golden.morning import (
    BREAD,
    BUDGET,
    DAM,
    ECHO,
    GAZETTE,
    JOURNAL,
    LETTER,
    MARKET,
    MATIN,
    MORNING,
    TIMES,
)


def test_the_document_holds_everything_beside_the_summaries():
    found = document(MORNING)
    stories, shorts, articles = (found.pop(key) for key in ("stories", "shorts", "articles"))
    assert found == {
        "schema_version": 1,
        "title": "Morning brief",
        "day": "2026-11-20",
        "since": "2026-11-19T05:00:00+00:00",
        "until": "2026-11-20T06:00:00+01:00",
        "lang": "en",
        "length": {"stories": 3, "shorts": 2, "words": 97, "minutes": 0.41},
        "sources": {"asked": 9, "unread": 2},
        "new_articles": 1212,
        "problems": [
            {"source": "Example Times", "reason": "no such host: check the address; since Tuesday"},
            {"source": "clippings/broken.html", "reason": "no article in it"},
        ],
    }
    assert [story["headline"] for story in stories] == [
        "Dam above Riverton breaks after nine days of rain",
        "Le tunnel rouvre",
        "Budget passes by two votes",
    ]
    assert [short["headline"] for short in shorts] == ["Bread: four cents more", "Library stays"]
    assert [article["id"] for article in articles] == [
        *("echo", "gazette", "journal", "letter", "market", "matin", "times"),
    ]


def test_a_story_is_what_is_said_of_it_and_the_document_of_its_summary():
    story = document(MORNING)["stories"][2]
    assert story.pop("summary") == json.loads(render.json(BUDGET.summary))
    assert story == {
        "headline": "Budget passes by two votes",
        "article": 1,
        "outlets": 1,
        "section": "Home",
        "first_reported": "2026-11-17",
        "told_before": 2,
    }


def test_each_quoted_article_is_there_once_as_it_was_read():
    twice = replace(MORNING, shorts=(*MORNING.shorts, replace(BUDGET, told_before=0)))
    texts = {each["id"]: each["text"] for each in document(twice)["articles"]}
    quoted = (DAM.article, GAZETTE, ECHO, MATIN, JOURNAL, MARKET, LETTER)
    assert texts == {article.id: article.text for article in quoted}
    assert len(document(twice)["articles"]) == 7
    assert texts["times"] == TIMES.text


def test_an_article_that_is_not_quoted_has_no_text_there():
    wide = replace(BREAD, summary=replace(BREAD.summary, articles=(MARKET, LETTER)))
    found = document(replace(MORNING, stories=(), shorts=(wide,)))
    assert [each["id"] for each in found["articles"]] == ["market"]


def test_the_same_briefing_is_the_same_text():
    assert FORMATS["json"](MORNING) == FORMATS["json"](replace(MORNING))
    assert FORMATS["json"](MORNING).endswith("]\n}\n")


def test_the_document_proves_itself():
    found = json.loads(FORMATS["json"](MORNING))
    assert verify.faults(found, verify.stored(found)) == []
