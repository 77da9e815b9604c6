"""Who an English article names: capitalised runs that are read as full names of persons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from summarizer.choose.words import (
    CALENDAR,
    COURTESY,
    DEMONYMS,
    FEMALE_NAMES,
    FUNCTION_WORDS,
    GROUPS_AND_PLACES,
    MALE_NAMES,
    PLACES,
    SPEECH_VERBS,
    TITLES,
    listed,
)

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_REST = (
    r"\w*(?:-\w+)*(?:(?<=Mr|Ms|Dr|Lt|St|Jr|Sr)\.|(?<=Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Det|Rev|Cpl)\."
    r"|(?<=Capt|Cmdr|Prof)\.)?"
)
_TOKEN = rf"(?:(?:[{CAPITAL}]\.){{1,3}}|(?:[AaEe]l-|[ODL][’'])?[{CAPITAL}]{_REST})"
_FIRST = (
    rf"[{CAPITAL}ae](?<![\w’'].)(?:(?<=[ae])l-{_TOKEN}|(?<=[{CAPITAL}])(?:\.(?:[{CAPITAL}]\.){{0,2}}"
    rf"|(?<=[AE])l-[{CAPITAL}]{_REST}|(?<=[ODL])[’'][{CAPITAL}]{_REST}|{_REST}))"
)
"""A token, or "al-" and one, that does not go on a word. With a class of letters in front, the
search skips all other places: it takes half the time."""
REMEMBERED = 2048
"""Texts: the rules ask for a sentence's names several times in a row."""
ARTICLES = 64
"""Articles whose people are remembered: a summary quotes each several times."""

PARTICLES = listed("al bin ibn bint de da dos del della di van von der den la le el y abu")
_PARTICLE = rf"(?:(?:{'|'.join(sorted(PARTICLES))}) )"
_RUN = re.compile(rf"{_FIRST}(?:,? (?:Jr\.|Sr\.)| {_PARTICLE}{{0,2}}{_TOKEN})*")
_AGE = re.compile(r",? (?:\(?\d\d\)?,|aged? \d|\(?\d\d\)?[.;) ])")
_WORD = re.compile(r"\w+")
_SMALL = re.compile(r"\b[a-z]+\b")
_NOT_A_NAME = CALENDAR | DEMONYMS | FUNCTION_WORDS | GROUPS_AND_PLACES | PLACES
_ARTICLES = ("al-", "Al-", "el-", "El-")
_SUFFIX = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})


class Run(NamedTuple):
    """Neighbouring capitalised words; `text[start:end]`."""

    start: int
    end: int
    words: tuple[str, ...]

    @property
    def titled(self) -> bool:
        """Whether it opens with a rank or office: "President Assad"."""
        return len(self.words) > 1 and _bare(self.words[0]) in TITLES


@dataclass(frozen=True, slots=True)
class Person:
    """A full name as it stands in the article: `text[start:end] == full`."""

    start: int
    end: int
    full: str
    given: str
    surname: str


@lru_cache(maxsize=REMEMBERED)
def runs(text: str) -> tuple[Run, ...]:
    """Every run of capitalised words in `text`, with the particles between them."""
    return tuple(
        Run(match.start(), match.end(), tuple(match.group().split(" ")))
        for match in _RUN.finditer(text)
    )


def _bare(word: str) -> str:
    return word.rstrip(".,").lower()


def surname(word: str) -> str:
    """The part that is printed alone later: "al-Assad" is taken up as "Assad"."""
    return word[3:] if word.startswith(_ARTICLES) else word


def person(text: str, run: Run) -> Person | None:
    """The full name in a run, without ranks and nationalities before it; None without one."""
    if len(run.words) < 2:
        return None
    before, kept = _parted(run.words)
    if not (2 <= len(kept) <= 5 and _may_be_full(kept)):
        return None
    start = text.index(kept[0], run.start + sum(len(word) + 1 for word in before))
    full = " ".join(kept)
    end = start + len(full)
    if text[start:end] != full:
        return None
    return Person(start, end, full, kept[0], surname(kept[-1]))


def _parted(words: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    """Ranks and nationalities in front, and the name behind them without its "Jr."."""
    last = len(words)
    while last and words[last - 1] in _SUFFIX:
        last -= 1
    first = next((place for place in range(last, 0, -1) if _is_prefix(words[place - 1])), 0)
    return words[:first], [word.rstrip(",") for word in words[first:last]]


def _may_be_full(name: Sequence[str]) -> bool:
    first, last = _bare(name[0]), _bare(name[-1])
    if first in PARTICLES or first in _NOT_A_NAME or last in _NOT_A_NAME:
        return False
    return len(name[-1].rstrip(".")) > 1 and not any(
        word.isupper() and "." not in word for word in name
    )


def _is_prefix(word: str) -> bool:
    low = _bare(word)
    acronym = word.isupper() and len(word) > 1 and "." not in word
    return low in TITLES or low in COURTESY or low in DEMONYMS or low in CALENDAR or acronym


@lru_cache(maxsize=ARTICLES)
def small_words(text: str) -> frozenset[str]:
    """The words in plain small letters."""
    return frozenset(_SMALL.findall(text))


@lru_cache(maxsize=ARTICLES)
def people(text: str) -> dict[str, set[str]]:
    """Surname → the full names that carry it, of everybody whom the article treats as a person.

    Two capitalised words are a person when a given name, a rank, an age or a verb of saying says
    so, or when the article later uses the last word alone.
    """
    alone: set[str] = set()
    small = small_words(text)
    candidates: list[tuple[Person, bool]] = []
    for run in runs(text):
        found = person(text, run)
        if found is None:
            last = surname(run.words[-1])
            words = [word for word in run.words if word.lower() not in FUNCTION_WORDS]
            if (len(words) == 1 and last.lower() not in small) or (
                run.titled and len(run.words) == 2
            ):
                alone.add(last)
            continue
        candidates.append((found, run.titled or _is_spoken_of(text, found)))
    known: dict[str, set[str]] = {
        found.surname: set()
        for found, sure in candidates
        if found.surname in alone
        or (sure and (gender(found.given) or found.surname.lower() not in small))
    }
    for found, _ in candidates:
        # A brother counts, even where nothing but the shared surname says that he is a person.
        if found.surname in known:
            known[found.surname].add(found.full)
    return known


def _is_spoken_of(text: str, found: Person) -> bool:
    if gender(found.given) or _AGE.match(text, found.end):
        return True
    after = _WORD.match(text, found.end + 1)
    before = _WORD.findall(text[max(0, found.start - 14) : found.start])
    if after is not None and after.group() in SPEECH_VERBS:
        return True
    spoken = bool(before) and before[-1] in SPEECH_VERBS
    return spoken and text[found.end : found.end + 1] in (",", ".", ";")


def gender(given: str) -> str:
    """ "he", "she" or "" (unknown), from the given name alone."""
    low = given.lower()
    if low in MALE_NAMES:
        return "" if low in FEMALE_NAMES else "he"
    return "she" if low in FEMALE_NAMES else ""
