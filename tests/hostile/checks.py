"""What must hold of everything that is printed, seen with the eyes of those who read it.

Each check compares what was printed with what is printed of a harmless twin, see `specimens`.
"""

import io
import json as standard_json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import html5lib
from lxml import etree
from lxml.html import fromstring
from markdown_it import MarkdownIt

from summarizer.render.parts import MAX_TITLE, line
from tests.hostile.specimens import LINK

SPOKEN = {"aria-label", "title"}
"""Attributes in which foreign text may stand."""
ADDED = "tbody"
"""What a browser puts into a table by itself."""
OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
SAFE = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+|mailto:[!-~]+", re.IGNORECASE)
"""ASCII without what ends an attribute, a link of Markdown or a line."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
COMMANDS = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # of a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # directions: all of Unicode's Bidi_Control
    "\u200b\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f"  # hidden
    "\ud800-\udfff"
    "]"
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""What Rich writes for colours and weight."""


def is_safe(address: str) -> bool:
    """Whether a reader may follow it: of the web or a mailbox, without a name in front of @."""
    if not SAFE.fullmatch(address):
        return False
    parts = urlsplit(address)
    return parts.scheme == "mailto" or (bool(parts.hostname) and "@" not in parts.netloc)


def html(page: str, twin: str, texts: Sequence[str]) -> None:
    """No tag, attribute, value or link that the twin has not; all the text, as text."""
    found = _Page(html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page))
    expected = _Page(fromstring(twin))  # without its lenient ways, but four times as fast
    assert found.shape == expected.shape
    assert found.link_attributes <= expected.link_attributes
    assert {tag for tag in found.languages if not LANGUAGE.fullmatch(tag)} == set()
    _are_ours(found.links, texts)
    _has_all(found.text, texts)


class _Page:
    """What a browser builds of a page; links that lead away are kept apart."""

    def __init__(self, tree: Any) -> None:
        self.shape: list[object] = []
        self.links: list[str] = []
        self.link_attributes: set[tuple[str, ...]] = set()
        self.languages: set[str] = set()
        self.text = "".join(tree.itertext())
        self._add(tree)

    def _add(self, element: Any) -> None:
        tag = str(element.tag).rpartition("}")[2]  # one of the two parsers names SVG's namespace
        known = {name.lower(): value for name, value in element.attrib.items()}
        self.languages |= {known["lang"]} if "lang" in known else set()
        leads = OUTWARD.match(re.sub(r"[\t\n\r]|^[\x00-\x20]+", "", known.get("href", "")))
        if leads and tag == "a":
            self.links.append(known["href"])
            self.link_attributes.add(tuple(sorted(known)))
        elif tag != ADDED:
            known |= dict.fromkeys(known.keys() & SPOKEN, "")
            self.shape.append((tag, known))
        for child in element:
            self._add(child)
        if not leads and tag != ADDED:
            self.shape.append(tag)


def _are_ours(links: Sequence[str], texts: Sequence[str]) -> None:
    """Every link is safe and leads to an address that an article has."""
    assert [link for link in links if not is_safe(link)] == []
    given = {unquote(text) for text in (*texts, LINK)}
    reached = {unquote(re.sub(r"#?:~:text=.*", "", link)) for link in links}
    assert {link for link in reached if re.sub(r"#?:~:text=.*", "", link) not in given} <= {
        re.sub(r"#?:~:text=.*", "", address) for address in given
    }


def _has_all(printed: str, texts: Sequence[str]) -> None:
    """What can be seen of each text is there, wherever lines were broken or titles cut."""
    squashed = _squashed(printed)
    shown = [_squashed(line(text)[: MAX_TITLE - 1]) for text in texts]
    assert [text for text in shown if text not in squashed] == []


def _squashed(text: str) -> str:
    return "".join(text.split())


