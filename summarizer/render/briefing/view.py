"""What a template sees of a briefing: words and links; see `summarizer.render.view`."""

from dataclasses import dataclass
from datetime import UTC, date

from summarizer.datatypes import Briefing, Problem, Story
from summarizer.render import parts as all_parts
from summarizer.render.briefing import parts
from summarizer.render.view import Account, Place, account


@dataclass(frozen=True, slots=True)
class Told:
    """A story."""

    number: int
    """In the page, from 1; of one that is told in short 0."""
    anchor: str
    headline: str
    lang: str
    """Of the headline; empty when it is that of the page or unknown."""
    link: str | None
    """Of the article whose headline it is."""
    outlet: str
    """Of that article, or of the quoted one in short; never empty in short."""
    badges: tuple[str, ...]
    account: Account
    left_out: str
    """How much an earlier briefing told; empty when nothing."""
    outlets: int
    rank: int
    """By weight, from 1, whatever section it stands in."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Stories under one heading."""

    heading: str
    """Empty when the briefing has no sections."""
    stories: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole briefing."""

    title: str
    lang: str
    """Of its title and its sections' names; empty when it is that of the page."""
    day: date
    long_day: str
    counts: tuple[str, ...]
    coverage: str
    chapters: tuple[Chapter, ...]
    shorts: tuple[Told, ...]
    problems: tuple[Problem, ...]
    window: str
    how: str

    @property
    def stories(self) -> tuple[Told, ...]:
        """Of all chapters, as they are printed."""
        return tuple(story for chapter in self.chapters for story in chapter.stories)


def seen(briefing: Briefing) -> Page:
    """The briefing as a template sees it."""
    return Page(
        title=parts.title(briefing),
        lang=all_parts.language(briefing.lang),
        day=briefing.day,
        long_day=parts.long_day(briefing.day),
        counts=tuple(parts.counts(briefing).split(" · ")),
        coverage=parts.coverage(briefing),
        chapters=tuple(
            Chapter(section.heading, tuple(_told(*each, briefing) for each in section.stories))
            for section in parts.sections(briefing)
        ),
        shorts=tuple(_short(story, briefing) for story in briefing.shorts),
        problems=all_parts.problems(briefing.problems),
        window=parts.window(briefing),
        how=parts.HOW,
    )


def _told(number: int, story: Story, briefing: Briefing) -> Told:
    anchor = f"story-{number}"
    return Told(
        number=number,
        anchor=anchor,
        headline=parts.headline(story),
        lang=all_parts.language(story.article.lang, briefing.lang),
        link=all_parts.address(story.article),
        outlet=all_parts.outlet(story.article),
        badges=tuple(parts.badges(story, briefing.day)),
        account=account(story.summary, _place(f"{anchor}-", briefing)),
        left_out=parts.left_out(story),
        outlets=story.outlets,
        rank=story.rank or number,
    )


def _short(story: Story, briefing: Briefing) -> Told:
    article = story.summary.picks[0].sentence.article
    return Told(
        number=0,
        anchor="in-short",
        headline=parts.headline(story),
        lang=all_parts.language(article.lang, briefing.lang),
        link=all_parts.address(article),
        outlet=all_parts.called(article),
        badges=tuple(parts.short_badges(story, briefing)),
        account=account(story.summary, _place("short-", briefing)),
        left_out="",
        outlets=story.outlets,
        rank=0,
    )


def _place(prefix: str, briefing: Briefing) -> Place:
    return Place(prefix, briefing.lang, briefing.until.tzinfo or UTC, briefing.lang)
