"""What a person at a terminal sees: lines that fit in every script, and codes only from us."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datatypes import Article, Aside, Budget, Difference, Sentence, Summary
from summarizer.render.briefing import columns
from summarizer.render.terminal import Screen, screen, written
from tests.fakes import pick
from tests.render.test_render import SUMMARY

LINK = re.compile(r"\x1b\]8;;([^\x1b]*)\x1b\\")
EFFECT = re.compile(r"\x1b\[(?:0|1|2|36)m")
CONTROLS = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\ "
    "\x9b31m \x08\x08\x7f \u202eback\u202c \x00end of the sentence here."
)
FULL = Screen(width=60, effects=True, colour=True, links=True)


def plain(text: str) -> str:
    """Without our own codes."""
    return EFFECT.sub("", LINK.sub("", text))


def saying(text: str, url: str | None = "https://example.org/a") -> Summary:
    """Everything that can be foreign is this text."""
    article = Article(text, title=text, source=text, url=url, path=text)
    other = replace(article, id="other")
    quoted = Sentence(article, 0, 0, text)
    return Summary(
        (pick(quoted, Sentence(other, 0, 0, text)), pick(quoted)),
        (article, other),
        Budget(),
        "hash",
        differences=(Difference(quoted, text, Sentence(other, 0, 0, text), text),),
        asides=(Aside(other, text),),
    )


def test_a_screen_with_everything_shows_headings_marks_and_links():
    link = "https://example.org/dam?a=1&b=2"
    assert written(SUMMARY, FULL) == (
        "The dam broke on Monday after a week of rain. \x1b[36m[1][2]\x1b[0m The\n"
        "mayor closed the bridge. \x1b[36m[2]\x1b[0m\n"
        "\n"
        "\x1b[1mSources\x1b[0m\n"
        f"[1] \x1b]8;;{link}\x1b\\Dam breaks\x1b]8;;\x1b\\\n"
        "\x1b[2m    Harbour Times, 6 May 2024\x1b[0m\n"
        f"    \x1b[2m\x1b]8;;{link}\x1b\\{link}\x1b]8;;\x1b\\\x1b[0m\n"
        "[2] flood.txt\n"
        "\n"
        "\x1b[2m15 words · half a minute to read · 3 articles read, 2 cited\x1b[0m\n"
        "\x1b[2m· 1 source unreadable\x1b[0m\n"
    )


def test_without_colour_and_links_the_words_are_the_same():
    assert plain(written(SUMMARY, FULL)) == written(SUMMARY, Screen(width=60))
    assert "\x1b" not in written(SUMMARY, Screen(width=60))
    assert "\x1b[36m" not in written(SUMMARY, replace(FULL, colour=False))


SCRIPTS = {
    "Latin": "The leaders met on the eve of the Asian Games opening ceremony in Hangzhou. ",
    "Chinese": "中国国家主席习近平周五宣布与叙利亚建立“战略伙伴关系”，叙利亚总统正在访问中国。",
    "Japanese": "中国の習近平国家主席は金曜日、シリアとの「戦略的パートナーシップ」を発表した。",
    "Korean": "시진핑 중국 국가주석은 금요일 시리아와의 전략적 동반자 관계를 발표했다. ",
    "Arabic": "أعلن الرئيس الصيني شراكة استراتيجية مع سوريا يوم الجمعة خلال محادثات. ",
    "Hebrew": "נשיא סין הכריז ביום שישי על שותפות אסטרטגית עם סוריה במהלך שיחות. ",
    "Hindi": "चीन के राष्ट्रपति ने शुक्रवार को सीरिया के साथ रणनीतिक साझेदारी की घोषणा की। ",
    "wide letters": "ＦＵＬＬ　ＷＩＤＴＨ　ｌｅｔｔｅｒｓ　ｗｉｔｈｏｕｔ　ａｎｙ　ｓｐａｃｅ",
    "one word": "Donaudampfschifffahrtsgesellschaft" * 9,
}


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("width", [20, 33, 60, 88])
def test_no_line_is_wider_than_the_screen_and_nothing_is_lost(script, width):
    text = SCRIPTS[script] * 4
    printed = plain(written(saying(text), replace(FULL, width=width)))
    assert max(map(columns.width, printed.splitlines())) <= max(width, 25)  # the address is whole
    assert columns.width("    https://example.org/a") == 25
    letters = "".join(printed.split())
    assert letters.count("".join(text.split())) >= 4


@pytest.mark.parametrize(("given", "used"), [(300, 88), (88, 88), (72, 72), (5, 20)])
def test_lines_are_as_wide_as_the_screen_and_never_hard_to_follow(monkeypatch, given, used):
    monkeypatch.setenv("COLUMNS", str(given))
    assert screen() == Screen(width=used)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://evil.example/\x1b]0;title\x07",
        "https://evil.example/\x07",
        "https://evil.example/\x9d",
        "https://evil.example/\u202e",
        "https://evil.example/" + "x" * 3000,
    ],
)
def test_what_is_no_plain_address_of_the_web_is_neither_printed_nor_linked(url):
    printed = written(saying("Dam", url), FULL)
    assert LINK.findall(printed) == []
    assert "evil" not in printed


def test_letters_of_an_address_beyond_ascii_are_encoded():
    printed = written(saying("Dam", "https://example.org/习近平?q=ж"), FULL)
    assert {*LINK.findall(printed)} == {
        "",
        "https://example.org/%E4%B9%A0%E8%BF%91%E5%B9%B3?q=%D0%B6",
    }


@given(st.one_of(st.text(), st.just(CONTROLS), st.text("\x1b\\]8;[31m\u2062\u2063\x9b\x07a ")))
def test_no_text_commands_the_terminal_or_passes_for_a_mark(text):
    printed = written(saying(text), FULL)
    rest = plain(printed)
    assert {char for char in rest if unicodedata.category(char) == "Cc"} <= {"\n"}
    assert not {*rest} & {"\u2062", "\u2063", "\u202e", "\u2066"}
    assert len(LINK.findall(printed)) % 2 == 0
    assert printed.count("\x1b[36m") == 2
