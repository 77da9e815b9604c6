"""Everything that prints, and what must hold of it: one row for each."""

from collections.abc import Callable, Sequence
from functools import partial

from summarizer import render
from summarizer.briefing import mail
from summarizer.datatypes import Briefing
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.mail import mail as mail_page
from summarizer.render.briefing.sources import sources
from summarizer.render.provenance import provenance
from tests.hostile import checks, specimens
from tests.hostile.specimens import Foreign, harmless, hostile

Texts = Sequence[str]

PAGES: dict[str, Callable[[Sequence[Foreign]], str]] = {
    "summary": lambda foreign: render.html(specimens.summary(foreign)),
    "provenance": lambda foreign: provenance(specimens.summary(foreign)),
    "briefing": lambda foreign: FORMATS["html"](specimens.briefing(foreign)),
    "sources": lambda foreign: sources(specimens.briefing(foreign), told_on="briefing.html"),
    "mail": lambda foreign: mail_page(specimens.briefing(foreign)),
    "archive": lambda foreign: dict(archive.pages(specimens.day(foreign)))["index.html"],
}
"""Every kind of page, of what strangers wrote."""

BY_FORMAT = {
    "terminal": checks.terminal,
    "text": checks.terminal,
    "markdown": checks.markdown,
    "html": checks.html,
    "json": checks.json,
}


def _printed(write: Callable[[Sequence[Foreign]], str], check: Callable, texts: Texts) -> None:
    """All texts at once."""
    check(write(hostile(texts)), write(harmless(texts)), texts)


def _through(specimen: Callable, render_: Callable) -> Callable[[Sequence[Foreign]], str]:
    return lambda foreign: render_(specimen(foreign))


def _one_by_one(texts: Texts) -> None:
    """One by one: the subject has the title of the first story only."""
    for text in texts:
        found, twin = (specimens.briefing(make([text])) for make in (hostile, harmless))
        bodies = FORMATS["text"](found), "<p>The page has its own proof.</p>\n"
        checks.mail(mailed(found, *bodies), mailed(twin, *bodies), bodies)


def mailed(briefing: Briefing, text: str, html: str) -> bytes:
    """The message as it is sent."""
    return mail.message(
        briefing, text, html, sender="Desk <desk@example.org>", recipients=("ada@example.org",)
    ).message


PROOFS: dict[str, Callable[[Texts], None]] = {
    **{
        f"summary-{name}": partial(_printed, _through(specimens.summary, each), BY_FORMAT[name])
        for name, each in render.RENDERERS.items()
        if name != "html"
    },
    **{
        f"briefing-{name}": partial(_printed, _through(specimens.briefing, each), BY_FORMAT[name])
        for name, each in FORMATS.items()
        if name != "html"
    },
    **{f"{name}-page": partial(_printed, write, checks.html) for name, write in PAGES.items()},
    "atom": partial(_printed, _through(specimens.day, archive.atom), checks.atom),
    "mail": _one_by_one,
}
