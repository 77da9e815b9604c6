"""Where an article quotes somebody: spans of text between quotation marks, paragraph by paragraph.

Quotation marks never reach over a line break, except that a speaker who goes on opens each new
paragraph again and closes only the last: a span that is not closed ends with its line.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

HIDDEN = "\ufffc"
"""Stands for every quoted character in `hide`: no letter and no blank, so no rule sees it."""

LONGEST = 1500
"""Characters in which a single mark must be closed: else it is an apostrophe."""
_MARK = re.compile(r"``|''|[“”„«»\"‘’'\n]")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")
_OPENS_SINGLE = re.compile(r"(?:^|[\s(\[—–-])$")
_CLOSERS = {
    "“": ("”", '"', "''"),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    '"': ('"', "”", "''"),
    "``": ("''", '"'),
}


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` is quoted, marks included; `closed` when the closing mark was found."""

    start: int
    end: int
    closed: bool


def spans(text: str) -> tuple[Span, ...]:
    """The outermost quoted spans of `text`, in order."""
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if opened is None:
            if _can_open(text, sign, at):
                opened = (at, sign)
        elif sign == "\n":
            found.append(Span(opened[0], at, closed=False))
            opened = None
        elif _closes(text, opened[1], sign, mark.end()):
            found.append(Span(opened[0], mark.end(), closed=True))
            opened = None
    if opened is not None:
        found.append(Span(opened[0], len(text), closed=False))
    return tuple(found)


def _can_open(text: str, sign: str, at: int) -> bool:
    if sign in _CLOSERS:
        # 6'2" is a height; "»" opens only in German, and there before a word.
        measure = sign == '"' and text[max(0, at - 1) : at].isdigit()
        return not measure and (sign != "»" or text[at + 1 : at + 2].isalnum())
    if sign not in ("‘", "'"):
        return False
    word_follows = text[at + 1 : at + 2].isalnum()
    if not word_follows or not _OPENS_SINGLE.search(text[max(0, at - 1) : at]):
        return False
    line_end = text.find("\n", at, at + LONGEST)
    return bool(_SINGLE_CLOSE.search(text, at + 1, line_end if line_end > 0 else at + LONGEST))


def _closes(text: str, opener: str, sign: str, end: int) -> bool:
    if opener in _CLOSERS:
        return sign in _CLOSERS[opener]
    return sign in ("’", "'") and not text[end : end + 1].isalnum()


def hide(text: str, quoted: tuple[Span, ...]) -> str:
    """`text` of the same length, every quoted character but the two marks replaced by `HIDDEN`."""
    parts: list[str] = []
    done = 0
    for span in quoted:
        inner = span.end - span.start - (2 if span.closed else 1)
        parts.append(text[done : span.start + 1] + HIDDEN * inner)
        done = span.end - 1 if span.closed else span.end
    parts.append(text[done:])
    return "".join(parts)


def open_at(quoted: tuple[Span, ...], end: int) -> Span | None:
    """The span that text up to `end` leaves open: one that goes on, or that nothing closes."""
    row = bisect_right(quoted, end - 1, key=lambda span: span.start) - 1
    if row < 0:
        return None
    span = quoted[row]
    return span if span.end > end or (span.end == end and not span.closed) else None


def inside(quoted: tuple[Span, ...], at: int) -> Span | None:
    """The span that is open at offset `at`: it began before and ends after."""
    row = bisect_right(quoted, at - 1, key=lambda span: span.start) - 1
    return quoted[row] if row >= 0 and quoted[row].start < at < quoted[row].end else None
