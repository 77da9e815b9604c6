"""What a reader of CommonMark makes of it: our own headings, lists and links, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer import read, render, summarize
from summarizer.datatypes import Article, Budget, Options, Sentence, Summary
from summarizer.render.briefing import FORMATS
from summarizer.render.markdown import escape
from summarizer.render.parts import line as one_line
from tests.conftest import ROOT
from tests.fakes import pick
from tests.golden.morning import MORNING
from tests.hostile.texts import EVERY

READERS = {
    "CommonMark": MarkdownIt("commonmark"),
    "with tables": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
}
every_reader = pytest.mark.parametrize("reader", READERS)


def text(token: Token) -> str:
    return "".join(child.content for child in token.children or [] if child.type == "text")


def headings(tokens: list[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, text(tokens[place + 1]))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def items(tokens: list[Token]) -> list[str]:
    """What stands in lists, with `1.` or `-` before it."""
    found = []
    for place, token in enumerate(tokens):
        if token.type == "list_item_open":
            label = f"{token.info}." if token.info else token.markup
            found.append(f"{label} {text(tokens[place + 2])}")
    return found


def links(tokens: list[Token]) -> list[str]:
    children = [child for token in tokens for child in token.children or []]
    return [str(child.attrs["href"]) for child in children if child.type == "link_open"]


def kinds(tokens: list[Token]) -> set[str]:
    every = [child for token in tokens for child in (token, *(token.children or []))]
    return {token.type.removesuffix("_open").removesuffix("_close") for token in every}


OURS = {"heading", "paragraph", "inline", "ordered_list", "bullet_list", "list_item", "text"}
OURS |= {"link", "em", "strong", "hardbreak"}


@pytest.fixture(scope="session")
def sample() -> Summary:
    articles, _ = read([str(ROOT / "samples")])
    return summarize(articles, options=Options(Budget(120)))


@every_reader
def test_a_summary_of_the_samples_has_our_headings_lists_and_links(reader, sample):
    tokens = READERS[reader].parse(render.markdown(sample))
    assert headings(tokens) == [("h2", "Sources")]
    assert items(tokens) == [
        "1. hangzhou-talks.txt",
        "2. adapted-from-french.txt",
        "3. first-visit-in-two-decades.txt",
    ]
    assert links(tokens) == []
    assert kinds(tokens) <= OURS
    body = text(tokens[1])
    assert body.startswith(f"{sample.picks[0].display} [1][2][3] ")


@every_reader
def test_a_briefing_has_our_headings_lists_and_links(reader):
    tokens = READERS[reader].parse(FORMATS["markdown"](MORNING))
    assert headings(tokens) == [
        ("h1", "Morning brief"),
        ("h2", "At a glance"),
        ("h2", "Home"),
        ("h3", "1. Dam above Riverton breaks after nine days of rain"),
        ("h3", "2. Budget passes by two votes"),
        ("h2", "Abroad"),
        ("h3", "3. Le tunnel rouvre"),
        ("h2", "In short"),
        ("h2", "About this briefing"),
    ]
    found = items(tokens)
    assert found[:3] == [
        "1. Dam above Riverton breaks after nine days of rain",
        "2. Budget passes by two votes",
        "3. Le tunnel rouvre",
    ]
    assert [item.partition(" ")[0] for item in found] == [
        *("1.", "2.", "3."),
        *("-", "1.", "2.", "3."),
        *("1.", "1.", "-", "-", "-", "-"),
    ]
    assert links(tokens) == [
        "https://harbour.example/2026/11/19/riverton-dam?edition=morning&page=1",
        "https://gazette.example/riverton",
        "https://journal.example/budget",
        "https://matin.example/tunnel",
        "https://market.example/bread",
    ]
    assert kinds(tokens) <= OURS


@pytest.mark.parametrize(
    "line",
    [
        "Update: bridge closed at 10:30",
        "AT&T pays $5 million, or €4.6 million (85 %)!",
        "“We have a budget,” she said - twice; 1. and 2.",
        "Is it over? It is: 3-2.",
    ],
)
def test_what_newspapers_print_needs_no_backslash(line):
    assert escape(line) == line


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("see https://a.example and www.a.example", r"see https\://a.example and www\.a.example"),
        ("WWW.a.example", r"WWW\.a.example"),
        ("write to a@b.example", r"write to a\@b.example"),
        ("&amp; &copy; AT&T;", r"\&amp; \&copy; AT\&T;"),
        ("$x^2$ for $5", r"\$x\^2\$ for $5"),
        (":smile: 1:2", r"\:smile: 1:2"),
        ("![a](b)", r"!\[a\](b)"),
        ("- a", r"\- a"),
        ("12. a", r"12\. a"),
    ],
)
def test_what_a_reader_could_take_for_markup_has_one(line, escaped):
    assert escape(line) == escaped


def test_marks_are_no_links_whatever_an_article_defines():
    line = "[1]: https://evil.example"
    article = Article(line, title=line, source=line, id="a")
    quoted = Summary((pick(Sentence(article, 0, 0, line)),), (article,), Budget(), "hash")
    written = render.markdown(quoted)
    assert " [1]\n" in written
    assert links(MarkdownIt("commonmark").parse(written)) == []


def words(source: str) -> str:
    """Of the one paragraph that a reader of CommonMark finds, if it holds nothing but words."""
    _, paragraph, *_ = MarkdownIt("commonmark", {"html": True}).parse(source)
    assert kinds([paragraph]) <= {"inline", "text"}
    return "".join(token.content for token in paragraph.children or [])


MARKS = st.text("\\`*_{}[]<>#|~!&$^=:@-+.) 1ax\n")


@given(st.one_of(st.text(), MARKS, st.sampled_from(EVERY)).map(one_line).filter(bool))
def test_escaped_text_reads_as_it_was(text):
    assert words(escape(text)) == text
    assert words(f"Said: {escape(text)} x") == f"Said: {text} x"
