"""Article → sentences. A line break always ends a sentence; sentencex finds the other ends."""

import re

from summarizer.datatypes import Article, Sentence

_OPENING_AT_END = re.compile(r"\s+[\"“«„]$")
_TITLE_EN = re.compile(
    r"\b(?:Sens?|Reps?|Gov|Gen|Lt|Col|Sgt|Cpl|Spc|Pfc|Pvt|Capt|Cmdr|Maj|Brig|Adm|Det|Supt|Dr|Mrs?|Ms"
    r"|Prof|Rev|Hon|Pres|Atty|St|Sto|Sta|Mt|Ft|vs)\.\s*$"
)
"""What stands before a name and ends no sentence."""
_INITIAL_AR = re.compile(r"(?:^|\s)(?:دبليو|إتش|إف|جيه)\.\s*$")
"""The same: the names of English letters, as in "George W. Bush"."""
_HOUR_EN = re.compile(r"\d ?[ap]\.m\.\s*$")
_OF_THE_HOUR_EN = re.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]?T|GMT|UTC|BST|Eastern|Central"
    r"|Mountain|Pacific|Greenwich)\b"
)
"""What goes on after an hour: "at 2 a.m. Tuesday"."""
_CALIBER_EN = re.compile(r"\s*\d{2}-calib(?:er|re)\b")
"""The same after a full stop that begins a number: "a .38-caliber revolver"."""
LONGEST = 20
"""Characters of what is looked at before an end, the spaces behind a full stop among them."""
_CLOSING_AT_START = re.compile(r"^[\"”»](?=\s)")


def sentences(article: Article) -> list[Sentence]:
    """The article's sentences in order, each an exact slice of its text, without outer space."""
    found: list[Sentence] = []
    line_start = 0
    for line in article.text.split("\n"):
        for start, text in _slices(line, article.lang or "en"):
            found.append(Sentence(article, len(found), line_start + start, text))
        line_start += len(line) + 1
    return found


def _slices(line: str, language: str) -> list[tuple[int, str]]:
    """Start and text of each sentence on the line."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 - its rules are not for --help

    ends = [boundary["end_index"] for boundary in get_sentence_boundaries(language, line)]
    ends = [end for end in ends if end == len(line) or not _goes_on(line, end)]
    slices: list[tuple[int, str]] = []
    start = 0
    for end in ends:
        stop = _quotes_kept_whole(line, start, end)
        text = line[start:stop]
        if text.strip():
            slices.append((start + len(text) - len(text.lstrip()), text.strip()))
        start = stop
    return slices


def _goes_on(line: str, end: int) -> bool:
    """Whether what stands before `end` wants a name behind it, the day of its hour, a caliber."""
    start = max(0, end - LONGEST)
    if any(pattern.search(line, start, end) for pattern in (_TITLE_EN, _INITIAL_AR)):
        return True
    if _CALIBER_EN.match(line, end):
        return True
    return bool(_HOUR_EN.search(line, start, end) and _OF_THE_HOUR_EN.match(line, end))


def _quotes_kept_whole(line: str, start: int, end: int) -> int:
    """The end, moved so that a quotation mark stays on the side that it belongs to."""
    opening = _OPENING_AT_END.search(line[start:end].rstrip())
    if opening and opening.start() > 0:
        return start + opening.start()
    closing = _CLOSING_AT_START.search(line[end:])
    return end + closing.end() if closing else end
