"""One self-contained page: no script, no request, everything foreign escaped."""

from pathlib import Path

from summarizer.datatypes import Briefing
from summarizer.render.briefing.view import seen
from summarizer.render.html import page, program


def html(
    briefing: Briefing, templates: Path | None = None, *, json_link: str = "", sources: str = ""
) -> str:
    """The template sees the briefing as words and links, nothing else.

    `json_link` leads from the page to the briefing as JSON, `sources` to the page of its sources;
    empty where there is none.

    Raises:
        TemplateError: one of those in `templates`, which go before ours, cannot be filled.
    """
    return page(
        "briefing.html",
        templates,
        briefing=seen(briefing),
        json_link=json_link,
        sources=sources,
        version=program(),
    )
