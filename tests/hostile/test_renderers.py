"""Every hostile text, and any text at all, through everything that prints."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import render
from summarizer.briefing import mail
from summarizer.datatypes import Briefing
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from summarizer.render.provenance import provenance
from tests.hostile import checks, specimens
from tests.hostile.specimens import harmless, hostile
from tests.hostile.texts import EVERY, KINDS

Texts = Sequence[str]
BY_FORMAT = {
    "terminal": checks.terminal,
    "text": checks.terminal,
    "markdown": checks.markdown,
    "html": checks.html,
    "json": checks.json,
}


def printed(specimen: Callable, render_: Callable, check: Callable, texts: Texts) -> None:
    """Everything at once."""
    check(render_(specimen(hostile(texts))), render_(specimen(harmless(texts))), texts)


def mailed(texts: Texts) -> None:
    """One by one: the subject has the title of the first story only."""
    for text in texts:
        found, twin = (specimens.briefing(make([text])) for make in (hostile, harmless))
        bodies = (FORMATS["text"](found),) * 2
        checks.mail(_mail(found, *bodies), _mail(twin, *bodies), bodies)


def _mail(briefing: Briefing, text: str, html: str) -> bytes:
    return mail.message(
        briefing, text, html, sender="Desk <desk@example.org>", recipients=("ada@example.org",)
    ).message


PROOFS: dict[str, Callable[[Texts], None]] = {
    **{
        f"summary-{name}": partial(printed, specimens.summary, each, BY_FORMAT[name])
        for name, each in render.RENDERERS.items()
    },
    **{
        f"briefing-{name}": partial(printed, specimens.briefing, each, BY_FORMAT[name])
        for name, each in FORMATS.items()
    },
    "provenance": partial(printed, specimens.summary, provenance, checks.html),
    "archive": partial(printed, specimens.day, archive.html, checks.html),
    "atom": partial(printed, specimens.day, archive.atom, checks.atom),
    "mail": mailed,
}

any_text = st.one_of(
    st.text(min_size=1), st.sampled_from([each for each in EVERY if len(each) < 99])
)
any_texts = st.lists(
    st.lists(any_text, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3
)


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_hostile_text_does_anything_but_stand_there(kind, proof):
    PROOFS[proof](KINDS[kind])


@pytest.mark.parametrize("proof", PROOFS)
@given(texts=any_texts)
def test_no_text_at_all_does(proof, texts):
    PROOFS[proof](texts)
