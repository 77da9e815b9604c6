"""Whether a folder of templates works: each is filled with a made-up day that has everything."""

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
from summarizer.render.briefing.mail import cut_short, mail
from summarizer.render.html import OWN, html
from summarizer.render.provenance import provenance


def check(templates: Path) -> None:
    """Fills every template once.

    Raises:
        TemplateError: the folder has none, or one cannot be filled.
    """
    if templates.is_dir() and not any((templates / name).is_file() for name in OWN):
        raise TemplateError(f"{templates}: no template in it; expected one of {', '.join(OWN)}")
    summary, briefing = _summary(), _briefing()
    html(summary, templates)
    provenance(summary, templates)
    briefing_page(briefing, templates, "day.json")
    mail(briefing, templates)
    cut_short(briefing, templates)


def fault(templates: Path) -> str | None:
    """What `check` has to say, in one line."""
    try:
        check(templates)
    except TemplateError as error:
        return str(error)
    return None


def _summary() -> Summary:
    """Two outlets that differ, one that is not quoted, one set aside, one that is unreadable."""
    when = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    named = Article("Six are safe.", "Safe", "Times", "https://example.org/six", when, "en")
    bare = Article("Sept sont sauvés.", lang="fr", path="sept.txt")
    silent = Article("Safe.", "Safe", "Echo", "https://example.net/safe")
    other = Article("It rained.", "Rain", "Post")
    one, two = (Sentence(article, 0, 0, article.text) for article in (named, bare))
    return Summary(
        picks=(Pick(one, one.text, 1, 1, 0), Pick(two, two.text, 1, 1, 0)),
        articles=(named, bare, silent, other),
        budget=Budget(),
        encoder="trial",
        differences=(Difference(one, "Six", two, "Sept"),),
        asides=(Aside(other, "about something else"),),
        problems=(Problem("broken.html", "no article in it"),),
    )


def _briefing() -> Briefing:
    """One story in a section, an update, and one without; one in short."""
    summary = _summary()
    article = summary.articles[0]
    day = date(2026, 1, 2)
    story = Story("Safe", article, summary, 2, "World", day, told_before=1)
    return Briefing(
        title="Trial",
        day=day,
        since=datetime(2026, 1, 1, tzinfo=UTC),
        until=datetime(2026, 1, 2, tzinfo=UTC),
        stories=(story, Story("Safe", article, summary, 1)),
        shorts=(story,),
        sources=2,
        articles=4,
        problems=summary.problems,
    )
