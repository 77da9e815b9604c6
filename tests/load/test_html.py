from datetime import UTC, datetime

import pytest

from summarizer.errors import SourceError
from summarizer.load import html

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
    (article,) = html.page(page().encode(), "dam.html")
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
