"""`summarizer summarize`: sources in, one briefing out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from summarizer.cli import cache, flags, output
from summarizer.cli.door import INCOMPLETE, Debug, one_line, say
from summarizer.errors import NothingToQuoteError, UsageError

if TYPE_CHECKING:
    from summarizer.datatypes import Article, Problem, Summary

Format = Literal["terminal", "text", "markdown", "html", "json"]


@one_line
def summarize(  # noqa: PLR0913, PLR0917 - one parameter is one flag
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Addresses, files (.txt .md .html .pdf .json .jsonl, feeds as .xml .rss .atom, "
            "lists of feeds as .opml), folders, globs, or - for standard input."
        ),
    ],
    words: flags.Words = None,
    sentences: flags.Sentences = None,
    chars: flags.Chars = None,
    minutes: flags.Minutes = None,
    output_format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: terminal on a terminal, text elsewhere, or what -o says.",
        ),
    ] = None,
    output_file: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file, replaced whole.")
    ] = None,
    sources_in_full: Annotated[
        bool,
        typer.Option("--sources", help="With html: the articles in full, what is quoted marked."),
    ] = False,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="With html: templates of your own in this folder."),
    ] = None,
    model: flags.Model = "auto",
    device: flags.Device = "auto",
    mmr_lambda: flags.MmrLambda = None,
    duplicate_threshold: flags.DuplicateThreshold = None,
    brackets: flags.Brackets = True,
    query: flags.Query = "",
    since: flags.Since = None,
    exclude: flags.Exclude = None,
    full_text: Annotated[
        bool,
        typer.Option("--full-text", help="Read the page where a feed has only a teaser of it."),
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option("--allow-private", help="Let typed addresses be in your own network."),
    ] = False,
    no_cache: cache.NoCache = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say on standard error why each sentence was chosen.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report no problems.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Report every detail.")] = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Summarize articles about one event: every sentence verbatim, each with its sources.

    \b
    Examples:
      summarizer summarize articles/ --words 120
      summarizer summarize a.txt b.html "clips/*.md" --minutes 1 -o briefing.md
      summarizer summarize cluster.jsonl --format json -o summary.json
      summarizer summarize articles/ --sources -o evidence.html
      curl -s https://example.org/story | summarizer summarize - --sentences 3
      summarizer summarize https://example.org/feed.xml --full-text
    """
    from summarizer import embed, load, pipeline  # noqa: PLC0415 - numpy, not for --help
    from summarizer.choose import language  # noqa: PLC0415
    from summarizer.cli import report  # noqa: PLC0415
    from summarizer.load import Web  # noqa: PLC0415

    wanted = _format(output_format, output_file, sources=sources_in_full)
    _check_templates(templates, wanted)
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
    with report.fetching() as progress:
        web = Web(allow_private, full_text, progress)
        articles, problems = load.read(sources, stdin=sys.stdin.buffer, web=web)
    _check(articles, problems, quiet)
    spoken = language.main(articles)
    store = cache.store(no_cache, quiet=quiet)
    made = embed.encoder(model, language=spoken, device=device, store=store)
    encoder = report.WithProgress(made)
    summary = pipeline.summarize(articles, options, encoder=encoder, problems=problems)
    if verbose:
        report.details(summary, encoder, spoken)
    if explain:
        report.explanation(summary)
    text = _rendered(summary, wanted, sources=sources_in_full, templates=templates)
    output.write(text, output_file)
    if problems:
        raise typer.Exit(INCOMPLETE)


def _check(articles: "tuple[Article, ...]", problems: "tuple[Problem, ...]", quiet: bool) -> None:
    """Says what could not be read, unless `quiet`. Raises NothingToQuoteError: nothing could."""
    for problem in () if quiet else problems:
        say(f"{problem.source}: {problem.reason}")
    if not articles:
        raise NothingToQuoteError("no article could be read")


def _format(wanted: Format | None, path: Path | None, *, sources: bool) -> Format:
    """The format asked for, else the one of the file's name, else what suits the reader.

    Raises UsageError: `sources` is for pages.
    """
    from summarizer.render import SUFFIXES  # noqa: PLC0415

    if wanted is None and path is not None:
        wanted = SUFFIXES.get(path.suffix.lower(), "text")
    if wanted is None:
        wanted = "terminal" if sys.stdout.isatty() else "text"
    if sources and wanted != "html":
        raise UsageError(f"--sources with the format {wanted}: only html can show the sources")
    return wanted


def _check_templates(templates: Path | None, wanted: Format) -> None:
    """Before anything is read. Raises UsageError: they are for pages, or cannot be filled."""
    if templates is None:
        return
    if wanted != "html":
        raise UsageError(f"--templates with the format {wanted}: they are for html only")
    from summarizer.render import trial  # noqa: PLC0415 - jinja, for pages only

    trial.check(templates)


def _rendered(summary: "Summary", wanted: Format, *, sources: bool, templates: Path | None) -> str:
    if sources:
        from summarizer.render.provenance import provenance  # noqa: PLC0415

        return provenance(summary, templates)
    if wanted == "html":
        from summarizer.render.html import html  # noqa: PLC0415

        return html(summary, templates)
    from summarizer.render import RENDERERS  # noqa: PLC0415

    return RENDERERS[wanted](summary)
