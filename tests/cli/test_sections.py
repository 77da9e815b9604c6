"""Beside the briefing: what differs and what was set aside, in every format."""

import html
import json
import re

import pytest

CUP = "Tromstad win the cup after extra time"


@pytest.fixture
def printed(run, news_of):
    """The briefing of the landslide in one format."""

    def out(wanted: str) -> str:
        ran = run("summarize", news_of("landslide"), "--words", 100, "--format", wanted)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return out


def section(out: str, heading: str) -> list[str]:
    """The lines of text below a line that is the heading, up to the next empty line."""
    _, found, after = out.partition(f"{heading}\n")
    assert found, f"no section {heading!r}"
    return after.strip("\n").partition("\n\n")[0].splitlines()


def listed(out: str, heading: str) -> list[str]:
    """The items of the list below this heading of a page, as a reader sees them."""
    match = re.search(rf"<h2 [^>]*>{heading}</h2>\s*<ul [^>]*>(.*?)</ul>", out, re.DOTALL)
    assert match, f"no section {heading!r}"
    items = re.findall(r"<li[^>]*>(.*?)</li>", match[1], re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", " ", item)).split()) for item in items]


FIGURES = re.compile(r"14 \[1\] – 12 \[\d\]: .*12 people|Fifteen \[1\] – 17 \[\d\]: .*17 people")
"""The dead, and the missing."""
SIDES = re.compile(
    r"14 \[1\] .*14 people.* 12 \[\d\] .*12 people|Fifteen \[1\] .*Fifteen.* 17 \[\d\] .*17 people"
)
"""The same, side by side, each with its sentence."""


def test_text_shows_what_differs_and_what_was_set_aside(printed):
    out = printed("text")
    for line in section(out, "What differs"):
        assert FIGURES.match(line), line
    [aside] = section(out, "Set aside")
    assert aside.startswith(f"{CUP}: about something else (")


def test_a_terminal_shows_the_same_sections(printed):
    out = printed("terminal")
    assert section(out, "What differs")[0].startswith("14 [1] – 12 [")
    assert section(out, "Set aside")[0].startswith(CUP)


def test_markdown_lists_what_differs_and_what_was_set_aside(printed):
    out = printed("markdown").replace("\\", "")
    lines = section(out, "## What differs")
    assert lines
    for line in lines:
        assert line.startswith("- ")
        assert FIGURES.match(line.removeprefix("- ")), line
    [aside] = section(out, "## Set aside")
    assert aside.startswith(f"- {CUP}: about something else (")


def test_a_page_lists_what_differs_and_what_was_set_aside(printed):
    out = printed("html")
    lines = listed(out, "What differs")
    assert lines
    for line in lines:
        assert SIDES.match(line), line
    [aside] = listed(out, "Set aside")
    assert aside.startswith(f"{CUP}: about something else (")


def test_json_holds_both_sides_of_what_differs(printed):
    found = json.loads(printed("json"))
    assert found["differences"]
    for ours, theirs in found["differences"]:
        figures = (ours["figure"], theirs["figure"])
        assert figures in {("14", "12"), ("Fifteen", "17")}
        assert ours["text"] in {sentence["text"] for sentence in found["sentences"]}
        assert ours["article"] != theirs["article"]
        assert f"{theirs['figure']} people" in theirs["text"]


def test_json_names_what_was_set_aside(printed):
    found = json.loads(printed("json"))
    [aside] = found["set_aside"]
    [article] = [one for one in found["articles"] if one["number"] == aside["article"]]
    assert article["title"] == CUP
    assert not article["cited"]
    assert aside["reason"].startswith("about something else (")


def test_every_format_shows_as_many_differences(printed):
    count = len(json.loads(printed("json"))["differences"])
    assert len(section(printed("text"), "What differs")) == count
    assert len(section(printed("markdown"), "## What differs")) == count
    assert len(listed(printed("html"), "What differs")) == count


@pytest.mark.parametrize("wanted", ["text", "terminal", "markdown", "html"])
def test_where_nothing_differs_no_section_is_printed(run, tmp_path, wanted):
    (tmp_path / "a.txt").write_text("The dam broke on Monday evening.", encoding="utf-8")
    ran = run("summarize", tmp_path / "a.txt", "--format", wanted)
    assert ran.code == 0
    assert "What differs" not in ran.out
    assert "Set aside" not in ran.out
