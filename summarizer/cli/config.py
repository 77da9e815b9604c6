"""`summarizer config`: the file that says what the daily briefing is made of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.door import Debug, one_line, say
from summarizer.errors import ConfigError, OutputError, UsageError

app = typer.Typer(
    help="Write, check and find the briefing's configuration.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

MISCONFIGURED = 78
"""Exit code; EX_CONFIG in sysexits.h."""

ConfigPath = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="The file; default: $SUMMARIZER_CONFIG, else briefing.toml in the user's own place.",
        show_default=False,
    ),
]


@contextmanager
def line_by_line() -> Iterator[None]:
    """Says each fault of a configuration in a line of its own, and ends with 78."""
    try:
        yield
    except ConfigError as error:
        for line in str(error).split("\n"):
            say(line)
        raise typer.Exit(MISCONFIGURED) from error


@app.command(epilog="Exit codes: 0 written, 1 cannot be written, 2 usage or there already.")
@one_line
def init(
    config: ConfigPath = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there already.")
    ] = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Write an example to begin with, every key explained.

    \b
    Examples:
      summarizer config init
      summarizer config init --config evening.toml
    """
    from summarizer.briefing.config import EXAMPLE, find  # noqa: PLC0415 - pydantic, not for --help

    with line_by_line():
        path = find(config)
    _write(path, EXAMPLE, replace=force)
    typer.echo(f"{_printable(path)}: written. Change it, then run: summarizer config check")


@app.command(epilog="Exit codes: 0 all is there, 2 usage, 78 something is wrong, line by line.")
@one_line
def check(
    config: ConfigPath = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Say what the file means and whether all it names is there. No feed or server is asked.

    \b
    Examples:
      summarizer config check
      summarizer config check --config evening.toml
    """
    from summarizer.briefing.config import checks, find, load, outline  # noqa: PLC0415 - pydantic

    with line_by_line():
        path = find(config)
        settings = load(path)
    typer.echo(_printable(path))
    for line in outline.lines(settings):
        typer.echo(line)
    faults = list(checks.faults(settings))
    for fault in faults:
        say(f"{_printable(path)}: {fault}")
    if faults:
        raise typer.Exit(MISCONFIGURED)


@app.command(name="path", epilog="Exit codes: 0 printed, 2 usage.")
@one_line
def where(
    config: ConfigPath = None,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Print where the file is, or would be.

    \b
    Examples:
      summarizer config path
      $EDITOR "$(summarizer config path)"
    """
    from summarizer.briefing.config import find  # noqa: PLC0415 - pydantic, not for --help

    with line_by_line():
        typer.echo(_printable(find(config)))


def _write(path: Path, text: str, *, replace: bool) -> None:
    """For its owner alone: addresses of feeds may hold passwords."""
    if not replace and (path.exists() or path.is_symlink()):
        raise UsageError(f"{path}: is there already; --force replaces it")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(
            path,
            "w" if replace else "x",
            encoding="utf-8",
            opener=lambda name, flags: os.open(name, flags, 0o600),
        ) as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be written: {error.strerror}") from error


def _printable(path: Path) -> str:
    from summarizer.render.parts import printable  # noqa: PLC0415 - numpy, not for --help

    return printable(str(path))
