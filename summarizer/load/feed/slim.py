"""A feed as it came -> the small, well-formed feed that feedparser is given.

Feedparser knows what twenty years of feeds mean by their elements, but a stranger can stop it:
50 kB in <author> cost it 11 s, 50 kB of empty lines before the first element 13 s, 20,000
categories 6 s, 200,000 nested elements 3 s, and one large number ends it with an exception.
So it never sees what a stranger wrote. One pass copies the elements that are used, within
limits, and closes each. Markup in a text is copied as text, so that nothing is nested.
"""

import re
from collections import Counter
from html import escape
from typing import NamedTuple

from summarizer.errors import SourceError
from summarizer.load.feed import elements, field, markup
from summarizer.load.feed.field import Field
from summarizer.load.feed.markup import Declaration, Tag, Token

MAX_REFERENCES = 300_000
"""Such as `&lt;`: 0.2 s of work. Of 54 feeds of outlets the most is 498."""
MAX_FIELDS = 20
"""Of one entry. An entry of these feeds has at most 7."""
MAX_ENTRIES = 1_000
"""The first are looked at. Of 54 feeds of outlets the most is 123."""
MAX_DEPTH = 64
"""Elements within each other, outside of texts. An Atom feed needs 6."""

NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
GROWING_ENTITY = re.compile(r"ENTITY\s+[^\s%\"'][^\"']*+(?:\"[^\"&%<]*+[&%<]|'[^'&%<]*+[&%<]|\Z)")
"""One without a value is longer than `markup.MAX_DECLARED`."""
PLAIN_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z]\w{0,31})\s+\"([^\"&%<>]{1,64})\"\s*>")
MAX_RESOLVED = 1_000
"""References to entities that the feed declares; with 64 characters each they cost nothing."""
HEAD = 4_096
"""Characters within which they are declared."""


class Slim(NamedTuple):
    """What feedparser is given, and what was found on the way."""

    xml: bytes
    whole: bool
    """False when the feed ends before its elements do."""
    more: bool
    """There are entries after the first `MAX_ENTRIES`."""


class NoFeed(NamedTuple):
    """The text is something else; its first element, empty for none."""

    first: str


def rewrite(text: str, where: str) -> Slim | NoFeed:
    """The elements that are used, in order. Nothing that a feed names is looked up.

    Raises:
        SourceError: the feed would cost too much time or memory.
    """
    if text.count("&") > MAX_REFERENCES:
        raise SourceError(where, f"more than {MAX_REFERENCES:,} references; not read")
    copy = _Copy(where)
    for token in markup.bounded(_resolved(text), where):
        copy.take(token)
        if copy.done:
            break
    if not copy.begun:
        return NoFeed(copy.first)
    whole = copy.done
    copy.close()
    xml = NOT_IN_XML.sub("", "".join(copy.xml))
    return Slim(xml.encode(), whole, copy.entries > MAX_ENTRIES)


def _resolved(text: str) -> str:
    """Without references to the short entities that the feed itself declares."""
    declared = dict(PLAIN_ENTITY.findall(text[:HEAD]))
    if not declared:
        return text
    references = re.compile(f"&({'|'.join(declared)});")
    return references.sub(lambda match: declared[match[1]], text, count=MAX_RESOLVED)


