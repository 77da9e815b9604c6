import pytest

from summarizer.render.briefing import columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("The dam broke on Monday.", ["The dam", "broke on", "Monday."]),
        ("The dam.", ["The dam."]),
        ("0123456789 a", ["0123456789", "a"]),
        ("0123456789abcdef a", ["0123456789", "abcdef a"]),
        ("rain.\xa0[1][2] It", ["rain.", "[1][2] It"]),
        ("a b.\xa0[1] c", ["a b. [1] c"]),
        ("a bcdef.\xa0[1]", ["a", "bcdef. [1]"]),
        ("", [""]),
        ("水坝周一决口。两千人离开家园。", ["水坝周一决", "口。两千人", "离开家园。"]),
        ("水坝周一决口了。", ["水坝周一决", "口了。"]),
        ("水坝周一决。两", ["水坝周一", "决。两"]),
        ("댐이 무너졌다 오늘", ["댐이", "무너졌다", "오늘"]),
        ("e\u0301" * 10, ["e\u0301" * 10]),
        ("\u0301" * 3 + "dam", ["\u0301" * 3 + "dam"]),
    ],
)
def test_lines_are_as_full_as_ten_columns_allow(text, lines):
    assert columns.wrap(text, 10) == lines


def test_lines_after_the_first_begin_as_far_in():
    assert columns.wrap("The dam broke.", 10, "[1] ") == ["[1] The", "    dam", "    broke."]


def test_lines_after_the_first_can_begin_otherwise():
    assert columns.wrap("The dam broke.", 8, "- ", "> ") == ["- The", "> dam", "> broke."]


def test_nothing_is_lost_of_a_word_that_is_longer_than_a_line():
    lines = columns.wrap("x" * 10_000, 72, "    ")
    assert "".join(line.strip() for line in lines) == "x" * 10_000
    assert max(map(len, lines)) == 72


@pytest.mark.parametrize(
    ("text", "width"), [("dam", 3), ("水坝", 4), ("e\u0301", 1), ("Übung", 5), ("댐", 2), ("", 0)]
)
def test_the_width_is_what_a_terminal_uses(text, width):
    assert columns.width(text) == width
