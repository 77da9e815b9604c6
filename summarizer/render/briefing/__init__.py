"""A daily briefing as text: one file per format, one row per format in the table."""

from collections.abc import Callable
from typing import Literal

from summarizer.datatypes import Briefing
from summarizer.render.briefing.html import html
from summarizer.render.briefing.json import json
from summarizer.render.briefing.markdown import markdown
from summarizer.render.briefing.text import text

Format = Literal["text", "markdown", "html", "json"]
"""What `render.SUFFIXES` gives for a file name is one of these."""

FORMATS: dict[Format, Callable[[Briefing], str]] = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "json": json,
}
