"""A dot and an interval per system: ROUGE-2."""

import io
from collections.abc import Sequence

from summarizer.evaluate import extra
from summarizer.evaluate.tally import Row

INK, QUIET, OURS = "#333333", "#8a8f98", "#1f5fa8"
WIDTH, HEIGHT_PER_ROW, MARGIN = 7.0, 0.36, 1.1
"""Inches."""
DOTS_PER_INCH = 150


def png(rows: Sequence[Row], title: str) -> bytes:
    """The picture, best system on top; the first row is drawn in colour.

    Raises:
        UsageError: matplotlib is not installed.
    """
    figure = extra.module("matplotlib.figure").Figure(
        figsize=(WIDTH, MARGIN + HEIGHT_PER_ROW * len(rows)), layout="constrained"
    )
    extra.module("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
    axes = figure.subplots()
    ordered = sorted(rows, key=lambda row: row.rouge2.mean)
    for height, row in enumerate(ordered):
        colour = OURS if row is rows[0] else QUIET
        axes.plot([row.rouge2.low, row.rouge2.high], [height, height], color=colour, linewidth=2)
        axes.plot([row.rouge2.mean], [height], "o", color=colour, markersize=6)
    axes.set_yticks(range(len(ordered)), [row.system for row in ordered], color=INK)
    axes.set_xlabel("ROUGE-2 F1, percent, with 95 % bootstrap interval", color=INK)
    axes.set_title(title, loc="left", color=INK, fontsize="medium")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#e6e6e6")
    axes.set_axisbelow(True)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return buffer.getvalue()
