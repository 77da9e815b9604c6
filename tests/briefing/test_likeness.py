from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.briefing import likeness
from summarizer.briefing.likeness import Table


def alike(*texts: str, spoken: str = "en") -> Table:
    """Between all, with vectors that all point the same way: only the words count."""
    rows = likeness.rows([likeness.words([text], spoken) for text in texts])
    vectors = np.ones((len(texts), 1), np.float32)
    return likeness.between(rows, rows, vectors, vectors)


def printed(texts: Sequence[str], spoken: str = "en") -> set[str]:
    return set(likeness.words(texts, spoken).printed)


def test_a_text_is_as_like_itself_as_can_be_and_not_at_all_like_another():
    table = alike("the dam of Oakford broke", "bakers in Valby won", "the dam of Oakford broke")
    assert table.round(4).tolist() == [[1, 0, 1], [0, 1, 0], [1, 0, 1]]


def test_rare_words_count_for_more():
    table = alike("a dam leaks", "a pier leaks", "a boat leaks", "a dam holds")
    assert table[0, 3] > table[0, 1]


def test_words_and_meaning_must_both_agree():
    rows = likeness.rows([likeness.words([text], "en") for text in ("a dam", "a dam")])
    across = np.eye(2, dtype=np.float32)
    assert likeness.between(rows, rows, across, across).round(4).tolist() == [[1, 0], [0, 1]]


def test_a_shared_name_makes_more_alike_than_a_shared_word():
    table = alike("we saw Ines argue", "they met Ines there", "we saw birds", "they ate birds")
    assert table[0, 1] > table[0, 2]


def test_texts_that_name_nobody_in_common_are_less_alike():
    table = alike("fever in Eastland rises", "fever in Westmark rises", "fever in towns rises")
    assert table[0, 1] < likeness.STRANGERS < table[0, 2]


def test_a_name_that_the_other_prints_without_a_capital_is_no_stranger():
    table = alike("again Taliban banned schools", "TALIBAN schools: taliban banned Kabul girls")
    assert table[0, 1] > likeness.STRANGERS


def test_days_and_months_are_no_names():
    found = likeness.words(["It rained on Sunday in March at Valby."], "en")
    assert [word for word in found.printed if found.is_name(word)] == ["valbi"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dams broke, breaking the dam's walls", {"dam", "broke", "break", "wall"}),
        ("1,037 cases at 5.8 per cent", {"1,037", "case", "5.8", "per", "cent"}),
        ("‘serious’ talks’s", {"serious", "talk"}),
    ],
)
def test_words_are_counted_in_their_stems_and_numbers_whole(text, words):
    assert printed([text]) == words


def test_words_of_a_language_without_a_stemmer_stay_as_they_are():
    assert printed(["Σεισμός στην Κρήτη"], "el") == {"σεισμόσ", "στην", "κρήτη"}


def test_scripts_without_blanks_are_read_in_pairs():
    assert printed(["地震がCrete島"], "ja") == {"地震", "震が", "crete", "島"}


def test_texts_without_words_are_like_nothing():
    assert alike("", "the and of", "dam").round(4).tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 1]]


def test_hostile_texts_are_read_in_time():
    for text in ("'s" * 50_000, "1,1." * 25_000, "地" * 100_000, "A" * 100_000, "’" * 100_000):
        likeness.rows([likeness.words([text], "en")])
