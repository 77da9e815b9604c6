"""Where the briefing comes from: the articles in full, and in them each place that it quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from summarizer.datatypes import Article, Sentence, Summary
from summarizer.render import parts
from summarizer.render.html import page

Kind = Literal["quoted", "supports", "differs"]
KINDS: tuple[Kind, ...] = ("quoted", "supports", "differs")
"""The strongest first: what a place is shown as when it is several things."""


@dataclass(frozen=True, slots=True)
class Use:
    """What the briefing makes of a sentence."""

    sentence: Sentence
    kind: Kind
    place: int
    """Rank of the briefing's sentence, or of the difference, from 1."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of an article, as long as possible, with the same uses throughout."""

    start: int
    end: int
    uses: tuple[Use, ...]
    """The strongest first; none where nothing is quoted."""
    ending: tuple[Use, ...]
    """Those that do not go on in a later piece."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the page shows it."""

    number: int
    article: Article
    paragraphs: tuple[tuple[Piece, ...], ...]
    """An empty one stands for those that are left out."""

    @property
    def pieces(self) -> list[Piece]:
        """Those that are used."""
        return [piece for paragraph in self.paragraphs for piece in paragraph if piece.uses]


@dataclass(frozen=True, slots=True)
class Told:
    """A summary and its articles, for a page on which each id of theirs begins with `prefix`."""

    summary: Summary
    sources: tuple[Source, ...]
    prefix: str = ""

    @property
    def rtl(self) -> bool:
        """Whether it begins in a script that is written from right to left."""
        return parts.right_to_left("".join(pick.display for pick in self.summary.picks[:1]))

    @property
    def places(self) -> dict[Sentence, str]:
        """Sentence → id, without the prefix, of the mark that it begins with."""
        return places(self.summary, self.sources)

    @property
    def longest(self) -> int:
        """Characters of the longest article; at least one."""
        return max((len(source.article.text) for source in self.sources), default=0) or 1


def provenance(summary: Summary, templates: Path | None = None) -> str:
    """One page: the briefing, then every article that was not set aside, its used places marked.

    A `mark` has the offsets in `Article.text` as `data-start` and `data-end`, counted like
    everywhere in characters, which are not JavaScript's units of UTF-16. It is a whole sentence,
    but for one that overlaps with another or goes over a line break: that is several marks.

    Raises:
        TemplateError: one of those in `templates`, which go before ours, cannot be filled.
    """
    told = Told(summary, tuple(sources(summary)))
    return page("provenance.html", templates, told=told, parts=parts, coverage=coverage)


def uses(summary: Summary) -> Iterator[Use]:
    """All that the briefing says, in its order."""
    for place, pick in enumerate(summary.picks, start=1):
        yield Use(pick.sentence, "quoted", place)
        for repeat in pick.repeats:
            yield Use(repeat, "supports", place)
    for place, difference in enumerate(summary.differences, start=1):
        yield Use(difference.one, "differs", place)
        yield Use(difference.other, "differs", place)


def sources(summary: Summary) -> Iterator[Source]:
    """The articles by number, without those that were set aside and are not cited."""
    used = list(uses(summary))
    cited = {article.id for article in summary.cited}
    aside = {aside.article.id for aside in summary.asides} - cited
    every = {article.id: article for article in (*summary.cited, *summary.articles)}
    for identity, number in summary.numbers.items():
        if identity not in aside:
            own = [use for use in used if use.sentence.article.id == identity]
            yield Source(number, every[identity], paragraphs(every[identity].text, own))


def paragraphs(text: str, used: Sequence[Use]) -> tuple[tuple[Piece, ...], ...]:
    """The lines that hold anything, cut wherever a use begins or ends."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(tuple(_pieces(start, start + len(line), used)))
        start += len(line) + 1
    return tuple(found)


def _pieces(start: int, end: int, used: Sequence[Use]) -> Iterator[Piece]:
    """Of one line."""
    here = [use for use in used if use.sentence.start < end and use.sentence.end > start]
    here.sort(key=lambda use: (KINDS.index(use.kind), use.place))
    edges = {edge for use in here for edge in (use.sentence.start, use.sentence.end)}
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    for left, right in pairwise(cuts):
        over = [use for use in here if use.sentence.start <= left and right <= use.sentence.end]
        ending = [use for use in over if left < _last(use.sentence) <= right]
        yield Piece(left, right, tuple(over), tuple(ending))


def _last(sentence: Sentence) -> int:
    """Offset just past its last character that is no space or line break."""
    return sentence.start + len(sentence.text.rstrip())


def places(summary: Summary, shown: Sequence[Source]) -> dict[Sentence, str]:
    """Sentence → id of the mark that it begins with."""
    found: dict[Sentence, str] = {}
    for source in shown:
        for piece in source.pieces:
            for use in piece.uses:
                found.setdefault(use.sentence, f"mark-{source.number}-{piece.start}-{piece.end}")
    for use in uses(summary):  # what holds no character that is shown has no mark
        found.setdefault(use.sentence, f"source-{summary.numbers[use.sentence.article.id]}")
    return found


def coverage(source: Source) -> str:
    """`2 sentences quoted (14% of the text), 1 supports another, 1 differs`."""
    strongest: dict[Sentence, Kind] = {}
    for piece in source.pieces:
        for use in piece.uses:
            strongest.setdefault(use.sentence, piece.uses[0].kind)
    quoted, supporting, differing = (list(strongest.values()).count(kind) for kind in KINDS)
    said = ["nothing quoted"]
    if quoted:
        sentences = "1 sentence" if quoted == 1 else f"{quoted} sentences"
        said = [f"{sentences} quoted ({_share(source):.0%} of the text)"]
    if supporting:
        said.append("1 supports another" if supporting == 1 else f"{supporting} support others")
    if differing:
        said.append("1 differs" if differing == 1 else f"{differing} differ")
    return ", ".join(said)


def _share(source: Source) -> float:
    """Of the article's characters, those that are quoted."""
    quoted = (piece for piece in source.pieces if piece.uses[0].kind == "quoted")
    return sum(piece.end - piece.start for piece in quoted) / len(source.article.text)
