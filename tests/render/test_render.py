"""One small summary, written out in full in every format."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

import pytest

from summarizer import render
from summarizer.datatypes import Article, Budget, Difference, Problem, Sentence, Summary
from summarizer.render import parts
from tests.fakes import pick

DAM = Article(
    "The dam broke on Monday after a week of rain. Nobody was hurt.",
    title="Dam breaks",
    source="Harbour Times",
    url="https://example.org/dam?a=1&b=2",
    published=datetime(2024, 5, 6, 21, 30, tzinfo=UTC),
    lang="en",
    path="news/dam.html",
    id="dam",
)
FLOOD = Article(
    "A dam broke on Monday after heavy rain. The mayor closed the bridge.",
    path="news/flood.txt",
    id="flood",
)
MARKET = Article("Prices rose on Tuesday.", title="Prices", id="market")
SUMMARY = Summary(
    picks=(
        pick(
            Sentence(DAM, 0, 0, "The dam broke on Monday after a week of rain."),
            Sentence(FLOOD, 0, 0, "A dam broke on Monday after heavy rain."),
            score=0.51239,
            salience=0.9,
        ),
        pick(
            Sentence(FLOOD, 1, 40, "The mayor closed the bridge."),
            score=0.25,
            salience=0.5,
            redundancy=0.125,
        ),
    ),
    articles=(MARKET, FLOOD, DAM),
    budget=Budget(20, "words"),
    encoder="hash",
    problems=(Problem("news/broken.html", "no article in it"),),
)


def test_text_is_the_sentences_the_sources_and_a_closing_line():
    assert render.text(SUMMARY) == (
        "The dam broke on Monday after a week of rain. [1][2] The mayor closed the bridge. [2]\n"
        "\n"
        "Sources\n"
        "[1] Dam breaks · Harbour Times, 6 May 2024 · https://example.org/dam?a=1&b=2\n"
        "[2] flood.txt\n"
        "\n"
        "15 words · half a minute to read · 3 articles read, 2 cited · 1 source unreadable\n"
    )


def test_terminal_is_the_same_wrapped(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert render.terminal(SUMMARY) == (
        "The dam broke on Monday after a week of rain. [1][2] The\n"
        "mayor closed the bridge. [2]\n"
        "\n"
        "Sources\n"
        "[1] Dam breaks\n"
        "    Harbour Times, 6 May 2024\n"
        "    https://example.org/dam?a=1&b=2\n"
        "[2] flood.txt\n"
        "\n"
        "15 words · half a minute to read · 3 articles read, 2 cited\n"
        "· 1 source unreadable\n"
    )


def test_markdown_is_a_paragraph_a_list_and_a_closing_line():
    assert render.markdown(SUMMARY) == (
        "The dam broke on Monday after a week of rain. [1][2] The mayor closed the bridge. [2]\n"
        "\n"
        "## Sources\n"
        "\n"
        "1. Dam breaks · Harbour Times, 6 May 2024 · <https://example.org/dam?a=1&b=2>\n"
        "2. flood.txt\n"
        "\n"
        "*15 words · half a minute to read · 3 articles read, 2 cited · 1 source unreadable*\n"
    )


def test_html_holds_the_sentences_with_links_to_the_sources():
    page = render.html(SUMMARY)
    body = page[page.index("<h1>") : page.index("</main>")]
    assert body.replace("\n", "") == (
        "<h1>Briefing</h1>"
        "<p>"
        '<span id="sentence-1" dir="auto">The dam broke on Monday after a week of rain.</span>'
        '&nbsp;<span class="marks">'
        '<a href="#source-1" aria-label="Source 1: Harbour Times">[1]</a>'
        '<a href="#source-2" aria-label="Source 2: flood.txt">[2]</a></span>'
        '<span id="sentence-2" dir="auto">The mayor closed the bridge.</span>'
        '&nbsp;<span class="marks">'
        '<a href="#source-2" aria-label="Source 2: flood.txt">[2]</a></span>'
        "</p>"
        '<h2 id="sources">Sources</h2>'
        '<ol class="sources" aria-labelledby="sources">'
        '<li id="source-1" value="1"><span dir="auto">Harbour Times</span> ·'
        '<span dir="auto"><a href="https://example.org/dam?a=1&amp;b=2'
        '#:~:text=The%20dam%20broke%20on%20Monday%20after%20a%20week%20of%20rain."'
        ' rel="noopener noreferrer">Dam breaks</a></span>'
        '· <time datetime="2024-05-06">6 May 2024</time>'
        '<a class="back" href="#sentence-1" aria-label="Back to where source 1 is cited">'
        "↩&#xFE0E;</a>"
        "</li>"
        '<li id="source-2" value="2"><span dir="auto">flood.txt</span>'
        '<a class="back" href="#sentence-1" aria-label="Back to where source 2 is cited">'
        "↩&#xFE0E;</a>"
        "</li>"
        "</ol>"
    )
    assert page.startswith('<!doctype html>\n<html lang="en">\n')
    assert page.endswith("</html>\n")


def test_html_links_every_citation_of_what_differs():
    one, other = SUMMARY.picks[0].sentence, SUMMARY.picks[1].sentence
    differing = replace(SUMMARY, differences=(Difference(one, "Monday", other, "the bridge"),))
    page = render.html(differing)
    differs = page[page.index('<ul class="differing"') : page.index('<h2 id="sources">')]
    assert re.findall(r"<strong[^>]*>(.*?)</strong>", differs) == ["Monday", "the bridge"]
    assert re.findall(r'<a href="(.*?)" aria-label="(.*?)">', differs) == [
        ("#source-1", "Source 1: Harbour Times"),
        ("#source-2", "Source 2: flood.txt"),
    ]


def test_html_says_in_its_foot_what_was_not_read_and_how_it_was_made():
    foot = (page := render.html(SUMMARY))[page.index("<footer>") :]
    assert '<li dir="auto">news/broken.html: no article in it</li>' in foot
    assert f"<p>Made by summarizer {version('summarizer')}.</p>" in foot
    assert "Every sentence is quoted word for word" in foot


def test_html_keeps_title_and_outlet_apart():
    words = re.sub(r"<[^>]*>", "", render.html(SUMMARY))
    assert re.search(r"Harbour Times ·\s+Dam breaks\s+· 6 May 2024", words)


def test_json_holds_everything_that_verify_and_other_programs_need():
    text = render.json(SUMMARY)
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "schema_version": 1,
        "text": "The dam broke on Monday after a week of rain. The mayor closed the bridge.",
        "budget": {"limit": 20, "unit": "words"},
        "length": {"words": 15, "sentences": 2, "characters": 74, "minutes": 0.06},
        "sentences": [
            {
                "text": "The dam broke on Monday after a week of rain.",
                "article": 1,
                "start": 0,
                "end": 45,
                "display": "The dam broke on Monday after a week of rain.",
                "lang": "en",
                "citations": [1, 2],
                "score": 0.5124,
                "salience": 0.9,
                "redundancy": 0.0,
                "repeats": [
                    {
                        "text": "A dam broke on Monday after heavy rain.",
                        "article": 2,
                        "start": 0,
                        "end": 39,
                    }
                ],
            },
            {
                "text": "The mayor closed the bridge.",
                "article": 2,
                "start": 40,
                "end": 68,
                "display": "The mayor closed the bridge.",
                "lang": None,
                "citations": [2],
                "score": 0.25,
                "salience": 0.5,
                "redundancy": 0.125,
                "repeats": [],
            },
        ],
        "differences": [],
        "articles": [
            {
                "number": 1,
                "id": "dam",
                "title": "Dam breaks",
                "source": "Harbour Times",
                "url": "https://example.org/dam?a=1&b=2",
                "published": "2024-05-06T21:30:00+00:00",
                "lang": "en",
                "path": "news/dam.html",
                "sha256": hashlib.sha256(DAM.text.encode()).hexdigest(),
                "cited": True,
            },
            {
                "number": 2,
                "id": "flood",
                "title": "",
                "source": "",
                "url": None,
                "published": None,
                "lang": None,
                "path": "news/flood.txt",
                "sha256": hashlib.sha256(FLOOD.text.encode()).hexdigest(),
                "cited": True,
            },
            {
                "number": 3,
                "id": "market",
                "title": "Prices",
                "source": "",
                "url": None,
                "published": None,
                "lang": None,
                "path": None,
                "sha256": hashlib.sha256(MARKET.text.encode()).hexdigest(),
                "cited": False,
            },
        ],
        "set_aside": [],
        "problems": [{"source": "news/broken.html", "reason": "no article in it"}],
        "model": {"name": "hash", "sha256": None},
    }


def test_json_prints_real_characters():
    summary = Summary((), (Article("Text.", title="习近平 – “x”"),), Budget(), "hash")
    assert "习近平 – “x”" in render.json(summary)


@pytest.mark.parametrize("name", ["terminal", "text", "markdown", "html"])
def test_the_citation_numbers_agree_in_all_formats(name):
    said = re.sub(r"<[^>]*>|\\", "", render.RENDERERS[name](SUMMARY))
    body = said.partition("Sources")[0]
    expected = [n for s in json.loads(render.json(SUMMARY))["sentences"] for n in s["citations"]]
    assert [int(number) for number in re.findall(r"\[(\d)\]", body)] == expected == [1, 2, 2]


def test_each_format_has_a_suffix_except_the_one_for_terminals():
    assert {*render.SUFFIXES.values()} == {*render.RENDERERS} - {"terminal"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, "half a minute"),
        (120, "half a minute"),
        (238, "1 minute"),
        (360, "1.5 minutes"),
        (476, "2 minutes"),
    ],
)
def test_reading_time_is_to_the_half_minute(words, said):
    assert parts.reading_time(words) == said


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (Article("Text.", title="Title", path="news/a.txt"), "Title"),
        (Article("Text.", path="news/a.txt"), "a.txt"),
        (Article("Text."), "untitled article"),
    ],
)
def test_an_article_is_called_by_its_title_else_by_its_file(article, name):
    assert parts.name(article) == name
