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
    bracketed: Need
    """The need that is left when `insertions` are shown."""
    insertions: tuple[Insertion, ...]


def lines(sentences: Sequence[Sentence], *, with_brackets: bool) -> list[Line]:
    """All sentences of ONE article, in order; without brackets no insertion is offered."""
    reasons = screen.reasons(sentences)
    trimmed, needs = _trimmed(sentences, with_brackets)
    found = []
    for sentence, need, reason in zip(trimmed, needs, reasons, strict=True):
        insertions = brackets.insertions(sentence, trimmed) if with_brackets else ()
        whole = reason is None and count_words(sentence.text) >= screen.SHORTEST
        left = _bracketed(sentence, need, insertions)
        found.append(Line(sentence, whole, need, left, insertions))
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


def _trimmed(sentences: Sequence[Sentence], capitals: bool) -> tuple[list[Sentence], list[Need]]:
    """Edges always; a leading connective only where the rest then stands without a neighbour."""
    edged = [trim.edges(sentence) for sentence in sentences]
    needs = leaning.needs(edged)
    shorter = [trim.connective(sentence) for sentence in edged]
    if shorter == edged:
        return edged, needs
    for row, cut in enumerate(leaning.needs(shorter)):
        # A small letter at the front is ours, and shown as a bracketed capital.
        new = replace(cut, leans=tuple(lean for lean in cut.leans if lean.kind != "fragment"))
        shown_small = trim.needs_capital(shorter[row]) and not capitals
        if shorter[row] is edged[row] or shown_small:
            continue
        if leaning.missing([needs[row]]) is None and leaning.missing([new]) is not None:
            edged[row], needs[row] = shorter[row], new
    return edged, needs


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
