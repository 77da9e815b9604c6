"""The flags that say what a summary shall be, shared by the commands that write summaries."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from summarizer.cli import document
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.datatypes import Budget, Options

DEFAULT_WORDS = 150
"""A story in a morning briefing: about forty seconds."""

Words = Annotated[
    int | None, typer.Option(help=f"At most this many words (default {DEFAULT_WORDS}).")
]
Sentences = Annotated[int | None, typer.Option(help="At most this many sentences.")]
Chars = Annotated[int | None, typer.Option(help="At most this many characters.")]
Minutes = Annotated[
    float | None, typer.Option(help="At most this long to read, at 238 words a minute.")
]
Model = Annotated[
    str,
    typer.Option(
        help="`auto` takes what measures best for the language: `embedded` or `lexical`. Or a "
        "name (see `models list`) or folder of a sentence-transformers model."
    ),
]
Device = Annotated[
    str,
    typer.Option(
        help="Where a sentence-transformers model runs: auto, cpu, cuda, cuda:1 or mps.",
    ),
]
MmrLambda = Annotated[
    float | None,
    typer.Option(help="1 looks at relevance only, 0 at novelty only (default 0.8)."),
]
DuplicateThreshold = Annotated[
    float | None,
    typer.Option(help="Cosine from which two sentences may be the same (default 0.82)."),
]
Brackets = Annotated[
    bool, typer.Option("--brackets/--no-brackets", help="Say in [brackets] who is meant.")
]
Query = Annotated[str, typer.Option(help="Focus on a question or subject.")]
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Leave out articles published before this day (UTC)."),
]
Exclude = Annotated[
    list[Path] | None,
    typer.Option(help="A JSON summary that the reader knows: told things are not told again."),
]


def budget(**limits: float | None) -> "Budget":
    """The one limit that was given, by its unit, else the default.

    Raises:
        UsageError: several were given, or one that cannot be.
    """
    from summarizer.datatypes import Budget, Unit  # noqa: PLC0415 - numpy, not for --help

    given = {unit: limit for unit, limit in limits.items() if limit is not None}
    if len(given) > 1:
        raise UsageError("one of --words, --sentences, --chars, --minutes, not several")
    for unit in get_args(Unit):
        if unit in given:
            return Budget(given[unit], unit)
    return Budget(DEFAULT_WORDS, "words")


def options(
    budget: "Budget", since: datetime | None, exclude: list[Path] | None, **turned: Any
) -> "Options":
    """What the flags ask for; of `turned`, fields by name, None keeps the default.

    Raises:
        UsageError: a value cannot be used.
    """
    from summarizer.datatypes import Options  # noqa: PLC0415

    known = tuple(text for path in exclude or () for text in document.sentences(path))
    day = since and since.replace(tzinfo=UTC)
    given = {name: value for name, value in turned.items() if value is not None}
    return Options(budget=budget, known=known, since=day, **given)
