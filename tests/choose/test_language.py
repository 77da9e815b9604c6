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


@pytest.mark.parametrize(
    ("text", "told"), [(FRENCH, "fr"), (PLAIN_DUTCH, "nl"), (" ".join([GREEK] * 4), "el")]
)
def test_a_silent_article_that_does_not_is_in_the_language_that_it_reads_like(text, told):
    assert language.of(Article(text)) == told


def test_figures_alone_are_in_no_language():
    assert language.of(Article("٣ – ٢ (١ – ١)")) == ""


def test_what_reads_like_another_language_declares_it_and_stays_the_same_article():
    article = Article(FRENCH)
    found = language.declared(article)
    assert found.lang == "fr"
    assert found.id == article.id


@pytest.mark.parametrize(
    "article", [Article(ENGLISH), Article(FRENCH, lang="en"), Article("– ‒ ―")]
)
def test_english_the_declared_and_the_unknown_are_left_as_they_are(article):
    assert language.declared(article) is article


def test_the_main_language_is_that_of_most_articles():
    articles = [Article(ENGLISH), Article(FRENCH), Article(GREEK, lang="fr")]
    assert language.main(articles) == "fr"
    assert language.main([]) == ""
    assert language.main([Article(FRENCH), Article(ENGLISH)]) == "en"


def test_a_few_words_are_english_when_they_are_plain_letters():
    assert language.of(Article("The dam broke.")) == "en"
    assert language.of(Article("Dam broke")) == "en"
    assert language.of(Article("Der Damm drüben brach.")) == "de"
    assert language.of(Article(GREEK)) == "el"
    assert language.of(Article("")) == "en"


def test_one_letter_more_than_ascii_does_not_make_a_long_english_article_foreign():
    assert language.of(Article(ENGLISH + " “It is safe,” said José Muñoz.")) == "en"


def test_only_the_beginning_of_a_long_article_is_read():
    long = " ".join([ENGLISH] * 20)
    assert language.of(Article(f"{long} {FRENCH * 20}")) == "en"
