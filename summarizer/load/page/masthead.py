"""What a page says of itself: headline, outlet, address, time and language.

Pages say it in several places that do not agree; each function says whom it believes, and why.
This module loads lxml and htmldate; import it late.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from summarizer.load import address, dates, hygiene

SAME_STORY = 1 / 3
"""Share of a heading's words that a declared title must have for it to be the headline."""
MAX_OUTLET = 60
"""Characters; longer ones are slogans."""
MAX_READ = 1_000
MAX_OPINIONS = 20
"""Of headings, titles and names: of those read, those that count. No page of 181 has 20 in all."""
SHORT_END = 3
"""Words. What a page's title may end with that names the outlet, if nothing else does."""
FIRST_YEAR = 1990
"""Older dates are empty fields: the first news site is from 1993."""
TIME_FORMAT = "%Y-%m-%dT%H:%M:%S%z"

ESCAPE = "\x1b"
BETWEEN = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+|\s*[|»]\s*")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
WORD = re.compile(r"\w+")
TWELVE_HOURS = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)  # the mail format reads 7 PM as 7 AM
NOT_A_NAME = re.compile(r"https?:|^@|^/|^\W*(?:copyright|©)", re.IGNORECASE)


class Masthead(NamedTuple):
    """What was found; empty or None where nothing was."""

    title: str
    outlet: str
    url: str | None
    published: datetime | None
    lang: str | None
    titles: tuple[str, ...]
    """Everything that is called the title, as printed."""


class _Declared(NamedTuple):
    """The machine-readable part of a page, in the order of the page."""

    metas: dict[str, list[str]]
    records: list[dict[str, Any]]
    """JSON-LD, flattened: https://schema.org/NewsArticle."""


def read(tree: HtmlElement, where: str) -> Masthead:
    """`where` is the page's address if it was fetched; else it says nothing about it."""
    declared = _Declared(_metas(tree), list(_records(tree)))
    url = _address(tree, declared, where)
    page_title = _text(tree.find(".//title"))
    names = [*_first(_names(declared)), _host(url)]
    headings = _first(_text(heading) for heading in tree.iterfind(".//h1"))
    titles = [title for title in (*_first(_titles(declared)), page_title) if title]
    title = _headline(headings, titles, names)
    return Masthead(
        title=title,
        outlet=_outlet(names, page_title, title),
        url=url,
        published=_published(tree, declared, url),
        lang=_language(tree, declared),
        titles=(title, *headings, *titles),
    )


def _first(texts: Iterable[str]) -> list[str]:
    """The first few that differ: each heading is compared with each title."""
    return list(filter(None, dict.fromkeys(islice(texts, MAX_READ))))[:MAX_OPINIONS]


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv") or ""
        value = _line(meta.get("content"))
        if value:
            metas.setdefault(name.lower(), []).append(value)
    return metas


def _records(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object within every JSON-LD script, outer ones first."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for item in found:  # grows as it is read
            if isinstance(item, dict):
                yield item
                found.extend(item.values())
            elif isinstance(item, list):
                found.extend(item)


def _titles(declared: _Declared) -> Iterator[str]:
    """What a page says its title is, to whom it matters most first."""
    yield from declared.metas.get("og:title", [])
    yield from _strings(declared, "headline")
    yield from declared.metas.get("twitter:title", [])


def _strings(declared: _Declared, field: str) -> Iterator[str]:
    values = (record.get(field) for record in declared.records)
    lines = (_line(value) for value in values if isinstance(value, str))
    return filter(None, lines)


def _headline(headings: list[str], titles: list[str], names: list[str]) -> str:
    """The heading that most resembles a declared title: what a reader sees above the article.

    Without one, the first declared title, which may have the outlet's name at an end.
    """
    keys = {_key(name) for name in names}
    candidates = [heading for heading in headings if _key(heading) and _key(heading) not in keys]
    shares = [max((_share(each, title) for title in titles), default=1.0) for each in candidates]
    if candidates and max(shares) >= SAME_STORY:
        return candidates[shares.index(max(shares))]
    return next((_without_outlet(title, keys) for title in titles), "")


def _share(heading: str, title: str) -> float:
    """Words in common, of the longer one's."""
    one, other = (set(WORD.findall(text.casefold())) for text in (heading, title))
    return len(one & other) / max(len(one), len(other), 1)


def _without_outlet(title: str, keys: set[str]) -> str:
    """Without the outlet's name, or else a short piece at the end that is likely one."""
    cuts = [cut.span() for cut in BETWEEN.finditer(title)]
    for start, end in cuts:
        if _key(title[end:]) in keys:
            return title[:start]
        if _key(title[:start]) in keys:
            return title[end:]
    if cuts and len(WORD.findall(title[cuts[-1][1] :])) <= SHORT_END:
        return title[: cuts[-1][0]]
    return title


def _names(declared: _Declared) -> Iterator[str]:
    """What a page calls its outlet. A publisher may be the agency, so it comes second."""
    yield from declared.metas.get("og:site_name", [])
    for record in declared.records:
        publisher = record.get("publisher")
        for item in publisher if isinstance(publisher, list) else [publisher]:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str):
                yield _line(name)
    yield from declared.metas.get("application-name", [])


