from itertools import permutations

import pytest

from summarizer.choose import origins
from summarizer.datatypes import Article

WIRE = (
    "The dam above Riverton broke on Monday evening after nine days of heavy rain in the hills. "
    "Two thousand people left their homes before the water reached the first streets. "
    "The mayor said the bridge would stay closed until engineers had looked at every pillar."
)
OWN = (
    "Our reporter walked along the river this morning and counted forty ruined houses. "
    "An old farmer told her that he had warned the water board about the wall in spring. "
    "Nobody from the board wanted to answer questions about his letters yesterday."
)
OTHER = (
    "Insurance companies expect claims of about ninety million after the flood in the valley. "
    "Shares of the firm that built the wall fell by a fifth before trading was stopped. "
    "Analysts pointed out that two similar walls were finished by it in the same year."
)


def votes(*articles: Article) -> int:
    """Of all the articles together, the same in whatever order they come."""
    counts = {
        origins.of(order).independent(range(len(articles))) for order in permutations(articles)
    }
    assert len(counts) == 1, "the order of the articles changed the count"
    return counts.pop()


def test_one_text_in_three_outlets_is_one_vote():
    assert votes(*(Article(WIRE, source=outlet) for outlet in ("A", "B", "C"))) == 1


@pytest.mark.parametrize(
    "print_",
    [
        WIRE.partition(". ")[0] + ".",  # cut after the first sentence
        WIRE + " " + OWN.partition(". ")[0] + ".",  # a paragraph of its own below
        OTHER.partition(". ")[0] + ". " + WIRE,  # or above
        WIRE.replace("Monday evening", "Monday"),  # edited a little
        WIRE.upper(),
        WIRE.replace(". ", ".\n\n"),
        WIRE.replace(",", " –").replace("said", "said:"),
    ],
)
def test_a_changed_print_of_the_wire_is_no_second_vote(print_):
    assert votes(Article(WIRE, source="A"), Article(print_, source="B")) == 1


def test_different_texts_of_different_outlets_are_votes_of_their_own():
    assert (
        votes(Article(WIRE, source="A"), Article(OWN, source="B"), Article(OTHER, source="C")) == 3
    )


def test_one_outlet_has_one_vote_however_much_it_prints():
    assert (
        votes(Article(WIRE, source="A"), Article(OWN, source="a"), Article(OTHER, source="A")) == 1
    )


def test_without_a_name_the_host_of_the_address_is_the_outlet():
    same = ("https://www.example.org/dam", "https://example.org/farmer")
    assert votes(*(Article(t, url=url) for t, url in zip((WIRE, OWN), same, strict=True))) == 1
    other = ("https://example.org/dam", "https://example.com/farmer")
    assert votes(*(Article(t, url=url) for t, url in zip((WIRE, OWN), other, strict=True))) == 2


def test_articles_of_unknown_outlets_count_each_for_itself():
    assert votes(Article(WIRE), Article(OWN), Article(OTHER)) == 3


def test_only_the_articles_asked_about_are_counted():
    found = origins.of([Article(WIRE, source="A"), Article(WIRE, source="B"), Article(OWN)])
    assert found.independent([0]) == 1
    assert found.independent([0, 1]) == 1
    assert found.independent([1, 2]) == 2
    assert found.independent([2, 2, 2]) == 1


def test_very_short_and_empty_articles_are_counted_too():
    assert votes(Article("A dam broke.", source="A"), Article("Prices rose.", source="B")) == 2
    assert votes(Article("", source="A"), Article("", source="B")) == 1
    assert origins.of([]).texts == ()


def test_a_print_that_holds_two_others_counts_alike_in_any_order():
    whole = Article(WIRE + " " + OWN, source="A")
    assert votes(whole, Article(WIRE, source="B"), Article(OWN, source="C")) == 1


def test_an_outlet_that_prints_the_wire_and_its_own_story_gives_the_wire_to_another():
    # A has one vote: for its own text, so that B can vote for the wire.
    wire, own = Article(WIRE, source="A"), Article(OWN, source="A")
    assert votes(wire, own, Article(WIRE, source="B")) == 2
    assert votes(wire, own, Article(WIRE, source="B"), Article(OTHER, source="B")) == 2
