"""`summarizer feeds`: which feeds a page offers, and lists of feeds."""

from typing import Annotated

import typer

from summarizer.cli.door import Debug, one_line
from summarizer.errors import SourceError

app = typer.Typer(help="Find the feeds of a page.", no_args_is_help=True)


@app.command(epilog="Exit codes: 0 found, 1 none found or not readable, 2 usage.")
@one_line
def find(
    page: Annotated[str, typer.Argument(metavar="ADDRESS", help="A page: an outlet's front page.")],
    opml: Annotated[bool, typer.Option("--opml", help="Print a list for feed readers.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let the address be in your own network.")
    ] = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """List the feeds that a page declares or links: address, kind and title.

    \b
    Examples:
      summarizer feeds find https://example.org/
      summarizer feeds find https://example.org/ --opml > feeds.opml
    """
    from summarizer.datatypes import Problem  # noqa: PLC0415
    from summarizer.load.feed import discover  # noqa: PLC0415
    from summarizer.load.feed import opml as lists  # noqa: PLC0415
    from summarizer.load.fetch import Fetcher, Request  # noqa: PLC0415
    from summarizer.load.found import Subscription  # noqa: PLC0415

    with Fetcher(allow_private=allow_private) as fetcher:
        [answer] = fetcher.all([Request(page, typed=True)])
    if isinstance(answer, Problem):
        raise SourceError(answer.source, answer.reason)
    found = discover.feeds(answer.body, answer.url, content_type=answer.content_type)
    if not found:
        raise SourceError(page, "no feed in this page; try the page of a section")
    if opml:
        wanted = [Subscription(each.title, each.address) for each in found]
        typer.echo(lists.written(wanted), nl=False)
    for each in () if opml else found:
        typer.echo(f"{each.address}  {each.kind}  {each.title}".rstrip())
