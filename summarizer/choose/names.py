"""Who an English article names: capitalised runs that are read as full names of persons."""

import re
from dataclasses import dataclass
from functools import lru_cache

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
_TOKEN = (
    rf"(?:(?:[{CAPITAL}]\.){{1,3}}"
    rf"|(?:[AaEe]l-|[ODL][’'])?[{CAPITAL}]\w*(?:-\w+)*(?:(?<=Mr|Ms|Dr|Lt|St|Jr|Sr)\.|(?<=Mrs|Sen|Rep|Gov|Gen|Col|Sgt|Det|Rev|Cpl)\.|(?<=Capt|Cmdr|Prof)\.)?)"
)
REMEMBERED = 2048
"""Texts: the rules ask for a sentence's names several times in a row."""

PARTICLES = listed("al bin ibn bint de da dos del della di van von der den la le el y abu")
_PARTICLE = rf"(?:(?:{'|'.join(sorted(PARTICLES))})[  ])"
_RUN = re.compile(
    rf"(?<![\w’'])(?:al-|el-)?{_TOKEN}(?:,?[  ](?:Jr\.|Sr\.)|[  ]{_PARTICLE}{{0,2}}{_TOKEN})*"
)
_AGE = re.compile(r",? (?:\(?\d\d\)?,|aged? \d|\(?\d\d\)?[.;) ])")
_WORD = re.compile(r"\w+")
_SMALL = re.compile(r"\b[a-z]+\b")
_SPLIT = re.compile(r"[  ]")
_NOT_A_NAME = CALENDAR | DEMONYMS | FUNCTION_WORDS | GROUPS_AND_PLACES | PLACES
_SUFFIX = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Run:
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
        Run(match.start(), match.end(), tuple(_SPLIT.split(match.group())))
        for match in _RUN.finditer(text)
    )


def _bare(word: str) -> str:
    return word.rstrip(".,").lower()


def surname(word: str) -> str:
    """The part that is printed alone later: "al-Assad" is taken up as "Assad"."""
    return re.sub(r"^(?:[AaEe]l-)", "", word)


def person(text: str, run: Run) -> Person | None:
    """The full name in a run, without ranks and nationalities before it; None without one."""
    words = list(run.words)
    while words and words[-1] in _SUFFIX:
        words.pop()
    first = 0
    for place, word in enumerate(words):
        if _is_prefix(word):
            first = place + 1
    kept = [word.rstrip(",") for word in words[first:]]
    if not 2 <= len(kept) <= 5 or _bare(kept[0]) in PARTICLES:
        return None
    if any(_bare(word) in _NOT_A_NAME for word in kept[:1] + kept[-1:]):
        return None
    if len(kept[-1].rstrip(".")) < 2 or any(word.isupper() and "." not in word for word in kept):
        return None
    start = text.index(kept[0], run.start + sum(len(word) + 1 for word in words[:first]))
    full = " ".join(kept)
    end = start + len(full)
    if text[start:end].replace(" ", " ") != full:
        return None
    return Person(start, end, full, kept[0], surname(kept[-1]))


def _is_prefix(word: str) -> bool:
    low = _bare(word)
    acronym = word.isupper() and len(word) > 1 and "." not in word
    return low in TITLES or low in COURTESY or low in DEMONYMS or low in CALENDAR or acronym


def people(text: str) -> dict[str, set[str]]:
    """Surname → the full names that carry it, of everybody whom the article treats as a person.

    Two capitalised words are a person when a given name, a rank, an age or a verb of saying says
    so, or when the article later uses the last word alone.
    """
    alone: set[str] = set()
    small = set(_SMALL.findall(text))
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
