"""The page of a briefing: its landmarks, its links, and that it asks nobody for anything."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib.metadata import version

from summarizer.datatypes import Article, Aside
from summarizer.render.briefing.html import html
from summarizer.render.parts import first_mentions
from tests.golden.morning import DAM, MORNING
from tests.render.briefing.long import day

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


def test_what_differs_stands_side_by_side_with_a_link_at_each_figure():
    page = html(MORNING)
    differing = page[
        page.index('<ul class="differing"') : page.index("</ul>", page.index('differing"'))
    ]
    sides = [
        " ".join(re.sub(r"<[^>]*>|&nbsp;", " ", side).split())
        for side in differing.split("<div>")[1:]
    ]
    assert sides == [
        f"14 people [1] Harbour Times {DAM.summary.differences[0].one.text}",
        "Twelve people [2] Valley Gazette Twelve people are missing, the mayor told reporters.",
    ]
    assert re.findall(r'href="(#[^"]*)"', differing) == ["#story-1-source-1", "#story-1-source-2"]


def test_outlets_that_report_a_story_without_being_quoted_are_named_once():
    more = (
        Article("The dam broke.", "Dam", "Northmark Radio", "https://radio.example/dam"),
        Article("It broke.", "Dam", "Northmark Radio", "https://radio.example/dam-2"),
        Article("The dam!", "Dam", "Business Daily"),
        Article("Again.", "Dam", "Harbour Times"),
        Article("A page without an outlet.", "Dam"),
        Article("Cup final.", "Cup", "Sports Daily"),
    )
    told = replace(
        DAM.summary,
        articles=(*DAM.summary.articles, *more),
        asides=(Aside(more[-1], "about something else"),),
    )
    page = html(replace(MORNING, stories=(replace(DAM, summary=told),)))
    also = page[page.index('<ul class="others"') :]
    assert re.findall(r"<li[^>]*>(.*?)</li>", also[: also.index("</ul>")], re.DOTALL) == [
        '<a href="https://radio.example/dam" rel="noopener noreferrer">Northmark Radio</a>',
        "Business Daily",
    ]
    assert "Also reported by" not in html(MORNING)


def test_the_foot_says_which_program_made_the_page_and_leads_to_the_json_where_there_is_one():
    assert f"<p>Made by summarizer {version('summarizer')}.\n</p>" in html(MORNING)
    page = html(MORNING, json_link="../json/a%20%26%20b.json")
    assert (
        '<a href="../json/a%20%26%20b.json" type="application/json">This briefing as JSON</a>'
        in page
    )


def test_a_page_of_seven_long_stories_has_less_than_100_kilobytes():
    page = html(day(7))
    assert page.count("<article") == 7
    assert 40_000 < len(page.encode()) < 100_000


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
