"""`summarizer batch`: one cluster a line in, one summary a line out."""

import sys
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.cli import cache, flags
from summarizer.cli.door import INCOMPLETE, Debug, one_line, say
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.batch.run import Progress

EXIT_CODES = (
    "Exit codes: 0 done, 1 failed (what was done is kept), 2 usage, 3 done, but some lines or "
    "articles could not be used."
)


@one_line
def batch(  # noqa: PLR0913, PLR0917 - one parameter is one flag
    source: Annotated[
        str,
        typer.Argument(
            metavar="IN",
            help="JSON Lines, one cluster a line: id, docs (title, text, date, source, url, lang); "
            "also .gz, .zst, .parquet, or - for standard input.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="One JSON summary a line, in the order of IN; .gz, .zst or .parquet by its name.",
        ),
    ],
    words: flags.Words = None,
    sentences: flags.Sentences = None,
    chars: flags.Chars = None,
    minutes: flags.Minutes = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes, 150 to 250 MiB each (default: one a core)."),
    ] = None,
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="This machine, or the nodes of a Ray cluster (extra `ray`)."),
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT", help="Of a running Ray cluster (default: one of this machine)."
        ),
    ] = None,
    gpus: Annotated[
        float,
        typer.Option(min=0, help="Of a graphics card for each worker of Ray: 0.25 puts 4 on one."),
    ] = 0,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin anew; leave aside what is done.")
    ] = False,
    model: flags.Model = "auto",
    device: flags.Device = "auto",
    mmr_lambda: flags.MmrLambda = None,
    duplicate_threshold: flags.DuplicateThreshold = None,
    brackets: flags.Brackets = True,
    query: flags.Query = "",
    since: flags.Since = None,
    exclude: flags.Exclude = None,
    no_cache: cache.NoCache = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report nothing.")] = False,
    debug: Debug = False,
) -> None:
    """Summarize many clusters of articles, one JSON object a line, on all cores.

    A line that cannot be summarized becomes {"id", "line", "problem"}. While it runs, the summaries
    are in OUT.part, with Ray in the folder OUT.parts; killed at any moment and started again, it
    goes on from there, and the output is the same to the byte, on whatever machines. `summarizer
    verify OUT IN` proves every line.

    \b
    Examples:
      summarizer batch clusters.jsonl -o summaries.jsonl --words 100
      summarizer batch clusters.jsonl.zst -o summaries.jsonl.zst --workers 4
      summarizer batch clusters.parquet -o summaries.parquet --sentences 3
      summarizer batch clusters.jsonl -o summaries.jsonl --engine ray --address head:6379
      zcat day-*.jsonl.gz | summarizer batch - -o summaries.jsonl
    """
    from summarizer.batch import crew, run  # noqa: PLC0415 - numpy, not for --help
    from summarizer.batch.order import Order  # noqa: PLC0415

    budget = flags.budget(words=words, sentences=sentences, characters=chars, minutes=minutes)
    options = flags.options(
        budget,
        since,
        exclude,
        brackets=brackets,
        query=query,
        mmr_lambda=mmr_lambda,
        duplicate_threshold=duplicate_threshold,
    )
    place, order = run.Place(source, out, restart), Order(options, model, device)
    kept = cache.place(no_cache)
    if engine == "ray":
        from summarizer.batch import distributed  # noqa: PLC0415
        from summarizer.batch.distributed import driver  # noqa: PLC0415

        machines = driver.Machines(address, workers, gpus)
        steps = distributed.summaries(place, order, machines, kept)
    elif address or gpus:
        raise UsageError("--address and --gpus are for --engine ray")
    else:
        size = workers or crew.cores()
        steps = run.run(place, order, sys.stdin.buffer, workers=size, cache=kept, debug=debug)
    last = _watched(steps, quiet)
    for line in () if quiet else last.said:
        say(line)
    if last.refused and not quiet:
        say(f"{out}: {last.refused:,} of {last.lines:,} lines are a problem; each says which")
    if last.flawed and not quiet:
        say(f'{out}: {last.flawed:,} summaries lack an article or field; see their "problems"')
    if last.refused or last.flawed:
        raise typer.Exit(INCOMPLETE)


def _watched(steps: "Iterator[Progress]", quiet: bool) -> "Progress":
    """The last step; until then, a bar when somebody is there to see it."""
    last = next(steps)
    if last.resumed and not quiet:
        say(f"going on after {last.resumed:,} lines that are done")
    if quiet or not sys.stderr.isatty():
        return deque(chain([last], steps), maxlen=1).pop()
    return _with_bar(last, steps)


def _with_bar(last: "Progress", steps: "Iterator[Progress]") -> "Progress":
    from rich import progress as bars  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    columns = (
        bars.TextColumn("{task.fields[lines]:,} clusters, {task.fields[refused]:,} problems"),
        bars.BarColumn(),
        bars.TimeElapsedColumn(),
        bars.TextColumn("passed,"),
        bars.TimeRemainingColumn(),
        bars.TextColumn("left"),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(
            "", total=last.size, completed=last.position, lines=last.lines, refused=last.refused
        )
        for step in steps:
            bar.update(task, completed=step.position, lines=step.lines, refused=step.refused)
            last = step
    return last
