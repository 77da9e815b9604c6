"""`summarizer verify`: look every quoted slice up again."""

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli import document
from summarizer.cli.door import NOTHING, Debug, one_line, say


@one_line
def verify(
    summary: Annotated[Path, typer.Argument(help="A summary or briefing in JSON.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Where the articles are now, if not where the summary says."),
    ] = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Prove that every quoted sentence is a verbatim slice of its source.

    The sources are read again from the paths in the summary. A briefing keeps the articles it
    quotes, which may be gone from the web: without SOURCES it is checked against those. Prints the
    number of slices proved; exits with 1, naming each sentence, when one is not what its source
    says.
    """
    from summarizer import load  # noqa: PLC0415 - numpy, not for --help
    from summarizer.verify import count, faults, paths, stored  # noqa: PLC0415

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
