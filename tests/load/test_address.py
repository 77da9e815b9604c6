import pytest

from summarizer.load import address


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c"),
        ("  HTTP://Example.COM:80/\x1b[31ma\u202e b\n", "http://example.com/a%20b"),
        ("https://example.com", "https://example.com"),
        ("https://example.com:443/", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://example.com./a", "https://example.com/a"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("https://news.example/a?utm_source=rss&id=7&UTM_Medium=x", "https://news.example/a?id=7"),
        ("https://news.example/a?fbclid=1&gclid=2&ito=3", "https://news.example/a"),
        ("https://news.example/a?id=7&amp;utm_source=x", "https://news.example/a?id=7"),
        ("https://news.example/a?ref=top&id=7", "https://news.example/a?ref=top&id=7"),
        ('https://news.example/"><b>', "https://news.example/%22%3E%3Cb%3E"),
        ("https://news.example/зима", "https://news.example/зима"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://gооgle.example/", "https://xn--ggle-55da.example/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("ftp://example.com/", None),
        ("file:///etc/passwd", None),
        ("https:///nohost", None),
        ("https://bank.example@evil.example/", None),
        ("https://evil.example\\@bank.example/", None),
        ("https://evil.example\\bank.example/", None),
        ("https://exa%6dple.com/", None),
        ("https://example.com:0/", None),
        ("https://example.com:65536/", None),
        ("https://example.com:port/", None),
        ("https://a\u2024b..example/", None),
        ("https://example.com/" + "a" * address.MAX_LENGTH, None),
        ("http://[::1", None),
        ("/relative", None),
        ("", None),
    ],
)
def test_only_addresses_that_are_safe_to_print_and_to_follow_are_kept(raw, expected):
    assert address.clean(raw) == expected


@pytest.mark.parametrize(
    "twin",
    [
        "https://news.example/world/dam?id=7",
        "http://news.example/world/dam?id=7",
        "https://www.news.example/world/dam/?id=7",
        "https://m.news.example/world/dam?id=7",
        "https://amp.news.example/world/dam?id=7",
        "https://www.m.news.example/world/dam?id=7",
        "https://NEWS.example:443/world/dam?id=7#comments",
        "https://news.example./world/dam?id=7",
        "https://news.example/world/dam/amp?id=7",
        "https://news.example/world/dam/amp/?id=7",
        "https://news.example/amp/world/dam?id=7",
        "https://news.example/world/dam.amp?id=7",
        "https://news.example/world/dam?amp=1&id=7",
        "https://news.example/world/dam?id=7&outputType=amp",
        "https://news.example/world/dam?id=7&utm_source=x&ref=rss",
        "https://news.example/world/dam/index.html?id=7",
        "https://news.example/world/%64am?id=7",
        "https://www.google.com/amp/s/news.example/world/dam?id=7",
        "https://news-example.cdn.ampproject.org/c/s/news.example/world/dam?id=7",
    ],
)
def test_the_addresses_of_one_article_have_one_key(twin):
    assert address.key(twin) == "news.example/world/dam?id=7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a", "https://news.example/b"),
        ("https://news.example/a?id=1", "https://news.example/a?id=2"),
        ("https://news.example/a", "https://news.example:8443/a"),
        ("https://news.example/a", "https://edition.news.example/a"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example/Dam", "https://news.example/dam"),
        ("https://www.example/", "https://www.example.net/"),
    ],
)
def test_different_articles_have_different_keys(one, other):
    assert address.key(one) != address.key(other)


def test_the_order_of_parameters_and_the_spelling_of_a_host_make_no_other_key():
    assert address.key("https://bücher.example/?b=2&a=1") == "xn--bcher-kva.example?a=1&b=2"
    assert address.key("http://xn--bcher-kva.example/?a=1&b=2") == "xn--bcher-kva.example?a=1&b=2"


