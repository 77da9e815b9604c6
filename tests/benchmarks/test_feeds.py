from datetime import UTC, datetime

from benchmarks import feeds
from benchmarks.feeds import Claim, Fixture

EXPECTATION = """<!--
Description: two claims, and what is none
Expect:      not bozo and entries[0]['title'] == entries[1].title_detail['value'] == 'A &amp; B'
             and entries[0].issued_parsed == (2026, 11, 20, 8, 30, 0, 4, 324, 0)
             and entries[0]['id'] == entries[1]['id'] and feed.title == 'C' and entries[0].id == 'x'
-->
<rss/>"""


def test_without_data_nothing_is_measured(monkeypatch, capsys):
    monkeypatch.delenv("BENCH_DATA", raising=False)
    assert feeds.main() == {}
    assert "FEEDS ARE NOT MEASURED" in capsys.readouterr().err


def test_the_claims_of_an_expectation_are_found():
    claims = feeds._claims_in_comment(Fixture("a.xml", b""), EXPECTATION)
    assert sorted(claims, key=str) == [
        Claim(0, "date", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        Claim(0, "id", "x"),
        Claim(0, "title", "A &amp; B"),
        Claim(1, "title", "A &amp; B"),
    ]
