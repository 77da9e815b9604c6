import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import wording


def agree(one: str, other: str) -> bool:
    return wording.agree(wording.wording(one), wording.wording(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The road is safe.", "The road is not safe."),
        ("He paid the fine.", "He refused to pay the fine."),
        ("Prices rose in May.", "Prices fell in May."),
        ("The court was asked to lift the ban.", "The court lifted the ban."),
        ("The firm plans to sell the plant.", "The firm sold the plant."),
        ("They say John Smith did it.", "They say Jane Smith did it."),
        ("Ghana beat Togo on penalties.", "Togo beat Ghana on penalties."),
    ],
)
def test_what_turns_a_sentence_round_is_seen_from_both_sides(one: str, other: str) -> None:
    assert not agree(one, other)
    assert not agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He would not pay the fine.", "He refused to pay the fine."),
        ("Prices rose, then fell.", "Prices fell."),
        ("The court lifted the ban.", "The court lifted the old ban."),
        ("They say J. Smith did it.", "They say John Smith did it."),
        ("They say Mr. Smith did it.", "They say Senator Smith did it."),
        ("Ghana and Togo play on.", "Togo and Ghana play on."),
        ("Ghana beat Togo on penalties.", "Togo lost on penalties, beaten by Ghana."),
        ("New Rules For Old Banks", "The new rules for banks"),
    ],
)
def test_other_words_for_one_fact_pass(one: str, other: str) -> None:
    assert agree(one, other)
    assert agree(other, one)


def test_overlap_counts_forms_of_a_word_and_takes_the_larger_share() -> None:
    one = wording.wording("Russia bombs bridges.")
    other = wording.wording("A Russian bridge was bombed at dawn, officials said.")
    assert wording.overlap(one, other) == 1
    assert wording.overlap(other, one) == 1


def test_overlap_of_nothing_is_whole() -> None:
    assert wording.overlap(wording.wording("12"), wording.wording("The dam broke.")) == 1


@given(st.text(max_size=60))
def test_any_text_agrees_with_itself(text: str) -> None:
    assert agree(text, text)
