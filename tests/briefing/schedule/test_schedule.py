from datetime import time
from pathlib import Path

import pytest

from summarizer.briefing import schedule
from summarizer.errors import UsageError


@pytest.mark.parametrize(
    ("text", "found"),
    [("06:30", time(6, 30)), ("6:05", time(6, 5)), ("00:00", time(0)), ("23:59", time(23, 59))],
)
def test_a_time_of_day_is_hours_and_minutes(text, found):
    assert schedule.clock(text) == found


@pytest.mark.parametrize(
    "text", ["24:00", "6", "6:3", "06:60", "6:30pm", "", "-1:00", "٠٦:٣٠", "06:30\n"]
)
def test_any_other_time_is_refused(text):
    with pytest.raises(UsageError, match="expected HH:MM"):
        schedule.clock(text)


def test_the_command_names_all_that_it_needs():
    assert schedule.command(("/opt/py", "-m", "summarizer"), Path("/a b"), Path("/c")) == (
        *("/opt/py", "-m", "summarizer", "brief"),
        *("--config", "/a b", "--state", "/c"),
    )
