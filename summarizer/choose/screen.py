"""What must never be quoted: the furniture of pages, and sentences that are not whole.

Rules look at a sentence, at the line it stands in (a credit at the end of a caption spoils the
whole caption) and at the article (a short line printed twice is furniture). Phrase rules are
English and stand in `english.boilerplate`; the others hold in any script.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from summarizer.choose import phrases
from summarizer.choose.english import boilerplate
from summarizer.datatypes import Sentence, count_words

SHORTEST = 5
"""Words. Below it a sentence is a label or an interjection."""
LONGEST = 60
"""Words. Above it a "sentence" is a list, a table or several glued together."""
CAPTION = 60
"""Words. A line up to this length is one caption or teaser; a longer one is a paragraph, of which
a credit spoils only its own sentence and the one before."""
NOTE = 150
"""Words. A line up to this length that begins as an editor's note is one to its end: the two in 544
articles have 33 and 34, and a page without line breaks is not lost."""
LABEL = 12
"""Words. A line below this length that an article prints twice is furniture."""
LETTERS = 0.35
"""Share of letters below which a line is a table or a score; a sentence with two long numbers in it
has 0.39."""
READABLE = 0.8
"""Share of letters, digits and spaces below which it is an address or code."""
CAPITALS = 0.6
"""Share of capital letters from which a line is shouted: a label or a headline."""

_ENDS = tuple(".!?。！？｡．؟۔।॥։")
_CLOSERS = "\"'”’»›)]」』】）＂＇“"
_CLOSED_BY = {"“": "”", "«": "»", "„": "“”", "(": ")", "[": "]", "「": "」", "『": "』"}
_PAIRED = re.compile(r"[“”«»„()\[\]「」『』]")
_RUN = re.compile(r"[^\W_]+")
_MAY_BE_MARK = re.compile(r"[^\w\x00-\u02ff]")
_ADDRESS = re.compile(
    r"https?: ?/|\bwww\.|\w@[\w-]+\.\w|(?:^|[\s.(“\"])@\w|#\w+ #\w|\ufffd", re.IGNORECASE
)
_ADDRESS_SIGNS = (":/", ": /", "@", "#", "\ufffd")
"""Every address has one of them, or the word "www"."""
_HEADLINE_GLUED_ON = re.compile(r"[a-z]{3}[A-Z][a-z]+: |^#\w")
_LABEL_GLUED_ON = re.compile(
    r"[A-Z]{4,} (?:The|A|An|In|On|It|For|At|When) "
    r"|(?:CLOSE|SHARE|PRINT|TWEET|EMAIL|PHOTOS?|VIDEO|WATCH|MORE|Print|Share|Tweet|Email) [A-Z]"
    r"|(?:Getty|Shutterstock|Alamy|Thinkstock|iStock)\b"
    r"|[B-HJ-Z] [a-z]"
)
"""What a page printed in front of the sentence: a button, an agency, a large initial letter."""
_SOURCE_EN = re.compile(r"^(?:according to|as reported by) [^,]{0,80}$", re.IGNORECASE)
_ATTRIBUTION_EN = re.compile(
    r"^[^,;:\"“]{2,60} (?:said|says|added|wrote|explained|told (?:\w+ ){1,3}?)"
    r" ?(?:in|at|during) (?:an?|the|his|her|its|their) (?:\w+ ){0,2}?"
    r"(?:statement|interview|conference|release|e-?mail|post|tweet|briefing|letter|message)"
    r"(?: (?:to|with|on|released|issued|posted|sent|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    r"(?: \w+){0,4})?\.$"
)
"""Who said it and where, without what: the quotation was in the sentence before."""
_NOTE_EN = re.compile(
    r"^\W*(?:editor|author|publisher)(?:['’]?s)?['’]? note\s*[:–—-]", re.IGNORECASE
)
_BYLINE_EN = re.compile(
    r"^\W*by [\w.'’-]+ [\w.'’-]+(?: [\w.'’-]+)?(?:,| and | \||\.?$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page, judged once for all its sentences."""

    repeated: bool
    paragraph: bool
    """Whether it is more than a caption."""
    fault: str | None
    """What makes everything on it unfit."""


def reasons(sentences: Sequence[Sentence]) -> list[str | None]:
    """Why each sentence of ONE article may not be quoted; None means that it may."""
    if not sentences:
        return []
    text = sentences[0].article.text
    printed = Counter(map(_letters, text.split("\n")))
    headline = _letters(sentences[0].article.title)
    lines: dict[str, _Line] = {}
    found: list[str | None] = []
    for row, sentence in enumerate(sentences):
        words = _line(text, sentence)
        line = lines.get(words) or lines.setdefault(words, _judged(words, printed))
        if line.repeated or _is_headline(sentence.text, headline):
            found.append("repeated line or headline")
        elif line.paragraph and _credit_follows(text, sentences, row):
            found.append("caption or credit")
        else:
            found.append(line.fault or next(_faults(sentence.text), None))
    return found


