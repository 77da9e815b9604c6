"""One line of a batch: a cluster in, its summary or its problem out. Every engine calls this."""

from collections.abc import Callable
from typing import Any

from summarizer import load, pipeline
from summarizer.choose import figures, language, names, phrases, wording
from summarizer.choose.english import naming
from summarizer.datatypes import Encoder, Options
from summarizer.errors import NothingToQuoteError
from summarizer.load import cluster, hygiene
from summarizer.render.json import document, in_one_line

HERE = "this line"
"""What a problem calls the line it stands in."""
MEMORIES = (
    *(figures.claims, figures.tokens, wording.wording, language.of),
    *(names.runs, names.small_words, names.people, naming.source, phrases.words_of),
)
"""Caches that keep sentences or articles, for another run over the same articles: after 1,600
clusters they held 90 MiB."""


def summarized(
    line: str, options: Options, encoder: Callable[[str], Encoder], *, number: int | None = None
) -> str:
    """One input line → one output line (JSON, no newline); never raises for what the line holds.

    `encoder` gives the one for a language, as `summarize` would choose it for these articles.

    The line is read by `load.cluster`. The output is `{"id", ...}` with all that `summarize
    --format json` writes (articles have no `path`: look slices up with the input line), or
    `{"id", "line"?, "problem"}`. `id` is a string, null when the line has none; `number`, from 1,
    is the rank of the line in its file. The same arguments give the same bytes.

    Raises:
        ModelError: the encoder cannot be used.
    """
    found = cluster.read(line, HERE)
    if not found.articles:
        return problem(found.problems[-1].reason, number, found.id)
    articles, doubles = load.once(list(found.articles))
    problems = (*found.problems, *doubles)
    try:
        chosen = encoder(language.main(articles))
        summary = pipeline.summarize(articles, options, encoder=chosen, problems=problems)
    except NothingToQuoteError as error:
        return problem(str(error), number, found.id)
    finally:
        for memory in MEMORIES:
            memory.cache_clear()
    return in_one_line({"id": found.id or None, **document(summary)})


def problem(reason: str, number: int | None, identity: str = "") -> str:
    """The output line that stands in for a summary."""
    place: dict[str, Any] = {} if number is None else {"line": number}
    return in_one_line({"id": identity or None, **place, "problem": hygiene.line(reason)})
