import pytest
from rouge_score.rouge_scorer import RougeScorer

from summarizer.evaluate import rouge

SUMMARY = ["The dam broke on Monday.", "Two villages were flooded, officials said."]
REFERENCE = "A dam broke on Monday. Officials report that two villages flooded."


def test_english_equals_the_library_with_stemming() -> None:
    library = RougeScorer(["rouge1", "rouge2", "rougeLsum"], use_stemmer=True).score(
        "A dam broke on Monday.\nOfficials report that two villages flooded.", "\n".join(SUMMARY)
    )
    assert rouge.score(SUMMARY, [REFERENCE], "en") == pytest.approx(
        [100 * library[kind].fmeasure for kind in ("rouge1", "rouge2", "rougeLsum")]
    )


def test_a_score_is_in_percent() -> None:
    assert rouge.score(["The dam broke."], ["The dam broke."], "en") == (100, 100, 100)


def test_several_references_give_the_mean() -> None:
    assert rouge.score(["The dam broke."], ["The dam broke.", "No rain."], "en") == (50, 50, 50)


def test_an_empty_summary_scores_nothing() -> None:
    assert rouge.score([], [REFERENCE], "en") == (0, 0, 0)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fr", "L'été arrive.", ["l", "été", "arrive"]),
        ("hi", "हिन्दी में बाढ़।", ["हिन्दी", "में", "बाढ़"]),
        ("ar", "انهار السد.", ["انهار", "السد"]),
        ("ja", "橋が閉鎖 2026年", ["橋", "が", "閉", "鎖", "2026", "年"]),
        ("en", "Floods flooded Ålesund", ["flood", "flood", "lesund"]),
    ],
)
def test_words_of_every_script_are_compared(lang: str, text: str, words: list[str]) -> None:
    assert rouge.words(text, lang) == words


def test_other_scripts_score_on_their_words() -> None:
    assert rouge.score(["انهار السد يوم الاثنين."], ["انهار السد أمس."], "ar").one == (
        pytest.approx(100 * 4 / 7)
    )
