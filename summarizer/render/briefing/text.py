"""Plain text, 72 columns, made to be read as it is: on paper, in a mail, at a terminal."""

from collections.abc import Iterator

from summarizer.datatypes import Article, Briefing, Difference, Story, Summary
from summarizer.render import parts as all_parts
from summarizer.render.briefing import columns, parts

COLUMNS = 72
"""Only an address may be longer: one that is broken cannot be followed."""
INDENT = "    "


def text(briefing: Briefing) -> str:
    """The head, the headlines, the stories, what is in short, the foot."""
    blocks = [_head(briefing), _glance(briefing)]
    for section in parts.sections(briefing):
        told = [_story(number, story, briefing) for number, story in section.stories]
        blocks += _headed(section.heading or "Stories", *told)
    shorts = [_short(story, briefing) for story in briefing.shorts]
    blocks += _headed("In short", *shorts)
    blocks += _headed("About this briefing", *_foot(briefing))
    return "\n".join("\n".join([*block, ""]) for block in blocks if block)


Block = list[str]
"""Lines that belong together; a blank line follows."""


def _head(briefing: Briefing) -> Block:
    said = (
        parts.title(briefing),
        parts.long_day(briefing.day),
        parts.counts(briefing),
        parts.coverage(briefing),
    )
    return [*(line for each in said for line in _wrap(each)), "=" * COLUMNS]


def _glance(briefing: Briefing) -> Block:
    headlines = [
        line
        for number, story in parts.numbered(briefing)
        for line in _wrap(parts.headline(story), _label(number))
    ]
    return ["At a glance", "", *headlines] if headlines else []


def _headed(heading: str, *blocks: Block) -> list[Block]:
    """The blocks under their heading; nothing when there are none."""
    return [[*_wrap(heading), "-" * COLUMNS], *blocks] if blocks else []


def _story(number: int, story: Story, briefing: Briefing) -> Block:
    paragraphs = [
        [
            *_wrap(parts.headline(story), _label(number)),
            *_wrap(_about(story, briefing), INDENT),
        ],
        _wrap(_told(story.summary, briefing), INDENT),
        _listed("What differs", _differences(story.summary)),
        _listed("Sources", _sources(story.summary, briefing)),
        _wrap(parts.also(story), INDENT),
        _wrap(parts.left_out(story), INDENT),
    ]
    lines = [line for paragraph in paragraphs if any(paragraph) for line in ["", *paragraph]]
    return lines[1:]


def _about(story: Story, briefing: Briefing) -> str:
    outlet = all_parts.outlet(story.article)
    return " · ".join(filter(None, (outlet, *parts.badges(story, briefing.day))))


def _told(summary: Summary, briefing: Briefing) -> str:
    """The sentences; no line begins with a mark."""
    return " ".join(
        f"{all_parts.line(pick.display)}{columns.GLUE}"
        f"{all_parts.marks(summary, pick, briefing.lang)}"
        for pick in summary.picks
    )


def _listed(heading: str, lines: Block) -> Block:
    return [f"{INDENT}{heading}", *lines] if lines else []


def _differences(summary: Summary) -> Block:
    return [
        line
        for difference in summary.differences
        for line in _wrap(_difference(summary, difference), f"{INDENT}- ")
    ]


def _difference(summary: Summary, difference: Difference) -> str:
    one, other = (
        f"{all_parts.line(figure)}{columns.GLUE}{parts.mark(summary, sentence.article)}"
        for figure, sentence in (
            (difference.figure, difference.one),
            (difference.other_figure, difference.other),
        )
    )
    return f"{one} – {other}: {all_parts.line(difference.other.text)}"


def _sources(summary: Summary, briefing: Briefing) -> Block:
    return [
        line
        for number, article in all_parts.cited(summary)
        for line in _source(f"{INDENT}[{number}] ", article, briefing)
    ]


def _source(label: str, article: Article, briefing: Briefing) -> Iterator[str]:
    yield from _wrap(" · ".join(parts.source(article, briefing)), label)
    if link := all_parts.address(article):
        yield " " * len(label) + link


def _short(story: Story, briefing: Briefing) -> Block:
    said = " ".join(all_parts.line(pick.display) for pick in story.summary.picks)
    article = story.summary.picks[0].sentence.article
    outlet = all_parts.called(article)
    about = " · ".join([outlet, *parts.short_badges(story, briefing)])
    link = all_parts.address(article)
    return [*_wrap(said, "  - "), *_wrap(about, INDENT), *([INDENT + link] if link else [])]


def _foot(briefing: Briefing) -> Iterator[Block]:
    unread = [
        line
        for problem in all_parts.problems(briefing.problems)
        for line in _wrap(f"{problem.source}: {problem.reason}", "  - ")
    ]
    if unread:
        yield ["Not read:", *unread]
    yield _wrap(parts.window(briefing))
    yield _wrap(parts.HOW)


def _wrap(said: str, first: str = "") -> Block:
    return columns.wrap(said, COLUMNS, first)


def _label(number: int) -> str:
    return f"{number:>2}. "
