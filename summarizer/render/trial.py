"""Whether a folder of templates works: each is filled with a made-up day that has everything."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

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
from summarizer.errors import TemplateError
from summarizer.render.briefing.html import html as briefing_page
from summarizer.render.briefing.mail import MAX_PROBLEMS, cut_short, mail
from summarizer.render.briefing.sources import sources
from summarizer.render.html import OWN, html
from summarizer.render.parts import MAX_ALSO
from summarizer.render.provenance import provenance


def check(templates: Path) -> None:
    """Fills every template once.

    Raises:
        TemplateError: the folder has none, or one cannot be filled.
    """
    if templates.is_dir() and not any((templates / name).is_file() for name in OWN):
        raise TemplateError(f"{templates}: no template in it; expected one of {', '.join(OWN)}")
    for _ in pages(templates):
        pass


def pages(templates: Path) -> Iterator[str]:
    """Everything that is made by a template, each of them filled at least once."""
    summary, briefing = _summary(), _briefing()
    yield html(summary, templates)
    yield provenance(summary, templates)
    yield briefing_page(briefing, templates, json_link="day.json", sources="day.sources.html")
    yield sources(briefing, templates, told_on="day.html")
    yield mail(briefing, templates)
    yield cut_short(briefing, templates)


def fault(templates: Path) -> str | None:
    """What `check` has to say, in one line."""
    try:
        check(templates)
    except TemplateError as error:
        return str(error)
    return None


def _summary() -> Summary:
    """Outlets that say the same, differ, speak French, are not quoted; one article set aside."""
    when = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    named = Article("Six are safe.", "Safe", "Times", "https://example.org/six", when, "en")
    same = Article("Six people are safe.", "All safe", "Herald")
    bare = Article("Sept sont sauvés.", lang="fr", path="sept.txt")
    aside = Article("It rained.", "Rain", "Post")
    silent = [
        Article("Safe.", "Safe", f"Echo {number}", "https://example.net/" if number else None)
        for number in range(MAX_ALSO + 1)
    ]
    one, two, three = (Sentence(article, 0, 0, article.text) for article in (named, same, bare))
    return Summary(
        picks=(Pick(one, one.text, 1, 1, 0, (two,)), Pick(three, three.text, 1, 1, 0)),
        articles=(named, same, bare, aside, *silent),
        budget=Budget(),
        encoder="trial",
        differences=(Difference(one, "Six", three, "Sept"), Difference(one, "Six", two, "Six")),
        asides=(Aside(aside, "about something else"),),
        problems=tuple(Problem(f"{n}.html", "no article in it") for n in range(MAX_PROBLEMS + 1)),
    )


def _briefing() -> Briefing:
    """A story in a section, an update; one without either; one in short."""
    summary = _summary()
    named, _, bare, *_ = summary.articles
    day = date(2026, 1, 2)
    story = Story("Safe", named, summary, 2, "World", day, told_before=1)
    return Briefing(
        title="Trial",
        day=day,
        since=datetime(2026, 1, 1, tzinfo=UTC),
        until=datetime(2026, 1, 2, tzinfo=UTC),
        stories=(story, Story("Sauvés", bare, summary, 1)),
        shorts=(story,),
        sources=2,
        articles=4,
        problems=summary.problems,
    )
