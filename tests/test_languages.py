"""Other languages and other encoders through the whole pipeline."""

import pytest

from summarizer import Article, Budget, Options, split, summarize
from summarizer.embed.lexical import LexicalEncoder

FRENCH = [
    (
        "Le barrage situé au-dessus de la ville a cédé lundi matin après quatre jours de pluie.\n"
        "Trois cents habitants de la ville ont quitté leurs maisons pendant la nuit de dimanche.\n"
        "Le maire a promis que les écoles du quartier rouvriraient avant la fin de la semaine."
    ),
    (
        "Après quatre jours de pluie, le barrage situé au-dessus de la ville a cédé lundi matin.\n"
        "Les pompiers ont utilisé des bateaux pour atteindre les rues les plus proches du fleuve."
    ),
]
TWO = Options(Budget(2, "sentences"))


class Calls(LexicalEncoder):
    """Counts how often it is asked."""

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(tuple(texts))
        return super().encode(texts)


@pytest.fixture
def articles():
    return [Article(text, title=f"Article {n}") for n, text in enumerate(FRENCH)]


def test_french_that_declares_nothing_is_french_and_takes_the_embedded_encoder(articles):
    found = summarize(articles, TWO)
    assert {article.lang for article in found.articles} == {"fr"}
    assert found.encoder == "embedded"
    assert "barrage" in found.picks[0].sentence.text


def test_question_and_known_sentences_are_placed_in_one_call_with_the_articles(articles):
    encoder = Calls()
    known = ("Trois cents habitants ont quitté leurs maisons.",)
    asked = Options(Budget(2, "sentences"), query="le barrage a cédé", known=known)
    found = summarize(articles, asked, encoder=encoder)
    assert len(encoder.asked) == 1
    assert encoder.asked[0][-2:] == ("le barrage a cédé", *known)
    assert "barrage" in found.picks[0].sentence.text


def test_the_lexical_encoder_makes_a_summary_and_is_named_in_it(articles):
    found = summarize(articles, TWO, encoder=LexicalEncoder())
    assert (found.encoder, found.encoder_sha256, len(found.picks)) == ("lexical", None, 2)


def test_hindi_and_urdu_sentences_end_at_their_own_marks():
    hindi = "बाँध सोमवार को टूट गया। क्या लोग सुरक्षित हैं? सब लोग सुरक्षित हैं।"
    assert len(split.sentences(Article(hindi, lang="hi"))) == 3
    assert len(split.sentences(Article("ہل گیا۔ سب ٹھیک ہیں۔", lang="ur"))) == 2


def test_an_english_initial_spelt_in_arabic_ends_no_sentence():
    text = "وقع الرئيس جورج دبليو. بوش القانون. ثم سافر."
    found = [sentence.text for sentence in split.sentences(Article(text, lang="ar"))]
    assert found == ["وقع الرئيس جورج دبليو. بوش القانون.", "ثم سافر."]
