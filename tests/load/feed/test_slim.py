import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.load.feed import slim
from summarizer.load.feed.slim import NoFeed

RSS = "<rss version='2.0'><channel>{}</channel></rss>"
PIECES = [
    *("<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<item/>", "<entry>"),
    *("<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<feed/>", "<title>", "</title>"),
    *("<title/>", "<source url='a&b'>", "</source>", "<link rel='self'>", '<link href="\'"/>'),
    *("<content type='xhtml'>", "<b a=1>", "</b>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "&"),
    *("&amp;lt;", "&#0;", "&nbsp;", "&#x1F;", "\x00", "\x1b", "\ud800", "\ufffe", "é", '"', "<"),
    *("<media:group>", "</media:group>", "<media:title>", "<a:b xmlns:a='u'>", "<x y='\x01'/>"),
    *("<é:title>", "<title xmlns='http://purl.org/dc/terms/'>", "<rdf:RDF>", "text", "<dc:date>"),
]


def inner(text):
    """What is copied between <channel> and </channel>."""
    copy = slim.rewrite(RSS.format(text), "a").xml.decode()
    copied = copy.partition("<channel>")[2].partition("</channel>")[0]
    return copied.replace("<![CDATA[", "").replace("]]>", "")


def refused(text):
    with pytest.raises(SourceError) as caught:
        slim.rewrite(text, "a.xml")
    assert caught.value.source == "a.xml"
    return caught.value.reason


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_a_copy_is_always_well_formed(text):
    copy = slim.rewrite(f"<rss>{text}", "a")
    assert ET.fromstring(copy.xml).tag == "rss"  # noqa: S314  what is proved harmless here


def test_only_what_is_used_is_copied():
    text = "<item><author>A</author><title>T</title><x:y/><image><title>I</title></image></item>"
    assert inner(text) == "<item><title>T</title></item>"


def test_names_have_one_form_whatever_their_prefix():
    text = (
        "<Item xmlns:A='HTTPS://www.w3.org/2005/Atom' xmlns:e='http://purl.org/rss/1.0/modules/"
        "content/'><a:id>1</a:id><e:Encoded>E</e:Encoded><DC:date>2026</DC:date></Item>"
    )
    assert inner(text) == (
        "<item><id>1</id><content:encoded>E</content:encoded><dc:date>2026</dc:date></item>"
    )


def test_markup_in_a_text_is_copied_as_text():
    assert inner("<description>1 &lt; 2 <b>x</b><![CDATA[<i>]]></description>") == (
        '<description type="text/html" mode="escaped">1 < 2 <b>x</b><i></description>'
    )
    assert inner("<content type='xhtml'><p>1 &lt; 2</p></content>") == (
        '<content type="text/html" mode="escaped"><p>1 &lt; 2</p></content>'
    )


def test_elements_left_open_are_closed():
    assert inner("<item><category>x<title>A<item><title>B</title><source>S</item>") == (
        "<item></item><item><title>B</title><source>S</source></item>"
    )
    assert inner("<item><title>A</item><item><title>B</title></item>") == (
        "<item><title>A</title></item><item><title>B</title></item>"
    )


def test_a_caption_counts_when_there_is_no_text():
    media = "<media:group><media:title>M</media:title><media:description>D</media:description>"
    assert inner(f"<item><title>T</title>{media}</media:group></item>") == (
        "<item><title>T</title><summary>D</summary></item>"
    )
    assert "D" not in inner(f"<item><description>S</description>{media}</media:group></item>")


def test_a_text_without_its_end_is_left_out():
    copy = slim.rewrite("<rss><item><title>T</title><description>The mayor sa", "a")
    assert not copy.whole
    assert copy.xml.endswith(b"<item><title><![CDATA[T]]></title></item></rss>")


def test_short_entities_of_the_feed_are_resolved():
    text = '<!DOCTYPE rss [<!ENTITY id "tag:a,">]><rss><item><guid>&id;1</guid></item></rss>'
    assert b"[tag:a,1]" in slim.rewrite(text, "a").xml


def test_nothing_is_read_from_elsewhere():
    entity = '<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY % y "&#37;z;">'
    text = f"<!DOCTYPE rss [{entity}]><rss><item><title>&x;</title></item></rss>"
    assert b"[&x;]" in slim.rewrite(text, "a").xml


def test_what_is_too_long_is_left_out():
    assert inner(f"<item><title>{'x' * 10_001}</title><id>1</id></item>") == (
        "<item><id>1</id></item>"
    )
    assert inner(f"<link href='{'x' * 2_049}' rel='a'/>") == ""
    assert inner("<pubDate>" + "1" * 101 + "</pubDate>") == ""
    assert inner("<item>" + "<guid>1</guid>" * 200 + "</item>").count("<guid>") == 20


def test_the_first_entries_are_copied():
    copy = slim.rewrite(RSS.format("<item/>" * 1_001), "a")
    assert (copy.xml.count(b"<item>"), copy.more) == (1_000, True)


def test_what_is_no_feed_is_named():
    for page in ("<!DOCTYPE html><p>", "<br>Warning<HTML lang=de><body>"):
        assert slim.rewrite(f"{page}An example: <rss><channel>", "a") == NoFeed("html")
    assert slim.rewrite("<opml version='2.0'/>", "a") == NoFeed("opml")
    assert slim.rewrite("Hello.", "a") == NoFeed("")


LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY a{i} "&a{i};&a{i};">' for i in range(9))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"<!DOCTYPE r [{LAUGHS}]><rss/>", "declares entities that grow when they are read"),
        (
            f"<!DOCTYPE r [<!ENTITY a '{'x' * 9_999}'>]><rss/>",
            "declares entities that grow when they are read",
        ),
        ("<rss>" + "<a>" * 200_000, "more than 64 elements within each other"),
        (RSS.format("<category/>" * 100_000), "more than 100,000 tags and texts; not read"),
        (RSS.format("&amp;" * 300_001), "more than 300,000 references; not read"),
    ],
)
def test_a_feed_made_to_do_harm_is_refused(text, reason):
    assert refused(text) == reason
