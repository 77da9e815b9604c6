"""CommonMark that reads well raw. Everything foreign is escaped: no link or tag is theirs."""

from summarizer.datatypes import Article, Briefing, Difference, Story, Summary
from summarizer.render import parts as all_parts
from summarizer.render.briefing import parts
from summarizer.render.markdown import escape


def markdown(briefing: Briefing) -> str:
    """The head, the headlines, the stories, what is in short, the foot; a heading for each."""
    blocks = [*_head(briefing), *_glance(briefing)]
    for section in parts.sections(briefing):
        level = "###" if section.heading else "##"
        blocks += [f"## {escape(section.heading)}"] if section.heading else []
        for number, story in section.stories:
            blocks += _story(level, number, story, briefing)
    if briefing.shorts:
        shorts = [f"- {_short(story, briefing)}" for story in briefing.shorts]
        blocks += ["## In short", "\n".join(shorts)]
    blocks += _foot(briefing)
    return "".join(f"{block}\n\n" for block in blocks).rstrip("\n") + "\n"


def _head(briefing: Briefing) -> list[str]:
    return [
        f"# {escape(parts.title(briefing))}",
        f"**{parts.long_day(briefing.day)}**",
        f"{parts.counts(briefing)}  \n{parts.coverage(briefing)}",
    ]


def _glance(briefing: Briefing) -> list[str]:
    headlines = [
        f"{number}. {escape(parts.headline(story))}" for number, story in parts.numbered(briefing)
    ]
    return ["## At a glance", "\n".join(headlines)] if headlines else []


def _story(level: str, number: int, story: Story, briefing: Briefing) -> list[str]:
    summary = story.summary
    about = (all_parts.outlet(story.article), *parts.badges(story, briefing.day))
    told = " ".join(
        f"{escape(pick.display)} {all_parts.marks(summary, pick, briefing.lang)}"
        for pick in summary.picks
    )
    differing = [f"- {_difference(summary, each)}" for each in summary.differences]
    sources = [
        f"{number}. {_source(article, briefing)}" for number, article in all_parts.cited(summary)
    ]
    blocks = [
        f"{level} {number}. {escape(parts.headline(story))}",
        f"*{' · '.join(escape(each) for each in about if each)}*",
        told,
        *(["**What differs**", "\n".join(differing)] if differing else []),
        "**Sources**",
        "\n".join(sources),
        escape(parts.also(story)),
        parts.left_out(story),
    ]
    return [block for block in blocks if block]


def _difference(summary: Summary, difference: Difference) -> str:
    one, other = (
        f"{escape(figure)} {parts.mark(summary, sentence.article)}"
        for figure, sentence in (
            (difference.figure, difference.one),
            (difference.other_figure, difference.other),
        )
    )
    return f"{one} – {other}: {escape(difference.other.text)}"


def _source(article: Article, briefing: Briefing) -> str:
    said = [escape(each) for each in parts.source(article, briefing)]
    return " · ".join([*said, *_link(article)])


def _link(article: Article) -> list[str]:
    return [f"<{link}>"] if (link := all_parts.address(article)) else []


def _short(story: Story, briefing: Briefing) -> str:
    said = " ".join(escape(pick.display) for pick in story.summary.picks)
    article = story.summary.picks[0].sentence.article
    outlet = all_parts.called(article)
    about = [escape(outlet), *parts.short_badges(story, briefing), *_link(article)]
    return f"{said} ({' · '.join(about)})"


def _foot(briefing: Briefing) -> list[str]:
    unread = [
        f"- {escape(problem.source)}: {escape(problem.reason)}"
        for problem in all_parts.problems(briefing.problems)
    ]
    return [
        "## About this briefing",
        *(["Not read:", "\n".join(unread)] if unread else []),
        parts.window(briefing),
        parts.HOW,
    ]
