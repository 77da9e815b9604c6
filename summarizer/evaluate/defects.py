"""Defects of a summary that can be counted without a reader or a reference.

They come from the same rules that choose our sentences, so they show what the rules achieve, and
for other systems what the rules would have refused; they do not prove that a reader agrees.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from summarizer import split
from summarizer.choose import leaning, screen
from summarizer.datatypes import Article, Encoder, Sentence

REPEAT = 0.85
"""Cosine above which two quoted sentences count as one said twice."""


@dataclass(frozen=True, slots=True)
class Defects:
    """Counts for one summary."""

    leaning: int
    """Sentences that need something which neither they nor the sentences before them give."""
    unquotable: int
    """Sentences that `choose.screen` would refuse."""
    repeats: int
    """Pairs of sentences with a cosine above `REPEAT`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of every sentence of an article; all three by `Sentence.index`."""

    sentences: Sequence[Sentence]
    needs: Sequence[leaning.Need]
    reasons: Sequence[str | None]


Judgement = Mapping[str, Judged]
"""By article id."""


def judged(articles: Sequence[Article]) -> Judgement:
    """What the rules say of every sentence of the articles."""
    return {article.id: _judged(split.sentences(article)) for article in articles}


def count(summary: Sequence[Sentence], judgement: Judgement, encoder: Encoder) -> Defects:
    """The defects of sentences printed in this order; `judgement` is of their articles."""
    judgement = _as_printed(summary, judgement)
    refused = [judgement[each.article.id].reasons[each.index] for each in summary]
    return Defects(
        leaning=_leaning(summary, judgement),
        unquotable=len(refused) - refused.count(None),
        repeats=_repeats([each.text for each in summary], encoder),
    )


def _judged(sentences: Sequence[Sentence]) -> Judged:
    return Judged(sentences, leaning.needs(sentences), screen.reasons(sentences))


def _as_printed(summary: Sequence[Sentence], judgement: Judgement) -> Judgement:
    """A sentence that was cut at an edge is judged as it was cut, and as if it began there."""
    cut: dict[str, list[Sentence]] = {}
    for each in summary:
        if judgement[each.article.id].sentences[each.index] != each:
            cut.setdefault(each.article.id, []).append(each)
    return {
        **judgement,
        **{name: _judged(_cut(judgement[name].sentences, cuts)) for name, cuts in cut.items()},
    }


def _cut(whole: Sequence[Sentence], cuts: Sequence[Sentence]) -> list[Sentence]:
    """The article's sentences with those exchanged, each of which begins with a capital letter."""
    text = whole[0].article.text
    for each in cuts:
        text = text[: each.start] + _capital(text[each.start]) + text[each.start + 1 :]
    article = dataclasses.replace(whole[0].article, text=text)
    new = {each.index: each for each in cuts}
    return [
        Sentence(article, each.index, each.start, text[each.start : each.end])
        for each in (new.get(each.index, each) for each in whole)
    ]


def _capital(letter: str) -> str:
    """One character for one, so that offsets hold."""
    return letter.upper() if len(letter.upper()) == 1 else letter


def _leaning(summary: Sequence[Sentence], judgement: Judgement) -> int:
    known: frozenset[str] = frozenset()
    found = 0
    for passage in _passages(summary):
        needs = [judgement[each.article.id].needs[each.index] for each in passage]
        for place, need in enumerate(needs):
            wanted = leaning.missing(_only(needs, place))
            found += wanted is None or not wanted <= known
            known |= need.introduces
    return found


def _only(needs: Sequence[leaning.Need], place: int) -> list[leaning.Need]:
    """The passage as if only this sentence asked for anything."""
    return [
        need if row == place else leaning.Need((), need.introduces)
        for row, need in enumerate(needs)
    ]


def _passages(summary: Sequence[Sentence]) -> list[list[Sentence]]:
    """Runs of sentences that are neighbours in their article too."""
    passages: list[list[Sentence]] = []
    for sentence in summary:
        last = passages[-1][-1] if passages else None
        if last and (last.article, last.index + 1) == (sentence.article, sentence.index):
            passages[-1].append(sentence)
        else:
            passages.append([sentence])
    return passages


def _repeats(texts: Sequence[str], encoder: Encoder) -> int:
    if not texts:
        return 0
    vectors = encoder.encode(texts)
    return int((np.triu(vectors @ vectors.T, k=1) > REPEAT).sum())
