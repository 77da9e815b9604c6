"""The page of sources marks exactly what the briefing quotes, and nothing in them can harm it."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import read, summarize
from summarizer.datatypes import (
    Article,
    Aside,
    Budget,
    Difference,
    Options,
    Sentence,
    Summary,
)
from summarizer.render.json import document
from summarizer.render.parts import visible
from summarizer.render.provenance import Use, coverage, paragraphs, provenance, sources, uses
from tests.fakes import pick
from tests.hostile.texts import EVERY

ROOT = Path(__file__).parent.parent.parent
NEWS = {
    "samples": [ROOT / "samples"],
    "landslide": sorted((ROOT / "tests/clusters/landslide").glob("*.md")),
    "coalition": sorted((ROOT / "tests/clusters/coalition").glob("*.md")),
}
# fmt: off
TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "a", "span",
    "strong", "ol", "ul", "li", "section", "article", "mark", "svg", "rect", "footer",
}
ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "id", "class", "dir", "href", "rel",
    "aria-label", "aria-labelledby", "value", "role", "width", "height", "viewbox",
    "preserveaspectratio", "x", "y", "data-start", "data-end",
}
# fmt: on


class Page(HTMLParser):
    """What a browser would find: marks, paragraphs without their notes, links, maps."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []
        self.source = 0
        self.marks: list[list] = []
        """Number of the article, class, start, end, text, links of the notes."""
        self.paragraphs: dict[int, list[list]] = {}
        """By number of the article: start and text."""
        self.rows: list[tuple[str, str, list[tuple[str, ...]]]] = []
        """Of each map: label, length of the article, bars."""
        self.in_note = self.in_paragraph = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        have = dict(attrs)
        self.tags.add(tag)
        self.attributes |= have.keys()
        self.ids += [have["id"]] if "id" in have else []
        self.links += [have["href"]] if "href" in have else []
        if tag == "article":
            self.source = int(have["id"].removeprefix("source-"))
            self.paragraphs[self.source] = []
        elif tag == "p" and "data-start" in have:
            self.paragraphs[self.source].append([int(have["data-start"]), ""])
            self.in_paragraph = True
        elif tag == "mark":
            start, end = int(have["data-start"]), int(have["data-end"])
            assert have["id"] == f"mark-{self.source}-{start}-{end}"
            self.marks.append([self.source, have["class"], start, end, "", []])
        elif tag == "a" and have.get("class") == "note":
            self.in_note = True
            self.marks[-1][-1].append(have["href"])
        elif tag == "svg":
            assert have["role"] == "img"
            self.rows.append((have["aria-label"], have["viewbox"], []))
        elif tag == "rect" and "class" in have:
            self.rows[-1][2].append((have["class"], have["x"], have["width"]))
        if tag not in {"meta", "rect"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag != "rect":
            assert self.inside.pop() == tag
        self.in_note = self.in_note and tag != "a"
        self.in_paragraph = self.in_paragraph and tag != "p"

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data):
        if self.in_paragraph and not self.in_note:
            self.paragraphs[self.source][-1][1] += data
        if self.inside[-1:] == ["mark"]:
            self.marks[-1][4] += data


