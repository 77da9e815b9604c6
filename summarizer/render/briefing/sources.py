"""Where a day's briefing comes from: the articles that it quotes, beside the page that it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TypeVar
from urllib.parse import quote

from summarizer.datatypes import Article, Briefing, Story
from summarizer.render import parts as all_parts
from summarizer.render import provenance
from summarizer.render.briefing import parts
from summarizer.render.html import page

AnyPath = TypeVar("AnyPath", bound=PurePath)

LONG = 20_000
"""Characters. Of a longer article only the lines around the quoted ones are shown.

Of 544 articles in 231 clusters of Multi-News half have more than 2,700, the longest 11,654: so
that a page of 7 stories and 7 in short takes 120 to 143 kB.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A story with all that is quoted of its articles."""

    headline: str
    lang: str | None
    anchor: str
    """Its id on this page."""
    place: str
    """Where it stands on the page of the briefing."""
    told: provenance.Told
    unquoted: tuple[Article, ...]


def beside(page: AnyPath) -> AnyPath:
    """`2026-11-20.html` → `2026-11-20.sources.html`."""
    return page.with_suffix(".sources.html")


def renamed(written: str, old: PurePath, new: PurePath) -> str:
    """The page of a briefing, or of its sources, made for a file `old`, where that is called `new`.

    Only what we write ourselves can follow `href="`: in all other text quotation marks are escaped.
    """
    names = {old.name: new.name, beside(old).name: beside(new).name}
    links = {f'href="{quote(name)}': f'href="{quote(now)}' for name, now in names.items()}
    ours = "|".join(map(re.escape, links))
    return re.sub(f'(?:{ours})(?=["#])', lambda found: links[found[0]], written)


def sources(briefing: Briefing, templates: Path | None = None, *, told_on: str) -> str:
    """One page with every article that is quoted; what is not, is listed by its title.

    `told_on` is the address of the page that `html` makes of it.

    Raises:
        TemplateError: one of those in `templates`, which go before ours, cannot be filled.
    """
    return page(
        "sources.html",
        templates,
        title=parts.title(briefing),
        lang=briefing.lang,
        day=briefing.day,
        long_day=parts.long_day(briefing.day),
        briefing_page=told_on,
        stories=list(_stories(briefing)),
        parts=all_parts,
        coverage=provenance.coverage,
    )


def _stories(briefing: Briefing) -> Iterator[Shown]:
    for number, story in parts.numbered(briefing):
        yield _shown(story, f"story-{number}", f"story-{number}")
    for number, story in enumerate(briefing.shorts, start=1):
        yield _shown(story, f"short-{number}", "in-short")


def _shown(story: Story, anchor: str, place: str) -> Shown:
    summary = story.summary
    every = list(provenance.sources(summary))
    quoted = tuple(map(excerpt, (source for source in every if source.pieces)))
    return Shown(
        headline=parts.headline(story),
        lang=story.article.lang,
        anchor=anchor,
        place=place,
        told=provenance.Told(summary, quoted, f"{anchor}-"),
        unquoted=tuple(source.article for source in every if not source.pieces),
    )


def excerpt(source: provenance.Source) -> provenance.Source:
    """Of a long article the lines that are quoted and those before and after them."""
    if len(source.article.text) <= LONG:
        return source
    used = [any(piece.uses for piece in line) for line in source.paragraphs]
    kept: list[tuple[provenance.Piece, ...]] = []
    for number, line in enumerate(source.paragraphs):
        if any(used[max(0, number - 1) : number + 2]):
            kept.append(line)
        elif not kept or kept[-1]:
            kept.append(())
    return replace(source, paragraphs=tuple(kept))
