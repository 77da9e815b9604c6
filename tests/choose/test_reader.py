import numpy as np
import pytest

from summarizer.choose import reader
from summarizer.choose.order import Place
from summarizer.choose.reader import Reader

PLACES = [Place(0, 0), Place(0, 1), Place(0, 2), Place(0, 9), Place(1, 0), Place(1, 4)]
PLAIN = ["Six men walked home."] * len(PLACES)


def reading(texts=PLAIN, places=PLACES, vectors=None, contents=None):
    if vectors is None:
        vectors = np.eye(len(texts), dtype=np.float32)
    if contents is None:
        contents = [frozenset({f"word{n}"}) for n in range(len(texts))]
    return Reader(texts, contents, places, vectors)


def leaning(texts=PLAIN, printed=(0,)):
    return reading(texts).leaning(list(printed))[0]


@pytest.mark.parametrize(
    ("text", "definite", "pointing"),
    [
        ("Police closed a road near the gas station.", {"statio"}, set()),
        ("The comedian was released.", {"comedi"}, set()),
        ("When she goes inside, this suspect is gone.", set(), {"suspec"}),
        ("Those claims were denied.", set(), {"claims"}),
        ("The arrest of two men was filmed.", set(), set()),
        ("The man who shot him fled.", set(), set()),
        ("That man who shot him fled.", set(), {"man"}),
        ("A gas station burned, and the station was closed.", set(), set()),
        ("The White House said no.", set(), set()),
        ("He took the last one.", set(), set()),
        ("Workers fear for the plant’s future.", {"plant"}, set()),
        ("", set(), set()),
    ],
)
def test_what_a_sentence_takes_as_known(text, definite, pointing):
    assert reader.pointed_at(text) == (definite, pointing)


def test_a_sentence_behind_its_predecessor_or_at_the_top_of_an_article_seldom_leans():
    behind, after_one, after_many, opening, late = leaning()[1:]
    assert behind < after_one < after_many
    assert opening < late
    assert max(behind, opening) < 0.03
    assert min(after_one, late) > 0.06


def test_behind_its_predecessor_is_where_a_sentence_would_follow():
    here, behind = reading().leaning([0])
    assert here[1] == behind[1]
    assert (behind <= here)[[1, 2, 3, 5]].all()


def test_a_thing_that_nobody_named_makes_a_sentence_lean():
    named = "Police closed the station."
    texts = ["A gas station burned.", *[named] * 5]
    assert leaning(texts)[4] < leaning(["Six men walked home.", *[named] * 5])[4]


def test_unknown_things_add_up_to_a_limit():
    things = ["The fox", "and the hen", "and the pig", "and the ram."]
    chances = [
        leaning(["Six men walked home."] * 4 + [" ".join(things[:n])] * 2)[4] for n in (1, 2, 3, 4)
    ]
    assert chances[0] < chances[1] < chances[2]
    assert chances[2] == chances[3]


def test_what_is_close_to_a_printed_sentence_and_has_nothing_new_repeats():
    vectors = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    contents = [frozenset("abcdef"), frozenset("abcdef"), frozenset("ghijkl")]
    again = reading(PLAIN[:3], PLACES[:1] + PLACES[4:], vectors, contents).repeating([0])
    assert again[1] > 0.8
    assert again[2] < 0.01


def test_another_article_repeats_sooner_than_the_same_and_at_its_top_most():
    vectors = np.ones((len(PLACES), 1), dtype=np.float32)
    again = reading(vectors=vectors).repeating([0])
    assert again[1] == again[3] < again[5] < again[4]


def test_the_article_that_was_printed_first_tells_the_news():
    again = reading(PLAIN[:3], [Place(1, 0), Place(0, 0), Place(1, 1)]).repeating([0, 1])
    other = reading(PLAIN[:3], [Place(1, 0), Place(0, 0), Place(0, 1)]).repeating([0, 1])
    assert again[2] < other[2]


def test_of_two_sentences_with_nothing_new_the_longer_repeats_more():
    contents = [frozenset("abcdef"), frozenset("ab"), frozenset("abcdef")]
    again = reading(PLAIN[:3], PLACES[:3], contents=contents).repeating([0])
    assert again[1] < again[2]


def test_a_text_without_words_is_no_trouble():
    empty = reading(["...", "..."], PLACES[:2], contents=[frozenset(), frozenset()])
    assert np.isfinite(empty.leaning([0])[0]).all()
    assert np.isfinite(empty.repeating([0])).all()
