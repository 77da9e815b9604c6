"""Each page, as a browser shows it: quiet, readable at every width, and for every reader."""

import json
import unicodedata
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep

import pytest
from pypdf import PdfReader

from summarizer import render
from summarizer.datatypes import Summary
from summarizer.render.briefing.parts import numbered
from tests.browser.conftest import ENTER, TAB, Browser
from tests.golden.morning import MORNING

WIDTHS = (320, 768, 1440)
"""Pixels: a small phone, a tablet, a desk."""
COLOURS = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
PAGES = [
    *("summary", "provenance", "briefing", "briefing.sources"),
    *("endless", "endless.sources", "archive", "index", "2026-10"),
]
EVERY = pytest.mark.parametrize("name", PAGES)
MAIL_TOO = pytest.mark.parametrize("name", [*PAGES, "mail", "endless-mail"])
"""A mail program shows a mail in colours, with outlines and on paper as it likes."""
BOX = "document.querySelector('#find')"
CITING = pytest.mark.parametrize("name", ["summary", "briefing"])


@pytest.fixture
def page(name: str, pages: Path) -> Path:
    """The page's file."""
    return pages / f"{name}.html"


@MAIL_TOO
def test_a_page_says_nothing_to_the_console_and_asks_nobody(browser: Browser, page: Path):
    browser.open(page)
    assert browser.messages() == []
    assert browser.requests() == [page.as_uri()]


@MAIL_TOO
def test_a_page_never_scrolls_sideways(browser: Browser, page: Path):
    browser.open(page)
    for width in WIDTHS:
        browser.look(width=width)
        room = "document.documentElement"
        assert browser.ask("return innerWidth") == width
        assert browser.ask(f"return {room}.scrollWidth - {room}.clientWidth") == 0


