"""JSON and JSON Lines -> Articles: one object, a list of objects, or one object a line.

An object has `text`, and may have `id`, `title`, `url`, `source`, `published` (or `date`), `lang`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load import address, dates, hygiene

LISTS = ("articles", "docs")
"""Fields of an object that hold the articles."""

NO_ARTICLES = 'no articles in it; each is an object with a "text"'
LINE_START = re.compile(r'^\{[ \t]*"', re.MULTILINE)


def records(data: bytes, path: str) -> Iterator[Article | Problem]:
    """The articles, and a problem for every line, article or field that was refused.

    Raises:
        SourceError: the whole is not JSON, or holds no article.
    """
    text = hygiene.decode(data, path)
    if not text.strip():
        raise SourceError(path, NO_ARTICLES)
    try:
        whole = parse(text)
    except ValueError as error:
        # One object a line is no JSON as a whole; nor is a file with one broken line.
        if len(LINE_START.findall(text)) < 2:
            raise SourceError(*broken(path, 0, error)) from error
        yield from _lines(text, path)
    else:
        yield from _listed(whole, path)


def parse(text: str) -> Any:
    """Raises ValueError for anything that is not JSON, however deep or long."""
    try:
        # Raw tabs and line feeds in strings are common; hygiene deals with them.
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def broken(path: str, offset: int, error: ValueError) -> tuple[str, str]:
    """Source and reason of what `parse` raised; `offset` is the number of lines above the text."""
    if isinstance(error, json.JSONDecodeError):
        # "Expecting value", "Unterminated string starting at": without "line 1 column 2".
        return f"{path}:{offset + error.lineno}", f"not JSON: {error.msg.lower()}"
    reason = "nested too deeply" if isinstance(error.__cause__, RecursionError) else "huge number"
    return f"{path}:{offset + 1}", f"not usable JSON: {reason}"


def _lines(text: str, path: str) -> Iterator[Article | Problem]:
    # Not splitlines(): U+2028 may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = parse(line)
        except ValueError as error:
            yield Problem(*broken(path, number - 1, error))
        else:
            yield from article(record, path, f"{path}:{number}")


def _listed(whole: Any, path: str) -> Iterator[Article | Problem]:
    if isinstance(whole, dict):
        name = next((name for name in LISTS if isinstance(whole.get(name), list)), None)
        if name is None:
            yield from article(whole, path, path)
            return
        whole = [with_lang(each, whole) for each in whole[name]]
    if not isinstance(whole, list) or not whole:
        raise SourceError(path, NO_ARTICLES)
    for number, record in enumerate(whole, 1):
        yield from article(record, path, f"{path}, article {number}")


def with_lang(record: Any, whole: Mapping[str, Any]) -> Any:
    """An article with the language that is declared for all of them, unless it has its own."""
    lang = whole.get("lang")
    if isinstance(record, dict) and not record.get("lang") and isinstance(lang, str):
        return {**record, "lang": lang}
    return record


def article(record: Any, path: str | None, where: str) -> Iterator[Article | Problem]:
    """The article unless it has no text; and its other fields that could not be used."""
    if not isinstance(record, dict):
        yield Problem(where, "not an object with fields")
        return
    if not isinstance(record.get("text"), str):
        yield Problem(where, 'field "text" is missing or not a string')
        return
    text = hygiene.clean(record["text"])
    if not text:
        yield Problem(where, 'field "text" is empty')
        return
    values, problems = _optional(record, where)
    yield from problems
    yield Article(text=text, path=path, **values)


def _optional(record: dict[str, Any], where: str) -> tuple[dict[str, Any], list[Problem]]:
    values, problems = {}, []
    for field, (read, wanted) in FIELDS.items():
        name = OTHER_NAMES.get(field, field) if record.get(field) is None else field
        given = record.get(name)
        if given is None or given == "":
            continue
        value = read(given)
        if value is None:
            reason = f'field "{name}" is not {wanted}; the article is kept without it'
            problems.append(Problem(where, reason))
        else:
            values[field] = value
    return values, problems


def _line(given: Any) -> str | None:
    return hygiene.line(given) if isinstance(given, str) else None


def _id(given: Any) -> str | None:
    """Many exports number their articles."""
    is_number = isinstance(given, int) and not isinstance(given, bool)
    return str(given) if is_number else _line(given)


def _url(given: Any) -> str | None:
    return address.clean(given) if isinstance(given, str) else None


def _date(given: Any) -> datetime | None:
    return dates.parse(given) if isinstance(given, str) else None


FIELDS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "id": (_id, "a string"),
    "title": (_line, "a string"),
    "url": (_url, "an http or https address"),
    "source": (_line, "a string"),
    "published": (_date, "a date such as 2026-11-22T08:00:00Z"),
    "lang": (_line, "a string"),
}

OTHER_NAMES = {"published": "date"}
"""What data sets of clusters call a field."""
