import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.choose import screen
from summarizer.choose.english import boilerplate, page, pointing, pronouns
from summarizer.choose.phrases import Phrase, Phrases, words_of

TABLES = (
    boilerplate.CREDITS,
    boilerplate.NOTES,
    boilerplate.AUTHORS,
    boilerplate.PLUGS,
    page.FURNITURE,
    pointing.INSIDE,
    pointing.POINTERS,
)
GATES = [
    *((phrase.pattern, table.flags, phrase.words) for table in TABLES for phrase in table.phrases),
    *(
        (pattern.pattern, pattern.flags, " ".join(sorted(words)))
        for pattern, words in (
            (boilerplate.CAPTION, boilerplate.POSTURES),
            (page.FIRST_PERSON, page.FIRST_PERSON_WORDS),
            (page.DAY, page.DAY_WORDS),
            (pronouns.PRONOUN, pronouns.PRONOUNS),
        )
    ),
]
"""Patterns, and the words without which none is tried."""

RAIN = Phrases(Phrase("rain", r"\brain (?:fell|falls)\b"), Phrase("sun", r"\bsun(?: and rain)?\b"))


def first(text: str) -> str | None:
    match = RAIN.first(text, words_of(text))
    return match.group() if match else None


def test_a_phrase_is_found_in_any_letter_case():
    assert first("Where RAIN fell, nothing grew.") == "RAIN fell"
    assert first("Where snow fell, nothing grew.") is None


def test_of_several_phrases_the_leftmost_is_found_and_at_one_place_the_earlier_one():
    assert first("The rain falls in the sun.") == "rain falls"
    assert first("The sun and rain fell.") == "sun and rain"
    both = Phrases(Phrase("rain", r"rain\w*"), Phrase("rain", r"rain fell"))
    match = both.first("a rain fell", words_of("a rain fell"))
    assert match
    assert match.group() == "rain"


def test_a_phrase_whose_words_are_missing_is_not_tried():
    assert RAIN.first("The rain fell.", frozenset({"snow"})) is None


def test_letter_case_counts_where_the_flags_say_so():
    strict = Phrases(Phrase("rain", r"rain"), flags=re.NOFLAG)
    assert strict.first("RAIN", words_of("RAIN")) is None


def test_words_are_small_and_without_marks():
    assert words_of("The mayor’s RAIN-coat, 2nd_hand © 2024.") == frozenset(
        ["the", "mayor", "s", "rain", "coat", "2nd_hand", "©", "2024"]
    )


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_every_sign_that_counts_as_a_letter_is_that_letter_in_the_words(letter: str):
    ignoring = re.compile(letter, re.IGNORECASE)
    for sign in map(chr, range(0x3000)):
        if ignoring.match(sign):
            assert words_of(f"x{sign}x") == {f"x{letter}x"}


def test_small_letters_part_words_where_the_text_does():
    for sign in map(chr, range(0x3000)):
        assert len(words_of(sign)) == (sign.isalnum() or sign in "_©")


@pytest.mark.parametrize(("pattern", "flags", "words"), GATES)
def test_whatever_a_pattern_finds_has_one_of_its_words(pattern: str, flags: int, words: str):
    compiled = re.compile(pattern, flags)

    @settings(max_examples=10, deadline=None, database=None)
    @given(st.from_regex(compiled))
    def holds(text: str) -> None:
        assert not words_of(text).isdisjoint(words.split()), text

    holds()


@given(st.from_regex(screen._ADDRESS))
def test_every_address_is_looked_for(text: str):
    assert screen._has_address(text, words_of(text))


@given(st.from_regex(screen._HEADLINE_GLUED_ON))
def test_every_headline_glued_on_is_looked_for(text: str):
    assert screen._has_headline(text)
