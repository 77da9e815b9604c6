import pytest

from summarizer.choose import trim
from summarizer.datatypes import Article, Sentence


def sentence(text: str) -> Sentence:
    article = Article(text=f"Before. {text} After.", source="Daily")
    return Sentence(article, 3, 8, text)


def edges(text: str) -> str:
    cut = trim.edges(sentence(text))
    assert cut.article.text[cut.start : cut.end] == cut.text
    assert cut.index == 3
    return cut.text


CLAIM = "The council of Leeds voted on bread."


@pytest.mark.parametrize(
    "dateline",
    [
        "LAHORE: ",
        "HANGZHOU, China (AP) — ",
        "NEW YORK, Jan. 5 (Reuters) - ",
        "NEW YORK, Jan. 5 - ",
        "(Reuters) - ",
        "Washington (CNN) ",
        "FT. COLLINS, Colo. — ",
        "WASHINGTON—",
        "BERLIN -- ",
    ],
)
def test_a_dateline_goes(dateline: str):
    assert edges(dateline + CLAIM) == CLAIM


MARKS = [
    "• ",
    "12:45 ",
    "[09:30 GMT] ",
    "UPDATE 2: ",
    "BREAKING: ",
    "(Update 1, 12:30 p.m.) ",
    "(UPDATED) ",
    "Why it matters: ",
]


def test_behind_many_captions_only_a_dateline_with_its_agency_goes():
    for dateline, kept in [("FAIR OAK, N.J. (AP) — ", ""), ("INSKEEP: ", "INSKEEP: ")]:
        article = Article(text=f"{dateline}{CLAIM}")
        assert trim.edges(Sentence(article, 9, 0, article.text)).text == kept + CLAIM


@pytest.mark.parametrize("mark", MARKS)
def test_bullets_labels_and_time_stamps_go(mark: str):
    assert edges(mark + CLAIM) == CLAIM


@pytest.mark.parametrize(
    "credit",
    [" Photo: AFP", " (AP Photo/Ann Wood, File)", " © 2019 Daily", " — Reuters", " Read more"],
)
def test_a_trailing_credit_goes(credit: str):
    assert edges(CLAIM + credit) == CLAIM


@pytest.mark.parametrize(
    "text",
    [
        CLAIM,
        "NATO said: We will wait for the vote.",
        "Voters in Leeds said no, according to Reuters.",
        "The vote, the mayor of Leeds said on Friday.",
        '"LAHORE: a city of bread" is a book by Ann Wood.',
        "The US (and Canada) voted for bread.",
        "12 bakers in Leeds were fined.",
        "Ann Wood – a baker in Leeds – was fined.",
        "3.50 pounds is the price of bread in Leeds.",
        "Leeds - No.",
        "Ann Wood (Labour) – Leeds is her seat – voted no.",
        "POLICE: A man was found in Leeds.",
        "NASA - The agency is American.",
    ],
)
def test_what_belongs_to_the_sentence_stays(text: str):
    assert edges(text) == text


def test_further_down_capitals_and_a_colon_are_a_speaker():
    text = "INSKEEP: Bread is dear in Leeds."
    later = Sentence(Article(text=text), 9, 0, text)
    assert trim.edges(later) == later


def test_attribution_stays():
    text = "LEEDS (AP) — Bread is dear, the mayor said. — Reuters"
    assert edges(text) == "Bread is dear, the mayor said."


def test_no_cut_leaves_half_a_quotation():
    text = "“LEEDS (AP) — Bread is dear,” the mayor said."
    assert edges(text) == text


@pytest.mark.parametrize("opening", ["But ", "And ", "However, ", "Meanwhile, "])
def test_a_connective_goes_and_asks_for_a_capital(opening: str):
    cut = trim.connective(sentence(opening + "the mayor of Leeds voted no."))
    assert cut.text == "the mayor of Leeds voted no."
    assert cut.article.text[cut.start : cut.end] == cut.text
    assert trim.needs_capital(cut)


def test_before_a_name_no_capital_is_needed():
    cut = trim.connective(sentence("But Ann Wood of Leeds voted no."))
    assert cut.text == "Ann Wood of Leeds voted no."
    assert not trim.needs_capital(cut)


@pytest.mark.parametrize(
    "text",
    [
        "But for Ann Wood the vote was lost.",
        "But if Leeds votes no, bread is lost.",
        "And yet Leeds voted for bread.",
        "But that was in Leeds last year.",
        "Butter is dear in Leeds today.",
        "But Leeds said no.",
    ],
)
def test_a_connective_that_carries_meaning_or_leaves_too_little_stays(text: str):
    assert trim.connective(sentence(text)) == sentence(text)


def first_of(article: str) -> Sentence:
    return Sentence(Article(article), 0, 0, article.partition(".")[0] + ".")


def test_a_town_in_capitals_before_a_name_is_cut_where_the_article_names_the_town():
    glued = "BRUSSELS NATO invited Montenegro on Wednesday."
    named = first_of(f"{glued} Ministers met in Brussels for two days.")
    assert trim.edges(named).text == "NATO invited Montenegro on Wednesday."
    assert trim.edges(first_of(glued)).text == glued


def test_two_towns_in_capitals_are_cut_too():
    text = "GAZA/JERUSALEM Israel agreed to a truce on Monday. Shops in Gaza opened again."
    assert trim.edges(first_of(text)).text == "Israel agreed to a truce on Monday."
    shouted = "FORMER Australian senator Ann Wood has resigned."
    assert trim.edges(first_of(f"{shouted} Former senators wept.")).text == shouted


def foreign(lang: str, text: str, index: int = 0) -> str:
    return trim.edges(Sentence(Article(text, lang=lang), index, 0, text)).text


@pytest.mark.parametrize(
    ("lang", "dateline", "text"),
    [
        ("fr", "Velden, Haut-Rhin -- ", "Le barrage a cédé lundi soir."),
        ("el", "Αθήνα (ΑΠΕ) – ", "Το φράγμα έσπασε τη Δευτέρα."),
        ("ar", "القاهرة (رويترز) - ", "انهار السد يوم الاثنين مساء."),
        ("ar", "الثلاثاء 18 يناير، 2005 ", "انهار السد مساء في المدينة."),
    ],
)
def test_a_dateline_in_another_language_goes(lang: str, dateline: str, text: str):
    assert foreign(lang, dateline + text) == text
    assert foreign(lang, dateline + text, index=trim.TOP + 1) == dateline + text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Anne Bois (RN) – candidate à la mairie – a perdu dimanche."),
        ("fr", "Le maire -- un médecin -- a démissionné lundi."),
        ("ar", "يوم الثلاثاء 18 يناير 2005 انهار السد في المدينة."),
    ],
)
def test_what_is_no_dateline_stays_in_other_languages(lang: str, text: str):
    assert foreign(lang, text) == text
