"""Every hostile text, and any text at all, through everything that prints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import render
from tests.hostile import checks
from tests.hostile.proofs import PROOFS
from tests.hostile.specimens import harmless, hostile, summary
from tests.hostile.texts import EVERY, KINDS

SHORT = [text for text in EVERY if len(text) < 100]

any_text = st.lists(st.one_of(st.text(min_size=1), st.sampled_from(SHORT)), min_size=1, max_size=3)
any_texts = st.lists(any_text.map(" ".join), min_size=1, max_size=3)


def test_the_texts_are_many_and_each_is_there_once():
    assert len({*EVERY}) == len(EVERY) == 1127
    assert min(map(len, KINDS.values())) >= 15


@pytest.mark.parametrize("proof", PROOFS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_hostile_text_does_anything_but_stand_there(kind, proof):
    PROOFS[proof](KINDS[kind])


@pytest.mark.parametrize("proof", PROOFS)
@settings(max_examples=12)  # each of up to three texts, beside the 1,127 above
@given(texts=any_texts)
def test_no_text_at_all_does(proof, texts):
    PROOFS[proof](texts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_terminal_with_colours_gets_those_and_nothing_else(kind, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    found, twin = (render.terminal(summary(make(KINDS[kind]))) for make in (hostile, harmless))
    assert checks.STYLE.search(twin)
    checks.terminal(found, twin, KINDS[kind])
