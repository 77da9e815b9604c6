"""`summarizer evaluate`: clusters with references in, scores beside peers out."""

import dataclasses
import json
import statistics
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli import cache, output
from summarizer.cli.door import INCOMPLETE, Debug, one_line, say
from summarizer.errors import NothingToQuoteError, UsageError

OWN_RULES = """\
Defects are means per summary, counted by the rules that also choose the summarizer's sentences;
seconds are the median per cluster without embedding."""

if TYPE_CHECKING:
    from summarizer.datatypes import Problem
    from summarizer.evaluate.dataset import Cluster
    from summarizer.evaluate.material import System
    from summarizer.evaluate.run import Outcome
    from summarizer.evaluate.tally import Row


@one_line
def evaluate(  # noqa: PLR0913, PLR0917 - one parameter is one flag
    dataset: Annotated[
        Path,
        typer.Argument(
            help="JSON Lines, one cluster a line: id, lang, docs (title, text), references."
        ),
    ],
    words: Annotated[
        str,
        typer.Option(help="At most this many words, or `reference`: the references' mean length."),
    ] = "reference",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Only this many clusters, drawn at random.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="For every random choice.")] = 0,
    baselines: Annotated[
        bool, typer.Option("--baselines", help="Run the peers too, on the same sentences.")
    ] = False,
    oracle: Annotated[
        bool, typer.Option("--oracle", help="Add what a choice that sees the references scores.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every figure.")] = False,
    plot: Annotated[
        Path | None, typer.Option(help="Draw ROUGE-2 with intervals into this PNG file.")
    ] = None,
    model: Annotated[
        str,
        typer.Option(help="`embedded`, or the name or folder of a sentence-transformers model."),
    ] = "embedded",
    no_cache: cache.NoCache = False,
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Score summaries against references, with 95 % bootstrap intervals over clusters.

    ROUGE F1 in percent: stemmed for English, on Unicode words for other languages, the mean over
    several references. Defects are counted per summary by this program's own rules.

    \b
    Examples:
      summarizer evaluate clusters.jsonl --words 100
      summarizer evaluate clusters.jsonl --baselines --limit 50 --plot scores.png
    """
    from summarizer import embed  # noqa: PLC0415 - numpy, not for --help
    from summarizer.evaluate import dataset as reader  # noqa: PLC0415
    from summarizer.evaluate import run, tally  # noqa: PLC0415

    most = _words(words)
    _check_extra(baselines, plot)
    clusters, problems = _read(dataset)
    clusters = reader.sample(clusters, limit, seed)
    encoder = embed.encoder(model, store=cache.store(no_cache))
    found = run.outcomes(clusters, _systems(baselines, oracle), encoder, words=most, seed=seed)
    outcomes = list(_with_bar(found, len(clusters)))
    rows = tally.rows(outcomes, seed)
    if plot:
        _draw(plot, rows, f"{dataset.stem}, {len(clusters)} clusters")
    about = {
        "dataset": str(dataset),
        "clusters": len(clusters),
        "words": words,
        "seed": seed,
        "encoder": encoder.name,
        "encoder_sha256": encoder.sha256,
        "embedding_seconds": statistics.median(each.embedding_seconds for each in outcomes),
    }
    if as_json:
        _print_json(about, rows, problems)
    else:
        _print_tables(about, rows)
    if problems:
        raise typer.Exit(INCOMPLETE)


def _words(given: str) -> int | None:
    """The budget; None stands for the length of each cluster's references."""
    if given == "reference":
        return None
    if not given.isdecimal() or int(given) == 0:
        raise UsageError(f"--words {given}: expected a number above 0, or `reference`")
    return int(given)


def _check_extra(baselines: bool, plot: Path | None) -> None:
    """What is not installed is better said before the long run than after it."""
    from summarizer.evaluate import extra  # noqa: PLC0415

    extra.module("rouge_score.rouge_scorer")
    if baselines:
        extra.module("sumy.summarizers")
    if plot:
        extra.module("matplotlib.figure")


def _read(path: Path) -> tuple[list["Cluster"], list["Problem"]]:
    """All usable clusters; what is not usable is said at once."""
    from summarizer.evaluate import dataset  # noqa: PLC0415

    clusters: list[Cluster] = []
    problems: list[Problem] = []
    for item in dataset.clusters(path):
        if isinstance(item, dataset.Cluster):
            clusters.append(item)
        else:
            problems.append(item)
            say(f"{item.source}: {item.reason}")
    if not clusters:
        raise NothingToQuoteError(f"{path}: no usable cluster in it")
    return clusters, problems


def _systems(baselines: bool, oracle: bool) -> dict[str, "System"]:
    """By the name in the table, ours first."""
    from summarizer.evaluate import run  # noqa: PLC0415
    from summarizer.evaluate.baselines import BASELINES  # noqa: PLC0415
    from summarizer.evaluate.oracle import greedy  # noqa: PLC0415

    return {
        run.OURS: run.ours,
        **(BASELINES if baselines else {}),
        **({"greedy oracle": greedy} if oracle else {}),
    }


def _with_bar(outcomes: "Iterable[Outcome]", total: int) -> "Iterable[Outcome]":
    """The same, with a bar on standard error when somebody is there to see it."""
    if not sys.stderr.isatty():
        return outcomes
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    return track(outcomes, "Scoring", total, console=Console(stderr=True), transient=True)


def _draw(path: Path, rows: "Sequence[Row]", title: str) -> None:
    from summarizer.evaluate import plot  # noqa: PLC0415

    output.replace(path, plot.png(rows, title))


def _print_json(
    about: dict[str, Any], rows: "Sequence[Row]", problems: "Sequence[Problem]"
) -> None:
    document = {
        **about,
        "systems": [_plain(row) for row in rows],
        "problems": [dataclasses.asdict(problem) for problem in problems],
    }
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _plain(row: "Row") -> dict[str, Any]:
    """A row with its intervals as objects."""
    fields = ((field.name, getattr(row, field.name)) for field in dataclasses.fields(row))
    return {name: each._asdict() if hasattr(each, "_asdict") else each for name, each in fields}


def _print_tables(about: dict[str, Any], rows: "Sequence[Row]") -> None:
    from summarizer.evaluate import table  # noqa: PLC0415

    unit = "words" if about["words"] != "reference" else "length"
    typer.echo(
        f"{about['clusters']} clusters, {about['words']} {unit}, encoder {about['encoder']}, "
        f"embedding {about['embedding_seconds']:.2f} s a cluster (median)\n"
    )
    if sys.stdout.isatty():
        from rich.console import Console  # noqa: PLC0415

        table.show(rows, Console())
    else:
        typer.echo(table.plain(rows))
    typer.echo(OWN_RULES)
