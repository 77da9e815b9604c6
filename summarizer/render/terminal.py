"""For a person at a terminal: wrapped, with quiet colours and links where the terminal has them."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.datatypes import Article, Summary
from summarizer.render import parts
from summarizer.render.briefing import columns

WIDEST = 88
"""Columns. Longer lines are hard to follow back (Bringhurst: 45 to 75 characters, 90 at most)."""
NARROWEST = 20
"""Columns. Of a narrower screen the terminal breaks the lines itself."""
UNLINKED = ("", "dumb", "unknown", "linux")
"""`TERM` of what may print the codes of a link; others show links or pass over them.

See https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda.
"""

BOLD, DIM, CYAN, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
LINK = "\x1b]8;;{}\x1b\\"
"""OSC 8 with an address; without one it is the end of the link."""
_MARKS, _TEXT = "\u2062", "\u2063"
"""Where citation marks begin and end, until lines are broken: no column, and in no `parts.line`."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a terminal can show."""

    width: int
    """Columns that are used."""
    effects: bool = False
    """Bold and faint letters."""
    colour: bool = False
    links: bool = False

    def shown(self, line: str, effect: str) -> str:
        """The line with the effect, if there is any to be had."""
        return f"{effect}{line}{PLAIN}" if self.effects and line else line

    def marked(self, line: str) -> str:
        """With its citation marks in their colour."""
        first, last = (CYAN, PLAIN) if self.colour else ("", "")
        return line.replace(_MARKS, first).replace(_TEXT, last)

    def linked(self, text: str, address: str | None) -> str:
        """The text, which leads to the address where it can."""
        return f"{LINK.format(address)}{text}{LINK.format('')}" if self.links and address else text


def terminal(summary: Summary) -> str:
    """For the terminal that standard output is, as far as it is one."""
    return written(summary, screen())


def screen() -> Screen:
    """Rich decides on width and colour from standard output and what is asked of all programs."""
    from rich.console import Console  # noqa: PLC0415 - only when somebody looks

    console = Console()
    has_effects = console.is_terminal and console.color_system is not None
    return Screen(
        width=max(NARROWEST, min(WIDEST, console.width)),
        effects=has_effects,
        colour=has_effects and not console.no_color,
        links=sys.stdout.isatty() and os.environ.get("TERM", "") not in UNLINKED,
    )


def written(summary: Summary, screen: Screen) -> str:
    """The sentences, then what `parts` has of each heading, then a closing line.

    Only an address may be wider than the screen: one that is broken cannot be followed.
    """
    told = " ".join(
        f"{parts.line(pick.display)}{columns.GLUE}{_MARKS}{parts.marks(summary, pick)}{_TEXT}"
        for pick in summary.picks
    )
    lines = [screen.marked(line) for line in columns.wrap(told, screen.width)]
    for heading, found in (
        ("What differs", _listed(parts.differences(summary), screen)),
        ("Sources", [line for each in parts.cited(summary) for line in _source(*each, screen)]),
        ("Set aside", _listed(parts.asides(summary), screen)),
    ):
        lines += ["", screen.shown(heading, BOLD), *found] if found else []
    closing = columns.wrap(parts.closing(summary), screen.width)
    return "\n".join([*lines, "", *(screen.shown(line, DIM) for line in closing), ""])


def _listed(items: list[str], screen: Screen) -> list[str]:
    return [
        line for item in items for line in columns.wrap(parts.line(item), screen.width, "", "  ")
    ]


def _source(number: int, article: Article, screen: Screen) -> Iterator[str]:
    label, address = f"[{number}] ", parts.address(article)
    indent = " " * len(label)
    for line in columns.wrap(parts.title(article), screen.width, label):
        yield line[: len(label)] + screen.linked(line[len(label) :], address)
    if origin := parts.line(parts.origin(article)):
        for line in columns.wrap(origin, screen.width, indent):
            yield screen.shown(line, DIM)
    if address:
        yield indent + screen.shown(screen.linked(address, address), DIM)
