"""Which sentences cannot stand alone, and what would hold them up.

A quoted sentence loses its surroundings. It leans when it opens with "He", "However" or "The
company", when it uses a surname that was introduced earlier, when it is half a quotation. `needs`
finds that for every sentence of an article; `missing` says whether a run of neighbouring sentences,
quoted together, stands. The predecessor in the same article is the only owner that a pronoun or a
connective ever gets: put after a foreign sentence, "he" would find a false one.

In reading order, a summary stands when for each passage `missing(...) <= known`, where `known` is
the union of `introduces` of all that was printed before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.choose import english, language, openings, phrases, quotation
from summarizer.choose.lean import Lean
from summarizer.datatypes import Article, Sentence

__all__ = ["MILD", "Lean", "Need", "introduced", "missing", "needs", "surnames"]

ARTICLES = 8
"""Articles whose quotations are remembered: each is asked about twice in a row."""
MILD = frozenset({"also", "day"})
"""Kinds that cost a little clarity and never forbid a sentence."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one sentence asks of its neighbours, and what it gives to those that follow."""

    leans: tuple[Lean, ...]
    introduces: frozenset[str]
    """Keys: surnames and first names (capitalised), abbreviations, nouns (small letters)."""

    @property
    def alone(self) -> bool:
        """Whether it stands by itself, without any sentence before it."""
        return missing([self]) == frozenset()


def needs(
    sentences: Sequence[Sentence],
    rows: Iterable[int] | None = None,
    surnames: frozenset[str] = frozenset(),
) -> list[Need]:
    """One `Need` a row, by default a sentence; `sentences` are all of ONE article, in order.

    `surnames` are those of everybody whom the articles together name in full.
    """
    if not sentences:
        return []
    article = sentences[0].article
    quoted, hidden = _quoted(article.text)
    plain = [hidden[sentence.start : sentence.end] for sentence in sentences]
    spoken = language.of(article)
    found: list[Need] = []
    for row in range(len(sentences)) if rows is None else rows:
        sentence = sentences[row]
        leans = _halves(sentence, quoted) or _speakers(plain, row)
        introduces: frozenset[str] = frozenset()
        if spoken == "en":
            place = _place(sentences, plain, row, surnames)
            leans += [lean for finder in english.FINDERS for lean in finder(place)]
            introduces = english.introduces(place.text)
        elif words := openings.leaning(spoken, sentence.text):
            leans.append(Lean("connective", words, 1))
        found.append(Need(_reachable(leans, row), introduces))
    return found


def surnames(articles: Iterable[Article]) -> frozenset[str]:
    """Of everybody whom one of the English articles names in full, with a known first name."""
    read = (english.source(article.text) for article in articles if language.of(article) == "en")
    return frozenset().union(*(english.persons(source) for source in read))


def missing(passage: Sequence[Need], behind: Sequence[Need] = ()) -> frozenset[str] | None:
    """Keys that must be introduced before neighbouring sentences can be printed as one passage.

    `passage` is a slice of what `needs` returned, `behind` the slice before it that is printed
    already. Empty: it stands anywhere. None: it never does, because somebody or something outside
    the slices is needed.
    """
    known = set(introduced(behind))
    wanted: set[str] = set()
    for place, need in enumerate(passage, start=len(behind)):
        for lean in need.leans:
            if lean.after > len(behind) + len(passage) - 1 - place:
                return None
            if lean.kind in MILD or (lean.before is not None and lean.before <= place):
                continue
            if not lean.key:
                return None
            if lean.key not in known:
                wanted.add(lean.key)
        known |= need.introduces
    return frozenset(wanted) if wanted else _NOTHING


_NOTHING = frozenset[str]()
"""One for all: an empty set takes 216 bytes."""


def introduced(passage: Sequence[Need]) -> frozenset[str]:
    """All keys that a printed passage makes known."""
    if len(passage) == 1:
        return passage[0].introduces
    return frozenset().union(*(need.introduces for need in passage))


@lru_cache(maxsize=ARTICLES)
def _quoted(text: str) -> tuple[tuple[quotation.Span, ...], str]:
    """Where an article quotes, and its text without what is quoted."""
    quoted = quotation.spans(text)
    return quoted, quotation.hide(text, quoted)


def _place(
    sentences: Sequence[Sentence], plain: Sequence[str], row: int, surnames: frozenset[str]
) -> english.Place:
    sentence, bare = sentences[row], plain[row][:LOOK]
    before = tuple(one.text[-LOOK:] for one in reversed(sentences[max(0, row - 2) : row]))
    source = english.source(sentence.article.text)
    words = phrases.words_of(bare)
    return english.Place(source, sentence.text[:LOOK], bare, before, words, surnames)


LOOK = 1500
"""Characters of a sentence that the rules read: a "sentence" beyond that is a page without stops,
and the rules would take time that grows with its square."""


def _reachable(leans: Sequence[Lean], row: int) -> tuple[Lean, ...]:
    """A lean on a sentence before the article's first one is a lean on nothing."""
    return tuple(
        replace(lean, before=None) if lean.before is not None and lean.before > row else lean
        for lean in leans
    )


# --- what holds in every script -------------------------------------------------------------------

_QUESTIONS = ("?", "؟", "？")
_CLOSERS = "\"”’»)' "
_LETTER = re.compile(r"[^\W\d_]")


def _halves(sentence: Sentence, quoted: tuple[quotation.Span, ...]) -> list[Lean]:
    """Halves of quotations: they need the sentences that hold the other half."""
    leans: list[Lean] = []
    if quotation.inside(quoted, sentence.start):
        leans.append(Lean("quotation", sentence.text[:SHOWN], 1))
    last = quotation.open_at(quoted, sentence.end)
    if last:
        # A quotation that its paragraph does not close goes on who knows where.
        before = 0 if last.closed else None
        leans.append(Lean("quotation", sentence.text[-SHOWN:], before, after=1))
    return leans


SHOWN = 12
"""Characters of a sentence that a lean shows when no single word is to blame."""


def _speakers(plain: Sequence[str], row: int) -> list[Lean]:
    """Questions, announcements of a quotation, and quotations of which nobody is the speaker."""
    text = plain[row].rstrip()
    following = plain[row + 1] if row + 1 < len(plain) else ""
    before = plain[row - 1] if row else ""
    if text.rstrip(_CLOSERS).endswith(_QUESTIONS):
        return [Lean("question", text[-SHOWN:], None)]
    if text.endswith((":", "：")):
        announces = quotation.HIDDEN in following[:2]
        return [Lean("list", text[-SHOWN:], 0 if announces else None, after=1)]
    if quotation.HIDDEN in text and not _LETTER.search(text):
        spoken = quotation.HIDDEN in before or before.rstrip().endswith((":", "："))
        return [Lean("quotation", text[:1], 1 if spoken else None)]
    return []
