"""The bytes of a feed -> text: what they are counts more than what they are said to be."""

import re

from summarizer.load import hygiene

DECLARED = re.compile(rb"\s*<\?xml[^<>]{0,200}?\sencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
IN_CONTENT_TYPE = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)

UNMARKED = {
    b"\x00\x00\x00<": "utf-32-be",
    b"<\x00\x00\x00": "utf-32-le",
    b"\x00<": "utf-16-be",
    b"<\x00": "utf-16-le",
}
"""The first bytes, `<`, of a document without a byte order mark.

XML 1.0, appendix F: https://www.w3.org/TR/xml/#sec-guessing
"""
EBCDIC_START = b"\x4c\x6f\xa7\x94"
"""`<?xm` in all code pages of that family; what differs is said behind it."""
WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
}
"""What publishers say -> what they mean, which has the same characters and more.

https://encoding.spec.whatwg.org/#names-and-labels
"""
NO_ENCODINGS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})
"""Names that Python knows and no publisher means; punycode takes quadratic time."""


def text(data: bytes, where: str, content_type: str = "") -> str:
    """By byte order mark; as UTF-8 when it is; as the server or the document says; else guessed.

    Raises:
        SourceError: the bytes are no text.
    """
    if any(data.startswith(mark) for mark in hygiene.BOMS):
        return hygiene.decode(data, where)
    for first, encoding in UNMARKED.items():
        if data.startswith(first):
            return data.decode(encoding, "replace")
    if data.isascii() or not _is_utf8(data):
        for name in _claimed(data, content_type):
            if (found := _decoded(data, name)) is not None:
                return found
    return hygiene.decode(data, where)


def _is_utf8(data: bytes) -> bool:
    """Text beyond ASCII that is valid UTF-8 by chance is not met in practice."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _claimed(data: bytes, content_type: str) -> list[str]:
    """The server's claim goes before the document's: RFC 7303, section 3."""
    served = IN_CONTENT_TYPE.search(content_type)
    is_ebcdic = data.startswith(EBCDIC_START)
    written = DECLARED.match(data[:400].decode("cp037").encode() if is_ebcdic else data)
    return [
        *([served[1]] if served else []),
        *([written[1].decode("ascii", "replace")] if written else []),
    ]


def _decoded(data: bytes, name: str) -> str | None:
    """None when the bytes are not in this encoding, or there is no such encoding."""
    label = name.lower().replace(" ", "-")
    if label.replace("-", "_") in NO_ENCODINGS:
        return None
    for encoding in dict.fromkeys((WIDER.get(label, label), label)):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return None
