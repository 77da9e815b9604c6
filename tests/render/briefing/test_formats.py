"""What each format for people says of a briefing; `tests/golden` has it word for word."""

import re
from dataclasses import replace
from datetime import UTC, date

import pytest

from summarizer.datatypes import Article, Briefing, Story
from summarizer.render import SUFFIXES
from summarizer.render.briefing import FORMATS
from tests.golden.morning import (
    BREAD,
    BUDGET,
    DAM,
    LETTER,
    LIBRARY,
    MORNING,
    TIMES,
    TUNNEL,
)


def test_each_format_that_a_file_name_asks_for_is_there():
    assert {*FORMATS} == {*SUFFIXES.values()}


def plain(format_: str, briefing: Briefing) -> str:
    """What a reader sees, in one line."""
    printed = FORMATS[format_](briefing)
    body = re.sub(r"<style>.*?</style>|<[a-zA-Z/!][^>]*>", "", printed, flags=re.DOTALL)
    return re.sub(r"\\(?=[^\w\s])|[*#]", "", " ".join(body.split()))


PEOPLE = pytest.mark.parametrize("format_", ["text", "markdown", "html"])


@PEOPLE
def test_stories_without_sections_have_no_heading_for_one(format_):
    stories = tuple(replace(story, section="") for story in MORNING.stories)
    printed = plain(format_, replace(MORNING, stories=stories))
    assert "Home" not in printed
    assert "Other stories" not in printed


@PEOPLE
def test_stories_without_a_section_come_last_where_others_have_one(format_):
    stories = (replace(DAM, section=""), TUNNEL, BUDGET)
    printed = plain(format_, replace(MORNING, stories=stories))
    places = [printed.index(f" {heading} ") for heading in ("Abroad", "Home", "Other stories")]
    assert places == sorted(places)
    glance = printed[printed.index("At a glance") : places[0]]
    headlines = [glance.index(story.headline) for story in (TUNNEL, BUDGET, DAM)]
    assert headlines == sorted(headlines)


@PEOPLE
@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"stories": ()}, "At a glance"),
        ({"stories": ()}, "Sources"),
        ({"shorts": ()}, "In short"),
        ({"shorts": ()}, "2 in short"),
        ({"problems": ()}, "Not read"),
        ({"stories": (BUDGET,)}, "What differs"),
        ({"stories": (DAM,)}, "Left out"),
    ],
)
def test_a_part_that_would_be_empty_is_not_printed(format_, changes, missing):
    assert missing in plain(format_, MORNING)
    assert missing not in plain(format_, replace(MORNING, **changes))


@PEOPLE
@pytest.mark.parametrize(
    ("story", "said"),
    [
        (replace(DAM, outlets=2), "reported by 2 outlets"),
        (replace(DAM, outlets=1), "single source"),
        (replace(DAM, first_reported=date(2026, 11, 19)), "Update – first reported 19 Nov"),
        (replace(DAM, first_reported=date(2025, 1, 2)), "Update – first reported 2 Jan 2025"),
        (replace(DAM, told_before=1), "Left out: 1 sentence that an earlier briefing told."),
    ],
)
def test_what_a_story_is_worth_is_said_in_words(format_, story: Story, said):
    assert said in plain(format_, replace(MORNING, stories=(story,)))


@PEOPLE
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sources": 40, "problems": ()}, "40 of 40 sources, 1,212 new articles"),
        ({"sources": 1, "articles": 1, "problems": ()}, "1 of 1 source, 1 new article"),
        ({"sources": 1}, "0 of 1 source, 1,212 new articles"),
        ({"stories": (DAM,), "shorts": ()}, "1 story · 47 words · half a minute to read"),
        ({"stories": (DAM,), "shorts": (BREAD,)}, "1 story, 1 in short · "),
        ({"stories": (), "shorts": ()}, "0 stories · 0 words · half a minute to read"),
        ({"until": MORNING.until.astimezone(UTC)}, "Friday, 20 November 2026, 05:00 (UTC)."),
    ],
)
def test_the_counts_are_those_of_the_briefing(format_, changes, said):
    assert said in plain(format_, replace(MORNING, **changes))


@PEOPLE
def test_an_article_has_the_date_that_its_readers_had(format_):
    assert TIMES.published.date() == date(2026, 11, 19)
    assert "nine days of rain · 20 November 2026" in plain(format_, MORNING)
    utc = replace(MORNING, until=MORNING.until.astimezone(UTC))
    assert "nine days of rain · 19 November 2026" in plain(format_, utc)


@PEOPLE
def test_who_reports_a_story_without_being_quoted_is_named(format_):
    others = [Article("So.", "So", f"Paper {n}") for n in range(14)]
    told = replace(DAM.summary, articles=(*DAM.summary.articles, *others))
    printed = plain(format_, replace(MORNING, stories=(replace(DAM, summary=told),)))
    assert re.search(r"Also reported by Paper 0,? Paper 1,? ", printed)
    assert "Paper 11 and 2 more" in printed
    assert "Paper 12" not in printed
    assert "Also reported by" not in plain(format_, MORNING)


@PEOPLE
def test_a_sentence_in_short_names_its_outlet_or_else_its_article(format_):
    printed = plain(format_, replace(MORNING, stories=(), shorts=(BREAD, LIBRARY)))
    assert re.search(r"announced\. \(?Market Daily · reported by 2 outlets", printed)
    assert re.search(r"stays open\. \(?Library stays · Update", printed)


@PEOPLE
def test_a_headline_of_ten_thousand_characters_takes_two_hundred(format_):
    story = replace(DAM, headline="Dam " * 2500, summary=TUNNEL.summary, article=LETTER)
    printed = FORMATS[format_](replace(MORNING, stories=(story,)))
    assert " ".join(printed.split()).count("Dam Dam Dam") < 2 * 200 / 4 / 3 + 2
    assert "Dam…" in printed


@PEOPLE
def test_a_briefing_without_a_title_still_has_a_name(format_):
    assert plain(format_, replace(MORNING, title="\n"))[:60].strip().startswith("Briefing")
