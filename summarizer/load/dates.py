"""Dates as articles declare them -> aware datetimes in UTC."""

import re
from datetime import UTC, datetime

MAX_LENGTH = 64
"""Characters; "Wednesday, 30 September 2026 23:59:60 +0000 (GMT)" has 50."""


_HALF_OF_THE_DAY = re.compile(r"[0-9] ?[ap]\.?m\b", re.IGNORECASE)
"""The standard library reads 7:47 PM as 7:47 in the morning."""


def parse(declared: str) -> datetime | None:
    """ISO 8601 or RFC 2822; without a zone it is UTC; None when it is neither."""
    declared = declared.strip()
    if len(declared) > MAX_LENGTH or _HALF_OF_THE_DAY.search(declared):
        return None
    moment = _iso(declared) or _mail(declared)
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first or last day of the calendar
        return None


def _iso(declared: str) -> datetime | None:
    try:
        return datetime.fromisoformat(declared)
    except ValueError:
        return None


def _mail(declared: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  30 ms

    try:
        return parsedate_to_datetime(declared)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
