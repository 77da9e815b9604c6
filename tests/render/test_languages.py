"""A quote in another language than the first says so, in every format."""

import json

import pytest

from summarizer.datatypes import Article, Budget, Sentence, Summary
from summarizer.render import RENDERERS, parts
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
    assert "[2, in English]" in RENDERERS["markdown"](both)
    page = RENDERERS["html"](both)
    assert ">[2, in English]</a>" in page
    assert '<span id="sentence-2" dir="auto">' in page
    assert '<span id="sentence-1" lang="fr-CA" dir="auto">' in page


def test_json_has_the_language_of_every_quote():
    quoted = json.loads(RENDERERS["json"](summary(ENGLISH, FRENCH)))["sentences"]
    assert [each["lang"] for each in quoted] == [None, "fr-CA"]


def test_quotes_of_one_language_carry_nothing():
    assert ", in " not in RENDERERS["text"](summary(FRENCH, Article("Il a plu.", lang="fr")))


ARABIC = Article("انهار السد يوم الاثنين.", title="السد", lang="ar")


def test_a_page_that_begins_in_arabic_runs_from_right_to_left():
    page = RENDERERS["html"](summary(ARABIC, ENGLISH))
    assert '<main dir="rtl">' in page
    assert '<ol class="sources" dir="rtl"' in page
    assert 'aria-label="Source 2, in English: Dam breaks">[2, in English]</a>' in page


def test_a_page_that_begins_in_english_runs_from_left_to_right():
    assert 'dir="rtl"' not in RENDERERS["html"](summary(ENGLISH, ARABIC))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("15 בני אדם", True), ("«انهار", True), ("NATO ומצרים", False), ("15.", False), ("", False)],
)
def test_the_first_letter_says_which_way_a_text_runs(text, expected):
    assert parts.right_to_left(text) is expected


def test_a_tag_of_the_page_says_which_quotes_are_foreign():
    both = summary(ENGLISH, FRENCH)
    english, french = both.picks
    assert parts.marks(both, french, "fr") == "[2]"
    assert parts.marks(both, english, "fr") == "[1, in English]"
