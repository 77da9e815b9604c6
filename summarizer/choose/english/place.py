"""A sentence as the English rules see it, and the questions that several of them ask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.choose import names
from summarizer.choose.phrases import words_of
from summarizer.choose.words import (
    CALENDAR,
    COMPANIES,
    DEMONYMS,
    FEMALE_NOUNS,
    FUNCTION_WORDS,
    GROUPS_AND_PLACES,
    MALE_NOUNS,
    NOT_PERSON_ER,
    NOT_PLURALS,
    PERSONS,
    PLACES,
    PLURALS,
    VERBS,
)

_NO_PERSON = PLACES | GROUPS_AND_PLACES | CALENDAR | DEMONYMS
WORD = re.compile(r"\w[\w’'-]*")
REMEMBERED = 1 << 13
"""Words whose class is kept."""
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "yee")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|on|across|throughout) (?:the )?$")
_SUBJECT = re.compile(r"(?:[’']s\b| (?:who|and [A-Z]))")


@dataclass(frozen=True, slots=True)
class Source:
    """What the rules know of the whole article."""

    people: dict[str, set[str]]
    """Surname → full names."""
    given: frozenset[str]
    """First names of those people."""
    lower: frozenset[str]
    """Every word that the article writes with a small letter somewhere."""
    acronyms: frozenset[str]
    """Abbreviations that the article explains in brackets."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence among its article's sentences."""

    source: Source
    text: str
    plain: str
    """`text` with everything between quotation marks hidden; offsets are the same."""
    before: tuple[str, ...]
    """The texts of the two sentences before, the nearest first."""
    words: frozenset[str]
    """Of `plain`, as `phrases` wants them."""
    surnames: frozenset[str] = frozenset()
    """Of everybody whom the articles together name in full."""


def holds(text: str, words: frozenset[str]) -> bool:
    """Whether a word of the text, with its hyphens and apostrophes, is among small `words`."""
    possible = not words.isdisjoint(words_of(text))
    return possible and not words.isdisjoint(map(str.lower, WORD.findall(text)))


def starts(text: str, at: int) -> bool:
    """Whether nothing but marks stands before offset `at`."""
    return not text[:at].strip(" \ufffc\"“”‘’'([–—-")


def person_nouns(text: str) -> Iterator[str]:
    """The nouns for one person, lower case: "officer", "24-year-old"."""
    return filter(None, map(_person_noun, WORD.findall(text)))


@lru_cache(maxsize=REMEMBERED)
def _person_noun(word: str) -> str:
    low = word.lower()
    low = low[:-2] if low.endswith(("’s", "'s")) else low
    if low in PERSONS or low.endswith(("man", "woman", "-old")):
        return "" if low in _PEOPLES else low
    return low if _ends_like_a_person(low) else ""


_PEOPLES = frozenset({"human", "roman", "german", "ottoman"})


def _ends_like_a_person(low: str) -> bool:
    """Teacher, inspector, cyclist, physician; not "number", not "earlier"."""
    if len(low) < 5 or low in NOT_PERSON_ER or low in FUNCTION_WORDS:
        return False
    return low.endswith(_PERSON_ENDINGS) and not low.endswith(("ier", "gender"))


def noun_gender(noun: str) -> str:
    """ "he", "she", or "" when the noun does not say."""
    if noun in MALE_NOUNS or (noun.endswith("man") and not noun.endswith("woman")):
        return "he"
    return "she" if noun in FEMALE_NOUNS or noun.endswith("woman") else ""


def named(place: Place, text: str) -> Iterator[names.Run]:
    """The capitalised runs in `text` that may be a person."""
    return (run for run in names.runs(text) if _may_be_person(place, text, run))


def _may_be_person(place: Place, text: str, run: names.Run) -> bool:
    words = [word.rstrip(".,") for word in run.words]
    while words and words[0].lower() in FUNCTION_WORDS:
        words.pop(0)
    if not words:
        return False
    last = names.surname(words[-1])
    if last in place.source.people or words[0] in place.source.given:
        return True
    low = last.lower()
    if low in _NO_PERSON or last.isupper():
        return False
    if _PLACE_BEFORE.search(text[max(0, run.start - 16) : run.start]):
        return False
    return len(run.words) > 1 or not starts(text, run.start) or _is_subject(place, text, run)


def _is_subject(place: Place, text: str, run: names.Run) -> bool:
    """Whether a lone first word is a name: never written small, and followed as names are."""
    if run.words[0].lower() in place.source.lower:
        return False
    after = WORD.match(text, run.end + 1)
    verb = after is not None and (after.group() in VERBS or after.group().endswith("ed"))
    return bool(_SUBJECT.match(text, run.end)) or verb


def run_gender(place: Place, run: names.Run) -> str:
    """ "he", "she" or "": from the first names that the article gives this person."""
    known = place.source.people.get(names.surname(run.words[-1].rstrip(".,")), set())
    given = {full.split(" ")[0] for full in known} or {run.words[0]}
    genders = {names.gender(name) for name in given}
    return genders.pop() if len(genders) == 1 else ""


def has_person(place: Place, text: str, wanted: str = "") -> bool:
    """Whether `text` holds one person whom the pronoun `wanted` ("he", "she", "") can mean."""
    fits = ("", wanted) if wanted else ("", "he", "she")
    if any(noun_gender(noun) in fits for noun in person_nouns(text)):
        return True
    return any(run_gender(place, run) in fits for run in named(place, text))


def has_plural(place: Place, text: str) -> bool:
    """Whether `text` holds several, or a body, that "they" can mean."""
    if " and " in text or any(map(_is_plural, WORD.findall(text))):
        return True
    return any(is_entity(place, text, run) for run in names.runs(text))


@lru_cache(maxsize=REMEMBERED)
def _is_plural(word: str) -> bool:
    low = word.lower()
    if low in PLURALS or low in COMPANIES:
        return True
    if len(low) < 4 or low in NOT_PLURALS or low in VERBS or low in CALENDAR:
        return False
    return low.endswith(("s", "men")) and not low.endswith(("ss", "’s", "'s", "days", "ings"))


def is_entity(place: Place, text: str, run: names.Run) -> bool:
    """Whether a capitalised run names anything, except a day or a plain first word."""
    words = [word.rstrip(".,").lower() for word in run.words]
    words = [word for word in words if word not in FUNCTION_WORDS and word not in CALENDAR]
    plain_first = len(words) == 1 and starts(text, run.start) and words[0] in place.source.lower
    return bool(words) and not plain_first
