"""Editor's brackets in the newspaper's way: "[Bashar al-]Assad", "He [Xi Jinping] said".

They stand only where the same article makes them certain; a wrong bracket is worse than none. Each
is an `Insertion` into the verbatim slice, and `strip` takes them out of the shown text again, so
that `verify` can compare it with the article. English only.
"""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import takewhile

from summarizer.choose import names, quotation
from summarizer.choose.english.place import WORD, person_nouns
from summarizer.choose.words import (
    CALENDAR,
    COURTESY,
    DEMONYMS,
    FAMOUS,
    FUNCTION_WORDS,
    GROUPS_AND_PLACES,
    PERSONS,
    PLACES,
    PREPOSITIONS,
    TITLES,
    VERBS,
    WEEKDAYS,
    listed,
)
from summarizer.datatypes import Sentence

FURTHEST = 5
"""Days between a weekday and publication. Six is refused: east of UTC it may be the day itself."""
NOON = 12
"""Hour, UTC. Before it, the Americas may still have the day before: today's weekday is refused."""

_MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True, slots=True)
class Insertion:
    """`text`, brackets and space included, goes before character `offset` of the slice."""

    offset: int
    text: str
    introduces: str = ""
    """The surname that a reader knows from here on: a key as in `leaning.Need.introduces`."""


def insertions(
    sentence: Sentence, sentences: Sequence[Sentence], known: frozenset[str] = frozenset()
) -> tuple[Insertion, ...]:
    """What is certain for one sentence, in order; `sentences` are all of its article.

    `known` holds the keys that the summary has introduced before it. A slice with square brackets
    of its own gets none, so that `strip` stays exact.
    """
    if "[" in sentence.text or "]" in sentence.text:
        return ()
    found = [
        *_full_names(sentence, known),
        *_owner(sentence, sentences),
        *_date(sentence, sentences),
    ]
    return tuple(sorted(found, key=lambda insertion: insertion.offset))


