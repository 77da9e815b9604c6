import pytest

from summarizer.choose import names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Police Chief Ann Wood said no.", {"Wood": {"Ann Wood"}}),
        ("Syrian President Nabil al-Hadi, 58, left.", {"Hadi": {"Nabil al-Hadi"}}),
        ("Zora Quill, 31, left.", {"Quill": {"Zora Quill"}}),
        ("Zora Quill left. Later Quill came back.", {"Quill": {"Zora Quill"}}),
        ("The Supreme Court of New York sat in Los Angeles.", {}),
        ("Ann Wood and Tom Wood left.", {"Wood": {"Ann Wood", "Tom Wood"}}),
        ("Joost van Brug, 31, left.", {"Brug": {"Joost van Brug"}}),
    ],
)
def test_people_are_told_from_places_and_bodies(text: str, people: dict[str, set[str]]):
    assert names.people(text) == people


def test_a_first_name_tells_the_pronoun():
    assert [names.gender(name) for name in ("Ann", "Tom", "Zora")] == ["she", "he", ""]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Then Nabil al-Hadi left.", ["Then Nabil al-Hadi"]),
        ("el-Hadi saw Al-Hadi.", ["el-Hadi", "Al-Hadi"]),
        ("O’Dell and D'Arc met.", ["O’Dell", "D'Arc"]),
        ("J.R. Roe met Mr. Smith, Jr. today.", ["J.R. Roe", "Mr. Smith, Jr."]),
        ("Joost van der Brug owns an iPhone.", ["Joost van der Brug"]),
        ("Élise Brun-Roy all alone.", ["Élise Brun-Roy"]),
        ("the mayor’s Dog, rock'N'roll", ["Dog"]),
        ("", []),
    ],
)
def test_capitalised_words_run_on(text: str, runs: list[str]):
    assert [text[run.start : run.end] for run in names.runs(text)] == runs
    assert [" ".join(run.words) for run in names.runs(text)] == runs
