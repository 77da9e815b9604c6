from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from summarizer.load.page import masthead

HEADLINE = "Dam breaks above Velden"
SITE = '<meta property="og:site_name" content="The Daily Post">'


def read(head="", body="", where="page.html", attributes=""):
    page = f"<html {attributes}><head>{head}</head><body>{body}<p>x</p></body></html>"
    return masthead.read(document_fromstring(page), where)


def og(title):
    return f'<meta property="og:title" content="{title}">'


def record(text):
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", f"<h1>{HEADLINE}</h1>"),
        (og(HEADLINE), ""),
        (og(f"{HEADLINE} | The Daily Post") + SITE, ""),
        (og(f"The Daily Post: {HEADLINE}") + SITE, f"<h1>{HEADLINE}</h1>"),
        (og("Velden: dam breaks at night"), f"<h1>{HEADLINE}</h1>"),
        (og(HEADLINE) + SITE, "<h1>The Daily Post</h1>"),
        (og(HEADLINE), f"<h1>News</h1><h1>{HEADLINE}</h1><h1>Our newsletters for you</h1>"),
        (f"<title>{HEADLINE} - Daily Post</title>", "<h1>The newspaper for the whole valley</h1>"),
        (f"<title>{HEADLINE} – The Daily Post | World</title>" + SITE, f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE}</title>", ""),
        (record(f'{{"@graph": [{{"headline": "{HEADLINE}"}}]}}'), ""),
        (og("Dam breaks&amp;nbsp;above Velden"), ""),
    ],
)
def test_the_title_is_the_headline_without_the_outlet(head, body):
    assert read(head, body).title == HEADLINE


def test_a_dash_within_a_headline_stays():
    headline = "After the flood - a town on the river counts what it has lost"
    assert read(f"<title>{headline}</title>").title == headline
    assert read(f"<title>{headline}</title>{SITE}", f"<h1>{headline}</h1>").title == headline


def test_a_page_without_title_has_none():
    assert read() == ("", "", None, None, None, ("",))


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (SITE, "The Daily Post"),
        (record('{"publisher": {"name": "Agency"}}') + SITE, "The Daily Post"),
        (record('{"publisher": [{"name": "The Daily Post"}]}'), "The Daily Post"),
        (record('{"publisher": "The Daily Post"}'), "The Daily Post"),
        ('<meta property="og:site_name" content="The Daily Post | News">', "The Daily Post"),
        (
            '<meta property="og:site_name" content="dailypost">'
            + record('{"publisher": {"name": "The Daily Post"}}'),
            "The Daily Post",
        ),
        (f"<title>{HEADLINE} | World | The Daily Post</title>", "The Daily Post"),
        ('<meta property="og:site_name" content="https://www.example.com">', ""),
        ('<meta property="og:site_name" content="Copyright 2026">', ""),
        ('<meta property="og:site_name" content="@dailypost">', ""),
        (og(HEADLINE) + f'<meta name="application-name" content="{HEADLINE}">', ""),
    ],
)
def test_the_outlet_is_named_as_a_reader_would(head, outlet):
    assert read(head, f"<h1>{HEADLINE}</h1>").outlet == outlet


def test_an_outlet_that_is_not_named_is_its_host():
    assert read(where="https://www.post.example/dam").outlet == "post.example"


def test_the_end_of_the_title_that_is_the_host_s_name_is_the_outlet():
    head = f"<title>{HEADLINE} - Post</title>" + '<meta property="og:site_name" content="U.S.">'
    found = read(head, f"<h1>{HEADLINE}</h1>", "https://www.post.example/dam")
    assert found.outlet == "Post"


@pytest.mark.parametrize(
    ("canonical", "where", "address"),
    [
        ("https://example.com/dam", "page.html", "https://example.com/dam"),
        ("/dam", "https://example.com/dam?page=1", "https://example.com/dam"),
        (
            "https://m.example.co.uk/dam",
            "http://www.example.co.uk/d",
            "https://m.example.co.uk/dam",
        ),
        # What anybody can claim.
        ("https://other.com/dam", "https://example.com/dam", "https://example.com/dam"),
        ("https://evil.co.uk/dam", "https://example.co.uk/dam", "https://example.co.uk/dam"),
        ("https://a.example/dam", "http://127.0.0.1:8000/dam", "http://127.0.0.1:8000/dam"),
        ("javascript:alert(1)", "https://example.com/dam", "https://example.com/dam"),
        ("https://user@example.com/dam", "page.html", None),
        # The home page is no article.
        ("https://example.com/", "https://example.com/dam", "https://example.com/dam"),
        ("https://example.com", "page.html", None),
        ("http://[::1", "page.html", None),
        ("", "page.html", None),
    ],
)
def test_the_canonical_address_counts_where_it_may_speak_for_the_page(canonical, where, address):
    assert read(f'<link rel="canonical" href="{canonical}">', where=where).url == address


def test_without_canonical_address_the_declared_one_counts():
    assert (
        read('<meta property="og:url" content="https://a.example/x">').url == "https://a.example/x"
    )


MORNING = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        ('<meta property="article:published_time" content="2026-11-20T08:30:00+02:00">', MORNING),
        (record('{"datePublished": "2026-11-20T06:30:00Z"}'), MORNING),
        (record('{"datePublished": "Fri, 20 Nov 2026 06:30:00 GMT"}'), MORNING),
        (record('{"datePublished": "0001-01-01T00:00:00Z"}'), None),
        # The standard library reads 7 PM as 7 in the morning.
        (
            '<meta property="article:published_time" content="November 20, 2026, 07:47 PM EST">',
            datetime(2026, 11, 20, tzinfo=UTC),
        ),
        ('<meta name="date" content="2026-11-20">', datetime(2026, 11, 20, tzinfo=UTC)),
    ],
)
def test_the_time_is_the_declared_one(head, moment):
    assert read(head).published == moment


@pytest.mark.parametrize(
    ("attributes", "head", "lang"),
    [
        ('lang="pt-BR"', "", "pt-BR"),
        ("", '<meta http-equiv="Content-Language" content="de">', "de"),
        ('lang="{{ lang }}"', "", None),
        ("", '<meta property="og:locale" content="en_US">', None),
    ],
)
def test_the_language_is_the_declared_one(attributes, head, lang):
    assert read(head, attributes=attributes).lang == lang


def test_all_that_is_called_the_title_is_known():
    found = read(og("One") + "<title>Two</title>", "<h1>Three</h1>")
    assert set(found.titles) == {"One", "Two", "Three"}


def test_thousands_of_titles_and_headings_take_no_time():
    found = read(og(HEADLINE) * 5_000, f"<h1>{HEADLINE}</h1>" * 5_000)
    assert found.title == HEADLINE
    assert len(found.titles) < 50
