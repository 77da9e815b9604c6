"""What was seen -> what is told: stories, in the order of their weight, within the words.

Pure: the same articles, memory and times give the same briefing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from summarizer import pipeline
from summarizer.briefing import headlines, novelty, openings, stories
from summarizer.briefing.config import Config
from summarizer.briefing.novelty import Novelty
from summarizer.briefing.records import Seen, Told
from summarizer.choose import origins
from summarizer.datatypes import Briefing, Budget, Encoder, Options, Problem, Story, Vectors
from summarizer.errors import NothingToQuoteError

LEAST = 40
"""Words. With fewer left no further story is begun."""
SHORTEST_SHORT = 12
"""Words. With fewer left the briefing is full."""
LONGEST_SHORT = 45
"""Words of a sentence that stands for a small story."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a briefing looks at."""

    day: date
    since: datetime
    until: datetime
    oldest: datetime
    """What a feed says was published before this is looked at and not told."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing, and what is to be remembered of it."""

    briefing: Briefing
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One story before it is known whether it fits."""

    seen: tuple[Seen, ...]
    parts: tuple[Vectors, ...]
    """The vectors of its articles' openings."""
    centroid: Vectors
    novelty: Novelty

    @property
    def section(self) -> str:
        """The one that most of its articles came in; of equals the first by name."""
        named = sorted(each.section for each in self.seen)
        return max(dict.fromkeys(named), key=named.count)


def compose(
    config: Config,
    seen: Sequence[Seen],
    told: Sequence[Told],
    window: Window,
    encoder: Encoder,
    problems: Sequence[Problem] = (),
) -> Composed:
    """The briefing of the day, perhaps without a story.

    `told` is what earlier ones told, in directions that this encoder's vectors fit; see `recall`.
    """
    feeds = {source.name for source in config.sources if source.feed}
    recent = [each for each in seen if each.source not in feeds or _is_news(each, window)]
    chosen: list[tuple[Story, _Candidate]] = []
    shorts: list[tuple[Story, _Candidate]] = []
    left = config.words
    for candidate in _candidates(recent, told, window, encoder):
        if len(chosen) < config.stories and left >= LEAST and not shorts:
            budget = Budget(min(config.words_per_story, left), "words")
            place, limit = chosen, left
        elif len(shorts) < config.shorts and left >= SHORTEST_SHORT:
            budget, place, limit = Budget(1, "sentences"), shorts, min(left, LONGEST_SHORT)
        else:
            break
        story = _story(candidate, Options(budget=budget, known=candidate.novelty.known), encoder)
        if story and _words(story) <= limit:
            place.append((story, candidate))
            left -= _words(story)
    ranked = [
        (replace(story, rank=rank), candidate)
        for rank, (story, candidate) in enumerate(chosen, start=1)
    ]
    ordered = _by_section(ranked, config.sections)
    briefing = Briefing(
        title=config.title,
        day=window.day,
        since=window.since.astimezone(config.zone),
        until=window.until.astimezone(config.zone),
        stories=tuple(story for story, _ in ordered),
        shorts=tuple(story for story, _ in shorts),
        sources=len(config.sources),
        articles=len(recent),
        problems=tuple(problems),
        lang=config.language,
    )
    remembered = [_told(*each, window.day, encoder.identity) for each in (*ordered, *shorts)]
    return Composed(briefing, tuple(remembered))


def _is_news(seen: Seen, window: Window) -> bool:
    """Feeds list old items too; what was put into a folder was meant to be read."""
    return (seen.article.published or seen.first_seen) >= window.oldest


def _candidates(
    seen: Sequence[Seen], told: Sequence[Told], window: Window, encoder: Encoder
) -> Iterator[_Candidate]:
    """The stories that have something to tell, the most important first."""
    if not seen:
        return
    articles = [each.article for each in seen]
    opened = openings.of(articles)
    parts = openings.embedded(opened, encoder)
    centres = openings.centroids(parts)
    groups = stories.cluster(articles, opened, centres)
    new = novelty.judge(groups, articles, opened, parts, told, encoder)
    scores = stories.importance(groups, seen, window.until)
    for number in stories.order(groups, seen, scores):
        group = groups[number]
        lone = len(group) == 1 and headlines.is_roundup(articles[group[0]].title)
        if new[number].worth_telling and not lone:
            yield _Candidate(
                tuple(seen[n] for n in group),
                tuple(parts[n] for n in group),
                openings.centroids([centres[list(group)]])[0],
                new[number],
            )


def _story(candidate: _Candidate, options: Options, encoder: Encoder) -> Story | None:
    """None when nothing of it can be quoted."""
    articles = [each.article for each in candidate.seen]
    try:
        summary = pipeline.summarize(articles, options, encoder=encoder)
    except NothingToQuoteError:
        return None
    best = headlines.best(articles, candidate.parts)
    if not articles[best].title:
        return None
    return Story(
        headline=articles[best].title,
        article=articles[best],
        summary=summary,
        outlets=origins.of(articles).independent(range(len(articles))),
        section=candidate.section,
        first_reported=candidate.novelty.first_reported,
        told_before=candidate.novelty.again,
    )


def _words(story: Story) -> int:
    return Budget(1, "words").cost(story.summary.text)


def _by_section(
    chosen: Sequence[tuple[Story, _Candidate]], sections: Sequence[str]
) -> list[tuple[Story, _Candidate]]:
    """As the owner orders the sections; within one, and without any, by weight."""
    place = {section: number for number, section in enumerate(sections)}
    return sorted(chosen, key=lambda each: place.get(each[0].section, len(place)))


def _told(story: Story, candidate: _Candidate, day: date, identity: str | None) -> Told:
    return Told(
        day=day,
        headline=story.headline,
        centroid=tuple(np.asarray(candidate.centroid, np.float32).tolist()),
        sentences=tuple(pick.sentence.text for pick in story.summary.picks),
        first_day=story.first_reported or day,
        encoder=identity,
    )
