"""`summarizer schedule`: have the machine write the briefing every day."""

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import crontab, units
from summarizer.cli.config import ConfigPath, line_by_line
from summarizer.cli.door import NOTHING, Debug, one_line, say

if TYPE_CHECKING:
    from summarizer.briefing.config import Config

app = typer.Typer(
    help="Have cron or systemd write the briefing every day.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SIX_THIRTY = "06:30"
EXIT_CODES = "Exit codes: 0 done, 1 not installed, 2 usage, 78 the configuration is wrong."

At = Annotated[str, typer.Option("--at", metavar="HH:MM", help="The time of day.")]
State = Annotated[
    Path | None,
    typer.Option(
        "--state", help="The folder of the memory; default: the user's own.", show_default=False
    ),
]
Install = Annotated[
    bool, typer.Option("--install", help="Put it in place, after asking, instead of printing it.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Install without asking.")]


@app.command(epilog=EXIT_CODES)
@one_line
def cron(
    at: At = SIX_THIRTY,
    config: ConfigPath = None,
    state: State = None,
    install: Install = False,
    yes: Yes = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Print the line for cron, or put it into your crontab, where all else stays as it is.

    \b
    Examples:
      summarizer schedule cron
      summarizer schedule cron --at 05:45 --install
    """
    from summarizer.briefing import schedule  # noqa: PLC0415 - numpy, not for --help
    from summarizer.briefing.schedule import cron as table  # noqa: PLC0415

    clock = schedule.clock(at)
    path, settings, memory = _loaded(config, state)
    block = table.block(schedule.command(_program(), path, memory), clock, path)
    _warn(settings)
    if not install:
        typer.echo(block, nl=False)
        return
    before = crontab.read()
    after = table.placed(block, before)
    if after != before:
        _ask(f"{block}Put this into your crontab?", yes)
        crontab.write(after)
    typer.echo("It is in your crontab. `crontab -e` changes it or takes it out.")


@app.command(epilog=EXIT_CODES)
@one_line
def systemd(
    at: At = SIX_THIRTY,
    config: ConfigPath = None,
    state: State = None,
    install: Install = False,
    yes: Yes = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Print a service and a timer for your own systemd, or write them where it looks for them.

    \b
    Examples:
      summarizer schedule systemd
      summarizer schedule systemd --at 05:45 --install
    """
    from summarizer.briefing import schedule  # noqa: PLC0415 - numpy, not for --help

    clock = schedule.clock(at)
    path, settings, memory = _loaded(config, state)
    folders = _folders(settings, memory)
    files = _units(path, settings, folders, clock)
    if install:
        units.refuse_strangers(files)
        _ask("\n".join((*files.values(), f"Write these two into {units.folder()}?")), yes)
        units.write(files, memory, folders)
        typer.echo(f"Both are in {units.folder()}. To start them:")
    else:
        for file, text in files.items():
            typer.echo(f"# {units.folder() / file}\n{text}")
        typer.echo("# Once they are there, these start them:")
        for command in _to_make(folders):
            typer.echo(f"#   {command}")
    for command in _to_start(list(files)[-1]):
        typer.echo(f"{'  ' if install else '#   '}{command}")


def _loaded(config: Path | None, state: Path | None) -> "tuple[Path, Config, Path]":
    """The configuration's path, what is in it, and the folder of the memory."""
    from summarizer.briefing.config import find, load, state_folder  # noqa: PLC0415 - pydantic

    with line_by_line():
        path = find(config)
        return path, load(path), state_folder(state, path)


def _program() -> tuple[str, ...]:
    """What starts this program from anywhere: the script beside the interpreter, else the module.

    `-P`: a file named like a module in the home folder, where cron starts, is not taken for it.
    """
    script = Path(sys.executable).with_name("summarizer")
    if os.access(script, os.X_OK):
        return (str(script),)
    return (sys.executable, "-P", "-m", "summarizer")


def _warn(settings: "Config") -> None:
    """What works by hand, or with systemd, and not with cron."""
    if settings.mail and settings.mail.credential:
        say("mail.credential: cron hands over no credentials; take password_file, or systemd")
    here, there = datetime.now().astimezone(), datetime.now(settings.zone)
    if here.utcoffset() != there.utcoffset():
        say(
            f"cron goes by this machine's clock, where it is {here:%H:%M} now, "
            f"and {there:%H:%M} in {settings.timezone}"
        )


def _folders(settings: "Config", memory: Path) -> tuple[Path, ...]:
    """What a run must be able to write to."""
    outputs = (output.folder for output in settings.outputs)
    return tuple(dict.fromkeys((memory, *filter(None, outputs))))


def _units(path: Path, settings: "Config", folders: tuple[Path, ...], at: time) -> dict[str, str]:
    """The service and, last, its timer: text by file name. The first folder is the memory's."""
    from summarizer.briefing import schedule  # noqa: PLC0415 - numpy, not for --help
    from summarizer.briefing.schedule import systemd as unit  # noqa: PLC0415

    words = schedule.command(_program(), path, folders[0])
    limits = unit.Confinement(folders, has_namespaces=units.has_namespaces())
    name = unit.name(path)
    return {
        f"{name}.service": unit.service(words, path, limits, _credential(settings, path)),
        f"{name}.timer": unit.timer(path, at, settings.timezone),
    }


def _credential(settings: "Config", config: Path) -> str | None:
    """Its name; said if the file is missing, as the service would not start without it."""
    credential = settings.mail.credential if settings.mail else None
    if credential and not (config.parent / credential).is_file():
        say(f"{config.parent / credential}: no such file; the service takes the password from it")
    return credential


def _to_make(folders: Sequence[Path]) -> Iterator[str]:
    """What `--install` does by itself. The memory takes no folder that others may write to."""
    memory, *outputs = map(str, folders)
    yield f"mkdir -p -m 700 {shlex.quote(memory)}"
    if outputs:
        yield f"mkdir -p {shlex.join(outputs)}"


def _to_start(timer: str) -> Iterator[str]:
    yield "systemctl --user daemon-reload"
    yield f"systemctl --user enable --now {timer}"
    yield "loginctl enable-linger    # so that it runs while you are not logged in, too"


def _ask(question: str, yes: bool) -> None:
    """Ends the program unless the answer is yes; no answer at all is a no."""
    if yes:
        return
    typer.echo(f"{question} [y/N] ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        say("nothing was changed")
        raise typer.Exit(NOTHING)
