"""One article as it could be printed: trimmed, screened, and with what each sentence leans on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.choose import brackets, leaning, screen, trim
from summarizer.choose.brackets import Insertion
from summarizer.choose.leaning import Need
from summarizer.datatypes import Sentence, count_words


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of an article, ready to be judged beside its neighbours."""

    sentence: Sentence
    """Still one verbatim slice, cut at safe edges."""
    quotable: bool
    need: Need
    """Empty where the screen refuses the sentence: nobody asks."""
    bracketed: Need
    """The need that is left when `insertions` are shown."""
    insertions: tuple[Insertion, ...]


def lines(
    sentences: Sequence[Sentence], *, with_brackets: bool, surnames: frozenset[str] = frozenset()
) -> list[Line]:
    """All sentences of ONE article, in order; without brackets no insertion is offered.

    `surnames` are those of everybody whom the articles together name in full.
    """
    reasons = screen.reasons(sentences)
    trimmed, needs = _trimmed(sentences, reasons, surnames, capitals=with_brackets)
    found = []
    for row, sentence in enumerate(trimmed):
        insertions = brackets.insertions(sentence, trimmed) if with_brackets else ()
        long = sentence is sentences[row] or count_words(sentence.text) >= screen.SHORTEST
        left = _bracketed(sentence, needs[row], insertions) if insertions else needs[row]
        found.append(Line(sentence, reasons[row] is None and long, needs[row], left, insertions))
    return found


def shown(line: Line, *, bracketed: bool, known: frozenset[str] = frozenset()) -> str:
    """The sentence as printed: with a capital, the day and, if `bracketed`, the missing names.

    `known` holds the keys that the reader has met; their names are not inserted again.
    """
    found = [
        insertion
        for insertion in line.insertions
        if not insertion.introduces or (bracketed and insertion.introduces not in known)
    ]
    return brackets.render(line.sentence.text, found, capital=trim.needs_capital(line.sentence))


def _trimmed(
    sentences: Sequence[Sentence],
    reasons: Sequence[str | None],
    surnames: frozenset[str],
    *,
    capitals: bool,
) -> tuple[list[Sentence], list[Need]]:
    """Edges always; a leading connective only where the rest then stands without a neighbour."""
    edged = [trim.edges(sentence) for sentence in sentences]
    shorter = [trim.connective(sentence) for sentence in edged]
    cut = [row for row, sentence in enumerate(edged) if shorter[row] is not sentence]
    judged = sorted({row for row, reason in enumerate(reasons) if reason is None}.union(cut))
    needs = [_UNJUDGED] * len(edged)
    for row, need in zip(judged, leaning.needs(edged, judged, surnames), strict=True):
        needs[row] = need
    lost = [
        row
        for row in cut
        if leaning.missing([needs[row]]) is None
        and (capitals or not trim.needs_capital(shorter[row]))
    ]
    for row, need in zip(lost, leaning.needs(shorter, lost, surnames), strict=True):
        # A small letter at the front is ours, and shown as a bracketed capital.
        new = replace(need, leans=tuple(lean for lean in need.leans if lean.kind != "fragment"))
        if leaning.missing([new]) is not None:
            edged[row], needs[row] = shorter[row], new
    return edged, needs


_UNJUDGED = Need((), frozenset())


def _bracketed(sentence: Sentence, need: Need, insertions: Sequence[Insertion]) -> Need:
    """Without the leans that the insertions answer."""
    answered = {insertion.introduces for insertion in insertions} - {""}
    pronouns = {
        sentence.text[: insertion.offset].split(" ")[-1]
        for insertion in insertions
        if insertion.text.startswith(" [")
    }
    left = tuple(
        lean
        for lean in need.leans
        if not (lean.key and lean.key in answered)
        and not (lean.kind == "pronoun" and lean.words in pronouns and answered)
    )
    return replace(need, leans=left, introduces=need.introduces | answered)
