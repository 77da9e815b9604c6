"""What makes a machine run the briefing every day: a line for cron, or units for systemd.

Pure text; `cli/schedule.py` prints and installs it. Every path is absolute and quoted, as neither
cron nor systemd knows the user's shell, its PATH or its variables.
"""

import re
from collections.abc import Sequence
from datetime import time
from pathlib import Path

from summarizer.errors import UsageError

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)


def clock(text: str) -> time:
    """A time of day.

    Raises:
        UsageError: not HH:MM.
    """
    found = CLOCK.fullmatch(text)
    if not found:
        raise UsageError(f'"{text}" is no time of day; expected HH:MM, from 00:00 to 23:59')
    return time(int(found[1]), int(found[2]))


def command(program: Sequence[str], config: Path, state: Path) -> tuple[str, ...]:
    """The words that run the briefing from anywhere; `program` is what starts `summarizer`."""
    return (*program, "brief", "--config", str(config), "--state", str(state))


def printable(text: str) -> str:
    """The text.

    Raises:
        UsageError: it holds what would end a line or could not be seen in one.
    """
    if not text.isprintable():
        raise UsageError(f"a path that cannot stand in a line of text: {text!r}")
    return text
