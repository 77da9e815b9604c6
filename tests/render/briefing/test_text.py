"""The columns of the plain text, whatever stands in them."""

import unicodedata

import pytest

from summarizer.render.briefing import FORMATS
from tests.hostile.specimens import briefing, hostile
from tests.hostile.texts import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_address_takes_more_than_72_columns(kind):
    lines = FORMATS["text"](briefing(hostile(KINDS[kind]))).split("\n")
    long = [each for each in lines if columns(each) > 72]
    assert [each for each in long if not each.lstrip().lower().startswith("http")] == []


def columns(text: str) -> int:
    """Of a terminal, at least: accents take none."""
    return sum(unicodedata.category(char) not in {"Mn", "Me"} for char in text)
