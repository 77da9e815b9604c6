"""For a person at a terminal: wrapped, with quiet colours where the terminal has them."""

from io import StringIO
from typing import TYPE_CHECKING

from summarizer.datatypes import Summary
from summarizer.render import parts

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 88
"""Columns. Longer lines are hard to follow back (Bringhurst: 45 to 75 characters, 90 at most)."""


def terminal(summary: Summary) -> str:
    """Rich decides on colour from the real standard output (and NO_COLOR)."""
    from rich.console import Console  # noqa: PLC0415 - only when somebody looks
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    screen = Console()
    page = StringIO()
    console = Console(
        file=page,
        width=min(WIDEST, screen.width),
        force_terminal=screen.is_terminal,
        color_system=screen.color_system if screen.is_terminal else None,  # type: ignore[arg-type]
        no_color=screen.no_color,
        markup=False,
        highlight=False,
        emoji=False,
    )
    body = Text()
    for pick in summary.picks:
        body.append(pick.display)
        body.append(f" {parts.marks(summary, pick)} ", style="cyan")
    console.print(body)
    console.print()
    _section(console, "What differs", parts.differences(summary))
    console.print("Sources", style="bold")
    for number, article in parts.cited(summary):
        console.print(f"[{number}] {parts.name(article)}")
        for line in filter(None, (parts.origin(article), parts.link(article))):
            console.print(Padding(Text(line, style="dim", overflow="fold"), (0, 0, 0, 4)))
    console.print()
    _section(console, "Set aside", parts.asides(summary))
    console.print(parts.closing(summary), style="dim")
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _section(console: "Console", heading: str, lines: list[str]) -> None:
    if lines:
        console.print(heading, style="bold")
        for line in lines:
            console.print(line)
        console.print()