def markdown(printed: str, twin: str, texts: Sequence[str]) -> None:
    """CommonMark finds the twin's blocks and marks, no HTML, and our links only."""
    found, expected = _Marks(printed), _Marks(twin)
    assert found.shape == expected.shape
    assert not {"html_block", "html_inline", "image", "code_inline"} & {*found.shape}
    _are_ours(found.links, texts)
    _has_all(found.text, texts)
    terminal(printed, twin, texts[:0])


class _Marks:
    """What a reader of CommonMark finds; links are kept apart."""

    def __init__(self, source: str) -> None:
        self.shape: list[str] = []
        self.links: list[str] = []
        self.text = ""
        for block in MarkdownIt("commonmark", {"html": True}).parse(source):
            self.shape.append(f"{block.type} {block.tag}")
            for token in block.children or []:
                self.text += token.content if token.type == "text" else ""
                if token.type == "link_open":
                    self.links.append(str(token.attrs["href"]))
                elif token.type not in {"text", "link_close"}:
                    self.shape.append(token.type)


def terminal(printed: str, twin: str, texts: Sequence[str]) -> None:
    """Nothing but the styles of the twin commands a terminal, hides, or turns the writing."""
    assert {*STYLE.findall(printed)} <= {*STYLE.findall(twin)}
    plain = STYLE.sub("", printed)
    assert [(found[0], plain[max(0, found.start() - 40) :][:80]) for found in
            COMMANDS.finditer(plain)] == []  # fmt: skip
    _has_all(plain, texts)
    printed.encode()


def json(printed: str, twin: str, texts: Sequence[str]) -> None:
    """The same fields as the twin's, and every text in them exactly as it was."""
    printed.encode()
    assert {char for char in printed if unicodedata.category(char) in {"Cc", "Cs"}} == {"\n"}
    found = standard_json.loads(printed)
    assert _fields(found) == _fields(standard_json.loads(twin))
    assert {*texts} <= {*_strings(found)}


def _fields(document: object) -> object:
    if isinstance(document, dict):
        return {name: _fields(value) for name, value in document.items()}
    return [_fields(each) for each in document] if isinstance(document, list) else None


def _strings(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    inner = document.values() if isinstance(document, dict) else document
    for each in inner if isinstance(document, dict | list) else ():
        yield from _strings(each)


def atom(feed: str, twin: str, texts: Sequence[str]) -> None:
    """Well-formed, without entities, and element by element the twin's."""
    assert feedparser.parse(io.BytesIO(feed.encode())).bozo is False
    root, expected = (etree.fromstring(each.encode()) for each in (feed, twin))
    assert root.getroottree().docinfo.doctype == ""
    assert _elements(root) == _elements(expected)
    _has_all("".join(root.itertext()), texts)


def _elements(root: etree._Element) -> list[tuple[object, dict[str, str]]]:
    return [(each.tag, dict(each.attrib)) for each in root.iter()]


def _read(message: bytes) -> EmailMessage:
    return message_from_bytes(message, _class=EmailMessage, policy=policy.default)


_read_once = cache(_read)


def mail(message: bytes, twin: bytes, bodies: Sequence[str]) -> None:
    """A mail without defects, with the twin's headers and parts, that holds what it was given."""
    assert message.isascii()
    lines = message.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in each or b"\r" in each for each in lines)
    found, expected = _read(message), _read_once(twin)
    assert [*found] == [*expected]
    assert (found["From"], found["To"]) == (expected["From"], expected["To"])
    assert "\n" not in found["Subject"]
    assert not COMMANDS.search(found["Subject"])
    parts = [*found.walk()]
    assert [each.get_content_type() for each in parts] == [
        each.get_content_type() for each in expected.walk()
    ]
    assert [each.defects for each in parts] == [[] for _ in parts]
    assert [header.defects for header in found.values()] == [() for _ in found]
    contents = [each.get_content() for each in parts if not each.is_multipart()]
    assert [each.replace("\r\n", "\n") for each in contents] == [*bodies]
