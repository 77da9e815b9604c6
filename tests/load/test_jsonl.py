import json
from datetime import UTC, datetime

import pytest

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import jsonl

FULL = {
    "id": "a1",
    "title": "Dam\nbreaks",
    "text": "It broke.\r\nNobody was hurt.",
    "url": "https://example.com/dam",
    "source": "The Daily Post",
    "published": "Fri, 20 Nov 2026 08:30:00 +0200",
    "lang": "en",
    "unknown": [1],
}


def read(text):
    return list(jsonl.records(text.encode("utf-8", "surrogatepass"), "stories.jsonl"))


def test_every_field_is_read():
    assert read(json.dumps(FULL)) == [
        Article(
            id="a1",
            title="Dam breaks",
            text="It broke.\nNobody was hurt.",
            url="https://example.com/dam",
            source="The Daily Post",
            published=datetime(2026, 11, 20, 6, 30, tzinfo=UTC),
            lang="en",
            path="stories.jsonl",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "One."}\n\n{"text": "Two."}\n',
        '{"text": "One."}\r\n{"text": "Two."}',
        '[{"text": "One."}, {"text": "Two."}]',
        '{"articles": [{"text": "One."}, {"text": "Two."}]}',
        '{"docs": [\n  {"text": "One."},\n  {"text": "Two."}\n]}',
    ],
)
def test_objects_come_one_a_line_or_in_a_list(text):
    assert [article.text for article in read(text)] == ["One.", "Two."]


def test_the_same_bytes_give_the_same_ids():
    text = '{"text": "One."}\n{"text": "Two.", "id": 7}'
    assert [article.id for article in read(text)] == [article.id for article in read(text)]
    assert read(text)[1].id == "7"


def test_a_line_separator_inside_a_string_is_no_end_of_line():
    first, second = read('{"text": "One.\u2028More."}\n{"text": "Two."}')
    assert (first.text, second.text) == ("One.\nMore.", "Two.")


def test_an_escaped_lone_surrogate_is_removed():
    assert read('{"text": "On\\ud800e.\\u001b[31m"}')[0].text == "One."


def test_a_bad_line_is_named_and_the_others_count():
    items = read('{"text": "One."}\n{"text": "Two."}\n{"text": "Thr\n[1]\n{"text": "Four."}')
    assert [item.text for item in items if isinstance(item, Article)] == ["One.", "Two.", "Four."]
    assert [item for item in items if isinstance(item, Problem)] == [
        Problem("stories.jsonl:3", "not JSON: unterminated string starting at"),
        Problem("stories.jsonl:4", "not an object with fields"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "No text"}', 'field "text" is missing or not a string'),
        ('{"text": 5}', 'field "text" is missing or not a string'),
        ('{"text": null}', 'field "text" is missing or not a string'),
        ('{"text": " \\u200b"}', 'field "text" is empty'),
        ('{"text": ' + "[" * 100_000, "not usable JSON: nested too deeply"),
        ('{"text": ' + "9" * 5_000 + "}", "not usable JSON: huge number"),
    ],
)
def test_an_article_without_text_is_a_problem(line, reason):
    assert read('{"text": "One."}\n' + line)[1:] == [Problem("stories.jsonl:2", reason)]


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("id", True, "a string"),
        ("title", 5, "a string"),
        ("source", {"name": "Post"}, "a string"),
        ("lang", ["en"], "a string"),
        ("url", "ftp://example.com", "an http or https address"),
        ("url", 5, "an http or https address"),
        ("published", "yesterday", "a date such as 2026-11-22T08:00:00Z"),
        ("published", 1700000000, "a date such as 2026-11-22T08:00:00Z"),
    ],
)
def test_a_field_that_cannot_be_used_is_a_problem_and_the_article_stays(name, value, wanted):
    problem, article = read(json.dumps([{"text": "One.", name: value}]))
    reason = f'field "{name}" is not {wanted}; the article is kept without it'
    assert problem == Problem("stories.jsonl, article 1", reason)
    assert article == Article(text="One.", path="stories.jsonl")


def test_null_and_empty_fields_are_no_problem():
    assert read('{"text": "One.", "url": null, "published": "", "title": ""}') == [
        Article(text="One.", path="stories.jsonl")
    ]


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [
        ("[", "stories.jsonl:1", "not JSON: expecting value"),
        ('[\n{"text": "One."}\n{', "stories.jsonl:3", "not JSON: expecting ',' delimiter"),
        ("[" * 100_000, "stories.jsonl:1", "not usable JSON: nested too deeply"),
        ("[" + "9" * 5_000 + "]", "stories.jsonl:1", "not usable JSON: huge number"),
        ("[]", "stories.jsonl", 'no articles in it; each is an object with a "text"'),
        ("5", "stories.jsonl", 'no articles in it; each is an object with a "text"'),
        (" \n", "stories.jsonl", 'no articles in it; each is an object with a "text"'),
    ],
)
def test_a_file_that_is_not_json_is_refused(text, source, reason):
    with pytest.raises(SourceError) as caught:
        read(text)
    assert (caught.value.source, caught.value.reason) == (source, reason)
