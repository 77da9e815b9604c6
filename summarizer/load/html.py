"""A saved web page -> Article."""

import re
from collections.abc import Iterator

from summarizer.datatypes import Article
from summarizer.errors import SourceError
from summarizer.load import dates, hygiene

MAX_PAGE_BYTES = 5_000_000
"""5 MB in 50,000 paragraphs take 17 s; the largest of 40 saved news pages has 1.1 MB."""

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
NO_ARTICLE = "no article found in this page; save its text as .txt"
FOUND = ("title", "text", "sitename", "url", "date")
DATE_OPTIONS = {
    "original_date": True,  # when it was first published, not last touched
    "extensive_search": False,  # no date rather than one found anywhere in the page
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
}


def page(data: bytes, path: str) -> Iterator[Article]:
    """The one article of a page."""
    yield extract(data, path)


def extract(data: bytes, where: str) -> Article:
    """The article in a page's bytes, without menus, comments, tables and its own headline.

    Trafilatura, precision mode: https://trafilatura.readthedocs.io. `where` becomes the path.

    Raises:
        SourceError: too large, or no article in it.
    """
    if len(data) > MAX_PAGE_BYTES:
        reason = f"{len(data):,} bytes; the limit for a page is {MAX_PAGE_BYTES:,} bytes"
        raise SourceError(where, reason)
    lang, found = _found(data, where)
    title = hygiene.line(found["title"] or "")
    text = hygiene.clean(found["text"] or "").removeprefix(f"{title}\n").strip()
    if not text:
        raise SourceError(where, NO_ARTICLE)
    return Article(
        text=text,
        title=title,
        source=hygiene.line(found["sitename"] or ""),
        url=hygiene.url(found["url"] or ""),
        published=dates.parse(found["date"] or ""),
        lang=lang,
        path=where,
    )


def _found(data: bytes, where: str) -> tuple[str | None, dict[str, str | None]]:
    """The declared language, and what was extracted under the extractor's own names."""
    # 0.4 to 0.6 s to import, for saved pages only.
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415  ships no types
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415

    try:
        tree = load_html(data)
        if tree is None:
            raise SourceError(where, NO_ARTICLE)
        lang = (tree.get("lang") or "").strip()  # before extraction takes the tree apart
        document = bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=DATE_OPTIONS,
        )
    # What an extractor meets in the wild is not under its control: this list is what the
    # standard library and lxml raise on odd values; a page must not end the run.
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError) as error:
        raise SourceError(where, "the page could not be taken apart") from error
    except (ValueError, LxmlError) as error:
        raise SourceError(where, "the page could not be taken apart") from error
    declared = lang if LANGUAGE_TAG.fullmatch(lang) else None
    return declared, {name: getattr(document, name, None) for name in FOUND}
