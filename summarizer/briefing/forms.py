"""A briefing in every form that it may be asked for, kept so that each comes back to the byte.

All are made on the day and recorded in one JSON object: those of `FORMATS` under their names, the
page of the sources, and the page of the day once more for each way that leads from one of the
outputs to the briefing as JSON.
"""

import json
from datetime import date
from pathlib import Path, PurePath

from summarizer.briefing import links
from summarizer.briefing.config import Config
from summarizer.briefing.records import Made
from summarizer.datatypes import Briefing
from summarizer.render.briefing import FORMATS, sources
from summarizer.render.briefing.html import html

SOURCES = "sources"
"""Beside the names of the formats: the page of the sources."""


def all_of(briefing: Briefing, config: Config) -> str:
    """JSON of them, as `Made.json` keeps it.

    Raises:
        TemplateError: one of the owner's templates cannot be filled.
    """
    name = _page_of(briefing.day)
    beside = sources.beside(name).name
    forms: dict[str, str] = {
        **{style: write(briefing) for style, write in FORMATS.items() if style != "html"},
        "html": html(briefing, config.templates),
        SOURCES: sources.sources(briefing, config.templates, told_on=name.name),
    }
    ways = (links.to_json(config, output, briefing.day) for output in config.outputs)
    for way in dict.fromkeys(("", *ways)):
        forms[_page(way)] = html(briefing, config.templates, json_link=way, sources=beside)
    return json.dumps(forms, ensure_ascii=False)


def rendered(made: Made, style: str) -> str:
    """The briefing of a day as it was, to the byte."""
    return str(json.loads(made.json)[style])


def files(made: Made, path: Path, style: str, json_link: str = "") -> dict[Path, str]:
    """What the briefing of a day is in this file, and beside a page what it links to, first.

    `json_link` leads from the page to the briefing as JSON. A briefing that an earlier version
    recorded has no page of sources, and no links.
    """
    if style != "html":
        return {path: rendered(made, style)}
    kept, old = json.loads(made.json), _page_of(made.day)
    page = kept.get(_page(json_link)) or kept.get(_page("")) or kept["html"]
    pages = {sources.beside(path): kept.get(SOURCES), path: page}
    return {name: sources.renamed(page, old, path) for name, page in pages.items() if page}


def _page_of(day: date) -> PurePath:
    """What the page of a day is called by its links; see `sources.renamed`."""
    return PurePath(f"{day.isoformat()}.html")


def _page(json_link: str) -> str:
    """What a page is kept under: one for each way to the JSON, so that it can be written again."""
    return f"page {json_link}".rstrip()
