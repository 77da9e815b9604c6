from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import figures
from tests.limits import processor_seconds


def values(text: str) -> list[Decimal | str]:
    return [figure.value for figure in figures.claims(text).figures]


def units(text: str) -> list[str]:
    return [figure.unit for figure in figures.claims(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 dead", 12),
        ("twelve dead", 12),
        ("a dozen dead", 12),
        ("twenty-one dead", 21),
        ("two hundred dead", 200),
        ("half a million homes", 500_000),
        ("1,200 homes", 1200),
        ("1\u202f200 homes", 1200),
        ("1.200.000 homes", 1_200_000),
        ("1,00,000 homes", 100_000),
        ("3.5 homes", Decimal("3.5")),
        ("3,5 homes", Decimal("3.5")),
        ("$1.2bn", 1_200_000_000),
        ("$5m", 5_000_000),
        ("1,200 million dollars", 1_200_000_000),
        ("the third home", 3),
        ("the 3rd home", 3),
        ("١٢ قتيلا", 12),
        ("१२ घर", 12),
        ("won 2–1", "2-1"),
    ],
)
def test_a_number_is_read_however_it_is_printed(text: str, expected: Decimal | str) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text", ["No one spoke.", "One of the men spoke.", "A man spoke.", "See https://a.b/12."]
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("50 percent", "%"),
        ("50 per cent", "%"),
        ("50%", "%"),
        ("$50", "$"),
        ("50 dollars", "$"),
        ("12 dead", "dead"),
        ("12 people were killed", "dead"),
        ("killed 12 people", "dead"),
        ("12 people were injured", "hurt"),
        ("12 people came", "person"),
        ("12 new homes", "home"),
        ("a boy aged 12", "age"),
        ("a 12-year-old boy", "age"),
        ("at 12 GMT", "clock"),
        ("10 to 12 percent", "range"),
        ("the first home", "ordinal"),
        ("12", ""),
    ],
)
def test_a_number_knows_what_it_counts(text: str, unit: str) -> None:
    assert units(text)[-1] == unit


def test_the_spoken_words_are_the_tokens_that_are_no_numbers_or_signs() -> None:
    text = "The U.S. paid $5m — 12% more than Peru’s mayor; see https://dam.example/12 too."
    words = [token.word for token in figures.tokens(text) if token.kind in {"word", "letters"}]
    assert figures.spoken(text) == words
    assert words == ["the", "us", "paid", "m", "more", "than", "peru's", "mayor", "see", "too"]


def test_plain_text_keeps_every_offset() -> None:
    assert figures.plain("“Peru’s” – 1\u202f000") == '"Peru\'s" - 1_000'


def test_dates_are_read_apart_from_numbers() -> None:
    read = figures.claims("On Friday, Sept. 22, 2017, and again on 3 May, 12 people met.")
    assert read.weekdays == {4}
    assert read.months == {9, 5}
    assert read.days == {(9, 22), (5, 3)}
    assert read.years == {2017}
    assert values("On Friday, Sept. 22, 2017, 12 people met.") == [12]


def test_small_words_are_months_only_with_a_capital() -> None:
    assert figures.claims("They may march.").months == frozenset()
    assert figures.claims("They sat in the sun.").weekdays == frozenset()


def test_a_year_with_a_noun_to_count_is_a_number() -> None:
    assert values("About 2000 people came.") == [2000]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12 dead", "14 dead", False),
        ("12 dead", "12 dead and 30 wounded", True),
        ("12 dead", "many dead", True),
        ("12 dead, 30 hurt", "12 dead, 31 hurt", False),
        ("12 dead, 30 hurt", "30 dead, 12 hurt", False),
        ("1.2 million", "1,230,000", True),
        ("1.2 million", "1.3 million", False),
        ("about 100", "102", False),
        ("on Monday", "on Tuesday", False),
        ("on Monday", "on Monday and Tuesday", True),
        ("on Friday", "on Friday, September 22", True),
        ("in 2019", "in 1 town", False),
        ("won 2-1", "won 1-2", False),
    ],
)
def test_agreement(one: str, other: str, expected: bool) -> None:
    assert figures.agree(figures.claims(one), figures.claims(other)) is expected
    assert figures.agree(figures.claims(other), figures.claims(one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The blast killed 12 people.", "The blast left fourteen dead.", ("12", "fourteen")),
        ("It cost $1.2 billion.", "It cost $1.3bn.", ("1.2 billion", "1.3bn")),
        ("12 died and 30 were hurt.", "12 died and 33 were hurt.", ("30", "33")),
        ("The blast killed 12.", "The blast killed 12 and wounded 30.", None),
        ("A boy aged 12 died.", "A boy aged 13 died.", None),
        ("It takes 10 to 12 days.", "It takes 11 to 13 days.", None),
        ("It fell 3 percent on Monday.", "It fell 4 percent on Tuesday.", None),
        ("The first of the 12 homes.", "The second of the 12 homes.", None),
        ("It has 12 homes.", "It has 14 shops.", None),
        ("It rose 3 and then 4 percent.", "It rose 5 percent, 6 percent in May.", None),
        ("At 12 GMT it rained.", "At 13 GMT it rained.", None),
        ("At 12 GMT it cost $5.", "At 13 GMT it cost $6.", None),
        ("It fell 3 percent, 12 points, to $40.", "It fell 4 percent, 16 points, to $36.", None),
    ],
)
def test_only_figures_of_one_quantity_differ(
    one: str, other: str, expected: tuple[str, str] | None
) -> None:
    assert figures.differing(figures.claims(one), figures.claims(other)) == expected


@given(st.text(max_size=60))
def test_any_text_agrees_with_itself(text: str) -> None:
    read = figures.claims(text)
    assert figures.agree(read, read)
    assert figures.differing(read, read) is None
    assert all(figure.printed in text for figure in read.figures)


@given(st.integers(0, 10**9))
def test_separators_do_not_change_a_number(number: int) -> None:
    assert values(f"x {number:,} homes") == [number]


@pytest.mark.parametrize(
    "text", ["9" * 50_000, "May " + "1" * 50_000, "1,22" * 20_000, "a." * 50_000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    with processor_seconds(5):
        figures.claims(text)
