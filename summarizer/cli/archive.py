"""`summarizer archive`: all daily briefings as pages in a folder, by month, with a feed."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.config import ConfigPath
from summarizer.cli.door import Debug, one_line
from summarizer.cli.schedule import State
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.briefing.records import Made

NO_LIMIT = -1
"""To SQLite."""

_ADDRESS = re.compile(r"https?://[^\s<>\"?#]+")


@one_line
def archive(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages go.")
    ] = Path("archive"),
    config: ConfigPath = None,
    state: State = None,
    title: Annotated[
        str, typer.Option(help="Of the archive; default: that of the last briefing.")
    ] = "",
    base_url: Annotated[
        str, typer.Option(help="Where the folder is on the web, for the links of the feed.")
    ] = "",
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Write all daily briefings to a folder: index.html with a search box, months, days, atom.xml.

    A file that is as it should be is left alone, so a second run changes nothing.

    \b
    Examples:
      summarizer archive -o public
      summarizer archive -o public --base-url https://example.org/briefings/
    """
    from summarizer.briefing import config as settings  # noqa: PLC0415 - numpy, not for --help
    from summarizer.briefing.deliver import write  # noqa: PLC0415
    from summarizer.briefing.store import Store  # noqa: PLC0415
    from summarizer.render.briefing.parts import count  # noqa: PLC0415

    address = _folder(base_url)
    folder = settings.state_folder(state, settings.find(config))
    with Store.view(folder, now=datetime.now(UTC)) as store:
        history = store.history(NO_LIMIT)
    if not history:
        raise UsageError("no briefing yet; see summarizer brief")
    written = sum(write(output / name, text) for name, text in _files(history, title, address))
    briefings, files = count(len(history), "briefing", "briefings"), count(written, "file", "files")
    typer.echo(f"{briefings}, {files} written")


def _folder(address: str) -> str:
    """Raises UsageError: nothing in it could be linked."""
    if address and not _ADDRESS.fullmatch(address):
        raise UsageError(
            f"--base-url {address}: expected an address such as https://example.org/briefings/"
        )
    return address and f"{address.removesuffix('/')}/"


def _files(history: Iterable["Made"], title: str, address: str) -> Iterator[tuple[str, str]]:
    """Name and text of each; the pages before those that link to them."""
    from summarizer.briefing.forms import files, rendered  # noqa: PLC0415 - numpy, not for --help
    from summarizer.render import archive as renderer  # noqa: PLC0415
    from summarizer.render.parts import line  # noqa: PLC0415

    days = []
    for made in history:
        day = renderer.read(json.loads(rendered(made, "json")))
        for path, text in files(made, Path(day.file), "html").items():
            yield path.name, text
        days.append(day)
    told = renderer.Archive(line(title) or days[0].title, days, address)
    yield from renderer.pages(told)
    yield "atom.xml", renderer.atom(told)
