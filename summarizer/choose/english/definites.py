"""The company, the man, the incident: nouns with "the" that were introduced elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.choose import names
from summarizer.choose.english.place import WORD, Place, is_entity, named, starts
from summarizer.choose.lean import Lean
from summarizer.choose.words import (
    COMPANIES,
    FUNCTION_WORDS,
    PEOPLE_BY_STATE,
    PERSONS,
    PREPOSITIONS,
    SHELLS,
    SUPERLATIVES,
    UNIQUE,
    VERBS,
    listed,
)

_ANYWHERE = PERSONS | COMPANIES
_THE = re.compile(r"\b[Tt]he (?=[a-z0-9])")
_NOUN = re.compile(r"\w[\w’'-]{2,}")
_TOKEN = re.compile(r"\w[\w’'.-]*|,|[–—:;()\"“”]")
_COMPLEMENT = listed(
    "of who that which whose whom where to for behind between against accused responsible known "
    "called named dubbed involving surrounding held made led used killed found convicted charged "
    "arrested from with in at on near about over into concerning regarding owned run operated when "
    "why how inside outside around under"
)
"""A noun that one of these follows says itself which one it is: "the man who", "the fire in"."""
_GOES_ON = VERBS | PREPOSITIONS | FUNCTION_WORDS
_BEHIND_A_VERB = listed(
    "a an the his her its their this that between into through around across up down out off back "
    "over him them us"
)
_NUMBERS = listed("two three four five six seven eight nine ten other same")
_APPOSED = re.compile(r", (?:[A-Z]|a |an |the )")
_ADVERBIAL = re.compile(
    r"(?:In|On|At|By|After|Before|During|Since|Until|For|Last|Earlier|Late|This|Under|With|As)"
    r" [^,]{1,40}, "
)
_LONGEST = 9
"""Words after "the" that are searched for the noun."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """ "the alleged attacker": `head` is "attacker"; `settled` when what follows says which one."""

    words: str
    head: str
    settled: bool


def unresolved(place: Place) -> Iterator[Lean]:
    """Any noun at the front of the sentence; further in only persons and bodies."""
    for at in _THE.finditer(place.plain):
        front = _is_subject(place.plain, at.start())
        phrase = _phrase(place.plain, at)
        if phrase is None or (phrase.settled and not phrase.head.isdigit()):
            continue
        head = phrase.head.lower()
        key = singular(head)
        if front and (head.isdigit() or head in SHELLS or head in _NUMBERS):
            yield Lean("definite", phrase.words, 1)
            continue
        counts = (front and head not in UNIQUE) or key in _ANYWHERE or key.endswith("-old")
        if counts and not _introduced_before(place, at.start(), key):
            yield Lean("definite", phrase.words, 1, key)


def _is_subject(plain: str, at: int) -> bool:
    """At the front, or after a short adverbial: "In 2009, the airline"."""
    return starts(plain, at) or _ADVERBIAL.fullmatch(plain, 0, at) is not None


def _introduced_before(place: Place, at: int, key: str) -> bool:
    """Whether the same sentence has said who or what: by the noun, or by a name of its kind."""
    head = place.plain[:at]
    if key in nouns(head):
        return True
    if key in PERSONS:
        return any(True for _ in named(place, head))
    return key in COMPANIES and any(
        is_entity(place, head, run) and not _is_person(place, run) for run in names.runs(head)
    )


def _is_person(place: Place, run: names.Run) -> bool:
    return names.surname(run.words[-1].rstrip(".,")) in place.source.people


def _phrase(plain: str, at: re.Match[str]) -> _Phrase | None:
    head, end, after = "", at.end(), ""
    for count, token in enumerate(_TOKEN.finditer(plain, at.end())):
        word = token.group().rstrip(".")
        if not head and _names_itself(word):
            return None
        owner = word.removesuffix("s")
        owner = owner[:-1] if owner.endswith(("’", "'")) else word
        if owner != word:
            head, end = owner, token.end()
            break
        if count == _LONGEST or _is_behind(word, head, _word_at(plain, token.end())):
            after = word
            break
        head, end = word, token.end()
        if token.group().endswith(".") and token.end() >= len(plain) - 1:
            break
    if not head or (head in PEOPLE_BY_STATE and at.end() + len(head) == end):
        return None
    settled = (
        after in _COMPLEMENT
        or after.endswith("ing")
        or after[:1].isupper()
        or bool(_APPOSED.match(plain, end))
    )
    settled = settled and not plain.startswith(" in question", end)
    return _Phrase(plain[at.start() : end].rstrip("."), head, settled)


def _names_itself(word: str) -> bool:
    """The biggest, the first, the White House."""
    superlative = word in SUPERLATIVES or (word.endswith("est") and len(word) > 5)
    return superlative or word[0].isupper()


def _is_behind(word: str, head: str, following: str) -> bool:
    """Whether the noun is complete before `word`."""
    if not word[0].isalnum() or word[0].isupper():
        return True
    if word in PREPOSITIONS or (word in FUNCTION_WORDS and word not in _NUMBERS):
        return True
    if not head:
        return False
    if word[0].isdigit():
        return True
    if singular(head) in PERSONS and singular(word) not in PERSONS:
        return True
    gerund = word.endswith("ing") and (not following or following in PREPOSITIONS | {"as"})
    return (
        _says(word, head, following)
        or word in VERBS
        or word in _COMPLEMENT
        or word.endswith(("ed", "ly"))
        or gerund
    )


def _says(word: str, head: str, following: str) -> bool:
    """Whether an unknown word in -s is a verb: "the bakery sells bread", not "the bakery doors"."""
    if not word.endswith("s") or word.endswith("ss") or head.endswith("s"):
        return False
    if following in _BEHIND_A_VERB:
        return True
    goes_on = following in _GOES_ON or following.endswith("ed")
    return bool(following) and not goes_on


def _word_at(plain: str, at: int) -> str:
    """The word that starts right behind the space at `at`; empty when a mark follows."""
    match = WORD.match(plain, at + 1) if plain[at : at + 1] == " " else None
    return match.group() if match else ""


_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "wives": "wife"}


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A key for a noun in either number: crude, but the same for both."""
    low = word.lower()
    if not low.endswith(("s", "n")):
        return low
    for sign in ("’s", "'s"):
        low = low.removesuffix(sign)
    for plural, one in _IRREGULAR.items():
        if low.endswith(plural):
            return low.removesuffix(plural) + one
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    plural_s = low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3
    return low[:-1] if plural_s else low


def nouns(text: str) -> frozenset[str]:
    """What a later "the …" can take up: every word of three letters and more, in the singular."""
    return frozenset(map(singular, _NOUN.findall(text)))
