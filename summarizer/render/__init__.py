"""A summary as text: one file per format, one row per format in the table."""

from collections.abc import Callable
from typing import Literal

from summarizer.datatypes import Summary
from summarizer.render.html import html
from summarizer.render.json import json
from summarizer.render.markdown import markdown
from summarizer.render.terminal import terminal
from summarizer.render.text import text

Format = Literal["terminal", "text", "markdown", "html", "json"]

RENDERERS: dict[Format, Callable[[Summary], str]] = {
    "terminal": terminal,
    "text": text,
    "markdown": markdown,
    "html": html,
    "json": json,
}

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
"""The format that a file name asks for."""
