"""A web page -> Article."""

from typing import TYPE_CHECKING

from summarizer.datatypes import Article
from summarizer.errors import SourceError
from summarizer.load import hygiene

if TYPE_CHECKING:
    from summarizer.load.page.masthead import Masthead

ESCAPE = "\x1b"  # begins no command in a page: removed alone, without what follows
MAX_PAGE_BYTES = 5_000_000
"""The largest of 181 news pages has 1.5 MB."""
NO_ARTICLE = "no article found in this page; save its text as .txt"
TANGLED = "the page could not be taken apart; save its text as .txt"


def extract(data: bytes, where: str) -> Article:
    """The article in a page's bytes, without menus, comments, tables and its own headline.

    `where` is its address or path; it becomes the path. Takes 0.5 s to import what it needs, 0.05 s
    for most pages, and minutes for some: what strangers wrote is read by `workers.run`.

    Raises:
        SourceError: too large, or no article in it.
    """
    if len(data) > MAX_PAGE_BYTES:
        reason = f"{len(data):,} bytes; the limit for a page is {MAX_PAGE_BYTES:,} bytes"
        raise SourceError(where, reason)
    found, text = _found(data, where)
    text = hygiene.clean(text.replace(ESCAPE, ""))
    if not text:
        raise SourceError(where, NO_ARTICLE)
    return Article(
        text=text,
        title=found.title,
        source=found.outlet,
        url=found.url,
        published=found.published,
        lang=found.lang,
        path=where,
    )


def _found(data: bytes, where: str) -> "tuple[Masthead, str]":
    from trafilatura import load_html  # noqa: PLC0415  0.4 s, for pages only

    from summarizer.load.page import body, masthead  # noqa: PLC0415  they load the rest

    try:
        tree = load_html(data)
        if tree is None:
            raise SourceError(where, NO_ARTICLE)
        found = masthead.read(tree, where)
        return found, body.text(tree, found.titles)
    except body.ODDITIES as error:
        raise SourceError(where, TANGLED) from error
