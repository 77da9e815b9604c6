"""Cutting a sentence at safe edges: what stays is still one verbatim slice of the article.

`edges` removes what is not part of the sentence at all: the dateline, a bullet, a time stamp, the
credit behind it. `connective` removes a leading "But"; the slice may then begin with a small
letter, which `brackets` shows as "[T]he". Both return the sentence itself when nothing can go.
Attribution is never touched, and no cut leaves half a pair of quotation marks or brackets.
"""

import re

from summarizer.choose import quotation
from summarizer.choose.words import KNOWN_ACRONYMS
from summarizer.datatypes import Sentence

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_PLACE = rf"{_CAPS}(?:[ /-]{_CAPS}){{0,4}}"
_REGION = r"(?:, (?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,2}){0,2}"
_DATE = (
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?"
    r"|,? \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{4})?)"
)
_AGENCY = r" ?\((?:[A-Z][\w./&’'-]*)(?: [A-Z][\w./&’'-]*){0,3}\)"
_DASH = r"(?: ?(?:--|[–—])| [-:])"
_OPENING = r"(?=[\"“‘A-Z0-9])"
_WIRE = (
    r" ?\((?:AP|AFP|CNN|Reuters|dpa|DPA|UPI|PA|PTI|ANI|IANS|Xinhua|TASS|Kyodo|Bloomberg|BBC|NBC|CBS"
    r"|ABC|CBS ?\d+|KTLA|NPR|EFE|AAP|Yonhap)[^()]{0,20}\)"
)
# Small letters are a town only before a wire service: "Ann Wood (Labour) – " is a person.
_WITH_WIRE = re.compile(
    rf"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}{_REGION}(?:{_DATE})?{_WIRE}"
    rf"(?:{_DATE})?(?:{_DASH})? ?{_OPENING}"
)
_WITH_AGENCY = re.compile(rf"{_PLACE}{_REGION}(?:{_DATE})?{_AGENCY}(?:{_DATE})?{_DASH} ?{_OPENING}")
_WITH_DASH = re.compile(rf"{_PLACE}{_REGION}(?:{_DATE})?{_DASH} ?{_OPENING}")
_WITH_COLON = re.compile(rf"{_PLACE}{_REGION}(?:{_DATE})?: {_OPENING}")
_WIRE_ONLY = re.compile(rf"{_WIRE}{_DASH} ?{_OPENING}")
_NOT_A_PLACE = re.compile(
    r"(?:WATCH|MORE|NOTE|ALSO|READ|PHOTOS?|VIDEO|LIVE|CORRECTION|FILE|PLUS|CREDIT|CLOSE|Q|A|WARNING"
    r"|RELATED|POLICE|REPORTS?|OFFICIALS?|STUDY|EXPERTS?|WITNESS(?:ES)?|OPINION|ANALYSIS|EDITORIAL"
    r"|REVIEW|POLL|SOURCES?|QUESTION|ANSWER|HOST|FACT|MYTH|SPOILER|THE)\b"
)
_LABEL = re.compile(
    r"(?:UPDATE[D]?(?: \d{1,2})?|BREAKING(?: NEWS)?|EXCLUSIVE|JUST IN)(?:: | [-–—] )(?=[\"“‘A-Z])"
    r"|(?:Be smart|Why it matters|The big picture|The bottom line|Go deeper|Driving the news"
    r"|Between the lines|Zoom in|Zoom out|Yes, but|What's new|What’s new): (?=[\"“‘A-Z])"
    r"|\((?:U(?:pdate|PDATE)[dD]?|B(?:reaking|REAKING))\b[^()]{0,30}\) (?=[\"“‘A-Z])"
)
_BULLET = re.compile(
    r"(?:[•·▪►■*–—-]\s+|\[?(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\]?"
    r"(?:\s?[:–—-])?\s+)(?=[\"“‘A-Z0-9])"
)
_ANYWHERE = (_BULLET, _LABEL)
_WITH_DATE_IN_BRACKETS = re.compile(rf"{_PLACE}{_REGION} \([^()]{{3,24}}\){_DASH} ?{_OPENING}")
_WIRE_GLUED = re.compile(r"\((?:CNN|AP|AFP|Reuters|UPI|BBC|ABC|CBS|NBC)\) (?=[A-Z])")
_CITY_GLUED = re.compile(
    r"(?:CAIRO|LONDON|PARIS|BERLIN|MOSCOW|BEIJING|TOKYO|WASHINGTON|BRUSSELS|ROME|MADRID|GENEVA"
    r"|NEW YORK|JERUSALEM|BAGHDAD|KABUL|TEHRAN|SEOUL|SYDNEY|NEW DELHI|MUMBAI|ISTANBUL|ANKARA|BEIRUT"
    r"|KIEV|KYIV"
    r"|CHICAGO|BOSTON|LOS ANGELES|SAN FRANCISCO|DALLAS|HOUSTON|ATLANTA|MIAMI|ATHENS|VIENNA|WARSAW"
    r"|DUBAI|GAZA|DAMASCUS|TRIPOLI|TUNIS|NAIROBI|LAGOS|JOHANNESBURG|MEXICO CITY|TORONTO|OTTAWA"
    r"|HONG KONG|SHANGHAI|SINGAPORE|BANGKOK|MANILA|JAKARTA|ISLAMABAD|KARACHI|DHAKA|HAVANA|CARACAS)"
    r"(?: [A-Z][a-z]+\.? \d{1,2})? (?=[A-Z][a-z’'-]+ )"
)
"""Wire copy whose dash was lost on the page: "CAIRO Hosni Mubarak"."""
_CAPITALS_GLUED = re.compile(r"([A-Z]{4,}(?: [A-Z]{3,}){0,2})(?:/[A-Z]{4,})? (?=[A-Z])")
"""The same before any name, "BRUSSELS NATO": only where the article says "in Brussels" too."""
_DAY_GLUED = re.compile(
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\.? \d{1,2} (?=[A-Z][a-z]* )"
)
_AT_THE_TOP = (
    _WITH_WIRE,
    _WITH_AGENCY,
    _WITH_DASH,
    _WITH_COLON,
    _WIRE_ONLY,
    _WITH_DATE_IN_BRACKETS,
    _WIRE_GLUED,
    _CITY_GLUED,
    _DAY_GLUED,
)
_WITH_ITS_AGENCY = (_WITH_AGENCY, _WIRE_ONLY)
_DATELINE_AR = re.compile(
    r"(?:الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت) ?[،,]? ?"
    r"\d{1,2} [^\W\d]+(?: ?/ ?[^\W\d]+)? ?[،,]? ?\d{4} ?[.،:–—-]* (?=\w)"
)
_DATELINE_FOREIGN = re.compile(
    r"[^\W\d_][^\W_]*(?:[ -][^\W\d_][^\W_]*){0,2}(?:, [^\W_][\w’'-]*(?: [^\W_][\w’'-]*){0,3})?"
    r"(?: ?\([^()\d]{2,20}\)[.।]? ?(?:--|[–—-])| -{2,3})"
    r" (?=[\w\"“«„])(?!.* (?:--|[–—-]) )"
)
"""A place, a day, an agency and one dash, of which the sentence has no other."""
TOP = 3
"""Index of a sentence. A dateline opens an article, behind captions at most; further down,
"INSKEEP: " is a speaker, and only "LEEDS (AP) — " is still a dateline."""
_CREDIT = re.compile(
    r"(?<=[.!?\"”’)])\s*(?:"
    r"\((?:AP|AFP|Reuters|EPA|Getty|Photo|Image|Picture|File|Credit|Source|Via|Irfan)[^()]{0,60}\)"
    r"|\((?:[A-Z][\w.’'-]+ ){1,3}/ ?[^()]{0,40}\)"
    r"|(?:Photo|Photograph|Picture|Image|Credit|Source)s?(?: credit)?: ?[^.]{1,60}\.?"
    r"|(?:©|\(c\) ?\d)[^.]{0,60}\.?"
    r"|(?:--|[–—-]) ?(?:Reuters|AP|AFP|Bloomberg|dpa|UPI|PA|ANI|PTI|Xinhua|With [^.]{1,40})\.?"
    r"|Read more\.?"
    r")$"
)
_CONNECTIVE = re.compile(
    r"(?:But|And|However,|Meanwhile,|But,|And,|But meanwhile,|Moreover,|Furthermore,|In addition,"
    r"|Additionally,)\s+(?=\w)"
)
_KEEPS_ITS_BUT = re.compile(
    r"(?:for|if|yet|even|not|then|what|why|how|that|this|these|those|still|so|who|where|when|as|now"
    r"|just|first|instead|also|by|of course|while|in)\b"
)
SHORTEST = 4
"""Words: less than this is never left over."""