def _outlet(names: list[str], page_title: str, title: str) -> str:
    """The outlet as a reader would name it; its host when the page does not say."""
    *said, host = names
    names = [BETWEEN.split(name)[0] for name in said]
    usable = [name for name in names if _is_name(name) and _key(name) != _key(title)]
    end = BETWEEN.split(page_title.partition(title)[2])[-1] if title else ""
    if _is_name(end) and (not usable or _key(end) == _label(host)):
        return end
    return next(iter(_well_written(usable)), host)


def _well_written(names: list[str]) -> list[str]:
    """`usatoday` gives way to `USA TODAY`, `detroitnews` to `The Detroit News`."""
    if names and names[0].islower() and " " not in names[0]:
        better = [name for name in names if _key(name).endswith(_key(names[0])) and " " in name]
        return better or names
    return names


def _is_name(text: str) -> bool:
    return bool(_key(text)) and len(text) <= MAX_OUTLET and not NOT_A_NAME.match(text)


def _address(tree: HtmlElement, declared: _Declared, where: str) -> str | None:
    """The canonical address, if it may speak for the page.

    One on another site than where the page was found is a claim that anybody can make, and a
    home page is the commonest mistake in this field.
    """
    links = (link.get("href") for link in tree.iterfind(".//link[@rel='canonical']"))
    found = address.clean(where)
    for claim in (*links, *declared.metas.get("og:url", [])):
        url = address.clean(_absolute(claim or "", found))
        if url and urlsplit(url).path.strip("/") and (not found or _site(url) == _site(found)):
            return url
    return found


def _absolute(claim: str, base: str | None) -> str:
    try:
        return urljoin(base or "", claim.strip())
    except ValueError:  # half an IPv6 address
        return ""


def _site(url: str) -> str:
    """The part of the host that somebody registered; the whole host when there is none."""
    from tld import get_fld  # noqa: PLC0415  80 ms, for fetched pages only

    return get_fld(url, fail_silently=True) or _host(url)


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _label(host: str) -> str:
    """`reuters` for `reuters.com`."""
    return _key(host.partition(".")[0])


def _published(tree: HtmlElement, declared: _Declared, url: str | None) -> datetime | None:
    """The declared time; else what htmldate finds near it, which often is a day only.

    No date rather than one found anywhere in the page.
    """
    metas = declared.metas.get("article:published_time", [])
    said = next(filter(None, map(_moment, (*metas, *_strings(declared, "datePublished")))), None)
    if said:
        return said
    found = find_date(
        tree, extensive_search=False, original_date=True, outputformat=TIME_FORMAT, url=url
    )
    return _moment(found or "")


def _moment(declared: str) -> datetime | None:
    moment = None if TWELVE_HOURS.search(declared) else dates.parse(declared)
    return moment if moment and moment.year >= FIRST_YEAR else None


def _language(tree: HtmlElement, declared: _Declared) -> str | None:
    """Not `og:locale`: it says en_US on many pages in other languages."""
    said = (tree.get("lang"), tree.get("xml:lang"), *declared.metas.get("content-language", []))
    tags = (tag.strip() for tag in said if tag)
    return next((tag for tag in tags if LANGUAGE_TAG.fullmatch(tag)), None)


def _text(element: HtmlElement | None) -> str:
    return "" if element is None else _line(element.text_content())


def _line(text: str) -> str:
    """Fields are often escaped twice. An escape character begins no command in a page."""
    return hygiene.line(hygiene.unescaped(text).replace(ESCAPE, ""))


def _key(text: str) -> str:
    """Letters and digits only: equal for `The Hill` and `TheHill`."""
    return "".join(WORD.findall(text.casefold()))
