"""`summarizer verify`: look every quoted slice up again."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import document
from summarizer.cli.door import NOTHING, Debug, one_line, say
from summarizer.errors import UsageError


@one_line
def verify(
    summary: Annotated[
        Path, typer.Argument(help="A summary or briefing in JSON, or a .jsonl of `batch`.")
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Where the articles are now, if not where the summary says."),
    ] = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Prove that every quoted sentence is a verbatim slice of its source.

    The sources are read again from the paths in the summary. A briefing keeps the articles it
    quotes, which may be gone from the web: without SOURCES it is checked against those. A batch
    (.jsonl) is proved line by line from its input, which it needs as the one source. Prints the
    number of slices proved; exits with 1, naming each sentence, when one is not what its source
    says.
    """
    from summarizer import load  # noqa: PLC0415 - numpy, not for --help
    from summarizer.batch import proof  # noqa: PLC0415
    from summarizer.verify import count, faults, paths, stored  # noqa: PLC0415

    if proof.is_batch(summary):
        _batch(summary, sources or [])
        return
    written = document.read(summary)
    kept = () if sources else stored(written)
    articles, problems = (kept, ()) if kept else load.read(sources or paths(written))
    for problem in problems:
        say(f"{problem.source}: {problem.reason}")
    found = faults(written, articles)
    for fault in found:
        say(fault)
    if found:
        raise typer.Exit(NOTHING)
    where = " in the texts stored with it" if kept else ""
    typer.echo(f"{summary}: every quoted slice is verbatim{where} ({count(written)} checked)")


def _batch(summaries: Path, sources: list[str]) -> None:
    """Every line of a batch."""
    from summarizer.batch import proof  # noqa: PLC0415

    if len(sources) != 1:
        raise UsageError(f"{summaries}: name the input that it was made of, after it")
    slices, wrong = 0, False
    for line in proof.checked(str(summaries), sources[0], sys.stdin.buffer):
        slices += line.slices
        for fault in line.faults:
            wrong = True
            say(f"{summaries}:{line.number}: {fault}")
    if wrong:
        raise typer.Exit(NOTHING)
    typer.echo(f"{summaries}: every quoted slice is verbatim ({slices} checked)")