def _judged(line: str, printed: Counter[str]) -> _Line:
    words = count_words(line)
    paragraph = words > CAPTION
    repeated = words < LABEL and printed[_letters(line)] > 1
    if words <= NOTE and _NOTE_EN.match(line):
        return _Line(repeated, paragraph, "note or credit")
    return _Line(repeated, paragraph, None if paragraph else _line_fault(line, words))


def _line_fault(line: str, words: int) -> str | None:
    if _is_cut_off(line):
        return "cut off"
    if _has_credit(line) or "(Published " in line:
        return "caption or credit"
    return "byline" if words <= LABEL and _BYLINE_EN.match(line) else None


def _credit_follows(text: str, sentences: Sequence[Sentence], row: int) -> bool:
    """Whether the next sentence stands on the same line and holds a credit."""
    if row + 1 == len(sentences) or text.startswith("\n", sentences[row].end):
        return False
    return _has_credit(sentences[row + 1].text)


def _has_credit(text: str) -> bool:
    return boilerplate.CREDITS.first(text, phrases.words_of(text)) is not None


def _faults(text: str) -> Iterator[str]:
    """The rules that the sentence breaks, in words for a person."""
    if not SHORTEST <= count_words(text) <= LONGEST:
        yield "too short or too long"
    if _is_cut_off(text):
        yield "cut off"
    if not _ends_whole(text):
        yield "no end of sentence"
    if not _begins_whole(text):
        yield "begins in the middle"
    if not _is_balanced(text):
        yield "unbalanced quotation marks or brackets"
    yield from _phrases(text)
    if not _is_prose(text):
        yield "not prose"


def _phrases(text: str) -> Iterator[str]:
    words = phrases.words_of(text)
    if _has_credit(text) or boilerplate.is_caption(text, words):
        yield "caption or credit"
    if boilerplate.NOTES.first(text, words) or boilerplate.AUTHORS.first(text, words):
        yield "note or credit"
    if text.endswith("!"):
        yield "shouted"
    if _SOURCE_EN.match(text) or _ATTRIBUTION_EN.match(text):
        yield "only a source"
    if boilerplate.PLUGS.first(text, words) or _has_address(text, words):
        yield "page furniture"


def _has_address(text: str, words: Set[str]) -> bool:
    possible = "www" in words or any(sign in text for sign in _ADDRESS_SIGNS)
    return possible and _ADDRESS.search(text) is not None


def _line(text: str, sentence: Sentence) -> str:
    first = text.rfind("\n", 0, sentence.start) + 1
    last = text.find("\n", sentence.end)
    return text[first : last if last >= 0 else len(text)].strip()


def _letters(text: str) -> str:
    """For comparing lines: letters and digits only, without case."""
    return "".join(_RUN.findall(text.casefold()))


def _is_headline(text: str, headline: str) -> bool:
    """Whether the letters of the text are those of the headline."""
    first = _RUN.search(text.casefold())
    return headline.startswith(first.group() if first else "") and _letters(text) == headline


def _is_cut_off(text: str) -> bool:
    return text.rstrip("\"'”’»)]").endswith(("..", "…"))


def _ends_whole(text: str) -> bool:
    return text.endswith(_ENDS) or text.rstrip(_CLOSERS + " ").endswith(_ENDS)


def _begins_whole(text: str) -> bool:
    """A lower-case start is a fragment, but for names such as iPhone."""
    letters = text.lstrip("\"'“‘«„([ ¿¡—–-•*·")
    return not letters[:1].islower() or letters[1:2].isupper()


def _is_balanced(text: str) -> bool:
    """Every mark that opens is closed in the same sentence, and the other way round."""
    if text.count('"') % 2:
        return False
    expected: list[str] = []
    for mark in _PAIRED.findall(text):
        if expected and mark in expected[-1]:
            expected.pop()
        elif mark in _CLOSED_BY:
            expected.append(_CLOSED_BY[mark])
        elif mark in "”»)]」』":
            return False
    return not expected


def _is_prose(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text))
    marks = sum(unicodedata.category(char)[0] == "M" for char in _MAY_BE_MARK.findall(text))
    count = len(letters) + marks
    readable = count + text.count(" ") + sum(map(str.isdigit, text))
    if readable < READABLE * len(text) or count < LETTERS * len(text):
        return False
    if _LABEL_GLUED_ON.match(text) or _has_headline(text):
        return False
    return sum(map(str.isupper, letters)) < CAPITALS * count


def _has_headline(text: str) -> bool:
    """Whether a headline or a tag stands in front: "Bridge closedThe mayor: "."""
    possible = ": " in text or text.startswith("#")
    return possible and _HEADLINE_GLUED_ON.search(text) is not None
