"""Lines of at most so many columns, in every script: what `textwrap` does by characters."""

import re
import unicodedata
from collections.abc import Iterator

GLUE = "\xa0"
"""A space at which no line is broken unless it must be; printed as a plain one."""

# Chinese and Japanese print no spaces: a line may be broken before each of their characters. The
# closing marks that must not begin a line stay with the character before.
_PIECE = re.compile(
    r" |[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"[\u3001\u3002\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f]*"
    r"|[^ \u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def width(text: str) -> int:
    """Columns on a terminal: East Asian characters take two (Unicode annex 11), accents none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def wrap(text: str, columns: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text, on lines that begin with `first` and then with `rest` (if not given: as wide).

    What is longer than a whole line is cut, but loses nothing.
    """
    rest = " " * width(first) if rest is None else rest
    lines, line = [], first
    empty = True
    for piece in _pieces(text, columns - width(rest)):
        if not empty and width(line) + width(piece) > columns:
            lines.append(line)
            line, empty = rest, True
        if not (empty and piece == " "):
            line, empty = line + piece, False
    return [each.rstrip().replace(GLUE, " ") for each in [*lines, line]]


def _pieces(text: str, room: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if width(piece) <= room:
            yield piece
        else:
            for number, part in enumerate(piece.split(GLUE)):
                yield from [" "] * bool(number)
                yield from _cut(part, room)


def _cut(piece: str, room: int) -> Iterator[str]:
    part, taken = "", 0
    for character in piece:
        if taken + _width(character) > room:
            yield part
            part, taken = "", 0
        part, taken = part + character, taken + _width(character)
    yield part
