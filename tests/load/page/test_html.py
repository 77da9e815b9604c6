from datetime import UTC, datetime

import pytest

from summarizer.errors import SourceError
from summarizer.load.page import html

HEAD = """<meta property="og:site_name" content="The Daily&#x1b; Post">
<meta property="og:title" content="Dam breaks above Velden">
<meta property="article:published_time" content="2026-11-20T08:30:00+02:00">
<link rel="canonical" href="https://example.com/dam">"""
PARAGRAPHS = [
    "The dam above the town of Velden broke on Monday night after a week of heavy rain.",
    "Nobody was hurt, said the mayor, because the lower streets had been cleared on Sunday.",
    "Engineers had warned for years that the wall, built in 1931, could not hold so much water.",
]


def page(paragraphs=PARAGRAPHS, head=HEAD):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Dam</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>Dam breaks above Velden</h1>{body}</article>"
        '<div class="comments"><p>First comment, from a reader of this page, which is long.</p>'
        "</div><footer>Copyright</footer></body></html>"
    )


def test_the_article_is_taken_out_of_the_page():
    article = html.extract(page().encode(), "dam.html")
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.title == "Dam breaks above Velden"
    assert (article.source, article.url) == ("The Daily Post", "https://example.com/dam")
    assert article.published == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    assert (article.lang, article.path) == ("en-GB", "dam.html")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_the_declared_encoding_is_used(encoding):
    paragraphs = ["Плотина над городом прорвалась в понедельник, сообщили местные власти."] * 1
    paragraphs.append("Никто не пострадал, потому что нижние улицы были пусты с воскресенья.")
    head = f'<meta charset="{encoding}">'
    assert html.extract(page(paragraphs, head).encode(encoding), "a").text == "\n".join(paragraphs)


def test_a_long_article_is_not_cut():
    paragraphs = [f"{PARAGRAPHS[0]} This is paragraph {number}." for number in range(400)]
    assert html.extract(page(paragraphs).encode(), "a").text == "\n".join(paragraphs)


def test_a_dangerous_address_is_dropped():
    head = '<link rel="canonical" href="javascript:alert(1)">'
    assert html.extract(page(head=head).encode(), "a").url is None


@pytest.mark.parametrize(
    "data",
    [b"<html></html>", b"<html><body><img src=x></body></html>", b"\x00\x01" * 99, b"hello", b" "],
)
def test_a_page_without_an_article_is_refused(data):
    with pytest.raises(SourceError) as caught:
        html.extract(data, "dam.html")
    assert caught.value.source == "dam.html"
    assert caught.value.reason == "no article found in this page; save its text as .txt"


def test_a_page_over_the_limit_is_not_taken_apart():
    with pytest.raises(SourceError) as caught:
        html.extract(b" " * 5_000_001, "dam.html")
    assert caught.value.reason == "5,000,001 bytes; the limit for a page is 5,000,000 bytes"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><p>Please log in to read on.</p></body></html>",
        b"<html><body><h1>404</h1><p>There is no such page. Try another address.</p></body></html>",
        "".join(f"<p><a href='/{n}'>{PARAGRAPHS[0]}</a></p>" for n in range(9)).encode(),
    ],
)
def test_a_door_an_error_and_a_list_of_links_are_no_articles(data):
    with pytest.raises(SourceError, match="no article found in this page"):
        html.extract(data, "page.html")


def test_an_escape_character_in_a_page_takes_nothing_with_it():
    paragraphs = [PARAGRAPHS[0].replace("Velden", "Vel&#27;[31mden"), *PARAGRAPHS[1:]]
    text = html.extract(page(paragraphs).encode(), "a").text
    assert text.split("\n")[0] == PARAGRAPHS[0].replace("Velden", "Vel[31mden")


def test_what_the_two_extractors_find_is_the_same_every_time():
    data = page().encode()
    assert html.extract(data, "a") == html.extract(data, "a")


@pytest.mark.parametrize(
    "data",
    [
        b"<" * 100_000,
        b"<div>" * 100_000 + PARAGRAPHS[0].encode(),
        b"<html><head><script type='application/ld+json'>" + b"[" * 100_000 + b"</script></head>",
        b"<html lang='" + b"x" * 100_000 + b"'><title>" + b"| " * 50_000 + b"</title><p>x",
        b"<html>\xff\xfe<p>\x00\xd8" * 1_000,
        b"<html><head><link rel='canonical' href='http://[::1'><meta property content></head>",
        b"<html><head><base href='http://[::1'></head><body><a href='http://[x'>y</a>",
    ],
)
def test_an_odd_page_is_refused_and_nothing_worse(data):
    with pytest.raises(SourceError):
        html.extract(data, "odd.html")


# In a fresh interpreter, that the package and the readers of text load none of this.
LIGHT = """
import sys
import summarizer.load.page.html, summarizer.load.page.pdf, summarizer.load.workers
print(*{"lxml", "trafilatura", "readability", "htmldate", "pypdf", "tld"} & sys.modules.keys())
"""


def test_the_readers_of_pages_load_nothing_until_there_is_a_page(run_alone):
    assert run_alone("-c", LIGHT).out == "\n"
