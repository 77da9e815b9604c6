"""One line of JSON -> the articles about one event: `{"id", "lang", "docs": [article, ...]}`.

An article is what `jsonl` reads; one without `lang` has that of the line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from summarizer.datatypes import Article, Problem
from summarizer.load import hygiene, jsonl

NO_ARTICLE = "no article with a text"


@dataclass(frozen=True, slots=True)
class Cluster:
    """What one line holds. Without articles the last problem says why."""

    id: str
    """As a string; empty for none."""
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    fields: Mapping[str, Any]
    """The whole object, for what else a line may hold."""


def read(line: str, where: str) -> Cluster:
    """The articles in the order of the line, without `path`; `where` is what problems call it.

    Whatever the line holds: what cannot be used is a problem.
    """
    try:
        record = jsonl.parse(line)
    except ValueError as error:
        return _refused(where, jsonl.broken(where, 0, error)[1])
    if not isinstance(record, dict):
        return _refused(where, "not an object with fields")
    docs = next((record[name] for name in jsonl.LISTS if name in record), None)
    if not isinstance(docs, list):
        return _refused(where, 'field "docs" is missing or not a list', record)
    found = [
        each
        for number, doc in enumerate(docs, start=1)
        for each in jsonl.article(jsonl.with_lang(doc, record), None, f"{where}, article {number}")
    ]
    articles = tuple(each for each in found if isinstance(each, Article))
    problems = [each for each in found if isinstance(each, Problem)]
    if not articles:
        problems.append(Problem(where, NO_ARTICLE))
    return Cluster(_id(record), articles, tuple(problems), record)


def _refused(where: str, reason: str, record: Mapping[str, Any] | None = None) -> Cluster:
    record = record or {}
    return Cluster(_id(record), (), (Problem(where, reason),), record)


def _id(record: Mapping[str, Any]) -> str:
    given = record.get("id")
    is_number = isinstance(given, int) and not isinstance(given, bool)
    return hygiene.line(str(given)) if is_number or isinstance(given, str) else ""