def _before(sentence: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The two sentences in front of it, as far as they are among `sentences`."""
    here = bisect_left(sentences, sentence.index, key=lambda one: one.index)
    nearby = sentences[max(0, here - 2) : here]
    return [one for one in nearby if sentence.index - one.index <= 2]


def render(text: str, found: Sequence[Insertion], *, capital: bool = False) -> str:
    """The text as shown; with `capital` its small first letter becomes "[T]"."""
    shown: list[str] = []
    done = 0
    if capital and text[:1].islower():
        shown.append(f"[{text[0].upper()}]")
        done = 1
    for insertion in found:
        if insertion.offset >= done:
            shown += [text[done : insertion.offset], insertion.text]
            done = insertion.offset
    return "".join((*shown, text[done:]))


_CAPITAL = re.compile(r"^\[(\w)\](?=\w)")
_BEHIND_HYPHEN = re.compile(r"\[[^\[\]]*-\]")
_BEFORE_SPACE = re.compile(r"\[[^\[\]]*\] ")
_BEHIND_SPACE = re.compile(r" \[[^\[\]]*\]")


def strip(shown: str) -> str:
    """The verbatim text behind a shown one: what `render` added is taken out."""
    text = _CAPITAL.sub(lambda match: match.group(1).lower(), shown)
    for pattern in (_BEHIND_HYPHEN, _BEFORE_SPACE, _BEHIND_SPACE):
        text = pattern.sub("", text)
    return text


def inserted(shown: str, text: str) -> list[str]:
    """What stands in the editor's brackets, but for the capital at the front."""
    return _INSERTED.findall(_CAPITAL.sub("", shown)) if shown != text else []


_INSERTED = re.compile(r"\[[^\[\]]+\]")


def agrees(shown: str, text: str) -> bool:
    """Whether `shown` says `text` and nothing more, outside brackets."""
    return shown == text or ("[" not in text and "]" not in text and strip(shown) == text)


_MAY_FOLLOW = VERBS | PREPOSITIONS | FUNCTION_WORDS
"""Words that go on with the sentence; a noun in their place would make the surname part of it."""

# --- who ------------------------------------------------------------------------------------------


@lru_cache(maxsize=names.REMEMBERED)
def _full_name(text: str, surname: str) -> str:
    """The full name behind a surname, if the article knows one only and it is certain; else ""."""
    people = names.people(text)
    fulls = people.get(surname, set())
    if len(fulls) != 1:
        return ""
    full = next(iter(fulls))
    shorter = people.get(full.split(" ")[-2], set())
    runs_on = any(full.startswith(f"{other} ") for other in shorter)  # a headline behind a name
    return full if not runs_on and _is_certain(text, full) else ""


def _is_certain(text: str, full: str) -> bool:
    """Whether `full` is a first name and a surname of one person, and nothing else.

    Not "Investor Buffett", not "Springfield Burger-Hut", not the second of "Bill and Hillary
    Clinton": the surname alone may then be either.
    """
    words = full.split(" ")
    joined = f" and {full}" in text or f" & {full}" in text
    if joined and re.search(rf"[A-Z]\w+ (?:and|&) {re.escape(full)}\b", text):
        return False
    if any(part[:1].islower() for part in words[-1].split("-")[1:]):
        return False
    if names.gender(words[0]):
        return True
    long_words = [word for word in words if word[0].isupper() and "." not in word]
    if len(long_words) > 2 or words[0].lower() in names.small_words(text):
        return False
    return re.search(rf"[a-z,] {re.escape(full)}\b", text) is not None and _acts(text, full)


def _acts(text: str, full: str) -> bool:
    """Whether the article gives this name an age, or a "who", or makes it say something."""
    last = names.surname(full.rsplit(" ", maxsplit=1)[-1])
    places = (match.start() for match in re.finditer(rf"(?={re.escape(last)})", text))
    if any(_ACTING.match(text, place + len(last)) for place in places):
        return True
    spoken = f"{last}," in text or f"{last}." in text
    return spoken and bool(re.search(rf"{_SAYING} (?:\w+ )?{re.escape(last)}[,.]", text))


_SAYING = "(?:said|says|told|added|wrote|tweeted|explained|testified)"
_ACTING = re.compile(
    rf",? \(?\d\d\b|, who\b| {_SAYING}\b"
    r"|[’']s (?:wife|husband|family|mother|father|lawyers?|attorneys?)\b"
)


def _full_names(sentence: Sentence, known: frozenset[str]) -> Iterator[Insertion]:
    done = set(known)
    people = names.people(sentence.article.text)
    for run in names.runs(sentence.text):
        last = names.surname(run.words[-1])
        if last not in people:
            continue
        if last in done or not _stands_alone(sentence.text, run):
            done.update({last} if len(run.words) > 1 else ())
            continue
        missing = _missing_names(sentence, run)
        if missing:
            done.add(last)
            space = "" if missing.endswith("-") else " "
            yield Insertion(run.start, f"[{missing.rstrip()}]{space}", last)


def _missing_names(sentence: Sentence, run: names.Run) -> str:
    """What stands before the surname where the article introduced it: "minister Jane ".

    A first name alone does not tell a reader who somebody is, so that without an office or a trade
    in front of the full name nothing is inserted.
    """
    last = names.surname(run.words[-1])
    text = sentence.article.text
    full = "" if last.lower() in FAMOUS else _full_name(text, last)
    introduced = text.find(full)
    if not full.endswith(run.words[-1]) or introduced >= sentence.start:
        return ""
    # Blanks in front of the article's first word: `_role` takes what comes first for a part.
    role = _role(text[max(0, introduced - ROLE) : introduced].rjust(ROLE))
    return role + full.removesuffix(run.words[-1]) if role else ""


ROLE = 40
"""Characters in front of a full name that are searched for an office or a trade; of the first
word there may be a part only."""


def _role(before: str) -> str:
    """The end of `before` that says what somebody is: "Prime Minister ", "police chief ", or ""."""
    *words, last = before.split(" ")[1:] or [before]
    if not words or last:
        return ""
    *front, office = words
    plain = office.lower().rstrip(".")
    if plain not in TITLES | PERSONS or office.lower() in COURTESY:
        return ""
    if not _NOT_IN_OFFICE.isdisjoint(word.lower() for word in front[-2:]):
        return ""
    kinds = [*takewhile(lambda word: word.lower() in _KINDS, reversed(front))]
    ahead = front[-1 - len(kinds)] if len(front) > len(kinds) else ""
    # "Court Judge" of "Superior Court Judge" is no office; "Prime Minister" of "French ..." is one.
    title = bool(kinds) and kinds[-1][:1].isupper() and ahead[:1].isupper()
    if title and ahead.lower() not in DEMONYMS:
        return f"{office} "
    return " ".join([*reversed(kinds), office, ""])


_NOT_IN_OFFICE = listed(
    "aspiring would-be wannabe fake bogus self-styled self-proclaimed so-called alleged purported"
    " trainee student future failed imaginary"
)
"""An "aspiring heart surgeon" is none."""
_KINDS = listed(
    "prime vice deputy chief foreign interior defence defense finance state district attorney "
    "police company government army family campaign team party club union court school city county "
    "fire health lead former general senior assistant associate managing executive acting interim"
)
"""What may stand in front of an office and belong to it."""
_NOT_A_PERSON_BEHIND = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Tt]he|[Aa]n?|Mr|Mrs|Ms|Miss)\.? $")
_PART_OF_A_NAME = re.compile(r", [A-Z]| [A-Z]|-|s\b")