class _Copy:
    """The copy, while it is made."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.xml = ['<?xml version="1.0" encoding="utf-8"?>']
        self.first = ""
        self.entries = 0
        self.begun = self.done = False
        self._stack: list[tuple[str, str]] = []
        """As it was named -> as it is written; the latter is empty for what is left out."""
        self._open: Counter[str] = Counter()
        self._prefixes: dict[str, str] = {}
        self._field: Field | None = None
        self._fields = 0
        self._has: set[str] = set()
        self._spare: dict[str, str] = {}

    def take(self, token: Token) -> None:
        if isinstance(token, Tag):
            if token.closing:
                self._end(token)
            else:
                self._start(token)
        elif isinstance(token, Declaration):
            self._declare(token.text)
        elif self._field:
            self._field.take(token)
        elif self._stack and self._stack[-1][1] == "source":
            self.xml.append(escape(field.text(token)[: elements.MAX_WORD]))

    def close(self) -> None:
        """What was left open. A text without its end may stop within a sentence: left out."""
        self._field = None
        while self._stack:
            self._pop()

    def _declare(self, text: str) -> None:
        if GROWING_ENTITY.match(text):
            raise SourceError(self.where, "declares entities that grow when they are read")
        if not self.begun and text[:12].lower() == "doctype html":
            self._is_page()

    def _is_page(self) -> None:
        """A page may show a feed; it is none."""
        self.first, self.done = "html", True

    def _start(self, tag: Tag) -> None:
        _, _, local = tag.name.rpartition(":")
        if self._field and local not in elements.ENTRIES:
            self._field.take(tag)
            return
        attributes = markup.attributes(tag)
        name = self._named(tag, attributes)
        if self.begun or name in elements.ROOTS:
            self._begin(tag, name, attributes)
        elif name == "html":
            self._is_page()
        else:
            self.first = self.first or tag.name

    def _begin(self, tag: Tag, name: str, attributes: dict[str, str]) -> None:
        """An element that is not markup of a text."""
        if name in elements.ENTRIES:
            self._begin_entry()
        if self.done:
            return
        used = not self._stack or bool(self._stack[-1][1])
        if used and name in elements.LIMITS:
            self._field = Field(tag.name, name, self._used(attributes))
            if tag.empty:
                self._end_field()
        elif used and name in elements.HOLDERS:
            self._hold(tag, name, attributes)
        elif not tag.empty:
            self._push(tag.name, "")

    def _begin_entry(self) -> None:
        """Whatever the entry before it, or the head of the feed, left open is closed."""
        self._end_field()
        while any(name in elements.ENTRIES or not name for _, name in self._stack):
            self._pop()
        self._fields = 0
        self.entries += 1
        self.done = self.entries > MAX_ENTRIES

    def _hold(self, tag: Tag, name: str, attributes: dict[str, str]) -> None:
        if name not in elements.TRANSPARENT:
            spaces = "" if self.begun else elements.DEFAULTS.get(name, "") + elements.DECLARED
            self.xml.append(f"<{name}{spaces}{field.attributes(self._used(attributes))}>")
        self.begun = True
        self._push(tag.name, name)
        if tag.empty:
            self._pop()
            self.done = self.done or not self._stack

    def _end(self, tag: Tag) -> None:
        if self._field and tag.name == self._field.raw and not self._field.nested:
            self._end_field()
        elif self._open[tag.name]:
            self._end_field()
            while self._pop() != tag.name:
                pass
            self.done = self.done or not self._stack
        elif self._field:
            self._field.take(tag)

    def _end_field(self) -> None:
        ended, self._field = self._field, None
        if ended is None:
            return
        self._fields += 1
        if self._fields > MAX_FIELDS or ended.size > elements.LIMITS[ended.name]:
            return
        if ended.name in elements.SPARE:
            name = elements.SPARE[ended.name]
            self._spare.setdefault(name, ended.written(name))
            return
        self._has.add("summary" if ended.name in elements.BODIES else ended.name)
        self.xml.append(ended.written(ended.name))

    def _push(self, raw: str, name: str) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise SourceError(self.where, f"more than {MAX_DEPTH} elements within each other")
        self._stack.append((raw, name))
        self._open[raw] += 1

    def _pop(self) -> str:
        """End the innermost element; how it was named."""
        raw, name = self._stack.pop()
        self._open[raw] -= 1
        if name in elements.ENTRIES:
            self.xml += [xml for each, xml in self._spare.items() if each not in self._has]
            self._has, self._spare = set(), {}
        if name and name not in elements.TRANSPARENT:
            self.xml.append(f"</{name}>")
        return raw

    def _named(self, tag: Tag, attributes: dict[str, str]) -> str:
        """The element under the name that is used here."""
        for name, value in attributes.items():
            if name.startswith("xmlns:"):
                self._prefixes[name[6:]] = elements.family(value)
        if self.begun and "xmlns" in attributes and ":" not in tag.name:
            prefix = elements.family(attributes["xmlns"])
            return f"{prefix}:{tag.name}" if prefix else tag.name
        return elements.name(tag.name, self._prefixes)

    def _used(self, attributes: dict[str, str]) -> dict[str, str]:
        named = {elements.name(name, self._prefixes): v for name, v in attributes.items()}
        limit = elements.MAX_ADDRESS
        return {n: v for n, v in named.items() if n in elements.ATTRIBUTES and len(v) <= limit}
