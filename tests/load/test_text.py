from datetime import UTC, datetime

import pytest

from summarizer.errors import SourceError
from summarizer.load import text

BODY = "The dam above Velden broke on Monday night.\n\nNobody was hurt."


def plain(raw):
    (article,) = text.plain(raw.encode(), "a.txt")
    return article.title, article.text


def markdown(raw):
    (article,) = text.markdown(raw.encode(), "a.md")
    return article


def test_a_first_line_above_a_blank_line_is_the_title():
    assert plain(f"Dam breaks above Velden\n\n{BODY}") == ("Dam breaks above Velden", BODY)


def test_a_repeated_title_is_taken_once_and_its_repeats_stay():
    page = f"Will it hold?\n\nWill it hold?\nWill it hold?\n\n{BODY}"
    assert plain(page) == ("Will it hold?", f"Will it hold?\nWill it hold?\n\n{BODY}")


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        f"He said: “It broke.”\n\n{BODY}",
        f"大坝决口。\n\n{BODY}",
        f"VELDEN, Monday:\n\n{BODY}",
        f"A hard-wrapped first line\n{BODY}",
        f"{'word ' * 60}\n\n{BODY}",
        "Only a headline",
    ],
)
def test_a_sentence_or_a_paragraph_is_no_title(page):
    title, body = plain(page)
    assert title == ""
    assert body == page.replace("word \n", "word\n")


@pytest.mark.parametrize(
    "day", ["Samedi 8 janvier 2005", "الخميس 14 يوليو 2005.", "मंगलवार, जुलाई 10, 2007", "8. 1. 2005"]
)
def test_a_first_line_above_a_date_is_the_title_whatever_it_ends_in(day):
    page = f"{day}\n\n{BODY}"
    assert plain(f"انهار السد في المدينة.\n\n{page}") == ("انهار السد في المدينة.", page)


@pytest.mark.parametrize("second", ["It broke in 2005 as 12 dams did.", "In May 2005 it held."])
def test_a_sentence_above_a_sentence_with_a_year_is_no_title(second):
    page = f"The dam broke.\n\n{second}\n\n{BODY}"
    assert plain(page) == ("", page)


def test_a_file_of_spaces_is_refused():
    with pytest.raises(SourceError, match=r"a\.txt: no text in it"):
        plain(" \n\t\u200b")


def test_a_title_without_a_body_is_refused_in_markdown():
    with pytest.raises(SourceError, match=r"a\.md: no text in it"):
        markdown("---\ntitle: Dam breaks\n---\n")


def test_front_matter_describes_the_article():
    article = markdown(
        "---\ntitle: 'Dam breaks: the town'\ndate: 2026-11-20T08:30:00+02:00\n"
        "source: The Daily Post\nurl: https://example.com/dam\nlang: en\ntags:\n  - dams\n---\n\n"
        f"# Dam breaks: the town\n\n{BODY}\n"
    )
    assert article.title == "Dam breaks: the town"
    assert article.published == datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
    assert (article.source, article.url) == ("The Daily Post", "https://example.com/dam")
    assert (article.lang, article.text, article.path) == ("en", BODY, "a.md")


def test_another_heading_than_the_front_matters_title_stays():
    article = markdown(f"---\ntitle: Dam breaks\n---\n# Monday\n\n{BODY}")
    assert (article.title, article.text) == ("Dam breaks", f"Monday\n\n{BODY}")


def test_an_unclosed_front_matter_is_text():
    assert markdown("---\ntitle: x\nIt broke.").text == "title: x\nIt broke."


def test_a_heading_is_the_title():
    article = markdown(f"# The *dam* breaks \n{BODY}")
    assert (article.title, article.text) == ("The dam breaks", BODY)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("See [the report](https://example.com/a_(b) 'Title') now.", "See the report now."),
        ("See [the report][1] now.\n\n[1]: https://example.com", "See the report now."),
        ("It ![map](map.png)broke.", "It broke."),
        ("It **broke** on *Monday*, _all_ of `it`.", "It broke on Monday, all of it."),
        ("**All *this* is** bold.", "All this is bold."),
        ("A 5* hotel, 2 * 3 and a_long_name stay.", "A 5* hotel, 2 * 3 and a_long_name stay."),
        (r"\*Not\* emphasis.", "*Not* emphasis."),
        ("Rain.\n## Damage ##\n- a bridge\n> Gone.", "Rain.\nDamage\na bridge\nGone."),
        ("Rain.\n\n* * *\n\nSun.<br>", "Rain.\n\nSun."),
        ("R&amp;D broke.", "R&D broke."),
    ],
)
def test_markup_is_not_quoted(raw, expected):
    assert markdown(raw).text == expected


@pytest.mark.parametrize(
    "unit",
    ["*a", "**", "_a", "[", "[a](", "[a](b", "![a](", "> ", "<a", "<!--", " #", "`", "\\", "&amp;"],
)
def test_hostile_markup_is_read_in_linear_time(unit):
    list(text.markdown(b"# x\n\nword " + unit.encode() * 200_000 + b" end", "a.md"))


def test_an_unclosed_link_is_read_in_linear_time():
    list(text.markdown(b"[a](" + b"b" * 1_000_000, "a.md"))
