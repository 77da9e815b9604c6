"""Surnames, first names and abbreviations: who introduces them and who takes them for known."""

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.choose import names, quotation
from summarizer.choose.english.definites import nouns
from summarizer.choose.english.place import WORD, Place, Source, starts
from summarizer.choose.lean import Lean
from summarizer.choose.words import (
    CALENDAR,
    COURTESY,
    FAMOUS,
    FEMALE_NAMES,
    FUNCTION_WORDS,
    KNOWN_ACRONYMS,
    MALE_NAMES,
    PERSONS,
    PLACES,
)

_FIRST_NAMES = FEMALE_NAMES | MALE_NAMES
_BEFORE_A_NAME = COURTESY | FUNCTION_WORDS | names.PARTICLES
_NOT_A_FIRST_NAME = PLACES | CALENDAR
_NAMING = frozenset({"named", "called", "nicknamed"})
_SMALL = re.compile(r"\b[a-z][a-z’'-]*[a-z]\b")
_EXPLAINED = re.compile(r"\((?:the )?([A-Z][A-Z&-]{1,7})s?\)")
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,6}\b(?!-)")


@lru_cache(maxsize=names.ARTICLES)
def source(text: str) -> Source:
    """Read an article once for all its sentences."""
    people = names.people(text)
    given = {full.split(" ")[0] for fulls in people.values() for full in fulls}
    return Source(
        people,
        frozenset(name for name in given if len(name) > 2 and "." not in name),
        frozenset(_SMALL.findall(text)),
        frozenset(_EXPLAINED.findall(text)),
    )


def persons(source: Source) -> frozenset[str]:
    """Surnames of those whose first name says that they are persons: no "Watergate", no "Wi-Fi"."""
    return frozenset(
        surname
        for surname, fulls in source.people.items()
        if any(full.split(" ")[0].lower() in _FIRST_NAMES for full in fulls)
    )


def bare(place: Place) -> Iterator[Lean]:
    """Names that are introduced elsewhere; those that everybody knows are not reported.

    An article's first sentence introduces whom the article names in full: it was written to be read
    first. One that only other articles name in full, it takes for known.
    """
    known: set[str] = set()
    for run, introduced in _introductions(place.text):
        key = _bare_key(place, run)
        known |= introduced
        if not place.before and key not in place.surnames - place.source.people.keys():
            continue
        if key and key not in known and key.lower() not in FAMOUS:
            known.add(key)
            yield Lean("name", key, None, key)
    if place.source.acronyms:
        yield from _bare_acronyms(place)


def _bare_acronyms(place: Place) -> Iterator[Lean]:
    for key in sorted(set(_ACRONYM.findall(place.text)) & place.source.acronyms - KNOWN_ACRONYMS):
        if f"({key}" not in place.text:
            yield Lean("name", key, None, key)


def _bare_key(place: Place, run: names.Run) -> str:
    """The key of a run that is a surname or a first name and nothing else; else empty."""
    words = [word.rstrip(",") for word in run.words]
    courtesy = False
    while len(words) > 1 and words[0].lower() in _BEFORE_A_NAME:
        courtesy = courtesy or words[0].lower() in COURTESY
        words.pop(0)
    word = names.surname(words[0])
    common = word.lower() in place.source.lower
    if len(words) > 1 or (common and starts(place.text, run.start)):
        return ""
    known = word in place.source.people or word in place.surnames or courtesy
    return word if known or _is_first_name(place, word, run, common=common) else ""


def _is_first_name(place: Place, word: str, run: names.Run, *, common: bool) -> bool:
    """A first name alone, outside quotations (friends speak so), and not in "his wife, Julie"."""
    if place.plain[run.start] == quotation.HIDDEN or word.lower() in _NOT_A_FIRST_NAME:
        return False
    before = WORD.findall(place.plain[max(0, run.start - 24) : run.start])
    if before and (before[-1] in PERSONS or before[-1] in _NAMING):
        return False
    return (word in place.source.given and not common) or bool(names.gender(word))


@lru_cache(maxsize=names.REMEMBERED)
def _introductions(text: str) -> tuple[tuple[names.Run, frozenset[str]], ...]:
    """Every run of capitalised words, and the keys that it makes known."""
    return tuple((run, _introduced(text, run)) for run in names.runs(text))


def _introduced(text: str, run: names.Run) -> frozenset[str]:
    """What a run makes known: a full name, or a surname with its rank or its description."""
    found = names.person(text, run)
    if found is not None:
        return frozenset({found.surname, found.given})
    described = run.titled or _DESCRIPTION.match(text, run.end) or _described_before(text, run)
    return frozenset({names.surname(run.words[-1].rstrip(","))} if described else ())


_DESCRIPTION = re.compile(
    r",? (?:[–—-] )?(?:who (?:is|was|served|has|had|heads|leads|runs|ran|became|works|worked)"
    r"|(?:an?|the|its|their|his|her) (?:[\w’'-]+ ){0,4}"
    r"(?:\w+(?:er|or|ist|man|woman|ian|ent|ant)|chief"
    r"|head|wife|husband|son|daughter|mother|father|sister|brother|star|boss))\b"
)


def _described_before(text: str, run: names.Run) -> bool:
    """ "her niece Maddie", "the adviser Kissinger"."""
    before = WORD.findall(text[max(0, run.start - 24) : run.start])
    return bool(before) and before[-1] in PERSONS and text[run.start - 1 : run.start] == " "


def introduces(text: str) -> frozenset[str]:
    """Keys that a sentence makes known: names, abbreviations, and nouns in small letters."""
    named = (introduced for _, introduced in _introductions(text))
    return nouns(text).union(*named, _EXPLAINED.findall(text))
