"""Each check refuses what it is there to refuse; otherwise it would prove nothing."""

import re

import html5lib
import pytest

from summarizer import render
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from tests.hostile import checks
from tests.hostile.proofs import BY_FORMAT, PAGES, mailed
from tests.hostile.specimens import briefing, day, harmless, summary

TEXTS = ["Dam 0"]
PLAIN = harmless(TEXTS)
PAGE, MARKDOWN = PAGES["briefing"](PLAIN), render.markdown(summary(PLAIN))
TEXT, JSON, FEED = (
    render.text(summary(PLAIN)),
    render.json(summary(PLAIN)),
    archive.atom(day(PLAIN)),
)
MAIL = mailed(briefing(PLAIN), "Dam 0\n", "Dam 0\n")


def test_what_is_harmless_passes():
    checks.html(PAGE, PAGE, TEXTS)
    checks.markdown(MARKDOWN, MARKDOWN, TEXTS)
    checks.terminal(TEXT, TEXT, TEXTS)
    checks.json(JSON, JSON, TEXTS)
    checks.atom(FEED, FEED, TEXTS)
    checks.mail(MAIL, MAIL, ["Dam 0\n"] * 2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dam 0", "<b>Dam 0</b>"),
        ("Dam 0", "Dam 0<script>alert(1)</script>"),
        ("Dam 0", "Dam 0<!-- -->"),
        ("Dam 0", "Dam 0 <"),
        ("Dam 0", "Dam 0 \ufffe"),
        ("Dam 0", '<a href="javascript:alert(1)" rel="noopener noreferrer">Dam 0</a>'),
        ("Dam 0", '<a href="https://evil.example/" rel="noopener noreferrer">Dam 0</a>'),
        ("Dam 0", '<a href="//evil.example/" rel="noopener noreferrer">Dam 0</a>'),
        (' rel="noopener', ' onclick="alert(1)" rel="noopener'),
        (' rel="noopener', ' target="_blank" rel="noopener'),
        (' dir="auto"', ' dir="rtl"'),
        (' dir="auto"', ' dir="auto" style="color: red"'),
        ('lang="en"', 'lang="Dam 0"'),
        ("default-src 'none'", "default-src *"),
        ("</style>", "p { color: red }</style><style></style>"),
        ('href="#story-1"', 'href="#story-2"'),
        ("Dam 0", "Dim 0"),
    ],
)
def test_a_page_with_something_foreign_is_refused(old, new):
    assert old in PAGE
    with pytest.raises((AssertionError, html5lib.html5parser.ParseError)):
        checks.html(PAGE.replace(old, new), PAGE, TEXTS)


@pytest.mark.parametrize(
    "new",
    ["*Dam 0*", "<b>Dam 0</b>", "[Dam 0](https://evil.example/)", "<https://evil.example/>",
     "![Dam 0](https://example.org/)", "`Dam 0`", "Dam 0\n\n# x", "Dam 0\x1b[2m", "Dam\u202e 0"],
)  # fmt: skip
def test_markdown_with_something_foreign_is_refused(new):
    with pytest.raises(AssertionError):
        checks.markdown(MARKDOWN.replace("Dam 0", new), MARKDOWN, TEXTS)


COMMANDS = "\x00\x07\x08\t\r\x1b\x7f\x85\x9b\u202e\u2066\u200b\u2028\ufeff\ud800"


@pytest.mark.parametrize(
    "new",
    [*(f"Dam{char} 0" for char in COMMANDS), "\x1b[31mDam 0", "\x1b]8;;x\x07Dam 0", "Dim"],
)
def test_what_commands_a_terminal_is_refused(new):
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        checks.terminal(TEXT.replace("Dam 0", new), TEXT, TEXTS)


@pytest.mark.parametrize("new", ["Dam 1", 'Dam 0","x":"', "Dam 0\x9b", "Dam 0\ud800", 'Dam 0"'])
def test_json_with_another_text_or_field_is_refused(new):
    with pytest.raises((AssertionError, ValueError)):
        checks.json(JSON.replace("Dam 0", new), JSON, TEXTS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dam 0", "<b/>Dam 0"),
        ("Dam 0", "Dam 0 &nbsp;"),
        ("Dam 0", "Dam 0 & x"),
        ("Dam 0", "Dam 0 \x0b"),
        ("Dam 0", "Dim 0"),
        ("<feed", "<!DOCTYPE feed [<!ENTITY a 'b'>]><feed"),
        ('href="', 'href="https://evil.example/'),
    ],
)
def test_a_feed_with_something_foreign_is_refused(old, new):
    assert old in FEED
    with pytest.raises((AssertionError, ValueError, SyntaxError)):
        checks.atom(FEED.replace(old, new), FEED, TEXTS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb"Subject: ", b"Bcc: evil@evil.example\r\nSubject: "),
        (rb"To: ", b"To: evil@evil.example, "),
        (rb"Subject: Dam", b"Subject: =?utf-8?q?=1B?= Dam"),
        (rb"\r\n\r\nDam 0", b"\r\n\r\nDim 0"),
        (rb"\r\nDam 0", b"\nDam 0"),
        (rb"--=\w+=--", b""),
        (rb"Content-Type: text/html", b"Content-Type: text/x-evil"),
    ],
)
def test_a_mail_with_something_foreign_is_refused(old, new):
    changed = re.sub(old, lambda _: new, MAIL)
    assert changed != MAIL
    with pytest.raises(AssertionError):
        checks.mail(changed, MAIL, ["Dam 0\n"] * 2)


def test_every_format_has_a_check():
    assert {*BY_FORMAT} == {*render.RENDERERS, *FORMATS}
