import numpy as np
import pytest

from summarizer.choose.concepts import HEADLINE, LONE, Concepts, Coverage
from summarizer.choose.order import Place
from summarizer.datatypes import Article

DEPTH = 4.0


def weights(*pages: list[str], **fields: tuple[str, ...]) -> dict[str, float]:
    """What each text of one pair weighs; page n is article n, a text for every sentence."""
    texts = [text for page in pages for text in page]
    places = [Place(n, depth) for n, page in enumerate(pages) for depth in range(len(page))]
    articles = []
    for n, page in enumerate(pages):
        more = {name: values[n] for name, values in fields.items()}
        articles.append(Article(" ".join(page), lang="en", **({"source": f"outlet {n}"} | more)))
    concepts = Concepts(texts, places, articles, DEPTH)
    return {text: float(concepts.weights[concepts.of(row)].sum()) for row, text in enumerate(texts)}


def test_a_pair_of_two_origins_outweighs_one_of_a_single_origin():
    found = weights(["dam broke", "old bridge"], ["dam broke", "red house"])
    assert found["dam broke"] == 2  # a full vote by each of two
    assert found["old bridge"] == pytest.approx(LONE / (1 + 1 / DEPTH))


def test_the_more_origins_the_more_it_weighs():
    two = weights(["dam broke"], ["dam broke at"], ["red house"])["dam broke"]
    three = weights(["dam broke"], ["dam broke at"], ["where dam broke"])["dam broke"]
    assert (two, three) == (2, 3)


def test_copies_do_not_vote_twice():
    text = "dam broke near the old town while all slept"
    copied = weights([text], [text], ["red house"])
    assert copied[text] == pytest.approx(8 * LONE)  # eight pairs, one origin


def test_two_texts_of_one_outlet_do_not_vote_twice():
    apart = weights(["dam broke", "by night"], ["then dam broke"], source=("A", "B"))
    together = weights(["dam broke", "by night"], ["then dam broke"], source=("A", "A"))
    assert apart["dam broke"] == 2
    assert together["dam broke"] == pytest.approx(LONE)


def test_earlier_is_louder():
    found = weights(["dam broke", "old bridge"], ["old bridge", "dam broke", "dam broke"])
    assert found["dam broke"] == found["old bridge"] == pytest.approx(1 + 1 / (1 + 1 / DEPTH))
    late = weights(["x y"] * 4 + ["dam broke"], ["dam broke"])
    assert late["dam broke"] == pytest.approx(1 + 1 / 2)  # at `depth` the vote has halved


def test_a_headline_adds_a_vote():
    titles = ("Dam broke", "")
    plain = weights(["dam broke"], ["when dam broke"])["dam broke"]
    assert weights(["dam broke"], ["when dam broke"], title=titles)["dam broke"] == pytest.approx(
        plain + HEADLINE
    )


def test_a_pair_that_only_a_headline_has_is_no_concept():
    concepts = Concepts(
        ["dam broke"], [Place(0, 0)], [Article("x", title="Old bridge fell")], DEPTH
    )
    assert len(concepts.weights) == 1


def test_forms_of_a_word_are_one_in_a_language_with_a_stemmer():
    def pairs(lang: str) -> int:
        texts = ["bridges closed", "bridge closing"]
        article = Article("x", lang=lang)
        return len(Concepts(texts, [Place(0, 0), Place(0, 1)], [article], DEPTH).weights)

    assert pairs("en") == 1
    assert pairs("xx") == 2


def test_capitals_and_apostrophes_make_no_difference():
    texts = ["The MAYOR’s house", "the mayor's House"]
    article = Article("x", lang="en")
    concepts = Concepts(texts, [Place(0, 0), Place(0, 1)], [article], DEPTH)
    assert concepts.of(0).tolist() == concepts.of(1).tolist()


def test_vowel_signs_do_not_cut_words():
    concepts = Concepts(["बाढ़ से कई"], [Place(0, 0)], [Article("x", lang="hi")], DEPTH)
    assert len(concepts.weights) == 2


def test_a_text_of_one_word_or_none_has_no_concepts():
    concepts = Concepts(
        ["dam", "", "dam broke"], [Place(0, n) for n in range(3)], [Article("x")], DEPTH
    )
    assert [len(concepts.of(row)) for row in range(3)] == [0, 0, 1]


def test_several_rows_together_hold_each_pair_once():
    concepts = Concepts(
        ["dam broke", "dam broke now"], [Place(0, 0), Place(0, 1)], [Article("x")], DEPTH
    )
    assert concepts.together([0, 1]).tolist() == [0, 1]


def held(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


def test_what_is_said_adds_nothing_more():
    coverage = Coverage([held(0, 1), held(1, 2), held(2)], np.array([1.0, 2.0, 4.0]))
    assert coverage.gain([]).tolist() == [3, 6, 4]
    assert coverage.gain([0]).tolist() == [0, 4, 4]
    assert coverage.gain([0, 2]).tolist() == [0, 0, 0]


def test_a_candidate_without_concepts_adds_nothing():
    coverage = Coverage([held(), held(0), held(), held(1), held()], np.array([1.0, 2.0]))
    assert coverage.gain([]).tolist() == [0, 1, 0, 2, 0]
    assert coverage.gain([0, 3]).tolist() == [0, 1, 0, 0, 0]
