"""`summarizer brief`: the briefing of the day, for cron."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import cache, flags, output
from summarizer.cli.config import ConfigPath, line_by_line
from summarizer.cli.door import INCOMPLETE, NOTHING, Debug, one_line, say
from summarizer.cli.schedule import State
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.briefing import run

EMPTY, LOCKED = 4, 75
"""Exit codes; 75 is EX_TEMPFAIL in sysexits.h."""
EXIT_CODES = (
    "Exit codes: 0 done or nothing new, 1 no briefing, 2 usage, 3 briefing made, but a source or a "
    "delivery failed, 4 nothing new with --fail-if-empty, 75 another run is at work, 78 the "
    "configuration is wrong."
)


@one_line
def brief(  # noqa: PLR0913, PLR0917 - one parameter is one flag
    config: ConfigPath = None,
    state: State = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The day; default: today."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the briefing; write and remember nothing.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Make the day again although it is made.")
    ] = False,
    fail_if_empty: Annotated[
        bool, typer.Option("--fail-if-empty", help="Exit 4 when there is nothing new.")
    ] = False,
    no_cache: cache.NoCache = False,
    model: Annotated[
        str,
        typer.Option(help="`embedded`, or a name (see `models list`) or folder."),
    ] = "embedded",
    device: flags.Device = "auto",
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Write the briefing of the day from the sources of the configuration.

    Silent when all went well. Run again, it writes what is missing and makes nothing twice.

    \b
    Examples:
      summarizer config init            # writes an example to begin with
      summarizer brief --dry-run
      summarizer brief --config evening.toml --date 2026-11-20
      summarizer schedule cron          # the line that does it every morning
    """
    from summarizer import embed  # noqa: PLC0415 - numpy, not for --help
    from summarizer.briefing import config as settings  # noqa: PLC0415
    from summarizer.briefing import lock  # noqa: PLC0415
    from summarizer.briefing.run import Order, run  # noqa: PLC0415

    if model == "lexical":
        raise UsageError(
            "--model lexical: its vectors of two days cannot be compared, and so no story would be "
            "known again; use `embedded`"
        )
    with line_by_line():
        path = settings.find(config)
        order = Order(
            config=settings.load(path),
            state=settings.state_folder(state, path),
            now=datetime.now(UTC),
            encoder=embed.encoder(model, device=device, store=cache.store(no_cache)),
            day=day.date() if day else None,
            force=force,
            dry=dry_run,
        )
        try:
            done = run(order)
        except lock.Held as error:
            say(str(error))
            raise typer.Exit(LOCKED) from error
    for notice in done.notices:
        say(notice)
    for text in done.printed:
        output.show(text)
    if code := _code(done, fail_if_empty):
        raise typer.Exit(code)


def _code(done: "run.Done", fail_if_empty: bool) -> int:
    if done.is_deaf and done.briefing is None:
        say("no source could be read: no briefing was made")
        return NOTHING
    if not done.complete:
        return INCOMPLETE
    return EMPTY if fail_if_empty and done.asked and done.briefing is None else 0
