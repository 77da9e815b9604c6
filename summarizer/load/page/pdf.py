"""A PDF file -> Article. Needs the extra `pdf`."""

import re
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING

from summarizer.datatypes import Article
from summarizer.errors import SourceError
from summarizer.load import hygiene

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_BYTES = 25_000_000
MAX_PAGES = 200
MARGIN = 2
"""Lines at the top and at the bottom of a page that may be a running head."""
MANY = 0.5
"""Share of the pages, and at least `FEWEST`, that have the same line there: a running head."""
FEWEST = 3
SHORT = 0.7
"""Share of the longest lines' length below which a line ends its paragraph; in ragged text a word
that did not fit leaves 0.8 and more."""
NEARLY_ALL = 0.9
"""Share of the lines that are no longer than what counts as long: tables may stick out."""

MISSING = "a PDF needs one more package: pip install 'summarizer[pdf]'"
BROKEN = "a damaged PDF; open it in a viewer and save its text as .txt"
LOCKED = "a PDF behind a password; open it in a viewer and save its text as .txt"
NO_TEXT = "no text in this PDF, which may be a scan; save its text as .txt"

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
FILE_NAME = re.compile(r"\.\w{2,5}$|^Microsoft \w+ - |^untitled$", re.IGNORECASE)
NUMBERS = re.compile(r"\d+")
WORD = re.compile(r"\w+")


def extract(data: bytes, where: str) -> Article:
    """The text of a PDF, without running heads and page numbers, lines joined to paragraphs.

    Words divided at the end of a line are joined too. `where` becomes the path. What strangers
    wrote is read by `workers.run`.

    Raises:
        SourceError: too large, damaged, locked or without text; or pypdf is not installed.
    """
    if len(data) > MAX_BYTES:
        reason = f"{len(data):,} bytes; the limit for a PDF is {MAX_BYTES:,} bytes"
        raise SourceError(where, reason)
    try:
        from pypdf import PdfReader, errors  # noqa: PLC0415  0.15 s, for PDF files only
    except ImportError as error:
        raise SourceError(where, MISSING) from error
    try:
        return _article(PdfReader(BytesIO(data)), where)
    except (errors.FileNotDecryptedError, errors.DependencyError) as error:
        raise SourceError(where, LOCKED) from error
    # What the standard library and pypdf raise on odd values, as far as seen in the wild.
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError) as error:
        raise SourceError(where, BROKEN) from error
    except (ValueError, RuntimeError, OSError, errors.PyPdfError) as error:
        raise SourceError(where, BROKEN) from error


def _article(reader: "PdfReader", where: str) -> Article:
    # Often only printing and copying are locked, with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(where, LOCKED)
    if len(reader.pages) > MAX_PAGES:
        reason = f"{len(reader.pages):,} pages; the limit for a PDF is {MAX_PAGES}"
        raise SourceError(where, reason)
    pages = [_lines(page.extract_text()) for page in reader.pages]
    body = _without_running_heads(pages)
    title = _title(reader, body)
    text = hygiene.clean("\n".join(_paragraphs(_after(body, title))))
    if not text:
        raise SourceError(where, NO_TEXT)
    return Article(
        text, title=title, published=_created(reader), lang=_language(reader), path=where
    )


def _lines(text: str) -> list[str]:
    return [line for line in map(hygiene.line, text.split("\n")) if line]


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """All lines, without those that most pages have at an edge, whatever the numbers in them."""
    edges = [{_edge(line) for line in (*page[:MARGIN], *page[-MARGIN:])} for page in pages]
    counts = Counter(chain.from_iterable(edges))
    often = max(FEWEST, MANY * len(pages))
    heads = {line for line, count in counts.items() if count >= often}
    return [
        line
        for page in pages
        for row, line in enumerate(page)
        if MARGIN <= row < len(page) - MARGIN or _edge(line) not in heads
    ]


def _edge(line: str) -> str:
    return NUMBERS.sub("0", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """A short line ends a paragraph, unless the sentence goes on in the next."""
    lengths = sorted(map(len, lines)) or [0]
    long = lengths[int(NEARLY_ALL * (len(lengths) - 1))]
    paragraphs: list[str] = []
    ended = True
    for line in lines:
        if ended and not (paragraphs and line[0].islower()):
            paragraphs.append(line)
        else:
            paragraphs[-1] = _together(paragraphs[-1], line)
        ended = len(line) < SHORT * long
    return paragraphs


def _together(before: str, line: str) -> str:
    """A hyphen between small letters at the end of a line divides a word."""
    divided = before.endswith("-") and before[-2:-1].islower() and line[0].islower()
    return before[:-1] + line if divided else f"{before} {line}"


def _title(reader: "PdfReader", lines: list[str]) -> str:
    """The declared title if it is no file name, else the first line if it is no sentence."""
    declared = hygiene.line(str(reader.metadata.title or "")) if reader.metadata else ""
    if declared and not FILE_NAME.search(declared):
        return declared
    first = lines[0] if lines else ""
    return first if first and not first.endswith((".", ",", ":", ";", "-")) else ""


def _after(lines: list[str], title: str) -> list[str]:
    """The lines below the title, when it is what the first ones say."""
    words = WORD.findall(title.casefold())
    read: list[str] = []
    for row, line in enumerate(lines):
        read += WORD.findall(line.casefold())
        if read == words:
            return lines[row + 1 :]
        if read != words[: len(read)]:
            break
    return lines


def _created(reader: "PdfReader") -> datetime | None:
    """What the writing program noted; without a zone it is UTC."""
    try:
        moment = reader.metadata.creation_date if reader.metadata else None
    except ValueError:
        return None
    if moment is None:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _language(reader: "PdfReader") -> str | None:
    tag = str(reader.root_object.get("/Lang") or "")
    return tag if LANGUAGE_TAG.fullmatch(tag) else None
