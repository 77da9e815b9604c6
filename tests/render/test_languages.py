"""A quote in another language than the first says so, in every format."""

import json

import pytest

from summarizer.datatypes import Article, Budget, Sentence, Summary
from summarizer.render import RENDERERS
from tests.fakes import pick

ENGLISH = Article("The dam broke on Monday.", title="Dam breaks")
FRENCH = Article("Le barrage a cédé lundi.", title="Le barrage", lang="fr-CA")
ODD = Article("Die Mure brach.", title="Mure", lang="xx")


def summary(*articles):
    picks = tuple(pick(Sentence(each, 0, 0, each.text)) for each in articles)
    return Summary(picks, articles, Budget(), "embedded")


@pytest.mark.parametrize("wanted", ["text", "terminal"])
def test_a_quote_in_another_language_carries_its_name(wanted):
    shown = RENDERERS[wanted](summary(ENGLISH, FRENCH, ODD))
    assert "[1] Le barrage a cédé lundi. [2, in French] Die Mure brach. [3, in xx]" in " ".join(
        shown.split()
    )


def test_markdown_and_html_carry_it_too():
    both = summary(FRENCH, ENGLISH)
    assert r"\[2, in English\]" in RENDERERS["markdown"](both)
    page = RENDERERS["html"](both)
    assert ">[2, in English]</a>" in page
    assert '<span id="sentence-2" lang="en" dir="auto">' in page
    assert '<span id="sentence-1" dir="auto">' in page


def test_json_has_the_language_of_every_quote():
    quoted = json.loads(RENDERERS["json"](summary(ENGLISH, FRENCH)))["sentences"]
    assert [each["lang"] for each in quoted] == [None, "fr-CA"]


def test_quotes_of_one_language_carry_nothing():
    assert ", in " not in RENDERERS["text"](summary(FRENCH, Article("Il a plu.", lang="fr")))