def is_harmless(page: Page) -> bool:
    """No script, no event handler, nothing loaded, no link but inwards or to the web."""
    return (
        page.tags <= TAGS
        and page.attributes <= ATTRIBUTES
        and len(set(page.ids)) == len(page.ids)
        and all(link.startswith(("#", "https://")) for link in page.links)
        and {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    )


@cache
def briefing(news: str, words: int) -> Summary:
    articles, problems = read(NEWS[news])
    assert problems == ()
    return summarize(articles, Options(Budget(words)))


every_briefing = pytest.mark.parametrize(
    ("news", "words"), [(news, words) for news in NEWS for words in (60, 150, 300)]
)


@every_briefing
def test_exactly_the_places_of_the_json_are_marked(news, words):
    summary = briefing(news, words)
    said = document(summary)
    quoted = [(s["article"], "quoted", s["start"], s["end"]) for s in said["sentences"]]
    expected = {(number, start, end) for number, _, start, end in quoted}
    others = [repeat for s in said["sentences"] for repeat in s["repeats"]]
    others += [side for difference in said["differences"] for side in difference]
    expected |= {(place["article"], place["start"], place["end"]) for place in others}

    page = Page(provenance(summary))
    assert {(number, start, end) for number, _, start, end, _, _ in page.marks} == expected
    assert [tuple(mark[:4]) for mark in page.marks if mark[1] == "quoted"] == sorted(quoted)


@every_briefing
def test_a_mark_holds_the_slice_of_the_article_that_it_names(news, words):
    summary = briefing(news, words)
    texts = {summary.numbers[article.id]: article.text for article in summary.articles}
    page = Page(provenance(summary))
    for number, _, start, end, text, notes in page.marks:
        assert text == texts[number][start:end]
        assert notes


@every_briefing
def test_the_articles_are_there_in_full(news, words):
    summary = briefing(news, words)
    aside = {aside.article.id for aside in summary.asides}
    page = Page(provenance(summary))
    shown = {
        number: "\n".join(text for _, text in paragraphs)
        for number, paragraphs in page.paragraphs.items()
    }
    assert shown == {
        summary.numbers[article.id]: re.sub(r"\n+", "\n", article.text)
        for article in summary.articles
        if article.id not in aside
    }


@every_briefing
def test_the_page_is_small_and_harmless(news, words):
    html = provenance(briefing(news, words))
    assert len(html.encode()) <= 100_000
    assert is_harmless(Page(html))


@every_briefing
def test_every_sentence_leads_to_its_marks_and_they_lead_back(news, words):
    summary = briefing(news, words)
    html = provenance(summary)
    back = {f"mark-{m[0]}-{m[2]}-{m[3]}": m[5] for m in Page(html).marks}
    for place, chosen in enumerate(summary.picks, start=1):
        item = html[html.index(f'<li id="sentence-{place}">') :].partition("</li>")[0]
        targets = re.findall(r'href="#([^"]+)"', item)
        assert len(targets) == 1 + len(chosen.repeats)
        assert all(f"#sentence-{place}" in back[target] for target in targets)


DAM = Article(
    "The dam broke. Nobody was hurt.\n\nIt rained & rained.",
    title="Dam breaks",
    source="Harbour Times",
    url="https://example.org/dam",
    id="dam",
)
FLOOD = Article("A dam broke.\nTwo were hurt.", path="news/flood.txt", id="flood", lang="fr")
PRICES = Article("Prices rose.", title="Prices", id="prices")
CUP = Article("The cup was won.", title="Cup <b>", id="cup")
BROKE, HURT = Sentence(DAM, 0, 0, "The dam broke."), Sentence(DAM, 1, 15, "Nobody was hurt.")
ALSO, TWO = Sentence(FLOOD, 0, 0, "A dam broke."), Sentence(FLOOD, 1, 13, "Two were hurt.")
SUMMARY = Summary(
    (pick(BROKE, ALSO), pick(HURT)),
    (DAM, FLOOD, PRICES, CUP),
    Budget(),
    "hash",
    differences=(Difference(HURT, "Nobody", TWO, "Two"),),
    asides=(Aside(CUP, "about something else"),),
)


def test_marks_say_what_they_are_for():
    assert Page(provenance(SUMMARY)).marks == [
        [1, "quoted", 0, 14, "The dam broke.", ["#sentence-1"]],
        [1, "quoted", 15, 31, "Nobody was hurt.", ["#sentence-2", "#difference-1"]],
        [2, "supports", 0, 12, "A dam broke.", ["#sentence-1"]],
        [2, "differs", 13, 27, "Two were hurt.", ["#difference-1"]],
    ]


def test_links_back_have_a_name_that_can_be_said():
    html = provenance(SUMMARY)
    assert re.findall(r'class="note"[^>]* aria-label="([^"]*)">([^<]*)<', html) == [
        ("1: back to this sentence of the briefing", "1&#xA0;↩&#xFE0E;"),
        ("2: back to this sentence of the briefing", "2&#xA0;↩&#xFE0E;"),
        ("differs 1: back to what differs", "differs 1&#xA0;↩&#xFE0E;"),
        ("supports 1: back to that sentence of the briefing", "supports 1&#xA0;↩&#xFE0E;"),
        ("differs 1: back to what differs", "differs 1&#xA0;↩&#xFE0E;"),
    ]
    assert '<a href="#mark-2-0-12" aria-label="[2] flood.txt: says the same, 1">[2]</a>' in html


def test_a_map_shows_where_an_article_was_used():
    assert Page(provenance(SUMMARY)).rows == [
        (
            "2 sentences quoted (58% of the text)",
            "0 0 52 4",
            [("quoted", "0", "14"), ("quoted", "15", "16")],
        ),
        (
            "nothing quoted, 1 supports another, 1 differs",
            "0 0 27 4",
            [("supports", "0", "12"), ("differs", "13", "14")],
        ),
        ("nothing quoted", "0 0 12 4", []),
    ]


def test_an_article_that_was_set_aside_is_listed_with_the_reason_and_not_printed():
    html = provenance(SUMMARY)
    assert re.search(r"<li><span[^>]*>Cup &lt;b&gt;</span>: about something else</li>", html)
    assert "The cup was won." not in html
    assert sorted(Page(html).paragraphs) == [1, 2, 3]


def test_an_article_opens_at_what_is_quoted_of_it():
    links = Page(provenance(SUMMARY)).links
    assert [link for link in links if link[0] != "#"] == [
        "https://example.org/dam#:~:text=The%20dam%20broke."
    ]


def test_the_language_of_an_article_is_named():
    html = provenance(SUMMARY)
    assert '<p lang="fr" dir="auto" data-start="0">' in html
    assert html.startswith('<!doctype html>\n<html lang="en">')


def cut(text: str, *places: tuple[str, int, int]) -> list[list[tuple[int, int, list[int]]]]:
    """Start, end, and the uses that end there, of every piece; a use is its number, from 1."""
    article = Article(text)
    used = [
        Use(Sentence(article, 0, start, text[start:end]), kind, number)
        for number, (kind, start, end) in enumerate(places, start=1)
    ]
    return [
        [(piece.start, piece.end, [use.place for use in piece.ending]) for piece in paragraph]
        for paragraph in paragraphs(text, used)
    ]


def test_overlapping_slices_are_cut_where_they_meet():
    assert cut("abcdef", ("quoted", 1, 4), ("supports", 3, 5)) == [
        [(0, 1, []), (1, 3, []), (3, 4, [1]), (4, 5, [2]), (5, 6, [])]
    ]


def test_a_slice_within_another_ends_before_it():
    assert cut("abcdef", ("quoted", 0, 6), ("supports", 2, 4)) == [
        [(0, 2, []), (2, 4, [2]), (4, 6, [1])]
    ]


def test_adjacent_slices_stay_apart():
    assert cut("abcd", ("quoted", 0, 2), ("quoted", 2, 4)) == [[(0, 2, [1]), (2, 4, [2])]]


def test_equal_slices_are_one_mark():
    assert cut("abcd", ("supports", 0, 4), ("quoted", 0, 4)) == [[(0, 4, [2, 1])]]


def test_a_slice_over_line_breaks_is_marked_in_each_line_and_ends_in_the_last():
    assert cut("ab\n\ncd ef", ("quoted", 1, 6)) == [
        [(0, 1, []), (1, 2, [])],
        [(4, 6, [1]), (6, 9, [])],
    ]
    assert cut("ab\n\ncd", ("quoted", 0, 4)) == [[(0, 2, [1])], [(4, 6, [])]]


def test_what_a_sentence_is_twice_is_counted_once():
    summary = Summary((pick(BROKE, HURT), pick(HURT, BROKE)), (DAM,), Budget(), "hash")
    [source] = sources(summary)
    assert coverage(source) == "2 sentences quoted (58% of the text)"
    summary = Summary((pick(ALSO, HURT, BROKE),), (DAM, FLOOD), Budget(), "hash")
    said = [coverage(source) for source in sources(summary)]
    assert said == ["1 sentence quoted (44% of the text)", "nothing quoted, 2 support others"]


SHORT = [text for text in EVERY if len(text) < 100]


@st.composite
def quoting(draw) -> Summary:
    """Two articles of any text, and any slices of them: also equal, overlapping and empty."""
    texts = st.lists(st.sampled_from([*SHORT, "\n", "\n\n", " ", "\r", "\x00", "\ud800"]))
    text = st.one_of(st.text(), texts.map("".join))
    made = [Article(draw(text), title=draw(st.text()), id=name) for name in "ab"]

    def slice_() -> Sentence:
        article = draw(st.sampled_from(made))
        ends = st.integers(0, len(article.text))
        start, end = sorted((draw(ends), draw(ends)))
        return Sentence(article, 0, start, article.text[start:end])

    picks = [pick(slice_(), slice_()) for _ in range(draw(st.integers(1, 4)))]
    differences = (Difference(slice_(), "1", slice_(), "2"),)
    return Summary(tuple(picks), tuple(made), Budget(), "hash", differences=differences)


@given(quoting())
def test_whatever_is_quoted_is_marked_character_by_character(summary):
    html = provenance(summary)
    html.encode()
    page = Page(html)
    assert is_harmless(page)
    texts = {summary.numbers[article.id]: article.text for article in summary.articles}
    marked = set()
    for number, _, start, end, text, _ in page.marks:
        assert text == visible(texts[number][start:end])
        assert len(text) == end - start > 0
        marked |= {(number, offset) for offset in range(start, end)}
    in_lines = set()
    for number, printed in page.paragraphs.items():
        for start, text in printed:
            assert text == visible(texts[number][start : start + len(text)])
            in_lines |= {(number, offset) for offset in range(start, start + len(text))}
    said = [use.sentence for use in uses(summary)]
    quoted = {
        (summary.numbers[s.article.id], offset) for s in said for offset in range(s.start, s.end)
    }
    assert marked == quoted & in_lines
    lost = {(number, offset) for number in texts for offset in range(len(texts[number]))} - in_lines
    assert all(texts[number][offset].isspace() for number, offset in lost)


@given(quoting())
def test_every_use_that_shows_has_one_link_back(summary):
    page = Page(provenance(summary))
    notes = sorted(note for *_, links in page.marks for note in links)
    expected = [
        f"#{'difference' if use.kind == 'differs' else 'sentence'}-{use.place}"
        for use in uses(summary)
        if use.sentence.text.strip()
    ]
    assert notes == sorted(expected)


def test_a_summary_of_nothing_is_a_page_too():
    assert is_harmless(Page(provenance(Summary((), (), Budget(), "hash"))))
    empty = Article("", id="empty")
    page = Page(provenance(Summary((), (empty,), Budget(), "hash")))
    assert page.paragraphs == {1: []}
