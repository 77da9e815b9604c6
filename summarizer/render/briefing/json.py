"""The briefing for programs: stable, additive, and all that `verify` needs, without the web."""

from typing import Any

from summarizer.datatypes import WORDS_PER_MINUTE, Article, Briefing, Story
from summarizer.render.json import document as summary_document
from summarizer.render.json import printed

SCHEMA_VERSION = 1
"""Raised only when a field changes its meaning or goes; new fields do not raise it."""


def json(briefing: Briefing) -> str:
    """As a summary is written; `document` says what is in it."""
    return printed(document(briefing))


def document(briefing: Briefing) -> dict[str, Any]:
    """The JSON document as plain dictionaries.

    Each story holds the whole document of its summary, and counts in its numbers. `articles` has
    the text of each quoted article once, since those of a daily run are soon gone from the web.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "title": briefing.title,
        "day": briefing.day.isoformat(),
        "since": briefing.since.isoformat(),
        "until": briefing.until.isoformat(),
        "lang": briefing.lang,
        "length": {
            "stories": len(briefing.stories),
            "shorts": len(briefing.shorts),
            "words": briefing.words,
            "minutes": round(briefing.words / WORDS_PER_MINUTE, 2),
        },
        "sources": {"asked": briefing.sources, "unread": briefing.unread},
        "new_articles": briefing.articles,
        "stories": [_story(story) for story in briefing.stories],
        "shorts": [_story(story) for story in briefing.shorts],
        "problems": [{"source": p.source, "reason": p.reason} for p in briefing.problems],
        "articles": [{"id": a.id, "text": a.text} for a in _quoted(briefing)],
    }


def _story(story: Story) -> dict[str, Any]:
    first = story.first_reported
    return {
        "headline": story.headline,
        "article": story.summary.numbers[story.article.id],
        "outlets": story.outlets,
        "section": story.section,
        "first_reported": first.isoformat() if first else None,
        "told_before": story.told_before,
        "summary": summary_document(story.summary),
    }


def _quoted(briefing: Briefing) -> list[Article]:
    """By id; two stories may quote one article."""
    told = (*briefing.stories, *briefing.shorts)
    quoted = {article.id: article for story in told for article in story.summary.cited}
    return sorted(quoted.values(), key=lambda article: article.id)