@EVERY
@COLOURS
def test_axe_finds_nothing_that_shuts_a_reader_out(
    browser: Browser, page: Path, axe: str, dark: bool
):
    browser.look(width=375, dark=dark)
    browser.open(page)
    browser.ask(axe)
    found = browser.ask_and_wait("axe.run().then(arguments[0])")
    assert [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []
    assert len(found["passes"]) > 15


@EVERY
@COLOURS
def test_a_page_is_dark_where_the_reader_wants_it(browser: Browser, page: Path, dark: bool):
    browser.look(dark=dark)
    browser.open(page)
    paper = browser.ask("return getComputedStyle(document.documentElement).backgroundColor")
    assert paper == ("rgb(22, 22, 24)" if dark else "rgb(254, 254, 252)")


@MAIL_TOO
def test_the_keyboard_reaches_every_link_in_the_order_of_the_page(browser: Browser, page: Path):
    browser.open(page)
    stops = browser.ask(
        """
        window.reached = [];
        window.stops = [...document.querySelectorAll("a[href], input")];
        addEventListener("focusin", (event) => reached.push(stops.indexOf(event.target)));
        return stops.length;
        """
    )
    browser.press(TAB, times=stops)
    assert browser.ask("return reached") == list(range(stops))


@EVERY
def test_a_link_that_has_the_focus_is_outlined(browser: Browser, page: Path):
    browser.open(page)
    browser.press(TAB)
    assert browser.ask("return getComputedStyle(document.activeElement).outlineStyle") == "solid"


@CITING
def test_a_citation_leads_to_its_source_and_the_source_back(browser: Browser, page: Path):
    browser.open(page)
    for number in range(browser.ask("return document.querySelectorAll('.marks a').length")):
        browser.ask("document.querySelectorAll('.marks a')[arguments[0]].focus()", number)
        cited = browser.ask("return document.activeElement.textContent")
        browser.press(ENTER)
        source = browser.ask("return document.querySelector(':target').value")
        assert cited.startswith((f"[{source}]", f"[{source}, in "))
        assert shown(browser)
        browser.ask("document.querySelector(':target .back').focus()")
        browser.press(ENTER)
        marks = "document.querySelector(':target').nextElementSibling?.textContent"
        there = browser.ask(f"return {marks} ?? document.querySelector(':target').textContent")
        assert (cited in there, shown(browser)) == (True, True)


def shown(browser: Browser) -> bool:
    """What the address leads to is on the screen."""
    return browser.ask(
        """
        const {top, bottom} = document.querySelector(":target").getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
        """
    )


@EVERY
def test_a_page_is_printed_black_on_white(browser: Browser, page: Path):
    browser.open(page)
    pdf = PdfReader(BytesIO(browser.printed()))
    heading = browser.ask("return document.querySelector('h1').textContent")
    assert letters(heading) in letters(pdf.pages[0].extract_text())
    browser.look(dark=True, paper=True)
    style = browser.ask("return getComputedStyle(document.documentElement).color")
    assert style == "rgb(0, 0, 0)"


def letters(text: str) -> str:
    """Without spaces, line breaks and ligatures."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_figures_that_differ_stand_side_by_side_where_there_is_room(browser: Browser, pages: Path):
    browser.open(pages / "briefing.html")
    for width, columns, rows in ((1440, 2, 1), (768, 2, 1), (390, 1, 2), (320, 1, 2)):
        browser.look(width=width)
        corners = browser.ask(
            """
            const sides = [...document.querySelectorAll(".differing li:first-child > div")];
            const corners = sides.map((side) => side.getBoundingClientRect());
            return [corners.map(({left}) => left), corners.map(({top}) => top)];
            """
        )
        assert [len({*each}) for each in corners] == [columns, rows]


def test_figures_that_differ_are_larger_than_what_stands_around_them(browser: Browser, pages: Path):
    for name, figure, around in (
        ("briefing", ".figure strong", ".differing p:last-child"),
        ("mail", "p b[dir]", "p b[dir] ~ span:last-child"),
    ):
        browser.open(pages / f"{name}.html")
        size = "return parseFloat(getComputedStyle(document.querySelector(arguments[0])).fontSize)"
        assert browser.ask(size, figure) >= 1.25 * browser.ask(size, around)


def test_a_mail_is_never_wider_than_600_pixels(browser: Browser, pages: Path):
    browser.open(pages / "mail.html")
    wide = "return [document.querySelector('table').offsetWidth, document.body.clientWidth]"
    for width in (1440, 768, 600, 390):
        browser.look(width=width)
        table, window = browser.ask(wide)
        assert table == min(600, window)


@COLOURS
@pytest.mark.parametrize("name", ["mail", "endless-mail"])
def test_axe_finds_nothing_in_a_mail_whose_landmarks_are_those_of_the_mail_program(
    browser: Browser, page: Path, axe: str, dark: bool
):
    browser.look(width=375, dark=dark)
    browser.open(page)
    browser.ask("document.documentElement.style.background = 'Canvas'")  # axe takes it for white
    browser.ask(axe)
    rules = "{rules: {'landmark-one-main': {enabled: false}, region: {enabled: false}}}"
    found = browser.ask_and_wait(f"axe.run({rules}).then(arguments[0])")
    assert [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}


def test_the_search_box_shows_the_stories_that_have_every_word(browser: Browser, pages: Path):
    browser.open(pages / "archive.html")
    links = "return [...document.querySelectorAll('main li a')].filter((a) => a.checkVisibility())"
    everything = len(browser.ask(links))
    browser.tell("Input.insertText", text="nothing")  # nowhere in particular
    for typed, found in (
        ("TUNNEL", ["Le tunnel rouvre"]),
        ("votes budget", ["Budget passes by two votes"]),
        ("20 november tunnel", ["Le tunnel rouvre"]),
        ("xylophone", []),
    ):
        browser.ask(f"{BOX}.value = ''; {BOX}.focus()")
        browser.tell("Input.insertText", text=typed)
        assert [link.text for link in browser.ask(links)] == found
        count = "1 story" if len(found) == 1 else f"{len(found)} stories"
        assert browser.ask("return document.querySelector('#found').textContent") == (
            f"{count} found"
        )
    assert browser.ask("return document.querySelectorAll('article:not([hidden])').length") == 0
    browser.ask(f"{BOX}.value = ''; {BOX}.dispatchEvent(new Event('input'))")
    assert len(browser.ask(links)) == everything
    assert browser.messages() == []


def test_without_scripts_the_archive_is_whole_and_has_no_dead_box(browser: Browser, pages: Path):
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(pages / "archive.html")
        shown = f"return [{BOX}.checkVisibility(), document.querySelectorAll('main li a').length]"
        assert browser.ask(shown) == [False, 8]
    finally:
        browser.tell("Emulation.setScriptExecutionDisabled", value=False)


def test_a_headline_in_the_archive_leads_to_its_story(browser: Browser, pages: Path):
    browser.open(pages / "archive.html")
    for number, headline in enumerate(("Dam above Riverton", "Budget passes", "Le tunnel rouvre")):
        browser.open(pages / "archive.html")
        browser.ask("document.querySelectorAll('main ol a')[arguments[0]].focus()", number)
        browser.press(ENTER)
        assert headline in browser.ask("return document.querySelector(':target').textContent")


MARKED = """
return [...document.querySelectorAll("mark")].map((mark) => [
  mark.closest("article").id,
  Number(mark.dataset.start), Number(mark.dataset.end), mark.textContent]);
"""
EVIDENCE = pytest.mark.parametrize("name", ["provenance", "briefing.sources"])


def quoted(summary: Summary, prefix: str = "") -> set[tuple[str, int, int, str]]:
    """What the JSON says is quoted, as slices of the texts of the articles."""
    said = json.loads(render.json(summary))
    texts = {summary.numbers[article.id]: article.text for article in summary.articles}
    places = [each for sentence in said["sentences"] for each in (sentence, *sentence["repeats"])]
    places += [each for difference in said["differences"] for each in difference]
    spans = {(each["article"], each["start"], each["end"]) for each in places}
    return {(f"{prefix}source-{n}", a, b, texts[n][a:b]) for n, a, b in spans}


def test_exactly_what_the_json_says_is_marked_in_the_sources(
    browser: Browser, pages: Path, sample: Summary
):
    browser.open(pages / "provenance.html")
    marked = [tuple(each) for each in browser.ask(MARKED)]
    assert len(marked) > 4
    assert sorted(marked) == sorted(quoted(sample))


def test_exactly_what_the_json_says_is_marked_in_the_sources_of_a_day(
    browser: Browser, pages: Path
):
    browser.open(pages / "briefing.sources.html")
    expected = set()
    for number, story in numbered(MORNING):
        expected |= quoted(story.summary, f"story-{number}-")
    for number, story in enumerate(MORNING.shorts, start=1):
        expected |= quoted(story.summary, f"short-{number}-")
    marked = [tuple(each) for each in browser.ask(MARKED)]
    assert sorted(marked) == sorted(expected)
    assert len(marked) == 12


@EVIDENCE
def test_nothing_but_a_mark_looks_like_one(browser: Browser, page: Path):
    browser.open(page)
    assert (
        browser.ask(
            """
        const paper = "rgba(0, 0, 0, 0)";
        const shade = (each) => getComputedStyle(each).backgroundColor;
        return [...document.querySelectorAll("article *")].filter(
          (each) => (shade(each) !== paper) !== (each.tagName === "MARK")).length;
        """
        )
        == 0
    )


@EVIDENCE
def test_with_the_keyboard_a_citation_leads_to_its_mark_and_the_mark_back(
    browser: Browser, page: Path
):
    browser.open(page)
    for number in range(browser.ask("return document.querySelectorAll('.marks a').length")):
        browser.ask("document.querySelectorAll('.marks a')[arguments[0]].focus()", number)
        place = browser.ask("return document.activeElement.closest('li').id")
        browser.press(ENTER)
        assert browser.ask("return document.querySelector(':target').tagName") == "MARK"
        assert shown(browser)
        back = f"return document.querySelector(':target ~ .note[href=\"#{place}\"]')"
        browser.ask(f"{back.removeprefix('return ')}.focus()")
        browser.press(ENTER)
        assert browser.ask("return document.querySelector(':target').id") == place
        assert shown(browser)


def file(browser: Browser) -> tuple[str, str]:
    """The page that is open, and the place in it."""
    return tuple(browser.ask("return [location.pathname.split('/').pop(), location.hash]"))


def test_a_story_leads_to_its_sources_on_the_other_page_and_they_lead_back(
    browser: Browser, pages: Path
):
    for number in (1, 2, 3):
        browser.open(pages / "briefing.html")
        browser.ask(f"document.querySelector('#story-{number}-sources a').focus()")
        browser.press(ENTER)
        arrive(browser, ("briefing.sources.html", f"#story-{number}"))
        browser.ask("document.querySelector(':target > .about a').focus()")
        browser.press(ENTER)
        arrive(browser, ("briefing.html", f"#story-{number}"))
    assert browser.messages() == []
    assert {each.partition(":")[0] for each in browser.requests()} == {"file"}


def arrive(browser: Browser, where: tuple[str, str]) -> None:
    """At another page, which takes a moment; what the address leads to is on the screen."""
    until = monotonic() + 30
    while file(browser) != where and monotonic() < until:
        sleep(0.02)
    assert file(browser) == where
    top = "document.querySelector(':target').getBoundingClientRect().top"
    assert 0 <= browser.ask(f"return {top}") < browser.ask("return innerHeight")


def test_the_words_searched_for_are_taken_to_another_month_and_back(browser: Browser, pages: Path):
    links = "return [...document.querySelectorAll('main li a')].filter((a) => a.checkVisibility())"
    browser.open(pages / "index.html")
    browser.ask(f"{BOX}.focus()")
    browser.tell("Input.insertText", text="bridge FALLS")
    assert len(browser.ask(links)) == 11  # of the newest 31 days those in October
    said = "return document.querySelector('#found').textContent"
    assert browser.ask(said) == (
        "11 stories found here; a month below is searched when you open it"
    )
    for month, found in (("2026-10", 31), ("2026-09", 0), ("2026-10", 31)):
        link = f"document.querySelector('nav a[href*=\"{month}.html\"]')"
        browser.ask(f"{link}.focus()")
        browser.press(ENTER)
        until = monotonic() + 30
        while file(browser)[0] != f"{month}.html" and monotonic() < until:
            sleep(0.02)
        assert file(browser) == (f"{month}.html", "#find=bridge+FALLS")
        assert browser.ask(f"return {BOX}.value") == "bridge FALLS"
        assert len(browser.ask(links)) == found
    browser.ask(f"{BOX}.value = ''; {BOX}.dispatchEvent(new Event('input'))")
    assert browser.ask("return [...document.querySelectorAll('nav a')].map((a) => a.hash)") == [
        *("", ""),
        "#months",
    ]
    assert browser.messages() == []
