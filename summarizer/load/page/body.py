"""The text of the article in a page: what two extractors of different make agree on.

Trafilatura in precision mode (https://trafilatura.readthedocs.io) knows what stands inside an
article, readability (https://github.com/buriy/python-readability) where it begins and ends.
Measured on 181 pages with their text, the even ones for choosing and the odd ones for checking
(https://github.com/scrapinghub/article-extraction-benchmark): benchmarks/extraction.py prints it.
This module loads both; import it late.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from lxml.etree import LxmlError, iterwalk  # type: ignore[import-untyped]  # ships no types
from lxml.html import HtmlElement, document_fromstring, tostring  # type: ignore[import-untyped]
from readability import Document  # type: ignore[import-untyped]  # ships no types
from trafilatura import bare_extraction

AGREEMENT = 0.5
"""Share of the longer text's words that both must have found for them to agree. 169 of 181 pages
have 0.75 and more; of the 5 below 0.5, the longer text was the right one on each."""
FOUND = 0.5
"""Share of a line's word groups that the other must have. From 0.3 to 0.9 F1 moves by 0.0002."""
GROUP = 4
"""Words in a group."""
LINKED = 0.7
"""Share of a line's characters in links from which it leads elsewhere; F1 is highest here on both
halves, and precision falls from 0.983 at 0.6 to 0.979 at 0.9."""
FURNITURE = 0.5
"""Share of words: if more would be left out, the page links what it says."""
SHORTEST = 120
"""Characters; less is an error or a door, not an article. The shortest of 181 texts has 369."""

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
        *("details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
"""Elements that stand on lines of their own."""
UNSEEN = frozenset(("head", "noscript", "script", "style", "template"))

# A Chinese or Japanese character is a word: those scripts print no spaces.
IDEOGRAPHS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W{IDEOGRAPHS}]+")
SENTENCE_END = re.compile(r"[.!?…。！？।۔؟][\"'”’»」』)\]]*$")
LIST_MARK = re.compile(r"^- ", re.MULTILINE)  # written by trafilatura, not by the page

# What an extractor meets in the wild is not under its control: this list is what the standard
# library and lxml raise on odd values. ValueError includes readability's own error.
ODDITIES = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError),
    *(ValueError, LxmlError),
)


class Line(NamedTuple):
    """One line of a page, and how many of its characters are in links."""

    text: str
    linked: int


def text(tree: HtmlElement, titles: Collection[str]) -> str:
    """The article's paragraphs, each on a line of its own; empty when there is no article.

    Lines that repeat one of the `titles`, or only lead elsewhere, are left out.
    """
    titles = {_key(title) for title in titles}
    links = {_key(line.text) for line in lines(tree) if _leads_elsewhere(line)}
    one = _kept(_by_trafilatura(tree), titles, links)
    other = _kept(_by_readability(tree), titles, links)
    joined = _joined(one, other)
    return "\n".join(joined) if sum(map(len, joined)) >= SHORTEST else ""


def lines(tree: HtmlElement) -> Iterator[Line]:
    """What a page prints, line by line. Takes no more stack for a deeper page."""
    pieces: list[str] = []
    linked = links = 0
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if element.tag in BLOCKS:
            yield from _line(pieces, linked)
            pieces, linked = [], 0
        if event == "end":
            links -= element.tag == "a"
            piece = element.tail
        elif element.tag in UNSEEN:
            walk.skip_subtree()
            continue
        else:
            links += element.tag == "a"
            piece = element.text
        pieces.append(piece or "")
        linked += len("".join((piece or "").split())) if links else 0
    yield from _line(pieces, linked)


def _line(pieces: list[str], linked: int) -> Iterator[Line]:
    joined = " ".join("".join(pieces).split())
    if joined:
        yield Line(joined, linked)


def _leads_elsewhere(line: Line) -> bool:
    return line.linked >= LINKED * len("".join(line.text.split()))


def _by_trafilatura(tree: HtmlElement) -> list[str]:
    try:
        document = bare_extraction(
            tree, favor_precision=True, include_comments=False, include_tables=False
        )
    except ODDITIES:
        return []
    found = getattr(document, "text", None) or ""
    return LIST_MARK.sub("", found).split("\n")


def _by_readability(tree: HtmlElement) -> list[str]:
    """Readability takes apart what it is given, several times: it gets its own copy, as text."""
    try:
        summary = Document(tostring(tree, encoding="unicode")).summary(html_partial=True)
        return [line.text for line in lines(document_fromstring(summary))]
    except ODDITIES:
        return []


def _kept(found: list[str], titles: set[str], links: set[str]) -> list[str]:
    """Without empty lines, headlines and lines that lead elsewhere."""
    said = [line for line in found if _key(line) and _key(line) not in titles]
    kept = [line for line in said if _key(line) not in links]
    return kept if _count(kept) >= FURNITURE * _count(said) else said


def _joined(one: list[str], other: list[str]) -> list[str]:
    """All of `one` from the first to the last line that `other` has too.

    Sentences directly before belong to it: `other` misses some opening paragraphs.
    Where the two do not agree, the longer of them, if its sentences make an article.
    """
    groups = {group for line in other for group in _groups(line)}
    shared = [row for row, line in enumerate(one) if _is_found(line, groups)]
    if _count([one[row] for row in shared]) < AGREEMENT * max(_count(one), _count(other), 1):
        longer = max(one, other, key=_count)
        sentences = [line for line in longer if SENTENCE_END.search(line)]
        return longer if sum(map(len, sentences)) >= SHORTEST else []
    first, last = shared[0], shared[-1]
    while first and SENTENCE_END.search(one[first - 1]):
        first -= 1
    return one[first : last + 1]


def _is_found(line: str, groups: set[tuple[str, ...]]) -> bool:
    own = _groups(line)
    return len(own & groups) >= FOUND * len(own)


def _groups(line: str) -> set[tuple[str, ...]]:
    """Runs of `GROUP` words; of a shorter line, all its words."""
    words = _words(line)
    return {tuple(words[at : at + GROUP]) for at in range(max(1, len(words) - GROUP + 1))}


def _count(found: list[str]) -> int:
    return sum(len(_words(line)) for line in found)


def _key(line: str) -> str:
    """Equal for lines that differ in marks, spaces and case only."""
    return " ".join(_words(line))


def _words(line: str) -> list[str]:
    return WORD.findall(line.casefold())
