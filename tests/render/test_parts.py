"""Links that open an article at the quoted sentence."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.datatypes import Article, Budget, Difference, Sentence, Summary
from summarizer.render import parts
from tests.fakes import pick

PAGE = "https://example.org/dam"


def alone(text: str) -> Sentence:
    return Sentence(Article(text), 0, 0, text)


def later(before: str, text: str) -> Sentence:
    """The text after other text of the article."""
    return Sentence(Article(f"{before} {text} It rained."), 1, len(before) + 1, text)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("The dam broke.", "The%20dam%20broke."),
        ("A well-known dam, 50% full.", "A%20well%2Dknown%20dam%2C%2050%25%20full."),
        ("Ruiz & Sons: “It's #1!”", "Ruiz%20%26%20Sons%3A%20%E2%80%9CIt%27s%20%231%21%E2%80%9D"),
        ("水坝决堤。", "%E6%B0%B4%E5%9D%9D%E5%86%B3%E5%A0%A4%E3%80%82"),
        ("/a?b=c+d", "%2Fa%3Fb%3Dc%2Bd"),
    ],
)
def test_a_short_sentence_is_looked_for_whole_and_encoded(text, fragment):
    assert parts.opened_at(PAGE, alone(text)) == f"{PAGE}#:~:text={fragment}"


LONG = "The dam above Riverton broke on Monday evening after days of rain, the mayor said at once."


def test_a_long_sentence_is_looked_for_by_its_first_and_last_words():
    assert parts.opened_at(PAGE, alone(LONG)) == (
        f"{PAGE}#:~:text=The%20dam%20above%20Riverton,mayor%20said%20at%20once."
    )


def test_first_words_that_stand_earlier_in_the_article_are_followed_by_more():
    found = parts.opened_at(PAGE, later("the DAM above Riverton is old.", LONG))
    assert found == f"{PAGE}#:~:text=The%20dam%20above%20Riverton%20broke,mayor%20said%20at%20once."


def test_last_words_that_stand_earlier_in_the_sentence_follow_more():
    text = "He said it was over and she said it was over and they all said it was over"
    found = parts.opened_at(PAGE, alone(text))
    assert found == f"{PAGE}#:~:text=He%20said%20it%20was,all%20said%20it%20was%20over"


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2#:~:text=Rain."),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=Rain."),
        ("https://example.org/a#:~:text=Sun.", "https://example.org/a#:~:text=Rain."),
    ],
)
def test_an_address_keeps_its_query_and_its_own_anchor(address, opened):
    assert parts.opened_at(address, alone("Rain.")) == opened


@pytest.mark.parametrize("text", ["x" * 10_000, "水" * 200, "", " \n"])
def test_what_no_browser_would_look_for_is_not_asked_for(text):
    assert parts.opened_at(PAGE, alone(text)) == PAGE


def test_no_address_stays_none_and_no_sentence_no_fragment():
    assert parts.opened_at(None, alone("Rain.")) is None
    assert parts.opened_at(PAGE, None) == PAGE


@given(st.text(), st.text("Rain-,& .\n\ud800"))
def test_any_text_makes_a_fragment_of_plain_characters(before, text):
    opened = parts.opened_at(PAGE, later(before, text)) or ""
    assert re.fullmatch(r"https://example\.org/dam(#:~:text=[A-Za-z0-9_.~%]+(,[\w.~%]+)?)?", opened)


@given(st.lists(st.sampled_from(["dam", "well-known", "a,b", "R&D", "50%", "“rain”"]), max_size=30))
def test_both_ends_of_a_fragment_are_those_of_the_sentence(words):
    text = " ".join(words)
    _, _, fragment = (parts.opened_at(PAGE, alone(text)) or "").partition("#:~:text=")
    first, _, last = fragment.partition(",")
    assert text.startswith(unquote(first))
    assert text.endswith(unquote(last))


def test_the_sentence_that_opens_an_article_is_the_one_that_is_mentioned_first():
    one, other, third = (Article(f"A{n}. B{n}.", id=str(n)) for n in (1, 2, 3))
    [first, second, third_first] = (Sentence(a, 0, 0, f"A{a.id}.") for a in (one, other, third))
    late = Sentence(other, 1, 4, "B2.")
    summary = Summary(
        (pick(first, second), pick(late)),
        (one, other, third),
        Budget(),
        "hash",
        differences=(Difference(late, "2", third_first, "3"),),
    )
    assert parts.first_quoted(summary) == {"1": first, "2": second, "3": third_first}


@given(st.text())
def test_a_visible_text_is_as_long_as_it_was_and_can_be_written(text):
    shown = parts.visible(text)
    assert len(shown) == len(text)
    shown.encode()
    assert [new for old, new in zip(text, shown, strict=True) if new not in {old, "\ufffd"}] == []


def test_a_visible_text_holds_no_command_for_a_browser_or_an_eye():
    assert parts.visible("a\tb\n\x00\r\x1b\x85\u202e\ud800\u2028é水") == (
        "a\tb\n\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdé水"
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c='d'#e", "https://example.org/a?b=1&c='d'#e"),
        ("HTTP://EXAMPLE.ORG:8080/", "HTTP://EXAMPLE.ORG:8080/"),
        (
            "https://example.org/wiki/水坝?a=ü%20b",
            "https://example.org/wiki/%E6%B0%B4%E5%9D%9D?a=%C3%BC%20b",
        ),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https://example.org/a_(b)_`c`|{d}", "https://example.org/a_%28b%29_%60c%60%7C%7Bd%7D"),
        ("https://example.org/" + "x" * 2_028, "https://example.org/" + "x" * 2_028),
    ],
)
def test_an_address_of_the_web_is_linked_in_ascii(url, link):
    assert parts.address(Article("Text.", url=url)) == link


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " https://example.org/",
        "//example.org",
        "ftp://example.org/",
        "https://",
        "https:///path",
        "https://user:password@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://example.org/\x1b[31m",
        "https://example.org/\x9b31m",
        "https://example.org/\u202ecod.exe",
        "https://example.org/\ud800",
        "https://example.org/" + "x" * 2_029,
    ],
)
def test_another_address_is_no_link(url):
    assert parts.address(Article("Text.", url=url)) is None


@given(st.text())
def test_a_line_is_one_line_and_stays_what_it_is(text):
    clean = parts.line(text)
    assert clean.splitlines() in ([clean], [])
    assert parts.line(clean) == clean


def test_a_title_that_nobody_can_see_is_none():
    assert parts.name(Article("Text.", title="\u200b\ufeff", path="a.txt")) == "a.txt"


@pytest.mark.parametrize(
    ("tags", "known"),
    [
        (("fr", "en"), "fr"),
        ((None, "ar"), "ar"),
        (("en", "ar"), ""),
        (("", "pt-BR"), "pt-BR"),
        (("x y", "klingon?"), ""),
        (('"><script>', "en"), ""),
        (("zh-Hant-TW", "en"), "zh-Hant-TW"),
        (("fr-", "de--x"), ""),
    ],
)
def test_a_language_is_named_where_it_is_not_that_of_the_page(tags, known):
    assert parts.language(*tags) == known
