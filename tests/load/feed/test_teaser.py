import pytest

from summarizer.load.feed import teaser
from tests.limits import processor_seconds

LONG = "The dam above the town of Velden broke on Monday night after a week of rain. " * 25
INVITATIONS = [
    "Read more",
    "Read more »",
    "(Read more...)",
    "Read more about the dam at example.com.",
    "Read the full article here",
    "Read the rest of this story",
    "Continue reading...",
    "Continue reading Dam breaks above Velden →",
    "Click here to read more",
    "Weiterlesen",
    "Lire la suite…",
]


@pytest.mark.parametrize("invitation", INVITATIONS)
@pytest.mark.parametrize("between", ["\n", " "])
def test_an_invitation_is_taken_off_and_makes_a_teaser(invitation, between):
    text = "The dam broke on Monday."
    assert teaser.judged(text + between + invitation) == (text, True)


@pytest.mark.parametrize("invitation", INVITATIONS)
def test_an_invitation_below_a_long_article_leads_elsewhere(invitation):
    assert teaser.judged(f"{LONG}\n{invitation}") == (LONG.strip(), False)


def test_a_text_that_is_cut_is_a_teaser_whatever_its_length():
    for ending in ("...", "…", "[…]", " [...]", '…"'):
        assert teaser.judged(f"{LONG}The mayor said{ending}")[1]
    assert not teaser.judged(LONG)[1]


def test_an_article_of_a_hundred_words_is_none():
    assert teaser.judged("word " * 99)[1]
    assert not teaser.judged("word " * 100)[1]
    assert not teaser.judged("水" * 100)[1]


def test_the_footer_of_wordpress_is_taken_off_and_says_nothing():
    footer = "\nThe post Dam breaks above Velden appeared first on Harbour Times."
    assert teaser.judged(LONG + footer) == (LONG.strip(), False)
    text = "The dam broke […]"
    assert teaser.judged(text + footer) == (text, True)


def test_a_link_to_comments_is_no_text():
    assert teaser.judged("Comments") == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "Read more books, the mayor said.",
        "He told them to read more.",
        "She wants children to continue reading at home.",
        "It is the full story of a dam.",
    ],
)
def test_a_sentence_is_no_invitation(text):
    assert teaser.judged(text) == (text, True)


@pytest.mark.parametrize("piece", [")keep reading", ".Read more", "The post a appeared first on "])
def test_the_time_is_linear(piece):
    with processor_seconds(5):
        teaser.judged("\n" + piece * 200_000 + "\nx")
