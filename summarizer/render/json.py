"""The summary for programs: stable, additive, and all that `verify` needs."""

import json as standard_json
import re
from typing import Any

from summarizer.datatypes import (
    WORDS_PER_MINUTE,
    Article,
    Difference,
    Pick,
    Sentence,
    Summary,
    count_words,
)

SCHEMA_VERSION = 1
"""Raised only when a field changes its meaning or goes; new fields do not raise it."""


def json(summary: Summary) -> str:
    """All that is known of the summary; `document` says what is in it."""
    return printed(document(summary))


def printed(document: dict[str, Any]) -> str:
    """Two-space indent and real characters, so that a person can read a difference.

    What a terminal would obey or UTF-8 cannot hold (a path may have it) is escaped.
    """
    return _escaped(standard_json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def in_one_line(document: dict[str, Any]) -> str:
    """The same in one line, for JSON Lines; without the line break at the end."""
    return _escaped(standard_json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_UNPRINTABLE = re.compile("[\x7f-\x9f\ud800-\udfff]")


def document(summary: Summary) -> dict[str, Any]:
    """The JSON document as plain dictionaries; `article`, `citations`, `number` count alike."""
    words = count_words(summary.text)
    return {
        "schema_version": SCHEMA_VERSION,
        "text": summary.text,
        "budget": {"limit": summary.budget.limit, "unit": summary.budget.unit},
        "length": {
            "words": words,
            "sentences": len(summary.picks),
            "characters": len(summary.text),
            "minutes": round(words / WORDS_PER_MINUTE, 2),
        },
        "sentences": [_quoted(summary, pick) for pick in summary.picks],
        "differences": [_difference(summary, difference) for difference in summary.differences],
        "articles": _articles(summary),
        "set_aside": [
            {"article": summary.numbers[aside.article.id], "reason": aside.reason}
            for aside in summary.asides
        ],
        "problems": [{"source": p.source, "reason": p.reason} for p in summary.problems],
        "model": {"name": summary.encoder, "sha256": summary.encoder_sha256},
    }


def _quoted(summary: Summary, pick: Pick) -> dict[str, Any]:
    return {
        **_place(summary, pick.sentence),
        "display": pick.display,
        "lang": pick.sentence.article.lang,
        "citations": [summary.numbers[article.id] for article in pick.articles],
        "score": round(pick.score, 4),
        "salience": round(pick.salience, 4),
        "redundancy": round(pick.redundancy, 4),
        "repeats": [_place(summary, repeat) for repeat in pick.repeats],
    }


def _difference(summary: Summary, difference: Difference) -> list[dict[str, Any]]:
    return [
        {**_place(summary, difference.one), "figure": difference.figure},
        {**_place(summary, difference.other), "figure": difference.other_figure},
    ]


def _place(summary: Summary, sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "article": summary.numbers[sentence.article.id],
        "start": sentence.start,
        "end": sentence.end,
    }


def _articles(summary: Summary) -> list[dict[str, Any]]:
    cited = {article.id for article in summary.cited}
    numbered = sorted(summary.articles, key=lambda article: summary.numbers[article.id])
    return [_article(summary, article, article.id in cited) for article in numbered]


def _article(summary: Summary, article: Article, cited: bool) -> dict[str, Any]:
    return {
        "number": summary.numbers[article.id],
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "lang": article.lang,
        "path": article.path,
        "sha256": article.sha256,
        "cited": cited,
    }
