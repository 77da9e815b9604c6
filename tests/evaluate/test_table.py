import io

import pytest
from rich.console import Console

from summarizer.evaluate import plot, table
from summarizer.evaluate.bootstrap import Interval
from summarizer.evaluate.tally import Row


def _row(system: str, two: float, over: Interval | None) -> Row:
    return Row(
        system=system,
        rouge1=Interval(45.83, 44.5, 47.06),
        rouge2=Interval(two, two - 1, two + 1),
        rouge_lsum=Interval(40.7, 39.9, 41.5),
        first_minus_this_rouge1=over,
        first_minus_this_rouge2=over,
        first_minus_this_rouge_lsum=over,
        leaning=0.25,
        unquotable=0.0,
        repeats=1.5,
        sentences=9.7,
        sources=3.14,
        fill=0.984,
        seconds=0.0123,
    )


ROWS = [_row("summarizer", 16.0, None), _row("MMR on embeddings", 14.2, Interval(1.8, -0.04, 2.9))]

GOLDEN = """\
system                       ROUGE-1            ROUGE-2         ROUGE-Lsum  first over it, ROUGE-2
summarizer         45.8 [44.5, 47.1]  16.0 [15.0, 17.0]  40.7 [39.9, 41.5]
MMR on embeddings  45.8 [44.5, 47.1]  14.2 [13.2, 15.2]  40.7 [39.9, 41.5]       +1.8 [-0.0, +2.9]

system             leaning  unquotable  repeats  sentences  sources  fill  seconds
summarizer            0.25        0.00     1.50        9.7      3.1  98 %    0.012
MMR on embeddings     0.25        0.00     1.50        9.7      3.1  98 %    0.012
"""


def test_the_plain_table_is_this() -> None:
    assert table.plain(ROWS) == GOLDEN


def test_a_terminal_shows_the_same_cells() -> None:
    page = io.StringIO()
    table.show(ROWS, Console(file=page, width=100))
    assert page.getvalue().split() == GOLDEN.split()


def test_the_plot_is_a_png_and_the_same_every_time() -> None:
    picture = plot.png(ROWS, "clusters")
    assert picture.startswith(b"\x89PNG")
    assert picture == plot.png(ROWS, "clusters")


@pytest.mark.parametrize("rows", [ROWS[:1]])
def test_one_system_can_be_drawn_too(rows: list[Row]) -> None:
    assert plot.png(rows, "one")
