"""What every format says in the same words: citation marks, sources, the closing line."""

import re
from pathlib import PurePath

from summarizer.datatypes import WORDS_PER_MINUTE, Article, Pick, Summary, count_words


def marks(summary: Summary, pick: Pick) -> str:
    """`[1][3]`: the quoted article first, then the others that say it."""
    return "".join(f"[{summary.numbers[article.id]}]" for article in pick.articles)


def cited(summary: Summary) -> list[tuple[int, Article]]:
    """Number and article, in the order of the numbers, for every article that is cited."""
    return list(enumerate(summary.cited, start=1))


def name(article: Article) -> str:
    """What to call an article: its title, else the file it came from, whatever that is called."""
    file = printable(PurePath(article.path).name) if article.path else ""
    return article.title or file or "untitled article"


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
    "]"
)


def day(article: Article) -> str:
    """`22 September 2023`, in UTC; empty when unknown."""
    return f"{article.published:%-d %B %Y}" if article.published else ""


def origin(article: Article) -> str:
    """Outlet and day, as far as they are known."""
    return ", ".join(filter(None, (article.source, day(article))))


def link(article: Article) -> str | None:
    """The article's address, if it is one that a reader may safely follow."""
    return article.url if article.url and _SAFE_URL.match(article.url) else None


_SAFE_URL = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)


def differences(summary: Summary) -> list[str]:
    """One line for every disagreement: figure and source beside figure and source."""
    return [
        f"{d.figure} [{summary.numbers[d.one.article.id]}] – "
        f"{d.other_figure} [{summary.numbers[d.other.article.id]}]: {d.other.text}"
        for d in summary.differences
    ]


def asides(summary: Summary) -> list[str]:
    """One line for every article that was read and not used."""
    return [f"{name(aside.article)}: {aside.reason}" for aside in summary.asides]


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
