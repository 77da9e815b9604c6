from datetime import UTC, datetime

import pytest

from summarizer.load import dates


@pytest.mark.parametrize(
    "declared",
    [
        "2026-11-22T08:30:00Z",
        " 2026-11-22T09:30:00+01:00 ",
        "2026-11-22 08:30",
        "20261122T083000Z",
        "Sun, 22 Nov 2026 09:30:00 +0100",
        "Sun, 22 Nov 2026 08:30:00 GMT",
        "22 Nov 2026 08:30:00 -0000",
    ],
)
def test_iso_and_mail_dates_become_utc(declared):
    parsed = dates.parse(declared)
    assert parsed == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert parsed.tzinfo is UTC


def test_a_day_begins_at_midnight_utc():
    assert dates.parse("2026-11-22") == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "declared",
    ["", "yesterday", "22/11/2026", "2026-13-01", "0001-01-01T00:00+23:00", "\ud800", "9" * 10**6],
)
def test_anything_else_is_no_date(declared):
    assert dates.parse(declared) is None


def test_a_time_of_the_twelve_hour_clock_is_no_date():
    assert dates.parse("November 19, 2019, 07:47 PM EST") is None
    assert dates.parse("19 Nov 2019 7:47 a.m.") is None
