"""A summary and a briefing in which everything foreign is hostile, and their harmless twins.

A twin has the same shape, and where the shape depends on the text, as much of the text as the
shape needs: whether it shows at all, whether two are the same, its length, its line breaks.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from summarizer.datatypes import (
    Article,
    Aside,
    Briefing,
    Budget,
    Difference,
    Pick,
    Problem,
    Sentence,
    Story,
    Summary,
)
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from summarizer.render.parts import line, right_to_left
from tests.fakes import pick
from tests.golden.morning import MORNING

LINK = "https://example.org/a?b=(c)*d*_e_&f='g'"
WHEN = datetime(2026, 11, 19, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a stranger wrote, wherever a stranger writes."""

    words: str
    """Title, outlet, section, reason, path, the sentence as it is printed, a figure."""
    body: str
    """The article, of which it is the one sentence."""
    lang: str
    url: str


def hostile(texts: Iterable[str]) -> list[Foreign]:
    return [Foreign(text, text, text, text) for text in texts]


def harmless(texts: Sequence[str]) -> list[Foreign]:
    """Of the same shape as what is hostile, with an address, so that all our links are there."""
    shown = dict.fromkeys(filter(None, map(line, texts)))
    words = {
        text: f"{'سد' if right_to_left(text) else 'Dam'} {number}"
        for number, text in enumerate(shown)
    }
    return [Foreign(words.get(line(text), ""), _masked(text), text, LINK) for text in texts]


def _masked(text: str) -> str:
    letter = "س" if right_to_left(line(text)) else "x"
    return "".join(char if char.isspace() else letter for char in text)


def summary(foreign: Sequence[Foreign]) -> Summary:
    """Two articles that are quoted and differ, one set aside and a problem of each."""
    told = [_told(each, number) for number, each in enumerate(foreign)]
    return Summary(
        tuple(each for story in told for each in story.picks),
        tuple(each for story in told for each in story.articles),
        Budget(),
        "hash",
        differences=tuple(each for story in told for each in story.differences),
        asides=tuple(each for story in told for each in story.asides),
        problems=tuple(each for story in told for each in story.problems),
    )


def _told(foreign: Foreign, number: int) -> Summary:
    words = foreign.words
    one = Article(
        foreign.body,
        title=words,
        source=words,
        url=foreign.url,
        published=WHEN,
        lang=foreign.lang,
        path=words,
        id=f"one-{number}",
    )
    other = replace(one, url=LINK, id=f"other-{number}")
    unused = replace(one, url=LINK, id=f"unused-{number}")
    first, second = (Sentence(each, 0, 0, each.text) for each in (one, other))
    return Summary(
        (_printed(words, pick(first, second)), _printed(words, pick(second))),
        (one, other, unused),
        Budget(),
        "hash",
        differences=(Difference(first, words, second, words),),
        asides=(Aside(unused, words),),
        problems=(Problem(words, words),),
    )


def _printed(words: str, chosen: Pick) -> Pick:
    return replace(chosen, display=words)


def briefing(foreign: Sequence[Foreign]) -> Briefing:
    """A story and one in short of each; the first names the briefing and its language."""
    stories = [_story(each, number) for number, each in enumerate(foreign)]
    problems = [problem for story in stories for problem in story.summary.problems]
    return replace(
        MORNING,
        title=foreign[0].words,
        stories=tuple(stories),
        shorts=tuple(map(_short, stories)),
        problems=tuple(problems),
        lang=foreign[0].lang,
    )


def _story(foreign: Foreign, number: int) -> Story:
    told = _told(foreign, number)
    return Story(foreign.words, told.articles[0], told, 2, section=foreign.words)


def _short(story: Story) -> Story:
    told = replace(story.summary, picks=story.summary.picks[:1], differences=())
    return replace(story, summary=told)


def day(foreign: Sequence[Foreign]) -> archive.Archive:
    """The archive that has this one briefing, and an address."""
    found = archive.read(json.loads(FORMATS["json"](briefing(foreign))))
    return archive.Archive(found.title, [found], "https://example.org/briefings/")
