"""The page of a briefing: its landmarks, its links, and that it asks nobody for anything."""

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from summarizer.render.briefing.html import html
from summarizer.render.parts import first_mentions, language
from tests.render.briefing.morning import DAM, MORNING

VOID = {"meta", "br"}


class Page(HTMLParser):
    """Every element with its attributes, and whether they are nested as they must be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def tags(self) -> Counter[str]:
        return Counter(tag for tag, _ in self.elements)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


PAGE = Page(html(MORNING))


def test_the_page_has_one_main_heading_and_each_landmark_once():
    tags = PAGE.tags()
    assert [tags[tag] for tag in ("h1", "header", "nav", "main", "footer")] == [1, 1, 1, 1, 1]
    assert tags["article"] == 3


def test_headings_leave_out_no_level():
    levels = [int(tag[1]) for tag, _ in PAGE.elements if tag in {"h1", "h2", "h3"}]
    assert levels == [1, 2, 2, 3, 3, 2, 3, 2, 2]
    alone = replace(MORNING, stories=(replace(DAM, section=""),))
    levels = [int(tag[1]) for tag, _ in Page(html(alone)).elements if tag in {"h1", "h2", "h3"}]
    assert levels == [1, 2, 2, 2, 2]


def test_nothing_on_the_page_is_fetched_or_run():
    assert not {*PAGE.tags()} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert PAGE.attributes("src") == []
    assert "url(" not in html(MORNING)
    assert "@import" not in html(MORNING)
    assert "default-src 'none'; style-src 'unsafe-inline'" in PAGE.attributes("content")[1]


def test_every_link_within_the_page_leads_somewhere_and_every_place_is_there_once():
    places = PAGE.attributes("id")
    inner = [link[1:] for link in PAGE.attributes("href") if link.startswith("#")]
    assert len(inner) == 19
    assert {*inner} <= {*places}
    assert {*PAGE.attributes("aria-labelledby")} <= {*places}
    assert max(Counter(places).values()) == 1


def test_a_citation_leads_to_its_source_by_name_and_the_source_leads_back():
    links = {
        attributes.get("aria-label"): attributes["href"]
        for tag, attributes in PAGE.elements
        if tag == "a"
    }
    assert links["Source 2: Valley Gazette"] == "#story-1-source-2"
    assert links["Back to where source 2 is cited"] == "#story-1-sentence-1"


def test_a_source_that_only_differs_leads_back_to_the_difference():
    silent = replace(DAM.summary, picks=DAM.summary.picks[1:2])
    assert first_mentions(silent) == {1: "sentence-1", 2: "difference-1"}


def test_links_outward_tell_nobody_where_they_were_followed():
    outward = [a for tag, a in PAGE.elements if tag == "a" and not a["href"].startswith("#")]
    assert len(outward) == 8
    assert {each["rel"] for each in outward} == {"noopener noreferrer"}
    assert {"name": "referrer", "content": "no-referrer"} in [a for _, a in PAGE.elements]


def test_the_page_says_in_which_language_it_is_and_which_stories_are_in_another():
    assert PAGE.elements[0] == ("html", {"lang": "en"})
    assert {*PAGE.attributes("lang")[1:]} == {"fr"}


@pytest.mark.parametrize(
    ("tags", "known"),
    [
        (("fr", "en"), "fr"),
        ((None, "ar"), "ar"),
        (("en", "ar"), ""),
        (("", "pt-BR"), "pt-BR"),
        (("x y", "klingon?"), ""),
        (('"><script>', "en"), ""),
        (("zh-Hant-TW", "en"), "zh-Hant-TW"),
    ],
)
def test_a_language_is_named_where_it_is_not_that_of_the_page(tags, known):
    assert language(*tags) == known
