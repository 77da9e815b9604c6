"""The one place where errors become a line on standard error and an exit code."""

import functools
from collections.abc import Callable
from typing import Annotated, ParamSpec

import typer

from summarizer import errors

NOTHING, USAGE, INCOMPLETE = 1, 2, 3
"""Exit codes; an interrupt is 130, which typer sees to."""

Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]

_Parameters = ParamSpec("_Parameters")


def one_line(command: Callable[_Parameters, None]) -> Callable[_Parameters, None]:
    """The command, with our own errors said in one line unless `--debug` asks for more."""

    @functools.wraps(command)
    def guarded(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except errors.SummarizerError as error:
            if kwargs.get("debug"):
                raise
            say(str(error))
            raise typer.Exit(USAGE if isinstance(error, errors.UsageError) else NOTHING) from error

    return guarded


def say(message: str) -> None:
    """One line on standard error, under the program's name."""
    from summarizer.render.parts import printable  # noqa: PLC0415 - numpy, not for --help

    typer.echo(f"summarizer: {printable(message)}", err=True)
