"""The page of a day's sources: it marks what is quoted, and leads to the briefing and back."""

import json
from dataclasses import replace
from pathlib import PurePath

import pytest
from lxml import html

from summarizer.datatypes import Article, Aside
from summarizer.render import provenance
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing import sources as day
from summarizer.render.briefing.html import html as page
from tests.fakes import pick
from tests.golden.morning import DAM, MORNING, TIMES, TUNNEL, sentence, summary

NAME, BESIDE = "2026-11-20.html", "2026-11-20.sources.html"
SOURCES = day.sources(MORNING, told_on=NAME)
CUP = Article("The cup was won.", title="Cup final", source="Echo", url="https://echo.example/cup")
FINAL = replace(
    DAM,
    summary=replace(
        DAM.summary,
        articles=(*DAM.summary.articles, CUP, replace(CUP, text="Late.", title="Late", id="late")),
        asides=(Aside(replace(CUP, text="Late.", title="Late", id="late"), "too old"),),
    ),
)


def links(written: str) -> list[str]:
    return html.fromstring(written).xpath("//@href")


def test_what_is_marked_in_each_story_is_what_its_json_says():
    document = json.loads(FORMATS["json"](MORNING))
    told = [(f"story-{number}", document["stories"][n]) for number, n in ((1, 0), (2, 2), (3, 1))]
    told += [(f"short-{number}", each) for number, each in enumerate(document["shorts"], start=1)]
    for anchor, story in told:
        said = story["summary"]
        places = [each for quoted in said["sentences"] for each in (quoted, *quoted["repeats"])]
        places += [each for difference in said["differences"] for each in difference]
        marked = {
            (mark.getparent().getparent().get("id"), mark.get("data-start"), mark.text)
            for mark in html.fromstring(SOURCES).xpath(f"//*[@id='{anchor}']//mark")
        }
        assert marked == {
            (f"{anchor}-source-{each['article']}", str(each["start"]), each["text"])
            for each in places
        }


def test_every_citation_leads_to_its_mark_which_leads_back():
    root = html.fromstring(SOURCES)
    for link in root.xpath("//*[@class='marks']/a"):
        place = link.getparent().getparent().get("id")
        [mark] = root.xpath(f"//mark[@id='{link.get('href')[1:]}']")
        back = []
        for note in mark.itersiblings():
            if note.get("class") != "note":
                break
            back.append(note.get("href"))
        assert f"#{place}" in back


def test_the_two_pages_lead_to_each_other():
    briefing = page(MORNING, sources=BESIDE)
    there = [each for each in links(briefing) if each.startswith(BESIDE)]
    assert there == [f"{BESIDE}#story-{number}" for number in (1, 2, 3)] + [BESIDE]
    back = [each for each in links(SOURCES) if each.startswith(NAME)]
    stories = [f"{NAME}#story-{number}" for number in (1, 2, 3)]
    assert back == [NAME, *stories, f"{NAME}#in-short", f"{NAME}#in-short"]
    for pages in ((there, SOURCES), (back, briefing)):
        for address in pages[0]:
            _, _, place = address.partition("#")
            assert not place or html.fromstring(pages[1]).xpath(f"//*[@id='{place}']")


def test_every_link_within_the_page_leads_somewhere_and_every_place_is_there_once():
    root = html.fromstring(SOURCES)
    places = root.xpath("//@id")
    assert len(set(places)) == len(places)
    assert {each[1:] for each in links(SOURCES) if each.startswith("#")} <= {*places}
    assert {*root.xpath("//@aria-labelledby")} <= {*places}


def test_without_a_page_of_sources_there_is_no_link_to_one():
    assert all(each.startswith(("#", "https://")) for each in links(page(MORNING)))


def test_an_article_that_nothing_quotes_is_listed_and_not_printed():
    written = day.sources(replace(MORNING, stories=(FINAL,)), told_on=NAME)
    text = " ".join(html.fromstring(written).text_content().split())
    assert "Read, not quoted Cup final · Echo" in text
    assert "Set aside Late: too old" in text
    assert "The cup was won." not in text
    assert "Read, not quoted" not in SOURCES


LINES = [f"Line {number} of the very long report. {'It rained. ' * 20}" for number in range(100)]
LONG = Article("\n".join(LINES), title="Long", id="long")


def excerpted(*numbers: int) -> list[int | None]:
    """The lines that are shown of a long article of which these are quoted."""
    picks = (pick(sentence(LONG, f"Line {number} of the very long report.")) for number in numbers)
    [source] = provenance.sources(summary(*picks, articles=(LONG,)))
    starts = [sum(len(line) + 1 for line in LINES[:number]) for number in range(len(LINES))]
    shown = day.excerpt(source).paragraphs
    return [starts.index(line[0].start) if line else None for line in shown]


def test_of_a_long_article_the_lines_around_the_quoted_ones_are_shown():
    assert len(LONG.text) > day.LONG
    assert excerpted(0) == [0, 1, None]
    assert excerpted(50, 53) == [None, 49, 50, 51, 52, 53, 54, None]
    assert excerpted(3, 99) == [None, 2, 3, 4, None, 98, 99]


def test_an_article_of_usual_length_is_shown_whole():
    [source] = provenance.sources(summary(pick(sentence(TIMES, TIMES.text)), articles=(TIMES,)))
    assert day.excerpt(source) is source


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a.html", "b.html", '<a href="b.html#x"> <a href="b.sources.html">'),
        ("a.html", "a b.htm", '<a href="a%20b.htm#x"> <a href="a%20b.sources.html">'),
        (
            "a.html",
            "a.sources.html",
            '<a href="a.sources.html#x"> <a href="a.sources.sources.html">',
        ),
    ],
)
def test_links_follow_the_name_of_the_page(old, new, expected):
    written = '<a href="a.html#x"> <a href="a.sources.html">'
    assert day.renamed(written, PurePath(old), PurePath(new)) == expected


def test_no_text_that_was_read_is_renamed():
    text = 'See <a href="2026-11-20.html#x"> and href="2026-11-20.sources.html"'
    article = Article(
        text, title=text, source=text, url="https://a.example/2026-11-20.html", id="a"
    )
    story = replace(
        TUNNEL, article=article, summary=summary(pick(sentence(article, text)), articles=(article,))
    )
    briefing = replace(MORNING, title=text, stories=(story,), shorts=(story,))
    for written in (page(briefing, sources=BESIDE), day.sources(briefing, told_on=NAME)):
        renamed = day.renamed(written, PurePath(NAME), PurePath("latest.html"))
        shown = [html.fromstring(each).text_content() for each in (written, renamed)]
        assert shown[0] == shown[1]
        assert renamed.count("https://a.example/2026-11-20.html") > 1
        ours = [
            [a for a in links(each) if a[0] != "#" and ":" not in a] for each in (written, renamed)
        ]
        assert {each.partition(".")[0] for each in ours[0]} == {"2026-11-20"}
        assert {each.partition(".")[0] for each in ours[1]} == {"latest"}
