from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.choose import brackets
from summarizer.choose.brackets import Insertion, strip
from summarizer.datatypes import Article, Sentence

SUNDAY = datetime(2023, 9, 24, 15, 0, tzinfo=UTC)


def article_of(*texts: str, published: datetime | None = None) -> list[Sentence]:
    article = Article(text=" ".join(texts), published=published)
    found = []
    start = 0
    for index, text in enumerate(texts):
        found.append(Sentence(article, index, start, text))
        start += len(text) + 1
    return found


def last_shown(
    *texts: str, published: datetime | None = None, known: frozenset[str] = frozenset()
) -> str:
    """The last sentence of an article as it would be printed."""
    sentences = article_of(*texts, published=published)
    last = sentences[-1]
    shown = brackets.render(last.text, brackets.insertions(last, sentences, known))
    assert brackets.agrees(shown, last.text)
    return shown


MEETING = "Then President Nabil al-Hadi, 58, said he met bakers."
JUDGE = "The judge Ann Wood, 41, said bread is dear."
WOOD = "The baker Ann Wood, 41, said bread is dear."


# --- full names -----------------------------------------------------------------------------------


def test_a_surname_gets_its_office_and_first_names():
    assert last_shown(MEETING, "Bread pleased Hadi.") == "Bread pleased [President Nabil al-]Hadi."
    assert last_shown(JUDGE, "Police fined Wood.") == "Police fined [judge Ann] Wood."


@pytest.mark.parametrize(
    ("introduced", "inserted"),
    [
        ("Leeds knows police spokesman John Wood, 41.", "[police spokesman John]"),
        ("A former judge Ann Wood, 41, said bread is dear.", "[former judge Ann]"),
        ("Leeds met assistant general manager Ann Wood, 41.", "[assistant general manager Ann]"),
        ("Bread is dear, Judge Ann Wood said.", "[Judge Ann]"),
        ("Bread is dear, Leeds Superior Court Judge Ann Wood said.", "[Judge Ann]"),
        ("Bread is dear, French Prime Minister Ann Wood said.", "[Prime Minister Ann]"),
    ],
)
def test_words_in_front_of_the_office_may_describe_it(introduced: str, inserted: str):
    assert last_shown(introduced, "Mary fined Wood.") == f"Mary fined {inserted} Wood."


@pytest.mark.parametrize("verb", ["told", "said", "accused", "quoted"])
def test_a_verb_in_front_of_the_office_is_left_out(verb: str):
    introduced = f"Leeds {verb} judge Ann Wood, 41, on bread."
    assert last_shown(introduced, "Mary fined Wood.") == "Mary fined [judge Ann] Wood."


@pytest.mark.parametrize(
    "introduced",
    [
        "Leeds heard Ann Wood, 41, say that bread is dear.",
        "Leeds heard Mrs. Ann Wood, 41, say that bread is dear.",
        WOOD.replace("The baker ", ""),
        "Aspiring heart surgeon Ann Wood, 41, said that bread is dear.",
        "Leeds heard the would-be judge Ann Wood, 41, say that bread is dear.",
    ],
)
def test_first_names_alone_are_not_inserted(introduced: str):
    assert last_shown(introduced, "Police fined Wood.") == "Police fined Wood."


def test_only_the_first_mention_gets_them():
    assert last_shown(JUDGE, "Wood said Wood pays.") == "[judge Ann] Wood said Wood pays."


def test_a_surname_that_the_summary_has_introduced_gets_none():
    text = "Police fined Wood."
    assert last_shown(JUDGE, text, known=frozenset({"Wood"})) == text


def test_an_insertion_says_whom_it_introduces():
    sentences = article_of(JUDGE, "Police fined Wood.")
    assert brackets.insertions(sentences[1], sentences) == (Insertion(13, "[judge Ann] ", "Wood"),)


@pytest.mark.parametrize(
    "texts",
    [
        (JUDGE, "Her brother Tom Wood paid.", "Police fined Wood."),
        ("Leeds knows investor Wood, 41.", "Police fined Wood."),
        ("The judges Tom and Ann Wood said bread is dear.", "Police fined Wood."),
        ("Police fined Wood.",),
        (JUDGE, "The Wood family paid."),
        (JUDGE, "Bread is baked in Wood."),
        (JUDGE, "Ms. Wood paid."),
        (JUDGE, "Mayor Wood paid."),
        (JUDGE, "Tom Wood paid."),
        (JUDGE, "Wood Street is closed."),
        (JUDGE, "Police [in Leeds] fined Wood."),
        ("The owner Springfield Burger-Hut sells bread.", "Ann Wood likes Burger-Hut."),
        ("Then President Barack Obama, 58, said bread is dear.", "Bread pleased Obama."),
    ],
)
def test_a_surname_that_may_be_another_or_is_known_gets_none(texts: tuple[str, ...]):
    assert last_shown(*texts) == texts[-1]


def test_the_full_name_must_stand_before():
    sentences = article_of("Police fined Wood.", JUDGE)
    assert brackets.insertions(sentences[0], sentences) == ()


