import pytest

from summarizer.choose import language
from summarizer.datatypes import Article

ENGLISH = (
    "The mayor of Riverton said that the bridge over the river was closed to all lorries, and that "
    "it would stay closed for six weeks in spring."
)
FRENCH = (
    "Le maire de la ville a dit que le vieux pont serait interdit aux camions pendant six semaines "
    "et que des travaux commenceraient au printemps dans les deux rues voisines du fleuve."
)
PLAIN_DUTCH = (
    "De burgemeester van de stad zei dat de oude brug over de rivier zes weken gesloten blijft "
    "voor alle vrachtwagens en dat het werk na de winter in twee straten begint."
)
GREEK = "Ο δήμαρχος είπε ότι η παλιά γέφυρα θα μείνει κλειστή για έξι εβδομάδες."


@pytest.mark.parametrize(
    ("declared", "told"), [("en", "en"), ("EN-gb", "en"), ("fr", "fr"), ("pt-BR", "pt")]
)
def test_what_an_article_declares_is_believed(declared, told):
    assert language.of(Article(GREEK, lang=declared)) == told


def test_a_silent_article_that_reads_like_english_is_english():
    assert language.of(Article(ENGLISH)) == "en"


@pytest.mark.parametrize("text", [FRENCH, PLAIN_DUTCH, " ".join([GREEK] * 4)])
def test_a_silent_article_that_does_not_is_nothing_known(text):
    assert language.of(Article(text)) == ""


def test_a_few_words_are_english_when_they_are_plain_letters():
    assert language.of(Article("The dam broke.")) == "en"
    assert language.of(Article("Dam broke")) == "en"
    assert language.of(Article("Der Damm drüben brach.")) == ""
    assert language.of(Article(GREEK)) == ""
    assert language.of(Article("")) == "en"


def test_one_letter_more_than_ascii_does_not_make_a_long_english_article_foreign():
    assert language.of(Article(ENGLISH + " “It is safe,” said José Muñoz.")) == "en"


def test_only_the_beginning_of_a_long_article_is_read():
    long = " ".join([ENGLISH] * 20)
    assert language.of(Article(f"{long} {FRENCH * 20}")) == "en"