def _stands_alone(text: str, run: names.Run) -> bool:
    """Not "in Lincoln", "the Smith family", "George and Smith": there the surname is not a man."""
    if (
        len(run.words) > 1
        or _NOT_A_PERSON_BEHIND.search(text[max(0, run.start - 8) : run.start])
        or _PART_OF_A_NAME.match(text, run.end)
    ):
        return False
    after = WORD.match(text, run.end + 1) if text[run.end : run.end + 1] == " " else None
    if after is None:
        return True
    word = after.group()
    return word in _MAY_FOLLOW or word.endswith(("ed", "ly"))


def _owner(sentence: Sentence, sentences: Sequence[Sentence]) -> Iterator[Insertion]:
    """He or She at the front, when the two sentences before name one person and no other."""
    match = _HE_OR_SHE.match(sentence.text)
    before = _before(sentence, sentences) if match else []
    if match is None or not before:
        return
    word = match.group().lower()
    nearest, context = before[-1].text, " ".join(one.text for one in before)
    found = _only_person(context, sentence.article.text)
    if not found or _OPPOSITE[word].search(context) or not _gender_fits(sentence, found, word):
        return
    last = names.surname(found.rsplit(" ", maxsplit=1)[-1])
    if nearest.lower().startswith(f"{word} ") or last in WORD.findall(nearest):
        yield Insertion(match.end(), f" [{found}]", last)


_HE_OR_SHE = re.compile(r"(?:He|She)(?= [a-z])")
_OPPOSITE = {
    "he": re.compile(
        r"\b(?:she|her|hers|woman|women|girl|wife|mother|daughter|sister)\b", re.IGNORECASE
    ),
    "she": re.compile(r"\b(?:he|his|him|man|men|boy|husband|father|son|brother)\b", re.IGNORECASE),
}


def _only_person(context: str, article: str) -> str:
    """The full name of the only person that `context` speaks of; empty when there may be two."""
    found: set[str] = set()
    for run in names.runs(context):
        last = names.surname(run.words[-1].rstrip(".,"))
        whole = names.person(context, run)
        full = _full_name(article, last)
        if full and (whole is None or whole.full == full):
            found.add(full)
        elif full or whole is not None or _may_be_another(context, run):
            return ""
    if len(found) != 1:
        return ""
    only = found.pop()
    # "actor Michael Jace" is one person, "a teacher" beside him is another one.
    alone = re.sub(rf"\b[\w-]+ (?={re.escape(only)})", "", context)
    return "" if any(True for _ in person_nouns(alone)) else only


_NOT_A_FIRST_NAME = PLACES | GROUPS_AND_PLACES | CALENDAR | DEMONYMS | FUNCTION_WORDS | TITLES


def _may_be_another(context: str, run: names.Run) -> bool:
    """Whether a lone capitalised word inside a sentence may be a first name."""
    word = run.words[-1].rstrip(".,").lower()
    known = word in _NOT_A_FIRST_NAME
    behind_a_word = re.search(r"[a-z,] $", context[: run.start]) is not None
    return not known and not run.words[-1].isupper() and behind_a_word


