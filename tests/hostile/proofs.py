"""Everything that prints, and what must hold of it: one row for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from summarizer import render
from summarizer.briefing import mail
from summarizer.datatypes import Briefing
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.mail import cut
from summarizer.render.briefing.sources import sources
from summarizer.render.briefing.view import seen
from summarizer.render.html import page
from summarizer.render.provenance import provenance
from tests.hostile import checks, specimens
from tests.hostile.specimens import Foreign, harmless, hostile

Texts = Sequence[str]

PAGES: dict[str, Callable[[Sequence[Foreign]], str]] = {
    "summary": lambda foreign: render.html(specimens.summary(foreign)),
    "provenance": lambda foreign: provenance(specimens.summary(foreign)),
    "briefing": lambda foreign: FORMATS["html"](specimens.briefing(foreign)),
    "sources": lambda foreign: sources(_mostly_stories(foreign), told_on="briefing.html"),
    "mail": lambda foreign: _uncut(specimens.briefing(foreign), level=0),
    "mail-cut": lambda foreign: _uncut(specimens.briefing(foreign), level=len(foreign)),
    "archive": lambda foreign: dict(archive.pages(specimens.day(foreign)))["index.html"],
}
"""Every kind of page, of what strangers wrote."""


def _mostly_stories(foreign: Sequence[Foreign]) -> Briefing:
    """The page of the sources shows those in short like the others."""
    found = specimens.briefing(foreign)
    return replace(found, shorts=found.shorts[:1])


def _uncut(briefing: Briefing, level: int) -> str:
    """So much is left out of the mail, however long it is: its shape shows nothing of lengths."""
    return page("mail.html", cut=cut(seen(briefing), level), version="1")


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
    """A message with all texts, and one of each: the subject has the title of the first only."""
    whole = specimens.briefing(hostile(texts))
    bodies = FORMATS["text"](whole), _uncut(whole, level=0)
    twin = specimens.briefing(harmless(["Dam"]))
    checks.mail(mailed(whole, *bodies), mailed(twin, *bodies), bodies)
    expected = mailed(twin, *SHORT)
    for text in texts:
        checks.mail(mailed(specimens.briefing(hostile([text])), *SHORT), expected, SHORT)


SHORT = "Dam breaks.\n", "<p>Dam breaks.</p>\n"
"""Bodies of a mail."""


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
