"""`summarizer models`: the encoders that `--model` knows, and those that it could know."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import flags
from summarizer.cli.door import Debug, one_line, say
from summarizer.errors import ModelError, UsageError

if TYPE_CHECKING:
    from summarizer.datatypes import Encoder
    from summarizer.embed.registry import Model

app = typer.Typer(help="List, fetch and check sentence encoders.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="`embedded`, `lexical`, a short name, or a folder.")]

SENTENCES = (
    "The dam above the town broke on Monday after four days of rain.",
    "On Monday the dam above the town gave way; it had rained for four days.",
    "The council will decide on the school's new roof in March, the mayor said on Friday evening.",
    "Le barrage en amont de la ville a cédé lundi.",
    "Rain.",
)
"""Encoded by `check`: two that say the same, one that says something else, French, one word."""
OURS = {
    "embedded": "a small model; English best, languages in Latin letters well",
    "lexical": "no model, words and pieces of words; any language",
}
"""What the encoders are that come with the program."""
TIMED = 100
"""Sentences by which speed is measured."""


@app.command("list")
@one_line
def list_models(debug: Debug = False) -> None:  # noqa: ARG001 - read by the door
    """List the names that `--model` knows, and where your own are kept."""
    from summarizer.embed import ENCODERS, registry  # noqa: PLC0415 - numpy, not for --help

    for name in ENCODERS:
        typer.echo(f"{name:22} comes with summarizer · {OURS[name]}")
    for model in registry.models().values():
        typer.echo(f"{model.name:22} {model.source} · {model.licence} · {model.languages}")
    typer.echo("auto, the default, takes embedded or lexical, as the language has it")
    typer.echo("Fetch another with `summarizer models fetch NAME`, then use `--model NAME`")
    typer.echo(f"Your own names go into {registry.own_file()}")


@app.command()
@one_line
def info(name: Name, debug: Debug = False) -> None:  # noqa: ARG001 - read by the door
    """Say what is known of a model: source, checksum, licence, and whether it is here."""
    from summarizer.embed import ENCODERS, registry  # noqa: PLC0415 - numpy, not for --help

    if name in ENCODERS:
        typer.echo(f"{name} comes with summarizer, {OURS[name]}: nothing is to be fetched")
        return
    model = registry.known(name)
    for key in registry.KEYS:
        if value := getattr(model, key):
            typer.echo(f"{key:10} {value}")
    typer.echo(f"{'here':10} {_place(model)}")


@app.command(epilog="Exit codes: 0 fetched, 1 not, 2 usage.")
@one_line
def fetch(name: Name, debug: Debug = False) -> None:  # noqa: ARG001 - read by the door
    """Download a model's safetensors, tokenizer and settings; nothing else ever downloads one."""
    from summarizer.embed import ENCODERS, registry, transformers  # noqa: PLC0415

    if name in ENCODERS:
        raise UsageError(f"{name} comes with summarizer: nothing is to be fetched")
    model = registry.known(name)
    _download(model)
    place = transformers.checked(model)
    typer.echo(f"{name}: in {place}")
    typer.echo(f"sha256 {transformers.weights_sha256(place) or 'of several files: not stated'}")


@app.command(epilog="Exit codes: 0 it works, 1 it does not, 2 usage.")
@one_line
def check(
    name: Name,
    device: flags.Device = "auto",
    debug: Debug = False,  # noqa: ARG001 - read by the door
) -> None:
    """Encode a few sentences: dimensions, tokens, speed, and whether neighbours change a vector."""
    from summarizer import embed  # noqa: PLC0415 - numpy, not for --help

    for line in _checked(embed.encoder(name, device=device)):
        typer.echo(line)


def _place(model: "Model") -> str:
    from summarizer.embed import transformers  # noqa: PLC0415

    try:
        return str(transformers.folder(model))
    except ModelError as error:
        return f"no ({error})"


def _download(model: "Model") -> None:
    """Raises ModelError: it is a folder, there is no such repository, or no network."""
    import httpx2  # noqa: PLC0415 - only to fetch
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    from summarizer.embed import transformers  # noqa: PLC0415

    say(f"fetching {model.source}")
    try:
        snapshot_download(
            model.source,
            revision=model.revision,
            allow_patterns=transformers.ALLOWED,
            ignore_patterns=transformers.IGNORED,
        )
    except (OSError, ValueError, HFValidationError, httpx2.HTTPError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(f"{model.name}: {model.source} was not fetched ({reason})") from error


def _checked(encoder: "Encoder") -> Iterator[str]:
    vectors = encoder.encode(SENTENCES)
    yield f"model      {encoder.name}"
    yield f"sha256     {encoder.sha256 or 'not stated: no file, or several'}"
    yield f"dimensions {vectors.shape[1]}"
    yield f"max tokens {encoder.max_tokens or 'no limit'}"
    yield f"the same   {vectors[0] @ vectors[1]:.2f} (should be well above the next)"
    yield f"different  {vectors[0] @ vectors[2]:.2f}"
    given = [f"{SENTENCES[number % 3]} {number}" for number in range(TIMED)]
    start = time.process_time()
    encoder.encode(given)
    yield f"speed      {TIMED / (time.process_time() - start):.0f} sentences per processor second"
    yield f"alone      {_alone(encoder)}"


def _alone(encoder: "Encoder") -> str:
    import numpy as np  # noqa: PLC0415 - not for --help

    together = encoder.encode(SENTENCES)
    alone = [encoder.encode([text]) for text in SENTENCES]
    if any(each.shape[1:] != together.shape[1:] for each in alone):
        return "a vector depends on all texts of a run"
    worst = float(np.abs(np.concatenate(alone) - together).max())
    return (
        "a text has the same vector as among others"
        if worst == 0
        else f"vectors differ by {worst:.1e}"
    )