def _gender_fits(sentence: Sentence, full: str, word: str) -> bool:
    known = names.gender(full.split(" ", maxsplit=1)[0])
    return known == word if known else not _OPPOSITE[word].search(sentence.article.text)


# --- when -----------------------------------------------------------------------------------------

_WEEKDAY = re.compile(rf"\b(?:{'|'.join(day.title() for day in WEEKDAYS)})\b")
_NOT_THE_LAST_ONE = re.compile(
    r"\b(?:last|next|this|every|each|any|a|the|another|Good|Black|Holy|Easter|Palm|Ash|Super|Cyber"
    r"|Bloody|Fat|until|till|by|before|through|from|since|to|and|or|of) (?:late |early )?$"
)
_PART_OF_MORE = re.compile(
    r"(?:[’']|-|/|,? \(?(?:\d|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Jan\b|Feb\b|Mar\b|Apr\b|Jun\b|Jul\b|Aug\b|Sept?\b|Oct\b|Nov\b|Dec\b)"
    r"| [A-Z]"
    r"| (?:through|to|and|or|nights?|mornings?|afternoons?|evenings?|prayers?|of|after next)\b)"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|can|is|are|going to|scheduled|due"
    r"|expected|set to|plan(?:s|ned)?|next|upcoming|ahead|slated|to be|anniversary"
    r"|years? (?:ago|later|earlier))\b"
    r"|[’']ll\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|said|did|told|took|came|went|made|began|found|left|saw|gave|held|kept|led"
    r"|lost|met|ran|spoke|struck|won|wrote|broke|killed|died|\w{3,}ed)\b"
)
_CLAUSE = re.compile(
    r"\b(?:that|which|who|whose|when|where|because|if|before|after|until|since)\b"
    r"|\bto (?=[a-z])(?!(?:the|an?|his|her|their|its|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|all|both|some|any|many|more|most|each|every|another|this|these|those|prison|jail"
    r"|hospital|court|death|power|parliament|office|\w+[^su]s)\b)"
)
"""Where another clause begins: "a strike that begins", "has hired a ferry to reopen"."""
_SAID = re.compile(r"\b(?:said|announced|reported|confirmed|told \w+)(?: on| late| early)* $")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _date(sentence: Sentence, sentences: Sequence[Sentence]) -> Iterator[Insertion]:
    """The last such weekday before publication, behind a lone weekday of a sentence in the past."""
    published = sentence.article.published
    if published is None or "day" not in sentence.text:
        return
    plain = quotation.hide(sentence.text, quotation.spans(sentence.text))
    found = list(_WEEKDAY.finditer(plain))
    if len(found) != 1:
        return
    nearby = (*_before(sentence, sentences), sentence)
    context = " ".join(one.text for one in nearby)
    if any(int(year) != published.year for year in _YEAR.findall(context)):
        return
    day = _day(plain, found[0], published)
    if day:
        yield Insertion(found[0].end(), f" [{day}]")


def _in_the_past(plain: str, match: re.Match[str]) -> bool:
    """Whether the verb that the weekday goes with is in the past, as far as can be told."""
    own = _CLAUSE.split(plain[: match.start()])[-1]
    if len(own.split()) <= 1:  # "On Monday police closed": the verb is behind it
        own = _CLAUSE.split(plain[match.end() :])[0]
    return _PAST.search(own) is not None


def _day(plain: str, match: re.Match[str], published: datetime) -> str:
    """ "22 September", or "" when the weekday may mean another one."""
    head = plain[: match.start()]
    if _NOT_THE_LAST_ONE.search(head) or _PART_OF_MORE.match(plain, match.end()):
        return ""
    if not _SAID.search(head) and (_FUTURE.search(plain) or not _in_the_past(plain, match)):
        return ""
    gap = (published.weekday() - WEEKDAYS.index(match.group().lower())) % 7
    if gap > FURTHEST or (gap == 0 and published.hour < NOON):
        return ""
    day = published - timedelta(days=gap)
    return f"{day.day} {_MONTHS[day.month - 1]}"
