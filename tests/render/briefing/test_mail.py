"""The mail of a day: readable in any mail program, and never so long that one cuts it off."""

import html
import re
from dataclasses import replace

import lxml.html
import pytest

from summarizer.datatypes import Article, Problem
from summarizer.errors import TemplateError
from summarizer.render.briefing.mail import MAX_BYTES, MAX_PROBLEMS, cut, mail
from summarizer.render.briefing.view import seen
from summarizer.render.html import OURS
from tests.golden.morning import BUDGET, DAM, LIBRARY, MORNING, TIMES, TUNNEL
from tests.hostile.specimens import briefing, hostile
from tests.render.briefing.long import day, story

IN_A_LINE = re.compile(r'<a href="([^"]*)" [^>]*>([^<]*)</a></span> <span [^>]*>([^<]*)</span></p>')


def full(page: str) -> list[str]:
    """The headlines of the stories that are told whole."""
    return re.findall(r"<h[23] [^>]*><a [^>]*>([^<]*)</a>", page)


def lines(page: str) -> list[tuple[str, ...]]:
    """Link, headline and outlets of the stories that are told in one line."""
    return IN_A_LINE.findall(page)


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page)


def said(page: str) -> str:
    """All words, with one space between them."""
    return " ".join(parsed(page).text_content().split())


def test_a_mail_needs_nothing_that_mail_programs_take_away():
    page = parsed(mail(MORNING))
    tags = {each.tag for each in page.iter()}
    assert not tags & {"style", "script", "img", "link", "svg", "iframe", "form", "object", "base"}
    assert not {*page.xpath("//@class | //@id | //@src | //@background")}
    assert "url(" not in mail(MORNING)
    assert all(link.startswith("https://") for link in page.xpath("//@href"))


def test_a_mail_is_one_column_of_at_most_600_pixels():
    page = mail(MORNING)
    assert page.count("<table") == 1
    assert '<table role="presentation" align="center" width="600"' in page
    assert "width:100%;max-width:600px;" in page
    assert page.count("<td ") == 1


def test_a_mail_sets_no_colour_that_a_dark_program_would_make_unreadable():
    page = mail(MORNING)
    assert {*re.findall(r"#[0-9a-f]{3,6}\b", page)} == {"#888"}
    assert not re.search(r"background|[^-]color:(?!inherit)", page)
    assert '<meta name="color-scheme" content="light dark">' in page


def test_a_mail_tells_what_the_page_tells():
    words = said(mail(MORNING))
    for each in (
        "Morning brief Friday, 20 November 2026",
        "Dam above Riverton breaks after nine days of rain Harbour Times · reported by 3 outlets",
        "after nine days of rain. [1][2][3] At least 14",
        "What differs 14 people [1] Harbour Times At least 14 people were missing",
        "Twelve people [2] Valley Gazette Twelve people are missing, the mayor told reporters.",
        "Sources Harbour Times · Dam above Riverton breaks after nine days of rain · 20 November",
        "Update – first reported 17 Nov",
        "Left out: 2 sentences that an earlier briefing told.",
        "The library in Mill Street stays open. (Library stays · Update",
        "Example Times: no such host: check the address; since Tuesday",
        "(CET).",
        "Made by summarizer ",
    ):
        assert each in words
    assert "cut long mail off" not in words


def test_a_citation_in_a_mail_leads_to_the_article_by_name():
    assert (
        '<a href="https://gazette.example/riverton" aria-label="Source 2: Valley Gazette">[2]</a>'
    ) in mail(MORNING)


def test_a_mail_of_seven_long_stories_is_whole():
    page = mail(day(7))
    assert (len(full(page)), lines(page)) == (7, [])
    assert len(page.encode()) <= MAX_BYTES


def test_on_a_day_of_twenty_long_stories_the_least_important_take_one_line():
    page = mail(day(20, sentences=9))
    assert MAX_BYTES - 10_000 < len(page.encode()) <= MAX_BYTES
    told = full(page)
    assert 5 < len(told) < 20
    assert told == [story(n).headline for n in range(1, len(told) + 1)]
    assert lines(page) == [
        (
            f"https://outlet0.example/2026/11/20/the-harbour-wall-and-its-stones-{n}",
            story(n).headline,
            "reported by 5 outlets",
        )
        for n in range(len(told) + 1, 21)
    ]
    assert "cut long mail off: more in the text version" in page


