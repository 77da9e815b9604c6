"""The briefing as the HTML of a mail, always short enough to be shown whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from summarizer.datatypes import Briefing, Problem
from summarizer.errors import TemplateError
from summarizer.render.briefing.view import Chapter, Page, Told, seen
from summarizer.render.html import page, program
from summarizer.render.parts import shortened

MAX_BYTES = 90_000
"""Gmail cuts off what is beyond 102 kB, and adds to what it shows."""
MAX_PROBLEMS = 20
"""Sources that are named as unread; the text of the mail names them all."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a briefing."""

    briefing: Page
    in_a_line: frozenset[int]
    """Numbers of the stories that are told in one line."""
    omitted: int
    """Stories, in short or not, that are not there at all."""
    unnamed: int
    """Problems that are not there."""


def mail(briefing: Briefing, templates: Path | None = None) -> str:
    """At most `MAX_BYTES` in UTF-8: the least important stories become one line each.

    Where that is not enough those in short go, the last one first, and then whole stories.

    Raises:
        TemplateError: one of those in `templates` cannot be filled, or is too long itself.
    """
    whole = seen(briefing)

    def filled(level: int) -> str:
        return page("mail.html", templates, cut=cut(whole, level), version=program())

    level = _least(2 * len(whole.stories) + len(whole.shorts), lambda n: _fits(filled(n)))
    made = filled(level)
    if not _fits(made):
        where = templates / "mail.html" if templates else "mail.html"
        raise TemplateError(f"{where}:1: more than {MAX_BYTES:,} bytes, whatever is left out")
    return made


def cut_short(briefing: Briefing, templates: Path | None = None) -> str:
    """As short as `mail` ever makes it but for one story in a line: to try templates with."""
    whole = seen(briefing)
    level = 2 * len(whole.stories) + len(whole.shorts) - 1
    return page("mail.html", templates, cut=cut(whole, level), version=program())


def _fits(text: str) -> bool:
    return len(text.encode()) <= MAX_BYTES


def _least(highest: int, is_enough: Callable[[int], bool]) -> int:
    """The lowest level that is enough, by bisection; the highest when none is."""
    if is_enough(0):
        return 0
    low, high = 0, highest
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def cut(whole: Page, level: int) -> Cut:
    """Of S stories and K in short: S levels shorten one story each, K drop shorts, S drop lines."""
    ranked = sorted(whole.stories, key=lambda story: (story.rank, story.number))
    lines = min(level, len(ranked))
    gone = min(max(0, level - lines), len(whole.shorts))
    dropped = {story.number for story in _last(ranked, level - lines - gone)}
    chapters = (
        Chapter(each.heading, tuple(s for s in each.stories if s.number not in dropped))
        for each in whole.chapters
    )
    return Cut(
        briefing=replace(
            whole,
            chapters=tuple(each for each in chapters if each.stories),
            shorts=whole.shorts[: len(whole.shorts) - gone],
            problems=tuple(map(_short, whole.problems[:MAX_PROBLEMS])),
        ),
        in_a_line=frozenset(story.number for story in _last(ranked, lines)),
        omitted=len(dropped) + gone,
        unnamed=max(0, len(whole.problems) - MAX_PROBLEMS),
    )


def _last(stories: list[Told], number: int) -> list[Told]:
    return stories[len(stories) - number :]


def _short(problem: Problem) -> Problem:
    return Problem(shortened(problem.source), shortened(problem.reason))
