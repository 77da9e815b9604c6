"""Tags and text, found in one pass from left to right: for XML and HTML, whole or broken.

No library is asked, because every one of them can be made to hang, to fail or to follow an
address. Each character is looked at a fixed number of times, whatever a stranger writes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from summarizer.errors import SourceError
from summarizer.load import hygiene

MAX_PIECES = 100_000
"""Tags and texts that are read: 0.4 s of work. Of 54 feeds of outlets the most is 4,618."""


class Tag(NamedTuple):
    """`<name …>`, `</name>` or `<name …/>`; the name is in lower case."""

    name: str
    closing: bool
    empty: bool
    inner: str
    """What stands between the name and the end, for `attributes`."""


class Data(NamedTuple):
    """The text of a CDATA section: its `&` and `<` mean themselves."""

    text: str


class Declaration(NamedTuple):
    """`<!DOCTYPE …>`, `<!ENTITY …>` and their like."""

    text: str


Token = str | Tag | Data | Declaration
"""A string is text as it was written, with its `&amp;`."""

OPENING = re.compile(r"<[!?/A-Za-z_:\x80-\U0010ffff]")
"""Any other `<` is text."""
# Possessive throughout: what was passed once is never tried again. No piece contains "<", so a
# tag that does not end costs no more than the text up to the next one.
TAG = re.compile(
    r"<(/?)([A-Za-z_:\x80-\U0010ffff][^\s<>/=\"']*+)"
    r"([^<>\"']*+(?:\"[^\"<]*+\"[^<>\"']*+|'[^'<]*+'[^<>\"']*+)*+)>"
)
MAX_DECLARED = 2_000
"""Characters of a quoted value in a declaration; a public identifier has 60."""
DECLARATION = re.compile(
    rf"<!([^<>\"']*+(?:\"[^\"]{{0,{MAX_DECLARED}}}+\"[^<>\"']*+"
    rf"|'[^']{{0,{MAX_DECLARED}}}+'[^<>\"']*+)*+)>?"
)
ATTRIBUTE = re.compile(
    r"([^\s=<>\"'/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+"
)
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

CODE = frozenset({"script", "style"})
SKIPPED = CODE | {
    *("applet", "audio", "button", "canvas", "figure", "iframe", "map", "math", "noscript"),
    *("object", "select", "svg", "template", "textarea", "title", "video"),
}
"""Elements without sentences of the article."""
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details"}
    | {"div", "dl", "dt", "fieldset", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"}
    | {"tfoot", "thead", "tr", "ul"}
)
CELLS = frozenset({"td", "th"})
SPACES = re.compile(r"\s+")
EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a document in order; comments and processing instructions are left out."""
    position = 0
    while opening := OPENING.search(text, position):
        start = opening.start()
        if start > position:
            yield text[position:start]
        token, position = _marked(text, start)
        if token is not None:
            yield token
    if position < len(text):
        yield text[position:]


def bounded(text: str, where: str) -> Iterator[Token]:
    """The same.

    Raises:
        SourceError: there are more than `MAX_PIECES`.
    """
    for number, token in enumerate(tokens(text)):
        if number >= MAX_PIECES:
            raise SourceError(where, f"more than {MAX_PIECES:,} tags and texts; not read")
        yield token


def attributes(tag: Tag) -> dict[str, str]:
    """Names in lower case; the first of two of one name counts."""
    found: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(tag.inner):
        found.setdefault(name.lower(), resolved("".join(values)))
    return found


def resolved(text: str) -> str:
    """`&amp;`, `&nbsp;` and `&#233;` as the characters they stand for, once; others stay."""
    return REFERENCE.sub(lambda match: _character(match[0]), text) if "&" in text else text


def plain(html: str) -> str:
    """Paragraphs of text, each on a line of its own, without images, scripts and the like."""
    paragraphs: list[list[str]] = [[]]
    for token in _shown(list(tokens(html))):
        if not isinstance(token, Tag):
            written = token.text if isinstance(token, Data) else token
            paragraphs[-1].append(hygiene.unescaped(written))
        elif token.name in BLOCKS:
            paragraphs.append([])
        elif token.name in CELLS:
            paragraphs[-1].append(" ")
    if len(paragraphs) == 1:
        return wrapped("".join(paragraphs[0]))
    lines = (SPACES.sub(" ", "".join(pieces)).strip() for pieces in paragraphs)
    return "\n".join(line for line in lines if line)


def wrapped(text: str) -> str:
    """Plain text with its lines joined; an empty line ends a paragraph."""
    paragraphs = (SPACES.sub(" ", part).strip() for part in EMPTY_LINE.split(text))
    return "\n".join(part for part in paragraphs if part)


@lru_cache(maxsize=1024)
def _character(reference: str) -> str:
    return unescape(reference)


def _marked(text: str, start: int) -> tuple[Token | None, int]:
    """The token that begins with the `<` at `start`, and the place after it."""
    if text.startswith("<!--", start):
        return None, _after(text, "-->", start + 4)
    if text.startswith("<![CDATA[", start):
        end = _after(text, "]]>", start + 9)
        return Data(text[start + 9 : end].removesuffix("]]>")), end
    if text.startswith("<?", start):
        return None, _after(text, ">", start + 2)
    if match := TAG.match(text, start):
        closing, name, inner = match.groups()
        return Tag(name.lower(), bool(closing), inner.endswith("/"), inner), match.end()
    if text.startswith("<!", start) and (match := DECLARATION.match(text, start)):
        return Declaration(match[1]), match.end()
    return "<", start + 1


def _after(text: str, mark: str, start: int) -> int:
    """Behind the next `mark`; the end of the text when there is none."""
    found = text.find(mark, start)
    return len(text) if found < 0 else found + len(mark)


def _shown(pieces: list[Token]) -> Iterator[str | Data | Tag]:
    """All but the content of skipped elements. Only a script or style needs no end for that."""
    closings = Counter(each.name for each in pieces if isinstance(each, Tag) and each.closing)
    skipped = ""
    for piece in pieces:
        if isinstance(piece, Tag):
            closings[piece.name] -= piece.closing
            if skipped:
                skipped = "" if piece.closing and piece.name == skipped else skipped
            elif piece.name in SKIPPED and not piece.closing and not piece.empty:
                skipped = piece.name if closings[piece.name] or piece.name in CODE else ""
        if not skipped and not isinstance(piece, Declaration):
            yield piece