def test_the_least_important_take_one_line_in_whatever_section_they_stand():
    whole = day(20, sentences=9)
    halves = [replace(each, section="AB"[each.rank % 2]) for each in whole.stories]
    page = mail(replace(whole, stories=tuple(sorted(halves, key=lambda each: each.section))))
    told = [int(re.search(r"part (\d+)", headline)[1]) for headline in full(page)]
    assert sorted(told) == list(range(1, len(told) + 1))
    assert len(full(page)) + len(lines(page)) == 20


def test_a_mail_of_an_absurd_day_has_what_fits_and_says_how_much_there_is_more():
    page = mail(day(200, shorts=100, sentences=9))
    assert MAX_BYTES - 1_000 < len(page.encode()) <= MAX_BYTES
    left = len(full(page)) + len(lines(page)) + page.count("<li style")
    more = int(re.search(r"cut long mail off: (\d+) more stories", page)[1])
    assert more > 0
    assert left + more == 300


def test_a_story_in_one_line_leads_to_the_first_source_that_has_an_address():
    lost = replace(DAM, article=LIBRARY.article, rank=8)
    whole = day(7, sentences=20)
    page = mail(replace(whole, stories=(*whole.stories, lost)))
    assert lines(page)[-1] == (
        f"{html.escape(TIMES.url)}#:~:text=The%20dam%20above%20Riverton,nine%20days%20of%20rain.",
        DAM.headline,
        "reported by 3 outlets",
    )


def test_each_level_cuts_the_least_important_that_is_left():
    page = seen(replace(MORNING, stories=(DAM, BUDGET, TUNNEL)))

    def left(level: int) -> tuple[list[int], list[int], int, int]:
        made = cut(page, level)
        stories = [story.number for story in made.briefing.stories]
        return stories, sorted(made.in_a_line), len(made.briefing.shorts), made.omitted

    assert [left(level) for level in range(9)] == [
        ([1, 2, 3], [], 2, 0),
        ([1, 2, 3], [3], 2, 0),
        ([1, 2, 3], [2, 3], 2, 0),
        ([1, 2, 3], [1, 2, 3], 2, 0),
        ([1, 2, 3], [1, 2, 3], 1, 1),
        ([1, 2, 3], [1, 2, 3], 0, 2),
        ([1, 2], [1, 2, 3], 0, 3),
        ([1], [1, 2, 3], 0, 4),
        ([], [1, 2, 3], 0, 5),
    ]


@pytest.mark.parametrize("text", ["x" * 200_000, "水" * 100_000, '"<&>' * 50_000])
def test_no_text_makes_a_mail_too_long(text):
    assert len(mail(briefing(hostile([text]))).encode()) <= MAX_BYTES


def test_of_many_sources_that_cannot_be_read_the_first_are_named():
    problems = tuple(Problem(f"Feed {n}", "no answer " * 100) for n in range(1, 401))
    page = mail(replace(MORNING, problems=problems))
    assert page.count("Feed ") == MAX_PROBLEMS == 20
    assert "<li>and 380 more</li>" in page
    assert len(full(page)) == 3


def test_outlets_that_are_not_quoted_are_named():
    others = tuple(Article("So.", "So", f"Paper {n}", f"https://p{n}.example/") for n in range(14))
    told = replace(DAM.summary, articles=(*DAM.summary.articles, *others))
    words = said(mail(replace(MORNING, stories=(replace(DAM, summary=told),))))
    assert "Also reported by Paper 0, Paper 1," in words
    assert "Paper 11, and 2 more" in words


def test_a_template_that_is_too_long_itself_is_refused(tmp_path):
    ours = (OURS / "mail.html").read_text(encoding="utf-8")
    (tmp_path / "mail.html").write_text(ours.replace("</body>", "x" * MAX_BYTES + "</body>"))
    with pytest.raises(TemplateError, match=r"mail\.html:1: more than 90,000 bytes, whatever is"):
        mail(MORNING, tmp_path)
