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
