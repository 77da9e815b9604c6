"""One self-contained page: no script, no request, everything foreign escaped."""

import re

from summarizer.datatypes import Briefing
from summarizer.render import parts as all_parts
from summarizer.render.briefing import parts
from summarizer.render.html import page
from summarizer.render.parts import first_mentions

PAGE_LANGUAGE = "en"
"""Of the page's own words."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9-]{1,32})?")


def html(briefing: Briefing) -> str:
    """The template sees the briefing and the shared parts, nothing else."""
    return page(
        "briefing.html",
        briefing=briefing,
        parts=parts,
        cited=all_parts.cited,
        line=all_parts.line,
        language=language,
        first_mentions=first_mentions,
        first_quoted=all_parts.first_quoted,
        opened_at=all_parts.opened_at,
    )


def language(*tags: str | None) -> str:
    """The first tag that a browser knows; empty when it is the page's own or there is none."""
    known = next((tag for tag in tags if tag and _LANGUAGE.fullmatch(tag)), PAGE_LANGUAGE)
    return "" if known == PAGE_LANGUAGE else known
