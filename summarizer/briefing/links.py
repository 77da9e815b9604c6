"""From one output of a briefing to another, as a page links to it."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import quote

from summarizer.briefing.config import STDOUT, Config, Output
from summarizer.briefing.config.values import DATE


def to_json(config: Config, output: Output, day: date) -> str:
    """From the page of a day to the same briefing as JSON; empty: there is none.

    A page that keeps its day links to no file that the next day replaces.
    """
    if output.style != "html" or output.path == STDOUT:
        return ""
    keeps = DATE in str(output.path)
    for other in config.outputs:
        is_there = other.style == "json" and other.path != STDOUT
        if is_there and (not keeps or DATE in str(other.path)):
            return relative(output.on(day), other.on(day))
    return ""


def relative(page: Path, file: Path) -> str:
    """The way from the page to the file as a link, both absolute."""
    return quote(Path(os.path.relpath(file, page.parent)).as_posix(), safe="/")
