import numpy as np

from summarizer.briefing import openings
from summarizer.datatypes import Article
from tests.briefing import invented


def opened(*articles: Article) -> list[tuple[str, ...]]:
    return openings.of(articles)


def test_an_opening_is_the_headline_and_the_first_six_sentences():
    text = " ".join(f"Sentence {name} stands here." for name in "ABCDEFGH")
    [opening] = opened(Article(text=text, title="A title"))
    assert opening[0] == "A title"
    assert opening[1:] == tuple(f"Sentence {name} stands here." for name in "ABCDEF")


def test_without_a_headline_its_place_stays_empty():
    assert opened(Article(text="One sentence."), Article(text="", title="Only")) == [
        ("", "One sentence."),
        ("Only",),
    ]


def test_what_an_outlet_prints_under_every_article_is_left_out():
    channel = [invented.article(*printed) for printed in invented.CHANNEL]
    assert opened(*channel) == [
        ("Baker wins prize for rye bread", "A baker from Tolnau has won a prize."),
        ("Snow closes the Hollen pass", "The Hollen pass is closed until Thursday."),
        ("Old tram returns to the streets", "A tram of 1911 is running in Westmark again."),
    ]


def test_lines_that_differ_in_numbers_only_are_one_line():
    times = [Article(f"Nov {n}, 2026 5:0{n} AM\nReport {n}.", f"Title {n}", "A") for n in (1, 2, 3)]
    assert [opening[1:] for opening in opened(*times)] == [(), (), ()]


def test_two_versions_of_one_article_keep_what_they_share():
    versions = [Article("The dam broke at noon.", f"Dam breaks {n}", "A") for n in ("now", "late")]
    assert [opening[1:] for opening in opened(*versions)] == [("The dam broke at noon.",)] * 2


def test_what_two_other_articles_of_an_outlet_share_is_left_out():
    both = [Article("Sign up today.", title, "A") for title in ("Dam breaks", "Baker wins")]
    assert [opening[1:] for opening in opened(*both)] == [(), ()]


def test_copies_in_several_outlets_keep_their_text():
    copies = [Article("The dam broke at noon.", f"Title {n}", f"Outlet {n}") for n in range(4)]
    assert all(opening[1:] == ("The dam broke at noon.",) for opening in opened(*copies))


def test_without_an_outlet_nothing_is_known_to_be_furniture():
    unsigned = [Article("The dam broke at noon.", f"Title {n}") for n in range(4)]
    assert all(opening[1:] == ("The dam broke at noon.",) for opening in opened(*unsigned))


def test_addresses_are_left_out():
    article = Article("Read https://example.org/a?b=c and www.example.org or ask @paper now.")
    assert opened(article) == [("", "Read and or ask now.")]


def test_the_outlet_is_the_name_else_the_host():
    assert openings.outlet(Article("", source="Harbour Times", url="https://a.org/")) == (
        "harbour times"
    )
    assert openings.outlet(Article("", url="https://www.example.org/x")) == "example.org"
    assert openings.outlet(Article("")) == ""


def test_the_vectors_of_an_opening_begin_with_its_headline(encoder):
    parts = openings.embedded([("Dam", "One.", "Two."), ("", "One.")], encoder)
    assert [part.shape for part in parts] == [(3, 64), (2, 64)]
    assert not parts[1][0].any()
    assert np.array_equal(parts[0][1], parts[1][1])
    assert openings.embedded([], encoder) == []


def test_a_centroid_is_the_direction_of_the_mean():
    parts = [np.array([[1, 0], [0, 1]], np.float32), np.zeros((1, 2), np.float32)]
    assert openings.centroids(parts).round(4).tolist() == [
        np.array([0.7071, 0.7071], np.float32).tolist(),
        [0, 0],
    ]


def test_a_hostile_text_is_opened_in_time():
    for text in ("a" * 100_000, " -" * 50_000, "@" * 100_000, "| " * 50_000, "\u202e\x1b" * 50_000):
        [opening] = opened(Article(text, title=text, source="A"))
        assert len(opening) <= 1 + openings.SENTENCES
