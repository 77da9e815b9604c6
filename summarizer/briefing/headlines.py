"""What a headline is worth: does it tell an event, and which one tells the whole story best?

Headlines are never changed, only chosen. The rules are English; others are judged by their
length and by how central they are.
"""

import re
from collections.abc import Sequence

import numpy as np

from summarizer.briefing import openings
from summarizer.datatypes import Article, Vectors, count_words

WORDS = range(5, 17)
"""Words of a headline that says who did what, and no more."""
LABEL, OVERLONG = 2, 25
"""Words up to which a headline is a label, and from which it is none."""
FAULT = 0.1
"""Cosine by which a headline must be more central to make up for one fault."""
SHOUTED = 4
"""Letters from which a word in capitals may be no abbreviation."""

_ROUNDUP_EN = re.compile(
    r"(?-i:^LIVE\b)|^live [a-z]+ updates\b|\blive ?(?:[:|]| [–—-] )|[:|–—-] live\b"
    r"|\blive updates?\b|\bupdates? live\b|\blive ?blog\b|\bas it happened\b"
    r"|\bwhat happened (?:today|yesterday|this week|on|in)\b"
    r"|\b(?:morning|midday|evening|daily|weekly|world) (?:news )?"
    r"(?:briefing|updates?|digest|wrap|headlines)\b"
    r"|\byour \w+ briefing\b|\bbriefing: what happened\b|\bwrap:|\bround-?up\b|\brecap\b"
    r"|^(?:what )?the papers\b|\bfront pages\b|\btop (?:stories|headlines)\b|\bnews quiz\b"
    r"|\b(?:\d+|three|five|seven|ten) (?:must-reads|things (?:to|you))\b"
    r"|\b(?:\w+day|week)['’]s (?:big |top |main |major )?(?:developments|stories|headlines)\b"
    r"|\b(?:week|day|year) in (?:review|pictures|photos)\b|\b(?:pictures|photos) of the \w+\b",
    re.IGNORECASE,
)
_QUESTION_MARKS = ("?", "？", "؟", ";")
_CLOSERS = " \"'“”‘’«»)]!.…"
_TEASES_EN = re.compile(
    r"^(?:how|why|what|who|when|where|here['’]s|here are|this is|these are|inside|meet|in pictures"
    r"|everything you|the (?:inside )?story of)\b|\bwhat (?:we|you|to) (?:need to )?know\b"
    r"|\b(?:heres|here['’]s|that['’]s|and this is) (?:how|why|what)\b"
    r"|\b\d+ (?:things|ways|reasons)\b|\byou(?:r|['’]ll|['’]re)?\b|\.\.\.$|…$",
    re.IGNORECASE,
)
_LABELLED_EN = re.compile(
    r"^\W*(?:watch|listen|video|videos|photos|pictures|gallery|opinion|comment|commentary|analysis"
    r"|column|editorial|letters?|podcast|review|explainer|exclusive|breaking|update|updated"
    r"|full video|full list|in full)\b\W|\b(?:opinion|video|photos|podcast)\W*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^[A-Z][A-Z'’.-]+(?: [A-Z'’.-]+){1,3}:")
_SPOKEN = re.compile(r"^\W*[\"“”'‘«„]")
_JOINED = re.compile(r"\s[|–—-]+\s")
_WORD = re.compile(r"[^\W\d_]+")


def is_roundup(title: str) -> bool:
    """Whether it stands above several stories at once: a live page, the papers, today's wrap."""
    return _ROUNDUP_EN.search(title) is not None


def asks(title: str) -> bool:
    """Whether it is a question: what stands below explains a subject and tells no event."""
    return title.rstrip(_CLOSERS).endswith(_QUESTION_MARKS)


def best(articles: Sequence[Article], parts: Sequence[Vectors]) -> int:
    """The place of the article of one story whose headline tells it best.

    `parts` are the vectors of the openings; row 0 of each is the headline. The best is near all
    openings and all headlines, and has few faults; of equals, it is the one of the smallest id.
    """
    titles = np.array([part[0] for part in parts])
    centre = openings.centroids([openings.centroids(parts), titles[titles.any(axis=1)]])
    central = titles @ centre.sum(axis=0)
    return min(
        range(len(articles)),
        key=lambda n: (
            round(FAULT * faults(articles[n].title) - float(central[n]) / 2, 5),
            articles[n].id,
        ),
    )


def faults(title: str) -> int:
    """How badly it stands at the head of a story; 0 is good."""
    words = count_words(title)
    if not words:
        return 99
    shouted = [word for word in _WORD.findall(title) if len(word) >= SHOUTED and word.isupper()]
    return (
        3 * is_roundup(title)
        + 2 * (asks(title) or _TEASES_EN.search(title) is not None)
        + 2 * (_LABELLED_EN.search(title) is not None or _SIGNED.match(title) is not None)
        + 2 * (2 * len(shouted) >= words)
        + (words not in WORDS)
        + 3 * (words <= LABEL or words >= OVERLONG)
        + bool(shouted)
        + (_SPOKEN.match(title) is not None)
        + (_JOINED.search(title) is not None)
    )
