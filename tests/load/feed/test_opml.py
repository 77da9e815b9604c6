import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load.feed import opml
from summarizer.load.found import Subscription
from tests.limits import processor_seconds

LIST = """<?xml version="1.0"?>
<opml version="1.0"><head><title>My feeds</title></head><body>{}</body></opml>"""
FEED = Subscription("Harbour Times", "https://example.com/feed.xml")
SUBSCRIPTIONS = st.builds(
    Subscription,
    st.text(max_size=20),
    st.integers().map(lambda number: f"https://example.com/{number}?a=1&b='"),
    st.text(max_size=9),
)


def read(body):
    return opml.read(LIST.format(body).encode(), "feeds.opml")


def refusal(data):
    with pytest.raises(SourceError) as caught:
        opml.read(data, "feeds.opml")
    assert caught.value.source == "feeds.opml"
    return caught.value.reason


def test_the_feeds_of_a_list_are_read_with_their_folders():
    found, problems = read(
        """<outline text="World"><outline text="Near">
        <outline type="rss" text="x" title="Harbour Times" xmlUrl="https://example.com/feed.xml"/>
        </outline><OUTLINE XMLURL='https://example.org/a?b=1&c=2' Text="Valley &amp; Hill"/>
        </outline><outline text="Alone" xmlUrl="feed://example.net/rss"></outline>"""
    )
    assert problems == ()
    assert found == (
        Subscription("Harbour Times", "https://example.com/feed.xml", "Near"),
        Subscription("Valley & Hill", "https://example.org/a?b=1&c=2", "World"),
        Subscription("Alone", "https://example.net/rss"),
    )


def test_an_address_is_read_once():
    outline = '<outline text="{}" xmlUrl="https://example.com/feed.xml"/>'
    found, problems = read(outline.format("Harbour Times") + outline.format("Again"))
    assert (found, problems) == ((FEED,), ())


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "https://a:b@example.com/", "http://[", "x"],
)
def test_an_address_that_may_not_be_followed_is_told(address):
    found, problems = read(f'<outline text="Odd\x1b[31m" xmlUrl="{address}"/>')
    assert found == ()
    reason = '"Odd" has no http or https address; left out'
    assert problems == (Problem("feeds.opml", reason),)


@pytest.mark.parametrize("declaration", ["<!DOCTYPE opml>", "<!doctype opml [<!ENTITY a 'b'>]>"])
def test_a_doctype_is_refused(declaration):
    data = LIST.format("").replace("<opml", f"{declaration}<opml")
    assert refusal(data.encode()) == (
        "has a DOCTYPE, which no list of feeds needs; remove it to import the list"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><outline/></html>", "not a list of feeds: there is no <opml> in it"),
        (b"", "not a list of feeds: there is no <opml> in it"),
        (b" " * 5_000_001, "5,000,001 bytes; the limit is 5,000,000 bytes"),
        (b"<opml>" + b"<outline>" * 65, "more than 64 folders within each other"),
        (b"<opml>" + b"<a>" * 200_000, "more than 100,000 tags and texts; not read"),
        (
            b"<opml>" + b"".join(b"<outline xmlUrl='http://a/%d'/>" % n for n in range(5_001)),
            "more than 5,000 feeds; split the list",
        ),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_in_time(data, reason):
    with processor_seconds(5):
        assert refusal(data) == reason


def test_a_written_list_is_for_other_programs():
    written = opml.written(
        [Subscription("A & <B>", "https://example.com/?a=1&b=2", 'The "World"'), FEED]
    )
    assert (
        written
        == """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
  <head><title>Feeds</title></head>
  <body>
    <outline type="rss" text="Harbour Times" title="Harbour Times" \
xmlUrl="https://example.com/feed.xml"/>
    <outline text="The &quot;World&quot;" title="The &quot;World&quot;">
    <outline type="rss" text="A &amp; &lt;B&gt;" title="A &amp; &lt;B&gt;" \
xmlUrl="https://example.com/?a=1&amp;b=2"/>
    </outline>
  </body>
</opml>
"""
    )


@given(st.lists(SUBSCRIPTIONS, max_size=6, unique_by=lambda each: each.url))
def test_what_is_written_is_read_again(subscriptions):
    found, problems = opml.read(opml.written(subscriptions).encode(), "feeds.opml")
    assert problems == ()
    assert {each.url for each in found} == {each.url for each in subscriptions}
    assert opml.read(opml.written(found).encode(), "feeds.opml") == (found, ())
