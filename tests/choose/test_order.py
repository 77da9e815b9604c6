from summarizer.choose import order
from summarizer.choose.order import Place


def read(*places: tuple[int, int]) -> list[int]:
    return order.for_reading([Place(*place) for place in places])


def test_the_lead_stays_first_even_when_its_article_says_something_before_it():
    assert read((0, 2), (0, 0), (0, 1)) == [0, 1, 2]


def test_passages_of_the_lead_s_article_keep_their_order():
    assert read((4, 0), (4, 9), (4, 3), (4, 6)) == [0, 2, 3, 1]


def test_the_lead_s_article_is_told_to_its_end_before_another_begins():
    assert read((0, 0), (1, 2), (0, 20)) == [0, 2, 1]


def test_another_article_s_passages_stay_together_in_their_own_order():
    assert read((0, 0), (1, 9), (2, 0), (1, 2)) == [0, 3, 1, 2]


def test_of_two_other_articles_the_one_chosen_from_first_comes_first():
    assert read((5, 0), (9, 0), (2, 0)) == [0, 1, 2]


def test_nothing_is_in_order_and_one_is_too():
    assert read() == []
    assert read((3, 7)) == [0]


def test_every_passage_is_read_once():
    places = [(n % 3, 7 * n % 5) for n in range(9)]
    assert sorted(read(*places)) == list(range(9))
