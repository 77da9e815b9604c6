"""`summarizer cache`: the vectors of sentences that were read before."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.door import Debug, one_line, say
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.batch.order import Cache
    from summarizer.embed.cache.store import Store

app = typer.Typer(
    help="See or remove the vectors of sentences that were read before.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FOLDER = "SUMMARIZER_CACHE"
"""Environment variable: the cache's folder, instead of the user's own place."""
MEBIBYTES = "SUMMARIZER_CACHE_MIB"
"""Environment variable: how large the cache may become, instead of 512."""

NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Embed every sentence anew and keep nothing; the result is the same."
    ),
]


@app.command(epilog="Exit codes: 0 done, 1 it cannot be read, 2 usage.")
@one_line
def info(
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Print where the cache is, how large it is and may become, and what is in it.

    \b
    Example:
      summarizer cache info
    """
    from summarizer.embed.cache import file, store  # noqa: PLC0415 - numpy, not for --help

    path, most = _folder() / file.NAME, _limit() / store.MEBIBYTE
    size = path.stat().st_size if path.is_file() else 0
    typer.echo(_printable(path))
    typer.echo(f"{size / store.MEBIBYTE:.1f} MiB of at most {most:g} MiB")
    for count in store.counts(path.parent) if size else ():
        typer.echo(f"{count.entries} sentences by {_printable(count.name)} {count.identity[:12]}")


@app.command(epilog="Exit codes: 0 done, 1 it cannot be removed, 2 usage.")
@one_line
def clear(
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Remove the cache, without asking: the next run embeds what it needs anew.

    \b
    Example:
      summarizer cache clear
    """
    from summarizer.embed.cache import file, store  # noqa: PLC0415 - numpy, not for --help

    folder = _folder()
    size = file.remove(folder)
    removed = f"removed, {size / store.MEBIBYTE:.1f} MiB" if size else "nothing to remove"
    typer.echo(f"{_printable(folder / file.NAME)}: {removed}")


def store(no_cache: bool, *, quiet: bool = False) -> "Store | None":
    """The user's own, unless he wants none. What is wrong with it is said, unless `quiet`.

    Raises:
        UsageError: an environment variable cannot be honoured.
    """
    if no_cache:
        return None
    from summarizer.embed.cache.store import Store  # noqa: PLC0415 - numpy, not for --help

    heard = _ignored if quiet else say
    return Store(_folder(), today=datetime.now(UTC).date(), say=heard, limit=_limit())


def place(no_cache: bool) -> "Cache | None":
    """As `store`, for processes that open it on their own.

    Raises:
        UsageError: an environment variable cannot be honoured.
    """
    if no_cache:
        return None
    from summarizer.batch.order import Cache  # noqa: PLC0415 - numpy, not for --help

    return Cache(_folder(), datetime.now(UTC).date(), _limit())


def _ignored(line: str) -> None:
    """Says nothing."""


def _folder() -> Path:
    if given := os.environ.get(FOLDER):
        return Path(given).absolute()
    import platformdirs  # noqa: PLC0415  not when the place is given

    return platformdirs.user_cache_path("summarizer")


def _limit() -> int:
    """Bytes."""
    from summarizer.embed.cache import store  # noqa: PLC0415

    given = os.environ.get(MEBIBYTES, "")
    if not given:
        return store.LIMIT
    if not given.isdecimal() or int(given) == 0:
        raise UsageError(f"{MEBIBYTES}={given}: expected a whole number above 0")
    return int(given) * store.MEBIBYTE


def _printable(text: object) -> str:
    from summarizer.render.parts import printable  # noqa: PLC0415

    return printable(str(text))
