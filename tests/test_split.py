import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import split
from summarizer.datatypes import Article
from summarizer.load import hygiene

# What split has rules for, mixed with anything at all.
MIXED = st.lists(
    st.one_of(st.sampled_from([*'.!?"“”«»„ \n\t。।؟', "2004.China", "Mr. "]), st.text())
).map("".join)


def texts(text: str, lang: str | None = None) -> list[str]:
    return [sentence.text for sentence in split.sentences(Article(text, lang=lang))]


def check_slices(text: str, lang: str | None = None) -> None:
    found = split.sentences(Article(text, lang=lang))
    assert [sentence.index for sentence in found] == list(range(len(found)))
    at = 0
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert "\n" not in sentence.text
        assert not text[at : sentence.start].strip(), "something was left out"
        at = sentence.end
    assert not text[at:].strip(), "the end was left out"


@given(MIXED)
def test_sentences_are_slices_of_any_raw_text_and_leave_nothing_out(text):
    check_slices(text)


@given(MIXED.map(hygiene.clean), st.sampled_from([None, "en", "zh", "ar", "hi", "ja", "xx", "fr"]))
def test_sentences_are_slices_of_any_clean_text_in_any_language(text, lang):
    check_slices(text, lang)


def test_a_line_break_ends_a_sentence():
    assert texts("The dam broke\nNobody was hurt. The road\nis closed.") == [
        "The dam broke",
        "Nobody was hurt.",
        "The road",
        "is closed.",
    ]


def test_empty_lines_and_spaces_are_no_sentences():
    assert texts("\n \n  The dam broke.  \n\n") == ["The dam broke."]
    assert texts("") == []
    assert texts("   ") == []


def test_sentences_glued_by_a_lost_space_are_two():
    assert texts("It was his first visit since 2004.China is one of few hosts.") == [
        "It was his first visit since 2004.",
        "China is one of few hosts.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Ruiz in the town hall.",
        "The U.S. envoy arrived at 9 a.m. with two aides.",
        "Prices rose by 3.5 percent to 1,200.50 dollars.",
        "The army found Spc. Ruiz guilty on two counts.",
        "The man had a loaded. 38-caliber revolver in his hand.",
        "Gen. Lee, i.e. the head of the army, resigned.",
        "The firm J. P. Hill Inc. closed its mine.",
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(text):
    assert texts(text) == [text]


def test_an_opening_quotation_mark_goes_with_what_it_opens():
    assert texts('The mayor came. "We will rebuild," she said.') == [
        "The mayor came.",
        '"We will rebuild," she said.',
    ]
    assert texts("The mayor came. “We will rebuild,” she said.") == [
        "The mayor came.",
        "“We will rebuild,” she said.",
    ]


def test_a_closing_quotation_mark_stays_with_what_it_closes():
    assert texts("“We will rebuild.” The mayor left at noon.") == [
        "“We will rebuild.”",
        "The mayor left at noon.",
    ]
    assert texts('"We will rebuild." The mayor left at noon.') == [
        '"We will rebuild."',
        "The mayor left at noon.",
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", ["大坝星期一倒塌了。", "没有人受伤。"]),
        ("ja", ["ダムが月曜日に決壊した。", "けが人はいない。"]),
        ("hi", ["बाँध सोमवार को टूट गया।", "कोई घायल नहीं हुआ।"]),
        ("ar", ["هل انهار السد يوم الاثنين؟", "لم يصب أحد بأذى."]),
    ],
)
def test_other_scripts_end_sentences_in_their_own_way(lang, expected):
    gap = "" if lang in {"zh", "ja"} else " "
    assert texts(gap.join(expected), lang) == expected


@pytest.mark.parametrize("lang", ["zh", "hi"])
def test_full_stops_of_other_scripts_are_known_without_being_told_the_language(lang):
    text = {"zh": "大坝倒塌了。没有人受伤。", "hi": "बाँध टूट गया। कोई घायल नहीं हुआ।"}[lang]
    assert len(texts(text)) == 2


def test_the_same_text_twice_in_an_article_is_two_places():
    first, second = split.sentences(Article("Nobody was hurt.\nNobody was hurt."))
    assert (first.start, second.start) == (0, 17)
    assert first != second


def test_a_saint_s_title_before_a_name_ends_no_sentence():
    sentence = "She studied law at the University of Sto. Tomas in Manila."
    assert texts(sentence) == [sentence]


@pytest.mark.parametrize("hour", ["about 2 p.m. Tuesday", "10:22 a.m. Sunday", "6 p.m. ET"])
def test_an_hour_before_its_day_or_zone_ends_no_sentence(hour):
    sentence = f"A boy was found at {hour} behind the mill."
    assert texts(sentence) == [sentence]


def test_an_hour_may_end_a_sentence():
    assert texts("It closed at 2 p.m. The mill stayed open.") == [
        "It closed at 2 p.m.",
        "The mill stayed open.",
    ]
