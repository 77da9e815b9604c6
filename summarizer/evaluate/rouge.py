"""ROUGE-1, ROUGE-2 and ROUGE-Lsum (Lin 2004, https://aclanthology.org/W04-1013/).

Computed by the library rouge-score. English goes through its own tokenizer with Porter stemming.
That tokenizer drops everything but a to z and digits, so every other language goes through
`UnicodeWords`, without stemming; scores of two languages are not comparable. Sentences of the
summary and of the reference stand on lines of their own, which ROUGE-Lsum asks for.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from summarizer import split
from summarizer.datatypes import Article
from summarizer.evaluate import extra

TYPES = ("rouge1", "rouge2", "rougeLsum")


class Rouge(NamedTuple):
    """F1 in percent, from 0 to 100."""

    one: float
    two: float
    lsum: float


class UnicodeWords:
    """Words of any script: letters, marks and digits; Chinese and Japanese by character."""

    def tokenize(self, text: str) -> list[str]:
        """The words, NFKC and without case."""
        folded = unicodedata.normalize("NFKC", text).casefold()
        return _WORD.findall("".join(char if _in_word(char) else " " for char in folded))


_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\s\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+"
)


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def score(summary: Sequence[str], references: Sequence[str], lang: str) -> Rouge:
    """The mean over the references of the F1 of the summary's sentences against each.

    Raises:
        UsageError: rouge-score is not installed.
    """
    found = [
        _scorer(lang == "en").score(_lines(reference, lang), "\n".join(summary))
        for reference in references
    ]
    means = (sum(100 * each[kind].fmeasure for each in found) / len(found) for kind in TYPES)
    return Rouge(*means)


def words(text: str, lang: str) -> list[str]:
    """The tokens that are compared."""
    tokens: list[str] = _tokenizer(lang == "en").tokenize(text)
    return tokens


@functools.lru_cache
def _scorer(english: bool) -> Any:
    return extra.module("rouge_score.rouge_scorer").RougeScorer(
        TYPES, tokenizer=_tokenizer(english)
    )


@functools.lru_cache
def _tokenizer(english: bool) -> Any:
    if not english:
        return UnicodeWords()
    return extra.module("rouge_score.tokenizers").DefaultTokenizer(use_stemmer=True)


@functools.lru_cache
def _lines(reference: str, lang: str) -> str:
    sentences = split.sentences(Article(text=reference, lang=lang))
    return "\n".join(sentence.text for sentence in sentences)
