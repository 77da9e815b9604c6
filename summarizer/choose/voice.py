"""Who speaks in an article: a reporter, or somebody of himself (a column, a review, a diary)."""

import re
from collections.abc import Sequence

from summarizer.choose import language, quotation
from summarizer.choose.prose import Line
from summarizer.choose.words import FUNCTION_WORDS

FEWEST = 3
"""Sentences that say "I" outside quotations; with fewer, a mark of quotation may have been lost."""
SHARE = 0.1
"""Of the sentences. Of 544 English articles 24 reach it: columns, reviews, blogs, appeals, three
interviews; no report of an agency."""

_I = re.compile(r"(?:(\w+) )?\b(?:I(?:['’](?:m|ve|d|ll))?|my|me|myself)\b")


def is_personal(page: Sequence[Line]) -> bool:
    """Whether the author of ONE article, given by all its lines, tells it in the first person.

    Only English is judged.
    """
    article = page[0].sentence.article
    if language.of(article) != "en" or not _often(page, article.text):
        return False
    return _often(page, quotation.hide(article.text, quotation.spans(article.text)))


def _often(page: Sequence[Line], text: str) -> bool:
    said = sum(_says_i(text, line.sentence.start, line.sentence.end) for line in page)
    return said >= max(FEWEST, SHARE * len(page))


def _says_i(text: str, start: int, end: int) -> bool:
    """Not so "World War I": behind a name, it is a number."""
    before = (match[1] for match in _I.finditer(text, start, end))
    return any(not word or word.islower() or word.lower() in FUNCTION_WORDS for word in before)
