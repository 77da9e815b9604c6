"""The kind of bytes that come without a telling name."""

import re

HEAD_BYTES = 4096
"""Enough for a licence comment above the first tag."""

JSON = re.compile(rb'(?:\{\s*["}]|\[\s*[\[{\]])')
"""An object, or a list of them: an article may well begin with "[Reuters]"."""

HTML = re.compile(rb"<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


def suffix(data: bytes) -> str:
    """The file name suffix the bytes would have had: `.json`, `.html` or `.txt`."""
    head = data[:HEAD_BYTES].replace(b"\x00", b"")  # UTF-16 looks like ASCII without its zeros
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if JSON.match(head):
        return ".json"
    return ".html" if HTML.match(head) else ".txt"
