"""`summarizer status`, `history`, `show` and `prune`: what the daily briefing remembers."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.cli import output
from summarizer.cli.config import ConfigPath, line_by_line
from summarizer.cli.door import Debug, one_line
from summarizer.cli.schedule import State
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.briefing.records import FeedState
    from summarizer.briefing.store import Store

Day = Annotated[
    datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="DATE", help="2026-11-20, for example.")
]


@one_line
def status(
    config: ConfigPath = None,
    state: State = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Say when the last briefing was made and how every feed is.

    \b
    Examples:
      summarizer status
      summarizer status --json
    """
    with _view(config, state) as store:
        last, feeds, waiting = store.last(), store.feeds(), store.outbox()
    if as_json:
        found = {
            "last": last.day.isoformat() if last else None,
            "until": last.until.isoformat() if last else None,
            "mails_waiting": len(waiting),
            "feeds": [_document(each) for each in feeds],
        }
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    made = f"{last.day.isoformat()}, {last.stories} stories, {last.words} words" if last else "none"
    typer.echo(f"last briefing: {made}")
    typer.echo(f"mails waiting: {len(waiting)}")
    for each in feeds:
        typer.echo(f"{_health(each):30} {_shown(each.address)}")


@one_line
def history(
    limit: Annotated[int, typer.Option(help="At most this many days.", min=1)] = 14,
    config: ConfigPath = None,
    state: State = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """List the days that have a briefing, the last one first.

    \b
    Example:
      summarizer history --limit 30
    """
    with _view(config, state) as store:
        for made in store.history(limit):
            typer.echo(f"{made.day.isoformat()}  {made.stories:3} stories  {made.words:5} words")


@one_line
def show(
    day: Day,
    wanted: Annotated[
        Literal["text", "markdown", "html", "json"],
        typer.Option("--format", "-f", help="As it was written to files of this kind."),
    ] = "text",
    config: ConfigPath = None,
    state: State = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Print the briefing of a day as it was made, to the byte.

    \b
    Examples:
      summarizer show 2026-11-20
      summarizer show 2026-11-20 --format json > day.json
    """
    from summarizer.briefing.forms import rendered  # noqa: PLC0415 - numpy, not for --help

    with _view(config, state) as store:
        made = store.made(day.date())
    if made is None:
        raise UsageError(f"{day:%Y-%m-%d}: no briefing of that day; see summarizer history")
    output.show(rendered(made, wanted))


@one_line
def prune(
    config: ConfigPath = None,
    state: State = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Forget what is older than the configuration keeps; every run does so too.

    \b
    Example:
      summarizer prune
    """
    from summarizer.briefing import config as settings  # noqa: PLC0415
    from summarizer.briefing import lock, run  # noqa: PLC0415
    from summarizer.briefing.store import Store  # noqa: PLC0415

    now, path = datetime.now(UTC), settings.find(config)
    folder = settings.state_folder(state, path)
    with line_by_line():
        wanted = settings.load(path)
    with lock.held(folder, now=now):
        store, _ = Store.open(folder, now=now)
        with store:
            gone = run.prune(store, wanted, now.date())
    typer.echo(
        ", ".join(f"{count} {table}" for table, count in gone.items()) or "nothing to forget"
    )


def _view(config: "ConfigPath", state: "State") -> "Store":
    from summarizer.briefing import config as settings  # noqa: PLC0415
    from summarizer.briefing.store import Store  # noqa: PLC0415

    folder = settings.state_folder(state, settings.find(config))
    return Store.view(folder, now=datetime.now(UTC))


def _health(feed: "FeedState") -> str:
    if feed.failing_since:
        return f"fails since {feed.failing_since:%Y-%m-%d} ({feed.failures})"
    return f"read {feed.last_success:%Y-%m-%d %H:%M}" if feed.last_success else "never read"


def _document(feed: "FeedState") -> dict[str, object]:
    return {
        "address": _shown(feed.address),
        "last_success": feed.last_success and feed.last_success.isoformat(),
        "newest": feed.newest and feed.newest.isoformat(),
        "failures": feed.failures,
        "failing_since": feed.failing_since and feed.failing_since.isoformat(),
        "reason": feed.last_reason,
    }


def _shown(address: str) -> str:
    """Without a password."""
    from summarizer.load.address import redacted  # noqa: PLC0415

    return redacted(address)