def test_what_is_no_web_address_is_its_own_key():
    assert address.key("mailto:a@b.example") == "mailto:a@b.example"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("https://anna:secret@news.example/a", "https://news.example/a"),
        ("https://anna:se/cret@news.example/a", "https://news.example/a"),
        ("https://anna:se#cret@news.example/a", "https://news.example/a"),
        ("https://anna:se@cret@news.example/a", "https://news.example/a"),
        ("anna:secret@news.example/a", "news.example/a"),
        ("https://news.example/@anna/a", "https://news.example/@anna/a"),
        ("https://news.example/a?token=abc&id=7", "https://news.example/a?token=***&id=7"),
        ("https://news.example/a?x=1&API_KEY=abc", "https://news.example/a?x=1&API_KEY=***"),
        ("https://news.example/a?key=abc&sid=d", "https://news.example/a?key=***&sid=***"),
        ("https://news.example/a?author=x&keyword=y", "https://news.example/a?author=x&keyword=y"),
        ("https://news.example/\x1b]0;x\x07a\u202e", "https://news.example/a"),
        ("https://news.example/" + "a" * 1000, "https://news.example/" + "a" * 279 + "…"),
    ],
)
def test_what_is_shown_of_an_address_holds_no_secret(raw, shown):
    assert address.redacted(raw) == shown


@pytest.mark.parametrize("unit", ["//", "@", "token", "?token", "[", "%", "/amp", "www."])
def test_a_megabyte_of_hostile_address_takes_no_time(unit):
    hostile = "https://a.example/?" + unit * (1_000_000 // len(unit))
    address.redacted(hostile)
    address.clean(hostile)
    address.key(hostile)


@pytest.mark.parametrize(
    ("numeric", "expected"),
    [
        ("8.8.8.8", "public"),
        ("2606:4700::1111", "public"),
        ("::ffff:8.8.8.8", "public"),
        ("64:ff9b::808:808", "public"),
        ("2002:808:808::1", "public"),
        ("10.1.2.3", "private"),
        ("100.64.0.1", "private"),
        ("127.0.0.1", "private"),
        ("127.255.255.255", "private"),
        ("169.254.169.254", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("198.18.0.1", "private"),
        ("::1", "private"),
        ("fc00::1", "private"),
        ("fe80::1", "private"),
        ("fe80::1%eth0", "private"),
        ("fec0::1", "private"),
        ("::ffff:127.0.0.1", "private"),
        ("64:ff9b::7f00:1", "private"),
        ("2002:7f00:1::", "private"),
        ("2001:0:808:808::80ff:fffe", "private"),
        ("2001:0:7f00:1::f7f7:f7f7", "private"),
        ("0.0.0.0", "unusable"),  # noqa: S104  nothing is bound to it
        ("0.1.2.3", "unusable"),
        ("192.0.0.8", "unusable"),
        ("192.0.2.1", "unusable"),
        ("192.88.99.1", "unusable"),
        ("203.0.113.1", "unusable"),
        ("224.0.0.1", "unusable"),
        ("240.0.0.1", "unusable"),
        ("255.255.255.255", "unusable"),
        ("::", "unusable"),
        ("::7f00:1", "unusable"),
        ("::ffff:0.0.0.0", "unusable"),
        ("::ffff:0:7f00:1", "unusable"),
        ("64:ff9b::e000:1", "unusable"),
        ("64:ff9b:1::7f00:1", "unusable"),
        ("2001:db8::1", "unusable"),
        ("3fff::1", "unusable"),
        ("5f00::1", "unusable"),
        ("ff02::1", "unusable"),
    ],
)
def test_where_a_numeric_address_leads_is_known(numeric, expected):
    assert address.reach(numeric) == expected


@pytest.mark.parametrize("text", ["localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1"])
def test_only_resolved_addresses_are_judged(text):
    with pytest.raises(ValueError, match="does not appear"):
        address.reach(text)