def edges(sentence: Sentence) -> Sentence:
    """Without dateline, bullet, time stamp and credit; the same claim by the same speaker."""
    text = sentence.text
    start, end = 0, len(text)
    for pattern in _ANYWHERE:
        match = pattern.match(text, start)
        start = match.end() if match else start
    start = _behind_dateline(sentence, start)
    if (sentence.article.lang or "en")[:2].lower() != "en":
        start = _behind_foreign_dateline(sentence, start)
    credit = _CREDIT.search(text, start)
    if credit:
        end = credit.start()
    return _slice(sentence, start, end)


def _behind_foreign_dateline(sentence: Sentence, start: int) -> int:
    """In an article that is not English, where small letters or none may be a town."""
    patterns = (_DATELINE_AR, _DATELINE_FOREIGN) if sentence.index <= TOP else ()
    return next((m.end() for p in patterns if (m := p.match(sentence.text, start))), start)


def _behind_dateline(sentence: Sentence, start: int) -> int:
    text = sentence.text
    first = _FIRST_WORD.match(text, start)
    if first is None or first.group() in KNOWN_ACRONYMS or _NOT_A_PLACE.match(text, start):
        return start
    at_the_top = sentence.index <= TOP
    patterns = _AT_THE_TOP if at_the_top else _WITH_ITS_AGENCY
    end = next((match.end() for p in patterns if (match := p.match(text, start))), start)
    return _behind_capitals(sentence, start) if at_the_top and end == start else end


