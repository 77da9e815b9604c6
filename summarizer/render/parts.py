"""What every format says in the same words: citation marks, sources, the closing line."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from summarizer.datatypes import (
    WORDS_PER_MINUTE,
    Article,
    Pick,
    Problem,
    Sentence,
    Summary,
    count_words,
)


def marks(summary: Summary, pick: Pick, page: str = "") -> str:
    """`[1][3]`: the quoted article first, then the others that say it; `[2, in French]`.

    `page` is as in `foreign`.
    """
    first, *others = (str(summary.numbers[article.id]) for article in pick.articles)
    spoken = foreign(summary, pick, page)
    quoted = f"{first}, in {spoken}" if spoken else first
    return "".join(f"[{number}]" for number in (quoted, *others))


LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""ISO 639-1 code → English name; another code stands for itself."""


def foreign(summary: Summary, pick: Pick, page: str = "") -> str:
    """The name of the quote's language where it is not that of the page, else "".

    `page` is a tag such as "pt-BR"; without one the page speaks like the first quote.
    """
    quoted = _code(pick.sentence.article.lang)
    spoken = _code(page or summary.picks[0].sentence.article.lang)
    return "" if spoken == quoted else LANGUAGES.get(quoted, quoted)


def _code(tag: str | None) -> str:
    """What declares nothing, or no language, reads like English, or does not tell."""
    return (tag if tag and _LANGUAGE.fullmatch(tag) else PAGE_LANGUAGE)[:2].lower()


def right_to_left(text: str) -> bool:
    """Whether its first letter is, say, Arabic or Hebrew; what `dir="auto"` goes by in HTML."""
    kinds = map(unicodedata.bidirectional, line(text))
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def cited(summary: Summary) -> list[tuple[int, Article]]:
    """Number and article, in the order of the numbers, for every article that is cited."""
    return list(enumerate(summary.cited, start=1))


def name(article: Article) -> str:
    """What to call an article: its title, else the file it came from, whatever that is called."""
    file = line(PurePath(article.path).name) if article.path else ""
    return line(article.title) or file or "untitled article"


def printable(text: str) -> str:
    """Without control characters, lone surrogates and line breaks: file names may hold any."""
    return "".join(char for char in text if char.isprintable())


def line(text: str) -> str:
    """In one line, without what commands a terminal, hides or turns the direction of writing."""
    return " ".join(_UNSEEN.sub(" ", text).split())


_UNSEEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f\xad"  # controls, soft hyphen
    "\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"  # directions, separators of lines
    "\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible operators, byte order mark, annotations
    "\ud800-\udfff\U000e0000-\U000e007f"  # lone surrogates, tags
    "\ufdd0-\ufdef"  # noncharacters, which neither HTML nor XML may hold
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
    + "]"
)


MAX_TITLE = 200
"""Characters of a title that are shown; the longest of 1,604 real headlines had 177."""
MAX_LINK = 2_048
"""Characters of an address that is linked; the longest of 1,604 real ones had 265."""

MAX_ALSO = 12
"""Outlets that are named without being quoted; a wire story can have a hundred."""


def shortened(text: str) -> str:
    """At most `MAX_TITLE` characters, an ellipsis where something is left out."""
    return text if len(text) <= MAX_TITLE else f"{text[: MAX_TITLE - 1].rstrip()}…"


def title(article: Article) -> str:
    """What to call an article, in one short line."""
    return shortened(line(name(article)))


def outlet(article: Article) -> str:
    """In one short line; empty when unknown."""
    return shortened(line(article.source))


def called(article: Article) -> str:
    """Its outlet, else what it is called itself."""
    return outlet(article) or title(article)


def visible(text: str) -> str:
    """With a � for each character that `line` drops: one for one, so that offsets stay true."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in "\t\n" else "\ufffd", text)


def day(article: Article) -> str:
    """`22 September 2023`, in UTC; empty when unknown."""
    return f"{article.published:%-d %B %Y}" if article.published else ""


def origin(article: Article) -> str:
    """Outlet and day, as far as they are known."""
    return ", ".join(filter(None, (line(article.source), day(article))))


def link(article: Article) -> str | None:
    """The article's address, if it is one that a reader may safely follow.

    It is of the web, with a host and without a user's name, which could pass for the host.
    """
    url = article.url or ""
    if line(url) != url or not _SAFE_URL.match(url):
        return None
    try:
        parts = urlsplit(url)
        usable = parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # half an IPv6 address, a port that is no number
        return None
    return url if usable else None


_SAFE_URL = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)


def address(article: Article) -> str | None:
    """`link` in ASCII, for a page, a mail or a terminal; None when it is none or very long."""
    found = link(article)
    if not found or len(found) > MAX_LINK:
        return None
    return quote(found, safe=_URL_SAFE)


_URL_SAFE = ":/?#[]@!$&'*+,;=%~-._"

PAGE_LANGUAGE = "en"
"""Of a page's own words."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}")
"""RFC 5646, 2.1, as far as its form goes."""


def language(*tags: str | None) -> str:
    """The first tag that a browser knows; empty when it is the page's own or there is none."""
    known = next((tag for tag in tags if tag and _LANGUAGE.fullmatch(tag)), PAGE_LANGUAGE)
    return "" if known == PAGE_LANGUAGE else known


