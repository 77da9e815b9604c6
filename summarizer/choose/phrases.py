"""Phrase rules that are tried only on a text that has one of their words.

Searching a sentence for a hundred phrases takes 0.25 ms. Splitting it into words takes 4 µs and
leaves one phrase to search, or none; and a phrase that is never searched is never compiled.
"""

import re
from collections.abc import Set
from functools import cache, lru_cache
from typing import NamedTuple

REMEMBERED = 1024
"""Texts: a sentence is asked for several verdicts, and with the line it stands in."""
_WORD = re.compile(r"\w+|©")


class Phrase(NamedTuple):
    """What is searched for."""

    words: str
    """Parted by blanks, in small letters: every text that `pattern` finds has one of them."""
    pattern: str


class Phrases:
    """Phrases that give one verdict; the earlier one counts where two begin at one place."""

    def __init__(self, *phrases: Phrase, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.phrases = phrases
        self.flags = flags
        self._with: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            for word in phrase.words.split():
                self._with.setdefault(word, []).append(number)
        self._words = frozenset(self._with)

    def first(self, text: str, words: Set[str]) -> re.Match[str] | None:
        """What one search for all would find; `words` are `words_of(text)`, or more."""
        its_own = self._words & words
        if not its_own:
            return None
        tried = {number for word in its_own for number in self._with[word]}
        found = (self._compiled(number).search(text) for number in sorted(tried))
        return min(filter(None, found), key=lambda match: match.start(), default=None)

    def _compiled(self, number: int) -> re.Pattern[str]:
        return _compiled(self.phrases[number].pattern, self.flags)


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters; i and s are what IGNORECASE takes for them."""
    plain = text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()
    return frozenset(_WORD.findall(plain))


@cache
def _compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(pattern, flags)
