"""Pages and feeds damaged at random: nothing crashes, hangs, or gets through to a terminal.

Seeded. `MUTANTS=10000 pytest tests/load/test_mutants.py` tries more than the 500 of every run.
"""

import os
import random
import re

import pytest

from summarizer import load, render, summarize
from summarizer.errors import NothingToQuoteError
from tests.fakes import HashEncoder
from tests.load import stories

MUTANTS = int(os.environ.get("MUTANTS", "500"))
FOLDER = 50
"""Mutants that are read at once, and summarized as one story."""
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Northmark</title>
<entry><title>Slide</title><id>tag:1</id><updated>2024-06-03T08:00:00Z</updated>
<link href="https://news.example/1"/><content type="html">&lt;p&gt;The mountain moved in the
night, and nine houses fell.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Northmark", "items":
[{"id": "1", "url": "https://news.example/2", "title": "Slide", "date_published":
"2024-06-03T08:00:00Z", "content_text": "The mountain moved in the night. Nine houses fell."}]}"""
PIECES = [
    *(b"\x00", b"\x1b]52;c;aGk=\x07", b"\x1b[2J", b"\x9b31m", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"&#27;", b"&#x9b;", b"&#99999999999;"),
    *("\u202e\u2066\u200b\U000e0041".encode(), b"\xc2\x85", b"\xed\xa0\x80", b"\r", b"\\u001b"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<div>" * 50, b"</p>", b'"', b"{" * 40, b"<script>"),
    *(b" href='javascript:alert(1)'", b"charset=utf-7", b"0001-01-01T00:00:00+23:00", b"9" * 400),
]


def originals():
    found = [(stories.page(each).encode(), ".html") for each in stories.reports("landslide")]
    rss = stories.feed("Northmark", stories.reports("landslide"), "https://news.example")
    return [*found, (rss.encode(), ".xml"), (ATOM.encode(), ".xml"), (JSON_FEED.encode(), ".json")]


def mutated(data, chance):
    """One to eight damages: a piece put in, a stretch lost, doubled or moved, bytes changed."""
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice([1, 2, 8, 60, 600]))
        stretch = data[start:end]
        data = chance.choice(
            [
                data[:start] + chance.choice(PIECES) + data[start:],
                data[:start] + data[end:],
                data[:start] + stretch * chance.choice([2, 40]) + data[end:],
                data[:start] + bytes(chance.randbytes(len(stretch))) + data[end:],
                data[end:] + stretch + data[:start],
            ]
        )
    return data


@pytest.mark.parametrize("seed", range(MUTANTS // FOLDER))
def test_no_damage_gets_through(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311  to be the same every time
    for number in range(FOLDER):
        data, suffix = chance.choice(originals())
        (tmp_path / f"{number}{suffix}").write_bytes(mutated(data, chance))
    articles, problems = load.read([tmp_path])
    assert articles
    told = [problem.source + problem.reason for problem in problems]
    for article in articles:
        told += [article.text, article.title, article.source, article.url or "", article.lang or ""]
    assert not UNPRINTABLE.search("".join(told))
    try:
        summary = summarize(articles, encoder=HashEncoder(), problems=problems)
    except NothingToQuoteError:
        return
    for printed in (render.text, render.markdown, render.html, render.json):
        assert not UNPRINTABLE.search(printed(summary)), printed
