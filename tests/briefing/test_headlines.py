import numpy as np
import pytest

from summarizer.briefing import headlines, openings
from summarizer.datatypes import Article, Vectors
from tests.briefing import invented

LONG = 100_000


@pytest.mark.parametrize(
    "title",
    [
        "Live: floods in Westmark",
        "LIVE Westmark floods latest",
        "Watch live: the mayor speaks",
        "Floods in Westmark – live",
        "Flood updates LIVE: dam holds",
        "Live Flood Updates",
        "As it happened: floods in Westmark",
        "Floods: what happened on Sunday",
        "Morning briefing: floods, libraries",
        "Floods, libraries, ferries: your Monday briefing",
        "The papers: anger over libraries",
        "Ten things to know today",
        "10 must-reads for Monday",
        "The week in pictures",
        "News quiz of the week",
        "Monday's top stories",
    ],
)
def test_a_headline_over_several_stories_is_known(title):
    assert headlines.is_roundup(title)


@pytest.mark.parametrize(
    "title",
    [
        "Families live in fear of the next flood",
        "Mayor wraps up talks on libraries",
        "Minister gives briefing on floods",
        "Live music returns to Oakford",
        "Paper mill closes after 120 years",
        "Council updates plan for libraries",
        "Ten killed in Westmark floods",
        "",
    ],
)
def test_a_headline_over_one_story_is_not_taken_for_one_over_several(title):
    assert not headlines.is_roundup(title)


def test_a_question_is_known_by_its_mark_in_any_script():
    assert all(map(headlines.asks, ("Why?", 'Is it "safe?"', "为什么？", "لماذا؟", "Γιατί;")))
    assert not any(map(headlines.asks, ("No question", "Who? The mayor, of course", "")))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Floods",
        "Could the dam have been saved?",
        "Here's why the dam broke in Westmark",
        "Everything you need to know about the dam",
        "Watch: dam breaks in Westmark",
        "Opinion | The dam should never have been built",
        "INES HALLORAN: The dam was a mistake from the start",
        "DAM BREAKS IN WESTMARK AND FLOODS TOWN",
        "'It was terrible,' says man who saw the dam break",
        "Dam breaks in Westmark | Nine Tonight",
        "Dam breaks " * 15,
    ],
)
def test_a_headline_with_a_fault_is_worse_than_a_plain_one(title):
    plain = "Dam breaks in Westmark and floods the old town"
    assert headlines.faults(plain) == 0
    assert headlines.faults(title) > 0


def parted(*directions: tuple[float, float]) -> list[Vectors]:
    """For each article the vector of its headline, and of a sentence that all share."""
    shared = (0.6, 0.8)
    return [np.array([direction, shared], np.float32) for direction in directions]


def test_the_most_central_of_two_good_headlines_is_chosen():
    articles = [
        Article("", "Dam in Westmark breaks after heavy rain"),
        Article("", "Rain on and on all day long"),
    ]
    assert headlines.best(articles, parted((0.6, 0.8), (1, 0))) == 0
    assert headlines.best(articles[::-1], parted((1, 0), (0.6, 0.8))) == 1


def test_a_question_is_chosen_only_if_there_is_nothing_else():
    articles = [
        Article("", "Why did the dam in Westmark break?"),
        Article("", "Dam in Westmark breaks after heavy rain"),
    ]
    assert headlines.best(articles, parted((0.6, 0.8), (0.7, 0.7))) == 1
    assert headlines.best(articles[:1], parted((0.6, 0.8))) == 0


def test_an_article_without_a_headline_is_not_chosen():
    articles = [Article("One."), Article("Two.", "Dam breaks")]
    assert headlines.best(articles, parted((0, 0), (1, 0))) == 1


def test_a_story_without_headlines_has_an_article_all_the_same():
    articles = [Article("One."), Article("Two.")]
    assert headlines.best(articles, parted((0, 0), (0, 0))) in {0, 1}


def test_equal_headlines_are_chosen_by_id_whatever_the_order():
    articles = [Article("", "Dam in Westmark breaks", id=name) for name in ("b", "a")]
    assert headlines.best(articles, parted((1, 0), (1, 0))) == 1
    assert headlines.best(articles[::-1], parted((1, 0), (1, 0))) == 0


def test_the_headline_of_a_real_story_tells_it(real_encoder):
    articles = [invented.article(*printed) for printed in (*invented.FERRY, invented.EXPLAINER)]
    parts = openings.embedded(openings.of(articles), real_encoder)
    chosen = articles[headlines.best(articles, parts)].title
    assert chosen == "Ferry catches fire off Skarvik, 214 passengers saved"


@pytest.mark.parametrize(
    "title",
    ["?" * LONG, "live " * LONG, " - " * LONG, "A-" * LONG, "A. A. " * LONG, "\x85\u2028 $(id)"],
    ids=len,
)
def test_a_hostile_headline_is_judged_in_time(title):
    headlines.faults(title)
    headlines.asks(title)