# --- he and she -----------------------------------------------------------------------------------


def test_a_pronoun_gets_the_only_person_named_before():
    before = "Leeds heard Ann Wood, 41, say that bread is dear."
    assert last_shown(before, "She paid.") == "She [Ann Wood] paid."
    assert last_shown(before, "She paid.", "She left.") == "She [Ann Wood] left."


@pytest.mark.parametrize(
    "texts",
    [
        ("Leeds heard Ann Wood and Jane Reed.", "She paid."),
        ("Leeds heard Ann Wood, 41.", "He paid."),
        ("Leeds heard Ann Wood, 41.", "A teacher wept.", "She paid."),
        ("Leeds heard Ann Wood, 41, and her sister.", "Bread rose.", "She paid."),
        ("Leeds heard Ann Wood, 41.", "Then came Zora.", "She paid."),
        ("Leeds heard Ann Wood, 41.", "Bread rose.", "Cake fell.", "She paid."),
        ("Leeds heard nobody.", "She paid."),
        ("She paid.",),
    ],
)
def test_a_pronoun_that_may_be_another_gets_none(texts: tuple[str, ...]):
    assert last_shown(*texts) == texts[-1]


def test_the_brother_of_the_same_name_is_another_person():
    texts = ("Tim Reed, 27, was named.", "Jokhar Reed was caught.", "He is held.")
    assert last_shown(*texts) == "He is held."


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Leeds voted on Friday.", "Leeds voted on Friday [22 September]."),
        (
            "Leeds closed it to all lorries and sent Reed to prison on Friday.",
            "Leeds closed it to all lorries and sent Reed to prison on Friday [22 September].",
        ),
        ("Leeds voted Sunday in May Hall.", "Leeds voted Sunday [24 September] in May Hall."),
        (
            "Leeds said on Tuesday it will pay.",
            "Leeds said on Tuesday [19 September] it will pay.",
        ),
    ],
)
def test_a_weekday_in_the_past_gets_its_date(text: str, shown: str):
    assert last_shown(text, published=SUNDAY) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Leeds will vote on Friday.",
        "Leeds voted last Friday.",
        "Leeds voted on Good Friday.",
        "Leeds voted on Friday, Sept. 22.",
        "Leeds voted on Friday and Saturday.",
        "Leeds heard Friday's speech.",
        "Leeds voted on Monday.",
        "Leeds voted on Friday after a strike in 1998.",
        "Leeds called a strike that begins on Friday.",
        "Leeds hired a ferry to reopen the line on Friday.",
        "Leeds voted on Friday evening.",
        'Leeds said: "We voted on Friday."',
        "Leeds votes every Friday and voted no.",
        "Leeds closed until Friday.",
    ],
)
def test_a_weekday_that_may_be_another_gets_none(text: str):
    assert last_shown(text, published=SUNDAY) == text


def test_without_a_date_of_publication_no_weekday_is_dated():
    assert last_shown("Leeds voted on Friday.") == "Leeds voted on Friday."


def test_in_the_early_hours_todays_weekday_may_be_last_weeks():
    early = datetime(2023, 9, 24, 2, 0, tzinfo=UTC)
    assert last_shown("Leeds voted on Sunday.", published=early) == "Leeds voted on Sunday."
    assert last_shown("Leeds voted on Saturday.", published=early) == (
        "Leeds voted on Saturday [23 September]."
    )


# --- showing and taking back ----------------------------------------------------------------------


def test_a_trimmed_slice_is_shown_with_a_bracketed_capital():
    assert brackets.render("the mayor of Leeds paid.", (), capital=True) == (
        "[T]he mayor of Leeds paid."
    )
    assert strip("[T]he mayor of Leeds paid.") == "the mayor of Leeds paid."


def test_a_slice_with_a_capital_needs_none():
    assert brackets.render("Leeds paid.", (), capital=True) == "Leeds paid."


def test_all_kinds_together_come_out_again():
    shown = "[T]he court heard [Nabil al-]Hadi and [Ann] Wood on Friday [22 September], she said."
    assert strip(shown) == "the court heard Hadi and Wood on Friday, she said."


def test_other_words_do_not_agree():
    assert not brackets.agrees("[Ann] Wood pays.", "Wood paid.")
    assert not brackets.agrees("[T]he mayor paid.", "The mayor paid.")


def test_brackets_of_the_article_itself_stay():
    assert brackets.agrees("He saw [the] mayor.", "He saw [the] mayor.")
    assert not brackets.agrees("He saw the mayor.", "He saw [the] mayor.")


@given(st.text(alphabet="abcAB .,“”", min_size=1).filter(lambda text: "  " not in text))
def test_whatever_render_inserts_before_a_word_strip_removes(text: str):
    first = [at == 0 or text[at - 1] == " " for at in range(len(text))]
    starts = [at for at in range(len(text)) if first[at] and text[at] != " "]
    found = [Insertion(at, "[Ann] ") for at in starts]
    shown = brackets.render(text, found, capital=not found)
    assert strip(shown) == text
