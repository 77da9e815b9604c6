import pytest

from summarizer.load.feed import discover
from summarizer.load.feed.discover import Found
from tests.limits import processor_seconds

HERE = "https://example.com/news/"


def feeds(html, **options):
    return discover.feeds(html.encode(), HERE, **options)


def test_a_page_names_its_feeds():
    assert feeds(
        """<!doctype html><html><head><link rel=stylesheet href=a.css>
        <link rel="Alternate" type="application/rss+xml" title="World &amp; more" href="/rss">
        <link type='application/atom+xml; charset=utf-8' rel='home alternate' href='atom.xml'/>
        <link rel="feed" type="application/feed+json" href="https://example.org/feed.json">
        </head><body><a href="/feed">All</a>
        <a type="application/rss+xml" href="sport.xml">Only <b>sport</b></a></body></html>"""
    ) == (
        Found("World & more", "https://example.com/rss", "rss"),
        Found("", "https://example.com/news/atom.xml", "atom"),
        Found("", "https://example.org/feed.json", "json"),
        Found("Only sport", "https://example.com/news/sport.xml", "rss"),
    )


def test_what_looks_like_a_feed_counts_when_none_is_declared():
    html = """<a href="/feeds/">Feeds</a><a href="/about">About</a><a href="/world/rss.xml">World
        <a href="/index.atom">Atom</a><a href="/feed.json">JSON</a><a href="/seafeed">No</a>
        <a href="/stories/rss-explained">No</a>"""
    assert feeds(html) == (
        Found("Feeds", "https://example.com/feeds/", "rss"),
        Found("World", "https://example.com/world/rss.xml", "rss"),
        Found("Atom", "https://example.com/index.atom", "atom"),
        Found("JSON", "https://example.com/feed.json", "json"),
    )


def test_addresses_are_relative_to_the_base_of_the_page():
    html = '<base href="//example.org/a/"><link rel=alternate type=text/xml href=feed>'
    assert feeds(html) == (Found("", "https://example.org/a/feed", "rss"),)


def test_each_feed_is_named_once_under_its_first_title():
    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="feed:{}">'
    html = link.format("One", "//example.com/news/rss") + link.format("Two", f"{HERE}rss#top")
    assert feeds(html) == (Found("One", f"{HERE}rss", "rss"),)


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
        '<link rel="alternate" type="application/rss+xml">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">',
        '<link rel="alternate" type="text/xml+oembed" href="/oembed">',
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/rss"> -->',
        "Hello.",
        "",
    ],
)
def test_what_is_no_feed_is_not_named(html):
    assert feeds(html) == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "rss"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "atom"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "json"),
    ],
)
def test_a_feed_is_its_own_feed(data, kind):
    assert discover.feeds(data, HERE) == (Found("", HERE, kind),)


def test_titles_are_one_line_of_plain_text():
    html = f'<a type="application/rss+xml" href=/r>\x1b]0;x\x07World\n\u202e {"x" * 999}</a>'
    (found,) = feeds(html)
    assert found.title == f"World {'x' * 194}"


def test_the_server_tells_the_encoding():
    html = '<link rel=alternate type=text/xml title="Мир" href=/rss>'.encode("koi8-r")
    found = discover.feeds(html, HERE, content_type="text/html; charset=koi8-r")
    assert found[0].title == "Мир"


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<a href='", "<link rel=alternate type=text/xml href=", "<a href=/rss>", "<!--"],
)
def test_a_hostile_page_takes_no_longer_than_a_large_one(piece):
    with processor_seconds(5):
        assert len(feeds(piece * (2_000_000 // len(piece)))) <= 100
