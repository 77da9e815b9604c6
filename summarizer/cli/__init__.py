"""Arguments in, library call, text out; errors become one line and an exit code."""

import gc
import os
import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

from summarizer.cli import cache, config, feeds, models, schedule, status
from summarizer.cli.archive import archive
from summarizer.cli.batch import EXIT_CODES as BATCH_EXIT_CODES
from summarizer.cli.batch import batch
from summarizer.cli.brief import EXIT_CODES, brief
from summarizer.cli.door import USAGE, say
from summarizer.cli.evaluate import evaluate
from summarizer.cli.summarize import summarize
from summarizer.cli.verify import verify

app = typer.Typer(
    name="summarizer",
    help="Write a short briefing from many news articles: every sentence verbatim, with sources.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(epilog="Exit codes: 0 done, 1 nothing to quote, 2 usage, 3 some sources unreadable.")(
    summarize
)
app.command(epilog=BATCH_EXIT_CODES)(batch)
app.command()(verify)
app.command(epilog=EXIT_CODES)(brief)
for command in (status.status, status.history, status.show, status.prune, archive):
    app.command()(command)
app.add_typer(config.app, name="config")
app.add_typer(schedule.app, name="schedule")
app.add_typer(feeds.app, name="feeds")
app.add_typer(cache.app, name="cache")
app.add_typer(models.app, name="models")
app.command(
    epilog="Exit codes: 0 done, 1 no usable cluster, 2 usage or no extra, 3 some lines unusable."
)(evaluate)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - 30 ms, for --version only

        typer.echo(f"summarizer {version('summarizer')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line; whatever goes wrong is one line and an exit code."""
    # One short run makes small matrices and little garbage: threads for the ones and many looks
    # for the other cost 14 % and 7 % of its time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(100_000)
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        say(f"{error.format_message()} (see --help)")
        code = USAGE
    sys.exit(code)
