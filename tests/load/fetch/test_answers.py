from datetime import UTC, datetime

import pytest

from summarizer.load.fetch import answers

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("retry_after", "reason"),
    [
        ("", "answered 429, too many requests: try again later"),
        ("soon", "answered 429, too many requests: try again later"),
        ("-5", "answered 429, too many requests: try again later"),
        ("9" * 5000, "answered 429, too many requests: try again later"),
        ("30", "answered 429, too many requests: try again in 30 seconds"),
        ("119", "answered 429, too many requests: try again in 119 seconds"),
        ("121", "answered 429, too many requests: try again in 3 minutes"),
        ("7200", "answered 429, too many requests: try again in 2 hours"),
        ("259200", "answered 429, too many requests: try again in 3 days"),
        (
            "Mon, 02 Mar 2026 07:02:00 GMT",
            "answered 429, too many requests: try again in 2 minutes",
        ),
        (
            "Mon, 02 Mar 2026 06:00:00 GMT",
            "answered 429, too many requests: try again later",
        ),
    ],
)
def test_the_line_says_when_to_try_again(retry_after, reason):
    assert answers.refusal(429, {"retry-after": retry_after}, NOW) == reason


@pytest.mark.parametrize(
    ("status", "retry_after", "expected"),
    [
        (503, "0", 0),
        (503, "5", 5),
        (429, "3", 3),
        (429, "Mon, 02 Mar 2026 07:00:04 GMT", 4),
        (429, "6", None),
        (503, "3600", None),
        (429, "", None),
        (404, "1", None),
        (500, "1", None),
        (200, "", None),
    ],
)
def test_a_run_waits_as_long_as_it_is_asked_to_when_that_is_short(status, retry_after, expected):
    assert answers.pause(status, {"retry-after": retry_after}, NOW) == expected


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_fault_that_passes_is_tried_again_after_a_random_moment(status):
    shortest, longest = answers.JITTER
    pauses = {answers.pause(status, {}, NOW) for _ in range(20)}
    assert len(pauses) > 1
    assert all(shortest <= pause <= longest for pause in pauses)
