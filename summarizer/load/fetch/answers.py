"""What a server's answer means: refused, later, or never again. Statuses and headers in, words out.

RFC 9110 for the statuses, RFC 6585 for 429.
"""

import math
import random
import re
from collections.abc import Mapping
from datetime import datetime

from summarizer.load import dates

MOVED = frozenset({301, 302, 303, 307, 308})
MOVED_FOR_GOOD = frozenset({301, 308})
PASSING = frozenset({502, 503, 504})
"""A gateway or a server that is being restarted: gone a second later, often."""
WITH_A_TIME = frozenset({429, 503})

LONGEST_WAIT = 5.0
"""Seconds that a run waits when a server asks for time; for more it says when to come back."""
JITTER = (0.25, 0.75)
"""Seconds before the second try, by chance: programs that failed together come back apart."""

SECONDS = re.compile(r"[0-9]{1,9}")

REASONS = {
    401: "it asks for a name and password: write them as https://NAME:PASSWORD@…",
    402: "it wants to be paid: save the page and read the file",
    403: "it refuses programs: save the page and read the file",
    404: "no such page: check the address",
    410: "gone for good: remove this address",
    429: "too many requests: try again {later}",
    451: "withheld for legal reasons",
    503: "not available now: try again {later}",
}
FAULT = "a fault at the server: try again {later}"
STRANGE = "not a page: open it in a browser to see why"


class RefusedError(Exception):
    """Why an address is not read, in words for the user."""


class PassingError(RefusedError):
    """A reason that may be gone a moment later."""


def refusal(status: int, headers: Mapping[str, str], now: datetime) -> str:
    """The line for an answer that brought no page."""
    reason = REASONS.get(status, FAULT if status >= 500 else STRANGE)
    return f"answered {status}, {reason.format(later=_later(headers, now))}"


def pause(status: int, headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until a second try is worth making; None when it is not, or not in this run."""
    seconds = _asked(headers, now) if status in WITH_A_TIME else None
    if seconds is None:
        return jitter() if status in PASSING else None
    return seconds if seconds <= LONGEST_WAIT else None


def jitter() -> float:
    """Seconds, within `JITTER`."""
    return random.SystemRandom().uniform(*JITTER)


def _asked(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds from `now` that Retry-After names, as a number or as a date: RFC 9110, 10.2.3."""
    declared = headers.get("retry-after", "").strip()
    if SECONDS.fullmatch(declared):
        return float(declared)
    moment = dates.parse(declared)
    return max(0.0, (moment - now).total_seconds()) if moment else None


def _later(headers: Mapping[str, str], now: datetime) -> str:
    seconds = _asked(headers, now)
    if not seconds:
        return "later"
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"in {math.ceil(seconds / size)} {unit}"
    return f"in {math.ceil(seconds)} seconds"
