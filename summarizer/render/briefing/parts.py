"""What every format of a briefing says in the same words: date, counts, badges, the footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from summarizer.datatypes import Article, Briefing, Story, Summary
from summarizer.render import parts

OTHER = "Other stories"
HOW = f"{parts.QUOTED} The headlines are those of the outlets. {parts.CHOSEN}"


@dataclass(frozen=True, slots=True)
class Section:
    """Stories under one heading, each with its number in the whole briefing, from 1."""

    heading: str
    """Empty when the briefing has no sections."""
    stories: tuple[tuple[int, Story], ...]


def sections(briefing: Briefing) -> tuple[Section, ...]:
    """In the order of their first stories; stories without a section come last."""
    named = dict.fromkeys(parts.line(story.section) for story in briefing.stories)
    headings = [heading for heading in named if heading] + [""] * ("" in named)
    numbers = iter(range(1, len(briefing.stories) + 1))
    return tuple(
        Section(
            heading or (OTHER if len(headings) > 1 else ""),
            tuple(
                (next(numbers), story)
                for story in briefing.stories
                if parts.line(story.section) == heading
            ),
        )
        for heading in headings
    )


def numbered(briefing: Briefing) -> list[tuple[int, Story]]:
    """All stories as they are printed, with their numbers."""
    return [each for section in sections(briefing) for each in section.stories]


def title(briefing: Briefing) -> str:
    """Of the briefing, as its owner named it."""
    return parts.shortened(parts.line(briefing.title)) or "Briefing"


def long_day(day: date) -> str:
    """`Friday, 20 November 2026`."""
    return f"{day:%A, %-d %B %Y}"


def counts(briefing: Briefing) -> str:
    """`7 stories, 5 in short · 1,180 words · 5 minutes to read`."""
    told = count(len(briefing.stories), "story", "stories")
    told += f", {len(briefing.shorts)} in short" if briefing.shorts else ""
    words = count(briefing.words, "word", "words")
    return f"{told} · {words} · {parts.reading_time(briefing.words)} to read"


def coverage(briefing: Briefing) -> str:
    """`38 of 40 sources, 212 new articles`."""
    read = max(0, briefing.sources - briefing.unread)
    asked = count(briefing.sources, "source", "sources")
    return f"{read:,} of {asked}, {count(briefing.articles, 'new article', 'new articles')}"


def headline(story: Story) -> str:
    """As the outlet printed it."""
    return parts.shortened(parts.line(story.headline)) or parts.title(story.article)


def badges(story: Story, day: date) -> list[str]:
    """In words: who reports it, and since when it has been told."""
    return [
        f"reported by {story.outlets} outlets" if story.outlets > 1 else "single source",
        *_update(story, day),
    ]


def short_badges(story: Story, briefing: Briefing) -> list[str]:
    """Of a story told in one sentence, beside the name of the outlet that is quoted."""
    spoken = parts.foreign(story.summary, story.summary.picks[0], briefing.lang)
    said = [f"in {spoken}"] if spoken else []
    said += [f"reported by {story.outlets} outlets"] if story.outlets > 1 else []
    return [*said, *_update(story, briefing.day)]


def _update(story: Story, day: date) -> Iterator[str]:
    if first := story.first_reported:
        year = "" if first.year == day.year else f" {first.year}"
        yield f"Update – first reported {first:%-d %b}{year}"


def left_out(story: Story) -> str:
    """How much an earlier briefing told; empty when nothing."""
    if not story.told_before:
        return ""
    sentences = count(story.told_before, "sentence", "sentences")
    return f"Left out: {sentences} that an earlier briefing told."


def also(story: Story) -> str:
    """`Also reported by A, B and 3 more.`; empty when everybody is quoted."""
    if not (others := parts.also(story.summary)):
        return ""
    said = ", ".join(parts.outlet(each) for each in others[: parts.MAX_ALSO])
    more = len(others) - parts.MAX_ALSO
    return f"Also reported by {said}{f' and {more} more' if more > 0 else ''}."


def published(article: Article, briefing: Briefing) -> str:
    """`20 November 2026`, in the time zone of the briefing; empty when unknown."""
    when = article.published
    return f"{when.astimezone(briefing.until.tzinfo):%-d %B %Y}" if when else ""


def source(article: Article, briefing: Briefing) -> list[str]:
    """Outlet, title and day, as far as they are known."""
    known = parts.outlet(article), parts.title(article), published(article, briefing)
    return [each for each in known if each]


def mark(summary: Summary, article: Article) -> str:
    """`[1]`."""
    return f"[{summary.numbers[article.id]}]"


def window(briefing: Briefing) -> str:
    """`Articles that came between … and … (CET).`."""
    since = briefing.since.astimezone(briefing.until.tzinfo)
    return (
        f"Articles that came between {_moment(since)} and {_moment(briefing.until)} "
        f"({briefing.until:%Z})."
    )


def _moment(when: datetime) -> str:
    return f"{when:%A, %-d %B %Y, %H:%M}"


def count(number: int, one: str, many: str) -> str:
    """`1 story`, `1,180 words`."""
    return f"{number:,} {one if number == 1 else many}"
