"""Rows → text: two tables, quality and everything that ROUGE does not see."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from summarizer.evaluate.bootstrap import Interval
from summarizer.evaluate.tally import Row

QUALITY = ("system", "ROUGE-1", "ROUGE-2", "ROUGE-Lsum", "first over it, ROUGE-2")
REST = ("system", "leaning", "unquotable", "repeats", "sentences", "sources", "fill", "seconds")


def plain(rows: Sequence[Row]) -> str:
    """Both tables in columns of spaces, for files and pipes."""
    return "\n".join((_columns(QUALITY, map(_quality, rows)), _columns(REST, map(_rest, rows))))


def show(rows: Sequence[Row], console: Console) -> None:
    """Both tables for a person at a terminal."""
    for heads, cells in ((QUALITY, map(_quality, rows)), (REST, map(_rest, rows))):
        table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
        table.add_column(heads[0], no_wrap=True)
        for head in heads[1:]:
            table.add_column(head, justify="right")
        for number, line in enumerate(cells):
            table.add_row(*line, style="bold" if number == 0 else None)
        console.print(table)
        console.print()


def _quality(row: Row) -> tuple[str, ...]:
    over = row.first_minus_this_rouge2
    return (
        row.system,
        *(f"{each.mean:.1f} {_bounds(each, '')}" for each in (row.rouge1, row.rouge2)),
        f"{row.rouge_lsum.mean:.1f} {_bounds(row.rouge_lsum, '')}",
        f"{over.mean:+.1f} {_bounds(over, '+')}" if over else "",
    )


def _bounds(given: Interval, sign: str) -> str:
    return f"[{given.low:{sign}.1f}, {given.high:{sign}.1f}]"


def _rest(row: Row) -> tuple[str, ...]:
    counts = (row.leaning, row.unquotable, row.repeats)
    return (
        row.system,
        *(f"{each:.2f}" for each in counts),
        f"{row.sentences:.1f}",
        f"{row.sources:.1f}",
        f"{100 * row.fill:.0f} %",
        f"{row.seconds:.3f}",
    )


def _columns(heads: tuple[str, ...], cells: "map[tuple[str, ...]]") -> str:
    lines = [heads, *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() + "\n"
        for line in lines
    )