def _behind_capitals(sentence: Sentence, start: int) -> int:
    match = _CAPITALS_GLUED.match(sentence.text, start)
    if match is None:
        return start
    place = match[1].title()
    said = any(f" {word} {place}" in sentence.article.text for word in ("in", "at", "near", "from"))
    return match.end() if said else start


_FIRST_WORD = re.compile(r"\W?[\w-]+")


def connective(sentence: Sentence) -> Sentence:
    """Without a leading "But", "And", "However," …; check `needs_capital` before showing it."""
    match = _CONNECTIVE.match(sentence.text)
    if match is None or _KEEPS_ITS_BUT.match(sentence.text, match.end()):
        return sentence
    return _slice(sentence, match.end(), len(sentence.text))


def needs_capital(sentence: Sentence) -> bool:
    """Whether a trimmed slice must be shown with a bracketed capital: "[T]he mayor"."""
    return sentence.text[:1].islower()


def _slice(sentence: Sentence, start: int, end: int) -> Sentence:
    text = sentence.text
    while end > start and text[end - 1].isspace():
        end -= 1
    kept = text[start:end]
    if kept == text or len(kept.split()) < SHORTEST or _splits_a_pair(text, start, end):
        return sentence
    return Sentence(sentence.article, sentence.index, sentence.start + start, kept)


def _splits_a_pair(text: str, start: int, end: int) -> bool:
    quoted = quotation.spans(text)
    if quotation.inside(quoted, start) or quotation.inside(quoted, end):
        return True
    kept = text[start:end]
    return kept.count("(") != kept.count(")") and text.count("(") == text.count(")")
