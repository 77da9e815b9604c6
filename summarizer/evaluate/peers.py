"""The summarizers of the package sumy, on our sentences and without NLTK's downloads.

They get the stemmer and the stop words that sumy has for the language, as its own command does.
"""

import warnings
from typing import Any

from summarizer.datatypes import Sentence
from summarizer.evaluate import extra
from summarizer.evaluate.material import Material, take
from summarizer.evaluate.rouge import UnicodeWords

DECIMALS = 9
"""Of a rating. sumy sums over sets of words, whose order, and with it the last digits, changes
from run to run; ratings that are equal to here count as equal, and the earlier sentence wins."""


def lexrank(material: Material) -> list[Sentence]:
    """LexRank (Erkan & Radev 2004) on TF-IDF."""
    return _best(material, "lex_rank", "LexRankSummarizer")


def textrank(material: Material) -> list[Sentence]:
    """TextRank (Mihalcea & Tarau 2004)."""
    return _best(material, "text_rank", "TextRankSummarizer")


def kl_sum(material: Material) -> list[Sentence]:
    """KL-sum (Haghighi & Vanderwende 2009); time grows with the cube of the sentences."""
    return _best(material, "kl", "KLSummarizer")


def lsa(material: Material) -> list[Sentence]:
    """Latent semantic analysis (Steinberger & Ježek 2004)."""
    return _best(material, "lsa", "LsaSummarizer")


class _Words:
    """What sumy calls a tokenizer."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(UnicodeWords().tokenize(text))


def _best(material: Material, module: str, name: str) -> list[Sentence]:
    """The best sentences by sumy's ratings, as many as fit."""
    if not material.sentences:
        return []
    lang = material.cluster.lang
    summarizer = getattr(extra.module(f"sumy.summarizers.{module}"), name)(_stemmer(lang))
    summarizer.stop_words = _stop_words(lang)
    rated: list[Any] = []

    def every_one(ratings: list[Any]) -> list[Any]:
        rated.extend(ratings)
        return ratings

    with warnings.catch_warnings():
        # Few words, or none but stop words: sumy's figures are then poor, and that is the result.
        warnings.simplefilter("ignore")
        summarizer(_document(material), every_one)
    rated.sort(key=lambda each: (-round(float(each.rating), DECIMALS), each.order))
    return take(material, [each.order for each in rated])


def _document(material: Material) -> Any:
    """Our sentences as sumy's document, one paragraph an article."""
    dom = extra.module("sumy.models.dom")
    words = _Words()
    paragraphs: dict[str, list[Any]] = {}
    for sentence in material.sentences:
        paragraph = paragraphs.setdefault(sentence.article.id, [])
        paragraph.append(dom.Sentence(sentence.text, words))
    return dom.ObjectDocumentModel([dom.Paragraph(each) for each in paragraphs.values()])


def _stemmer(lang: str) -> Any:
    stemmers = extra.module("sumy.nlp.stemmers")
    try:
        return stemmers.Stemmer(lang)
    except LookupError:
        return stemmers.null_stemmer


def _stop_words(lang: str) -> frozenset[str]:
    try:
        words: frozenset[str] = extra.module("sumy.utils").get_stop_words(lang)
    except LookupError:
        return frozenset()
    return words
