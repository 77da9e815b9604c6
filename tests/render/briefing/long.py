"""Days that are as long as a configuration allows, and far longer."""

from dataclasses import replace

from summarizer.datatypes import Article, Briefing, Difference, Sentence, Story
from tests.fakes import pick
from tests.golden.morning import MORNING, UNTIL, summary

SENTENCE = (
    "The committee for the old harbour wall said on {} that every stone between the lighthouse "
    "and the customs house would be looked at before a ship larger than a ferry came in again. "
)


def story(number: int, *, outlets: int = 5, sentences: int = 5, section: str = "") -> Story:
    """About 150 words of five outlets, each of which says the first sentence."""
    articles = [article(number, outlet, sentences) for outlet in range(outlets)]
    said = [places(each) for each in articles]
    picks = [pick(said[0][0], *(each[0] for each in said[1:]))]
    picks += [pick(said[n % outlets][n]) for n in range(1, sentences)]
    first, second = (each[-1] for each in said[:2])
    differing = (Difference(first, f"day {sentences - 1}", second, f"day {sentences - 1}"),)
    told = summary(*picks, articles=tuple(articles), differences=differing)
    headline = f"Harbour wall, part {number}: every stone is looked at before a ship comes in"
    return Story(headline, articles[0], told, outlets, section, rank=number)


def article(number: int, outlet: int, sentences: int) -> Article:
    """Its address is as long as most are."""
    return Article(
        "".join(SENTENCE.format(f"day {n}") for n in range(sentences)),
        title=f"The harbour wall and its stones, as outlet {outlet} tells it: part {number}",
        source=f"Outlet number {outlet}",
        url=f"https://outlet{outlet}.example/2026/11/20/the-harbour-wall-and-its-stones-{number}",
        published=UNTIL,
        lang="en",
        id=f"{number}-{outlet}",
    )


def places(of: Article) -> list[Sentence]:
    """Its sentences."""
    length = len(SENTENCE.format("day 0"))
    starts = range(0, len(of.text), length)
    return [
        Sentence(of, n, start, of.text[start : start + length].rstrip())
        for n, start in enumerate(starts)
    ]


def short(number: int) -> Story:
    """The first sentence alone."""
    long = story(number, outlets=2, sentences=2)
    return replace(long, summary=replace(long.summary, picks=long.summary.picks[:1]), rank=0)


def day(stories: int, shorts: int = 7, **more: int) -> Briefing:
    """The most important story first."""
    return replace(
        MORNING,
        stories=tuple(story(n, **more) for n in range(1, stories + 1)),
        shorts=tuple(short(n) for n in range(101, 101 + shorts)),
    )
