import pytest

from summarizer.load.fetch import robots
from summarizer.load.fetch.robots import Rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", [Rule(False, "/a"), Rule(True, "/a/b")]),
        ("user-AGENT : *  # all\r\ndisallow:/a#x\r\n", [Rule(False, "/a")]),
        ("\ufeffUser-agent: *\nDisallow: /a", [Rule(False, "/a")]),
        ("User-agent: *\nDisallow: /a\nUser-agent: summarizer\nDisallow: /b", [Rule(False, "/b")]),
        ("User-agent: Summarizer/2.0\nUser-agent: x\nDisallow: /b", [Rule(False, "/b")]),
        ("User-agent: summarizer\n\nDisallow: /b", [Rule(False, "/b")]),
        ("User-agent: summarizer\nCrawl-delay: 9\nDisallow: /b", [Rule(False, "/b")]),
        ("User-agent: *\nDisallow: /a\nUser-agent: summarizer\nDisallow:", []),
        ("User-agent: summarizers\nDisallow: /", []),
        ("Disallow: /a", []),
        ("<html>User-agent: *</html>", []),
        ("", []),
    ],
)
def test_the_rules_for_this_program_are_found(text, expected):
    assert robots.rules(text.encode(), "summarizer") == tuple(expected)


def test_the_groups_for_one_program_are_one_group():
    text = b"""
User-agent: summarizer
Disallow: /a

User-agent: other
Disallow: /x

User-agent: third
User-agent: summarizer
Disallow: /b
"""
    assert robots.rules(text, "summarizer") == (Rule(False, "/a"), Rule(False, "/b"))


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/", "/a", True),
        ("/fish", "/fishheads/yummy.html", True),
        ("/fish", "/Fish.asp", False),
        ("/fish/", "/fish", False),
        ("/*.php", "/folder/any.php.file.html?x", True),
        ("/*.php", "/windows.PHP", False),
        ("/*.php$", "/folder/filename.php", True),
        ("/*.php$", "/filename.php?parameters", False),
        ("/fish*.php", "/fishheads/catfish.php?x", True),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a*a$", "/a", False),
        ("/a*", "/a", True),
        ("/*?print=", "/a?x=1&print=1", False),
        ("/*print=", "/a?x=1&print=1", True),
        ("/caf\u00e9", "/caf%c3%a9", True),
        ("/%7Ejoe", "/~joe", True),
        ("/a%2Fb", "/a/b", False),
        ("private", "/private", False),
    ],
)
def test_a_pattern_matches_paths_as_the_standard_says(pattern, path, matches):
    rules = robots.rules(f"User-agent: *\nDisallow: {pattern}".encode(), "summarizer")
    assert robots.allows(rules, path) is not matches


def test_the_longest_rule_decides_and_allow_in_doubt():
    rules = robots.rules(
        b"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /a", "summarizer"
    )
    allowed = {path: robots.allows(rules, path) for path in ("/", "/a", "/a/b", "/a/b/c")}
    assert allowed == {"/": True, "/a": True, "/a/b": True, "/a/b/c": False}


def test_a_long_file_is_read_to_its_last_whole_line_within_the_limit():
    padding = b"#" * (robots.MAX_BYTES - 40) + b"\n"
    text = b"User-agent: *\n" + padding + b"Disallow: /abc\nDisallow: /a\n"
    assert robots.rules(text, "summarizer") == (Rule(False, "/abc"),)


@pytest.mark.parametrize(
    "hostile",
    [
        b"".join(b"User-agent: a%d\n" % number for number in range(15_000))
        + b"Disallow: /\n" * 9000,
        b"User-agent: *\nUser-agent: summarizer\n" * 6000 + b"Disallow: /x\n" * 15_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 250_000,
        b"User-agent: *\n" + b"Disallow: /*aaaaaab\n" * 25_000,
        b":" * 500_000,
    ],
    ids=range(5),
)
def test_a_hostile_file_takes_no_time(hostile):
    robots.allows(robots.rules(hostile, "summarizer"), "/" + "a" * 2000)
