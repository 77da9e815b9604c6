"""Many articles in, one short briefing out: every sentence verbatim, with its sources.

>>> from summarizer import Article, Budget, Options, summarize
>>> summary = summarize([Article(text)], Options(budget=Budget(100, "words")))  # doctest: +SKIP
>>> print(summary.text)  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.datatypes import Article as Article
    from summarizer.datatypes import Budget as Budget
    from summarizer.datatypes import Encoder as Encoder
    from summarizer.datatypes import Options as Options
    from summarizer.datatypes import Pick as Pick
    from summarizer.datatypes import Problem as Problem
    from summarizer.datatypes import Sentence as Sentence
    from summarizer.datatypes import Summary as Summary
    from summarizer.errors import SummarizerError as SummarizerError
    from summarizer.load import read as read
    from summarizer.pipeline import summarize as summarize

_HOMES = {
    **dict.fromkeys(
        ("Article", "Budget", "Encoder", "Options", "Pick", "Problem", "Sentence", "Summary"),
        "summarizer.datatypes",
    ),
    "SummarizerError": "summarizer.errors",
    "read": "summarizer.load",
    "summarize": "summarizer.pipeline",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names; the table above is the one place


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `--help` loads no numpy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
