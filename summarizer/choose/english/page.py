"""The page around the text, an author who speaks, and words that only the day of printing fixes."""

import re
from collections.abc import Iterator

from summarizer.choose.english.place import Place, holds
from summarizer.choose.lean import Lean
from summarizer.choose.phrases import Phrase, Phrases
from summarizer.choose.words import WEEKDAYS, listed

_SHOWN_WORDS = (
    "video photo photograph picture image clip map tweet chart graphic gallery post article story "
    "page site website link transcript column blog thread newsletter interview"
)
_SHOWN = f"(?:{_SHOWN_WORDS.replace(' ', '|')})"
FURNITURE = Phrases(
    Phrase(
        "below above",
        r"\b(?:see|shown|listed|watch|read|view|here|comments?"
        rf"|{_SHOWN}s?)\b[^.,]{{0,25}}\b(?:below|above)\b|\b(?:below|above)[:.]?$",
    ),
    Phrase(
        "above below pictured watch click scroll listen photo photos image video caption source "
        "related advertisement follow share copyright more update updated correction note read see",
        r"^(?:Above|Below|Pictured|Watch|Click|Scroll|Listen|Photos?|Image|Video|Caption|Source"
        r"|Related|Advertisement|Follow|Share|Copyright|MORE|UPDATE|Updated|Correction|Note|Read"
        r"|See)\b"
        r"(?=:| (?:the|more|this|here|on|to|our|next|in full|also|his|her|how|what|why)\b)",
    ),
    Phrase("check", r"^Check (?:back|out)\b"),
    Phrase(
        "click scroll pictured subscribe javascript newsletter",
        r"\b(?:click|scroll|pictured|subscribe|javascript|newsletter)\b",
    ),
    Phrase("sign read", r"\b(?:sign up (?:for|to)|read more)\b"),
    Phrase(
        _SHOWN_WORDS,
        rf"\bth(?:is|e) (?:\w+ )?{_SHOWN} (?:below|above|shows|showed)\b"
        rf"|\bthis (?:\w+ )?{_SHOWN}\b",
    ),
    Phrase(
        "undated handout file still video",
        r"\b(?:in|from) (?:a|an|this|the) (?:undated|handout|file|still|video grab)\b",
    ),
    Phrase("file", r"\bfile photo\b"),
    Phrase(
        "left right center centre top bottom l r",
        r"\((?:left|right|center|centre|top|bottom|l|r)\)|, (?:left|right|center),",
    ),
)
_FURNITURE_WORDS = listed(
    "below above check watch click scroll pictured subscribe javascript newsletter sign read this "
    "undated handout file still left right center centre top bottom photo photos image video "
    "caption source "
    "related advertisement follow share copyright more update updated correction note see listen "
    "grab l r shows showed"
)
_LISTED = re.compile(r"^(?:\(?\d{1,2}[.)]\s|[•·▪*]\s|#\d)")
FIRST_PERSON = re.compile(
    r"(?<![\w-])(?:I(?:[’'](?:m|ve|d|ll))?(?=[ ,])|[Ww]e(?:[’'](?:re|ve|d|ll))?|us|[Oo]urs?|[Mm]y"
    r"|me|myself|ourselves|[Ll]et[’']s|[Yy]ou(?:rs?|rself|[’'](?:re|ve|d|ll))?)(?![\w-])"
)
FIRST_PERSON_WORDS = listed("i we us our ours my me myself ourselves let you your yours yourself")
"""Every text that the pattern finds has one of them; the same holds for `DAY_WORDS`."""
_NUMERAL = re.compile(r"[A-Z]\w+ $")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAY = re.compile(
    rf"\b(?:(?:on |late |early )?{_WEEKDAY}(?:[’']s| morning| afternoon| evening| night)?"
    rf"|yesterday|today|tomorrow|tonight|(?:last|next) (?:night|week|month|year|{_WEEKDAY})"
    r"|(?:earlier|later) this (?:week|month|year))\b",
    re.IGNORECASE,
)
DAY_WORDS = listed("yesterday today tomorrow tonight last next earlier later") | set(WEEKDAYS)
_DAY_WORD = re.compile(r"day|to(?:night|morrow)|last|next|earlier|later")
_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2}\b|,? \d{4})"
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
)
_SMALL_NAME = re.compile(r"(?:[a-z][A-Z]|al-|el-|de |van |von |bin |da |di )")


def furniture(place: Place) -> Iterator[Lean]:
    """What the page shows beside the text, and items of a list."""
    match = FURNITURE.first(place.plain, place.words)
    if match and holds(place.plain, _FURNITURE_WORDS):
        yield Lean("furniture", match.group(), None)
    elif _LISTED.match(place.plain):
        yield Lean("list", place.text[:2], None)


def speakers(place: Place) -> Iterator[Lean]:
    """I, we and you outside quotation marks: somebody speaks, and the reader cannot see who."""
    if FIRST_PERSON_WORDS.isdisjoint(place.words):
        return
    for match in FIRST_PERSON.finditer(place.plain):
        numeral = match.group() == "I" and _NUMERAL.search(place.plain[: match.start()])
        if not numeral:
            yield Lean("speaker", match.group(), None)
            return


def fragments(place: Place) -> Iterator[Lean]:
    """A small first letter: the rest of a sentence that was cut."""
    opening = place.text.lstrip("\"“‘'(")
    if opening[:1].islower() and not _SMALL_NAME.match(opening):
        yield Lean("fragment", opening.split(" ")[0], None)


def days(place: Place) -> Iterator[Lean]:
    """A weekday or "yesterday" that no date in the sentence fixes."""
    if DAY_WORDS.isdisjoint(place.words) or not _DAY_WORD.search(place.plain):
        return
    match = DAY.search(place.plain)
    if match and not _DATE.search(place.plain):
        yield Lean("day", match.group(), 0)
