"""The kind of bytes that come without a telling name."""

import re

HEAD_BYTES = 4096
"""Enough for a licence comment above the first tag."""

JSON = re.compile(rb'(?:\{\s*["}]|\[\s*[\[{\]])')
"""An object, or a list of them: an article may well begin with "[Reuters]"."""

HTML = re.compile(rb"<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


FEED = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|(?:[\w.-]{1,40}:)?(rss|feed|rdf|channel))[\s>/]",
    re.IGNORECASE,
)
"""The first element that tells: a feed's, or a page's."""
JSON_FEED = b"jsonfeed.org/version/"
OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
PDF = b"%PDF-"


def suffix(data: bytes) -> str:
    """The file name suffix the bytes would have had: `.pdf`, `.xml`, `.json`, `.html` or `.txt`."""
    if data.startswith(PDF):
        return ".pdf"
    if is_feed(data) or is_opml(data):
        return ".xml"
    head = _head(data)
    if JSON.match(head):
        return ".json"
    return ".html" if HTML.match(head) else ".txt"


def is_feed(data: bytes) -> bool:
    """Whether the first bytes are those of a feed, and of nothing else that is read."""
    head = _head(data)
    if head.startswith(b"{"):
        return JSON_FEED in head.replace(b"\\/", b"/")
    first = FEED.search(head) if head.startswith(b"<") else None
    return bool(first and first[1])


def is_opml(data: bytes) -> bool:
    """Whether the first bytes are those of a list of feeds."""
    return _head(data).startswith(b"<") and OPML.search(_head(data)) is not None


def _head(data: bytes) -> bytes:
    head = data[:HEAD_BYTES].replace(b"\x00", b"")  # UTF-16 looks like ASCII without its zeros
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
