"""What strangers write, and what a feed can be made to hold, stays text in a briefing."""

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.datatypes import (
    Article,
    Briefing,
    Budget,
    Difference,
    Problem,
    Sentence,
    Story,
    Summary,
)
from summarizer.render.briefing import FORMATS
from summarizer.render.parts import line
from tests.fakes import pick
from tests.render.briefing.morning import MORNING
from tests.render.test_hostile import HOSTILE, Page

URL = "https://example.org/a?b=(c)*d*_e_&f='g'"
LINKED = "https://example.org/a?b=%28c%29*d*_e_&f='g'"
NASTY = [
    *HOSTILE,
    "two\nlines",
    "next\x85line\u2028and\u2029more\x0b\x0c\x1c",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \x00\x7f",
    "\u202eback\u202c \u2066wards\u2069 \u200b\ufeff",
    "$(id) `id` ; rm -rf ~ %s {0}",
    "half \ud800 a character",
    "\U000e0041tagged",
    "Zeile\r\nBcc: evil@evil.example",
]


def briefing(text: str, url: str | None = URL) -> Briefing:
    """Everything that can be foreign is this text."""
    when = datetime(2026, 11, 19, tzinfo=UTC)
    one, other = (
        Article(text, text, text, url, when, text, path=text, id=name) for name in ("a", "b")
    )
    first, second = (Sentence(article, 0, 0, text) for article in (one, other))
    summary = Summary(
        (pick(first), pick(second)),
        (one, other),
        Budget(),
        "hash",
        differences=(Difference(first, text, second, text),),
    )
    story = Story(text, one, summary, 2, section=text)
    short = replace(story, summary=replace(summary, picks=(pick(first),), differences=()))
    problems = (Problem(text, text),)
    return replace(
        MORNING, title=text, stories=(story,), shorts=(short,), problems=problems, lang=text
    )


PLAIN = briefing("Dam breaks")


@pytest.mark.parametrize("text", [*NASTY, "x" * 10_000, "Dam " * 2_500])
def test_no_text_adds_a_tag_an_attribute_or_a_link_to_html(text):
    page, plain = Page(FORMATS["html"](briefing(text))), Page(FORMATS["html"](PLAIN))
    assert page.shape == plain.shape
    assert page.links == plain.links
    assert {link for link in page.links if not link.startswith("#")} == {LINKED}


def shape(source: str) -> list[str]:
    """What kinds of blocks and marks a CommonMark reader finds, and where its links lead."""
    found = []
    for block in MarkdownIt("commonmark").parse(source):
        found.append(block.type)
        for token in block.children or []:
            found.append(token.type)
            found += [str(token.attrs["href"])] if token.type == "link_open" else []
    return found


@pytest.mark.parametrize("text", [*NASTY, "x" * 10_000])
def test_no_text_becomes_markup_in_markdown(text):
    def without_text(found: list[str]) -> list[str]:
        return [each for each in found if each not in {"text", "text_special"}]

    found = without_text(shape(FORMATS["markdown"](briefing(text))))
    assert found == without_text(shape(FORMATS["markdown"](PLAIN)))
    assert {each for each in found if ":" in each} == {LINKED}


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_printed_commands_a_terminal_or_turns_the_writing(format_, text):
    printed = FORMATS[format_](briefing(text))
    assert {char for char in printed if unicodedata.category(char) in {"Cc", "Cf", "Cs"}} == {"\n"}
    printed.encode()


@pytest.mark.parametrize("text", [*NASTY, "x" * 10_000, "Dam " * 2_500, "水" * 10_000])
def test_lines_of_text_have_72_columns_whatever_is_in_them(text):
    lines = FORMATS["text"](briefing(text)).splitlines()
    assert max(len(line) for line in lines) <= 72
    assert lines.count("    " + LINKED) == 1
    assert lines.count("        " + LINKED) == 2


@pytest.mark.parametrize("text", NASTY)
def test_json_holds_every_text_as_it_was(text):
    printed = FORMATS["json"](briefing(text))
    printed.encode()
    found = json.loads(printed)
    assert found["stories"][0]["headline"] == found["articles"][0]["text"] == text
    assert {char for char in printed if unicodedata.category(char) in {"Cc", "Cs"}} == {"\n"}


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,alert(1)",
        "file:///etc/passwd",
        "//evil.example",
        'https://evil.example/" onclick="alert(1)',
        "https://evil.example/<script>alert(1)",
        "https://evil.example/\njavascript:alert(1)",
        "https://evil.example/\u202ecod.exe",
        "https://evil.example/\x1b[31m",
        "https://evil.example/\ud800",
        "https://evil.example/" + "x" * 10_000,
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_no_link(format_, url):
    printed = FORMATS[format_](briefing("Dam", url))
    assert "alert(1)" not in printed
    assert "evil.example" not in printed
    assert "passwd" not in printed


def test_an_address_with_letters_of_another_script_is_linked_in_ascii():
    printed = FORMATS["text"](briefing("Dam", "https://example.org/wiki/水坝?a=ü%20b"))
    assert "    https://example.org/wiki/%E6%B0%B4%E5%9D%9D?a=%C3%BC%20b\n" in printed


@given(st.text())
def test_any_text_can_be_printed_in_any_format(text):
    for format_ in FORMATS.values():
        format_(briefing(text)).encode()


@given(st.text())
def test_a_line_is_one_line_and_stays_what_it_is(text):
    clean = line(text)
    assert clean.splitlines() in ([clean], [])
    assert line(clean) == clean
