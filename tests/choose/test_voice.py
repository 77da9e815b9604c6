import pytest

from summarizer import split
from summarizer.choose import prose, voice
from summarizer.datatypes import Article

NEWS = "A dam broke above Riverton on Monday. "


def is_personal(text: str, lang: str = "en") -> bool:
    page = prose.lines(split.sentences(Article(text, lang=lang)), with_brackets=True)
    return voice.is_personal(page)


@pytest.mark.parametrize(
    "own",
    [
        "I saw the water rise.",
        "That is my view.",
        "But I lost it all.",
        "Now it’s gone and I’ve nothing.",
    ],
)
def test_an_author_who_speaks_of_himself_is_heard(own):
    assert is_personal(NEWS + f"{own} " * 3)
    assert not is_personal(NEWS + f"{own} " * 2)


def test_what_a_witness_says_is_not_the_author():
    witness = '"I saw the water rise, and my house is gone," said Anna Lopez. '
    assert not is_personal(NEWS + witness * 5)


def test_a_long_report_may_have_a_word_of_its_reporter():
    assert not is_personal(NEWS * 40 + "I saw the water rise. " * 3)
    assert is_personal(NEWS * 27 + "I saw the water rise. " * 3)


def test_roman_numbers_and_other_languages_are_left_alone():
    assert not is_personal("World War II ended what World War I began. " * 5 + NEWS)
    assert not is_personal("I dag kom my og me. " * 5, lang="no")
