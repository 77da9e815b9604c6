import json
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load import feed, sniff
from tests.limits import processor_seconds

HERE = "https://example.com/news/feed.xml"
TEXT = "The dam above the town of Velden broke on Monday night. "
LONG = (TEXT * 12).strip()
LAST = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Times</title><link>https://example.com/</link><language>en-GB</language>{}
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="html">Harbour &amp;amp; Times</title>{}</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Times</title></channel>{}</rdf:RDF>"""


def read(text, where=HERE, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return feed.entries(data, where, **options)


def articles(*items, form=RSS, **options):
    """The articles of a feed in which nothing is wrong."""
    entries, problems = read(form.format("".join(items)), **options)
    assert problems == ()
    return [entry.article for entry in entries]


def only(item, form=RSS, **options):
    (article,) = articles(item, form=form, **options)
    return article


def refusal(data, **options):
    with pytest.raises(SourceError) as caught:
        read(data, **options)
    assert caught.value.source == HERE
    return caught.value.reason


def item(number, hour=None, **fields):
    values = {"title": f"Title {number}", "link": f"/{number}", **fields}
    if hour is not None:
        values["pubDate"] = f"Fri, 20 Nov 2026 {hour:02}:00:00 GMT"
    return "<item>" + "".join(f"<{k}>{v}</{k}>" for k, v in values.items()) + "</item>"


def titles(*items, **options):
    return [article.title for article in articles(*items, **options)]


def test_an_rss_item_becomes_an_article():
    (entry,), problems = read(
        RSS.format(
            "<item><title>Dam breaks</title><link>https://example.com/dam?utm_source=rss</link>"
            f"<guid isPermaLink='false'>dam-1</guid><description>{TEXT}</description>"
            f"<content:encoded><![CDATA[<p>{LONG}</p><p>Nobody was hurt.</p>]]></content:encoded>"
            "<pubDate>Fri, 20 Nov 2026 09:30:00 +0100</pubDate></item>"
        )
    )
    article = entry.article
    assert problems == ()
    assert (article.title, article.text) == ("Dam breaks", f"{LONG}\nNobody was hurt.")
    assert (article.url, article.source) == ("https://example.com/dam", "Harbour Times")
    assert (article.published, article.lang, article.path) == (LAST, "en-GB", HERE)
    assert (entry.blurb, entry.guid) == (False, "dam-1")


def test_an_atom_entry_becomes_an_article():
    article = only(
        "<entry xml:lang='fr'><title>Le barrage</title><id>tag:example.com,2026:1</id>"
        "<link rel='enclosure' href='/sound.mp3'/><link href='../dam'/>"
        "<updated>2026-11-21T00:00:00Z</updated><published>2026-11-20T09:30:00+01:00</published>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{LONG}</p><p>5 &lt; 6"
        "</p></div></content></entry>",
        form=ATOM,
    )
    assert (article.title, article.text) == ("Le barrage", f"{LONG}\n5 < 6")
    assert (article.url, article.source) == ("https://example.com/dam", "Harbour & Times")
    assert (article.published, article.lang) == (LAST, "fr")


def test_an_rdf_item_becomes_an_article():
    article = only(
        "<item rdf:about='https://example.com/dam'><title>Dam</title>"
        f"<link>https://example.com/dam</link><description>{TEXT}</description>"
        "<dc:date>2026-11-20T08:30:00Z</dc:date><dc:language>nl</dc:language></item>",
        form=RDF,
    )
    assert (article.text, article.published) == (TEXT.strip(), LAST)
    assert (article.source, article.lang) == ("Harbour Times", "nl")


def test_a_json_feed_item_becomes_an_article():
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Times",
        "language": "en",
        "items": [
            {
                "id": 7,
                "url": "dam",
                "title": "Dam",
                "summary": TEXT,
                "content_html": f"<p>{LONG}</p><script>x</script>",
                "date_published": "2026-11-20T09:30:00+01:00",
            },
            {"external_url": "https://example.org/", "content_text": "One.\n\nTwo\nlines."},
            "no item",
        ],
    }
    entries, problems = read(json.dumps(document))
    first, second = (entry.article for entry in entries)
    assert problems == ()
    assert (first.title, first.text, first.url) == ("Dam", LONG, "https://example.com/news/dam")
    assert (first.published, first.source, first.lang) == (LAST, "Harbour Times", "en")
    assert (second.text, second.url) == ("One.\nTwo lines.", "https://example.org/")
    assert [(entry.guid, entry.blurb) for entry in entries] == [("7", False), ("", True)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;", "One & two.\nThree."),
        ("<![CDATA[<p>One.</p><img src=x onerror=y><p>Two.</p>]]>", "One.\nTwo."),
        ("<p>One.</p><br/>Two <i>and</i> three.", "One.\nTwo and three."),
        ("<![CDATA[One.<script>evil()</script>]]>", "One."),
        ("One.\n\n  Two\n lines.", "One.\nTwo lines."),
        ("AT&T &nbsp; &eacute;&#8217;s", "AT&T é’s"),
        ("\x1b]0;title\x07One\u202e.\x1b[31m", "One."),
        ("One.]]&gt;", "One.]]>"),
        ("Title 1\nOne.", "Title 1 One."),
        ("&lt;h1&gt;Title 1&lt;/h1&gt;One.", "One."),
    ],
)
def test_a_description_becomes_paragraphs_of_plain_text(written, text):
    assert only(item(1, description=written)).text == text


def test_the_longest_text_of_an_entry_is_taken():
    fields = {"description": LONG, "content:encoded": f"<![CDATA[<p>{TEXT}</p>]]>"}
    assert only(item(1, **fields)).text == LONG


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("<![CDATA[A <b>dam</b> breaks]]>", "A dam breaks"),
        ("\n  Dam\n  breaks ", "Dam breaks"),
        ("1 &lt; 2", "1 < 2"),
        ("Dam breaks - Harbour Times", "Dam breaks"),
        ("$(id) ../../etc/passwd \x9b31m", "$(id) ../../etc/passwd"),
    ],
)
def test_a_title_is_one_line_of_plain_text(written, title):
    assert only(item(1, title=written)).title == title


def test_an_entry_taken_from_elsewhere_has_the_outlet_it_was_taken_from():
    rss = "<source url='https://example.org/'>Valley Post</source>"
    atom = "<source><title>Valley Post</title><id>1</id></source><link href='/1'/>"
    assert only(f"<item><link>/1</link>{rss}</item>").source == "Valley Post"
    assert only(f"<entry>{atom}</entry>", form=ATOM).source == "Valley Post"


def test_a_feed_without_a_title_is_named_after_its_host():
    assert only(item(1), form="<rss><channel>{}</channel></rss>").source == "example.com"


@pytest.mark.parametrize(
    ("element", "url"),
    [
        ("<link>dam</link>", "https://example.com/news/dam"),
        ("<link xml:base='/a/'>dam</link>", "https://example.com/a/dam"),
        ("<guid>https://example.com/1</guid>", "https://example.com/1"),
        ("<guid isPermaLink='false'>https://example.com/1</guid>", None),
        ("<link>https://example.com/?a=1&b=2&amp;c=3</link>", "https://example.com/?a=1&b=2&c=3"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>https://user:word@example.com/</link>", None),
        ("<link>http://[::1</link>", None),
    ],
)
def test_a_link_is_whole_and_safe(element, url):
    assert only(f"<item>{element}<description>One.</description></item>").url == url


def test_in_a_file_links_are_relative_to_the_feeds_home_page():
    assert only(item("dam"), where="saved.xml").url == "https://example.com/dam"


@pytest.mark.parametrize(
    ("element", "published"),
    [
        ("<pubDate>Fri, 20 Nov 2026 08:30:00 GMT</pubDate>", LAST),
        ("<pubDate>20 Nov 26 03:30 EST</pubDate>", LAST),
        ("<dc:date>2026-11-20T09:30:00+01:00</dc:date>", LAST),
        ("<updated>2026-11-20T08:30:00Z</updated>", LAST),
        ("<dcterms:created>2026-11-20 08:30</dcterms:created>", LAST),
        ("<pubDate>yesterday</pubDate><updated>2026-11-20T08:30:00Z</updated>", LAST),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>99999-99-99</pubDate>", None),
        ("<pubDate>Fri, 20 Nov 2226 08:30:00 GMT</pubDate>", None),
        ("", None),
    ],
)
def test_dates_are_read_in_their_many_forms(element, published):
    assert only(f"<item><link>/1</link>{element}</item>").published == published


def test_the_newest_entry_comes_first_and_the_undated_last():
    assert titles(item(1), item(2, 8), item(3, 10), item(4), item(5, 8)) == [
        *("Title 3", "Title 2", "Title 5", "Title 1", "Title 4")
    ]


def test_a_limit_that_costs_news_is_told():
    items = [item(number, number) for number in range(24)]
    old = item("old").replace("</item>", "<pubDate>Fri, 20 Nov 2020 08:00:00 GMT</pubDate></item>")
    entries, problems = read(RSS.format("".join([*items, old])), limit=20)
    assert [entry.article.title for entry in entries] == [f"Title {n}" for n in range(23, 3, -1)]
    reason = "4 entries of its newest 24 hours left out; 20 a feed are read"
    assert problems == (Problem(HERE, reason),)
    assert read(RSS.format("".join([*items, old])), limit=24)[1] == ()


def test_fifty_entries_are_read_by_default():
    assert len(titles(*(item(number) for number in range(60)))) == 50


def test_of_entries_with_one_id_the_newest_is_kept():
    assert titles(
        item(1, 8, guid="a"), item(2, 10, guid="a"), item(3, 9, guid="a"), item(4, 7, guid="b")
    ) == ["Title 2", "Title 4"]


def test_an_id_that_all_entries_share_is_none():
    assert len(titles(*(item(number, guid="0") for number in range(9)))) == 9


def test_an_entry_that_comes_again_under_another_id_is_kept_once():
    again = item(1, 9, guid="b", link="http://www.example.com/1/?utm_source=rss")
    assert titles(item(1, 8, guid="a"), again) == ["Title 1"]


def test_entries_that_share_an_address_are_articles_of_their_own():
    items = [item(n, guid=n, link="/live", description=f"News {n}.") for n in range(3)]
    assert len({article.id for article in articles(*items)}) == 3


def test_an_article_keeps_its_id_while_the_feed_changes_ids():
    one, other = (only(item(1, guid=guid)) for guid in ("a", "b"))
    assert one.id == other.id


def test_an_entry_with_neither_text_nor_link_is_counted():
    empty = "<item><title>A</title></item>"
    entries, problems = read(RSS.format(empty + item(2) + empty.replace("A", "B")))
    assert [entry.article.title for entry in entries] == ["Title 2"]
    assert problems == (Problem(HERE, "2 entries with neither text nor a link"),)


@pytest.mark.parametrize(
    ("text", "link", "blurb"),
    [
        (TEXT, "/1", True),
        (LONG, "/1", False),
        (f"{LONG}..", "/1", True),
        (TEXT, "", False),
        ("", "/1", True),
    ],
)
def test_a_teaser_is_marked_when_its_page_can_be_read(text, link, blurb):
    entries, _ = read(RSS.format(item(1, description=text, link=link)))
    assert [entry.blurb for entry in entries] in ([blurb], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_the_declared_encoding_is_used(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.format(item("Плотина"))[21:]
    (entry,), _ = read(text.encode(encoding))
    assert entry.article.title == "Title Плотина"


def test_utf_8_that_is_declared_as_something_else_is_read_as_it_is():
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + RSS.format(item("Plötze"))[21:]
    (entry,), _ = read(text, content_type="text/xml; charset=iso-8859-1")
    assert entry.article.title == "Title Plötze"


def test_of_a_feed_that_breaks_off_what_was_read_is_kept():
    whole = RSS.format(item(1, 8, description=LONG) + item(2, 9, description=LONG))
    entries, problems = read(whole[: whole.rindex("broke on")])
    told = [(each.article.title, each.article.text, each.blurb) for each in entries]
    assert told == [("Title 1", LONG, False), ("Title 2", "", True)]
    assert problems == (Problem(HERE, "the feed breaks off; what was read before is used"),)


def test_broken_markup_costs_nothing():
    broken = (
        "<br>PHP Warning: x<rss><channel><title>Harbour & Times</title>"
        "<item><title>A < B</title><link>/1</link><description>One.</item>"
        "<item><title>C</title><link>/2</link><description>Two <b>bold</i>.</description></item>"
        "</channel></rss> and more"
    )
    entries, problems = read(broken)
    told = [(each.article.title, each.article.text, each.article.source) for each in entries]
    assert told == [("A < B", "One.", "Harbour & Times"), ("C", "Two bold.", "Harbour & Times")]
    assert problems == ()


def test_a_feed_without_entries_is_told():
    assert read(RSS.format("")) == ((), (Problem(HERE, "a feed without entries"),))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nothing in it: 0 bytes"),
        (b"Not found", "not a feed"),
        (
            b"<!doctype html><html><body>Error 500</body></html>",
            "a web page, not a feed; `summarizer feeds find ADDRESS` lists the feeds of a page",
        ),
        (b"<opml version='2.0'></opml>", "a list of feeds (OPML), not a feed"),
        (b"<urlset></urlset>", "not a feed: it begins with <urlset>"),
        (b'{"error": 404}', "JSON, but not a JSON Feed: it has no list of items"),
        (b'{"items": [', "not a feed, and not usable JSON"),
        (b'{"items":' + b"[" * 200_000, "not a feed, and not usable JSON"),
        (b'{"items": [' + b"9" * 9_999 + b"]}", "not a feed, and not usable JSON"),
        (b"<rss>" * 99, "more than 64 elements within each other"),
        (b" " * 5_000_001, "5,000,001 bytes; the limit is 5,000,000 bytes"),
    ],
)
def test_what_is_no_feed_is_refused_with_one_line(data, reason):
    assert refusal(data) == reason


# Each of these stopped a feed parser for seconds, minutes or good.
HOSTILE = {
    "an endless author": "<item><author>" + "a" * 200_000 + "</author></item>",
    "categories": "<item>" + "".join(f"<category>{n}</category>" for n in range(30_000)),
    "a number too large": "<item><title>&#99999999999;</title></item>",
    "namespaces": "<a " + " ".join(f"xmlns:n{n}='u:{n}'" for n in range(9_000)) + "/><b/>" * 9_000,
    "a base without end": f"<a xml:base='http://a/{'a/' * 99_999}'>" + "<item/>" * 9_000,
    "empty lines": "\n" * 500_000 + "<!ENTITY",
    "nesting in a text": "<item><description>" + "<b>" * 49_000 + "</b>" * 49_000,
    "tags in texts": item(1, description=f"<![CDATA[{'<p>a' * 225_000}]]>") * 4,
    "references": item(1, description="&lt;" * 240_000) * 2,
    "combining marks": item(1, description="a" + "\u0301" * 500_000) * 4,
    "dates": ("<item>" + "<pubDate>1-1-1-1-1-1-1</pubDate>" * 20) * 1_000,
    "links": "<item>" + "<link href='a'/>" * 99_000,
    "long titles": "".join(item(n, title="t &amp; " * 240) for n in range(1_000)),
    "one id": item(1, guid="a") * 20_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_feed_takes_no_longer_than_a_large_one(body):
    with processor_seconds(10), suppress(SourceError):
        read(RSS.format(body))


PIECES = [
    *(b"<rss>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<link>"),
    *(b"</link>", b"<guid>", b"</guid>", b"<feed>", b"<entry>", b"</entry>", b"<id>", b"</id>"),
    *(b"<source>", b"<pubDate>", b"</pubDate>", b"<content type='base64'>", b"</content>"),
    *(b"<link href='", b"http://[", b"//", b"'", b'"', b"/>", b"<![CDATA[", b"]]>", b"<!--", b"&#"),
    *(b"2026-11-20", b"99", b"\x00", b"\xff\xfe", b"\xe9", b"\x1b[", b"xml:base='", b">", b"<"),
    *(b'{"items":[{', b'"title":', b'"a"', b"}]}", b"<description>", b"</description>", b"\n"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_any_bytes_are_read_or_refused_and_print_safely(data):
    try:
        entries, problems = read(b"<rss><channel><item>" + data)
    except SourceError as refused:
        entries, problems = (), (Problem(refused.source, refused.reason),)
    printed = [problem.reason for problem in problems]
    for entry in entries:
        article = entry.article
        printed += [article.title, article.source, entry.guid, article.url or ""]
        printed += article.text.split("\n")
    assert "".join(printed).isprintable()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS.encode(), True),
        (RSS.encode("utf-16"), True),
        (ATOM.encode(), True),
        (RDF.encode(), True),
        (b"<!-- made by hand --><a:feed xmlns:a='http://www.w3.org/2005/Atom'>", True),
        (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', True),
        (b'{"text": "The dam broke."}', False),
        (b"<html><!-- <rdf:RDF> --></html>", False),
        (b"<?xml version='1.0'?><opml>", False),
        (b"The dam broke. <rss version=2.0>", False),
        (b"", False),
    ],
)
def test_feeds_are_told_from_other_files_by_their_first_bytes(data, expected):
    assert sniff.is_feed(data) is expected


def test_nothing_but_the_bytes_is_opened():
    code = f"""
import sys
from summarizer.load import feed
data = {RSS.format(item("file:///etc/hostname", title="/etc/hostname")).encode()!r}
feed.entries(data, "a")
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event[:4] in ("open", "sock") else 0)
feed.entries(data, "/etc/hostname")
feed.entries(data, "http://localhost/feed.xml")
print(opened)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_it_imports_no_parser():
    code = "import sys, summarizer.load.feed; print({'feedparser', 'lxml'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