def also(summary: Summary) -> list[Article]:
    """One article of each outlet that reports the event and is cited nowhere.

    What was set aside is about something else or too old; what has no outlet speaks for none.
    """
    silent = {article.id for article in summary.cited} | {a.article.id for a in summary.asides}
    named = {outlet(article) for article in summary.cited} | {""}
    found: dict[str, Article] = {}
    for article in summary.articles:
        if article.id not in silent and outlet(article) not in named:
            found.setdefault(outlet(article), article)
    return list(found.values())


def first_mentions(summary: Summary) -> dict[int, str]:
    """Citation number → the place where it stands first: `sentence-2`, `difference-1`."""
    found: dict[int, str] = {}
    for place, pick in enumerate(summary.picks, start=1):
        for article in pick.articles:
            found.setdefault(summary.numbers[article.id], f"sentence-{place}")
    for place, difference in enumerate(summary.differences, start=1):
        for sentence in (difference.one, difference.other):
            found.setdefault(summary.numbers[sentence.article.id], f"difference-{place}")
    return found


def first_quoted(summary: Summary) -> dict[str, Sentence]:
    """Article id → its sentence that is mentioned first: quoted, folded into another, differing."""
    said = [s for pick in summary.picks for s in (pick.sentence, *pick.repeats)]
    said += [s for difference in summary.differences for s in (difference.one, difference.other)]
    return {sentence.article.id: sentence for sentence in reversed(said)}


MAX_WHOLE = 12
"""Words of a sentence that a text fragment holds whole; of a longer one it holds both ends."""
MIN_EDGE = 4
"""Words of an end, and more until it is found nowhere earlier.

Of 2,523 long sentences in 60 clusters of Multi-News 44 need more at the start, none at the end.
"""
MAX_FRAGMENT = 1_000
"""Characters of a text fragment, encoded; a Chinese sentence of 100 characters has 900."""


def opened_at(address: str | None, sentence: Sentence | None) -> str | None:
    """The address with a text fragment, which makes a browser scroll to the sentence.

    See https://wicg.github.io/scroll-to-text-fragment/. A browser that does not know it, or does
    not find the words, opens the page at its top.
    """
    if not address or not sentence:
        return address
    page, fragment = address.partition(":~:")[0], _fragment(sentence)
    if not 0 < len(fragment) <= MAX_FRAGMENT:
        return address
    return f"{page}{'' if '#' in page else '#'}:~:text={fragment}"


def _fragment(sentence: Sentence) -> str:
    """`A%20whole%20sentence.`, or `Its%20first%20words,its%20last%20ones.` of a long one."""
    words = visible(sentence.text).split()
    if len(words) > MAX_WHOLE:
        before = sentence.article.text[: sentence.start].lower()
        whole = " ".join(words).lower()
        openings = (words[:size] for size in range(MIN_EDGE, MAX_WHOLE))
        closings = (words[-size:] for size in range(MIN_EDGE, MAX_WHOLE))
        first = next((edge for edge in openings if " ".join(edge).lower() not in before), words)
        last = next((edge for edge in closings if whole.count(" ".join(edge).lower()) == 1), words)
        if len(first) + len(last) < len(words):
            return f"{_encoded(first)},{_encoded(last)}"
    return _encoded(words)


def _encoded(words: list[str]) -> str:
    """A hyphen, too: one beside a comma would mean a prefix or a suffix."""
    return quote(" ".join(words), safe="").replace("-", "%2D")


def differences(summary: Summary) -> list[str]:
    """One line for every disagreement: figure and source beside figure and source."""
    return [
        f"{line(d.figure)} [{summary.numbers[d.one.article.id]}] – "
        f"{line(d.other_figure)} [{summary.numbers[d.other.article.id]}]: {line(d.other.text)}"
        for d in summary.differences
    ]


def asides(summary: Summary) -> list[str]:
    """One line for every article that was read and not used."""
    return [f"{name(aside.article)}: {line(aside.reason)}" for aside in summary.asides]


def problems(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What could not be read and why, each once, in one line."""
    said = (Problem(line(each.source), line(each.reason)) for each in found)
    return tuple(dict.fromkeys(said))


QUOTED = (
    "Every sentence is quoted word for word from the article whose number or outlet follows it; "
    "words in square brackets are added from the same article."
)
CHOSEN = "A program chose and ordered them offline: no text was written or reworded."


def closing(summary: Summary) -> str:
    """`117 words · half a minute to read · 5 articles read, 4 cited`."""
    words = count_words(summary.text)
    parts = [_count(words, "word"), f"{reading_time(words)} to read"]
    parts.append(f"{_count(len(summary.articles), 'article')} read, {len(summary.cited)} cited")
    if summary.problems:
        parts.append(f"{_count(len(summary.problems), 'source')} unreadable")
    return " · ".join(parts)


def reading_time(words: int) -> str:
    """To the half minute, at 238 words a minute."""
    halves = max(1, round(2 * words / WORDS_PER_MINUTE))
    if halves <= 2:
        return "half a minute" if halves == 1 else "1 minute"
    return f"{halves / 2:g} minutes"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
