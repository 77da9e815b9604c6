"""What a template sees of a summary: records of words and links, made before it is filled.

A template may be a reader's own: it gets no module, no article and nothing that could be called.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, tzinfo

from summarizer.datatypes import Article, Difference, Pick, Sentence, Summary
from summarizer.render import parts


@dataclass(frozen=True, slots=True)
class Mark:
    """The citation of one source."""

    number: int
    label: str
    """As a screen reader says it: `Source 2: Valley Gazette`."""
    anchor: str
    """Of the source in the same page."""
    link: str | None
    """The article's address."""


@dataclass(frozen=True, slots=True)
class Line:
    """A quoted sentence."""

    anchor: str
    text: str
    lang: str
    """Empty when it is that of the page or unknown."""
    spoken: str
    """The language's name where it is not that of the briefing, or of the first sentence; else
    empty."""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one of two sources says of a figure."""

    figure: str
    """As the sentence prints it."""
    text: str
    """The sentence."""
    outlet: str
    lang: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that differ in one figure."""

    anchor: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Origin:
    """An article that is cited."""

    number: int
    anchor: str
    outlet: str
    """Empty when unknown."""
    title: str
    lang: str
    link: str | None
    """Its address, with a text fragment where the quoted sentence is."""
    day: str
    """`2026-11-20`; empty when unknown."""
    long_day: str
    """`20 November 2026`."""
    back: str
    """The anchor of the place that cites it first."""


@dataclass(frozen=True, slots=True)
class Also:
    """An outlet that reports the event and is not quoted."""

    name: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of one event, by whom."""

    rtl: bool
    """Whether it begins in a script that is written from right to left."""
    lines: tuple[Line, ...]
    differences: tuple[Disagreement, ...]
    sources: tuple[Origin, ...]
    also: tuple[Also, ...]
    also_more: int
    """Outlets beyond those that are named."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a summary stands: what its anchors begin with, its page's language and time zone."""

    prefix: str = ""
    lang: str = parts.PAGE_LANGUAGE
    zone: tzinfo = UTC
    """In which days begin."""
    spoken: str = ""
    """The language whose quotes need no label; empty for that of the first sentence."""


def account(summary: Summary, place: Place) -> Account:
    """The summary as a template sees it."""
    others = parts.also(summary)
    return Account(
        rtl=parts.right_to_left("".join(pick.display for pick in summary.picks[:1])),
        lines=tuple(
            _line(f"{place.prefix}sentence-{number}", pick, summary, place)
            for number, pick in enumerate(summary.picks, start=1)
        ),
        differences=tuple(
            _disagreement(f"{place.prefix}difference-{number}", each, summary, place)
            for number, each in enumerate(summary.differences, start=1)
        ),
        sources=tuple(_sources(summary, place)),
        also=tuple(
            Also(parts.outlet(each), parts.address(each)) for each in others[: parts.MAX_ALSO]
        ),
        also_more=max(0, len(others) - parts.MAX_ALSO),
    )


def _mark(article: Article, summary: Summary, place: Place, spoken: str = "") -> Mark:
    """`spoken` is shown with it, and so a screen reader says it, too."""
    number = summary.numbers[article.id]
    shown = f"{number}, in {spoken}" if spoken else f"{number}"
    return Mark(
        number=number,
        label=f"Source {shown}: {parts.called(article)}",
        anchor=f"{place.prefix}source-{number}",
        link=parts.address(article),
    )


def _line(anchor: str, pick: Pick, summary: Summary, place: Place) -> Line:
    spoken = parts.foreign(summary, pick, place.spoken)
    quoted, *others = pick.articles
    return Line(
        anchor=anchor,
        text=parts.line(pick.display),
        lang=parts.language(pick.sentence.article.lang, place.lang),
        spoken=spoken,
        marks=(
            _mark(quoted, summary, place, spoken),
            *(_mark(article, summary, place) for article in others),
        ),
    )


def _disagreement(
    anchor: str, difference: Difference, summary: Summary, place: Place
) -> Disagreement:
    return Disagreement(
        anchor,
        _side(difference.figure, difference.one, summary, place),
        _side(difference.other_figure, difference.other, summary, place),
    )


def _side(figure: str, sentence: Sentence, summary: Summary, place: Place) -> Side:
    return Side(
        figure=parts.line(figure),
        text=parts.line(sentence.text),
        outlet=parts.called(sentence.article),
        lang=parts.language(sentence.article.lang, place.lang),
        mark=_mark(sentence.article, summary, place),
    )


def _sources(summary: Summary, place: Place) -> Iterator[Origin]:
    mentions, quoted = parts.first_mentions(summary), parts.first_quoted(summary)
    for number, article in parts.cited(summary):
        when = article.published.astimezone(place.zone) if article.published else None
        yield Origin(
            number=number,
            anchor=f"{place.prefix}source-{number}",
            outlet=parts.outlet(article),
            title=parts.title(article),
            lang=parts.language(article.lang, place.lang),
            link=parts.opened_at(parts.address(article), quoted.get(article.id)),
            day=when.date().isoformat() if when else "",
            long_day=f"{when:%-d %B %Y}" if when else "",
            back=f"{place.prefix}{mentions[number]}",
        )
