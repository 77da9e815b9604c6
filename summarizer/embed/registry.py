"""Short names of models: those that come with the program, and the user's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from summarizer.errors import ModelError

SHIPPED = Path(__file__).with_name("models.toml")


@dataclass(frozen=True, slots=True)
class Model:
    """What is known of a sentence-transformers model before it is loaded."""

    name: str
    """As the user asks for it."""
    source: str
    """A repository at huggingface.co, or a folder."""
    revision: str | None = None
    """A commit or branch; None for the main one."""
    sha256: str | None = None
    """That its one safetensors file must have; None when nobody has said it."""
    prompt: str | None = None
    """What stands before every text; None for what the model itself says."""
    licence: str = ""
    languages: str = ""


KEYS = tuple(field.name for field in fields(Model) if field.name != "name")


def own_file() -> Path:
    """Where the user's names are; it need not be there."""
    import platformdirs  # noqa: PLC0415 - not for the embedded encoder

    return platformdirs.user_config_path("summarizer") / "models.toml"


def models(own: Path | None = None) -> dict[str, Model]:
    """All short names; those in `own` (default: the user's file) win over the shipped ones.

    Raises:
        ModelError: a file cannot be read, or says what it may not.
    """
    return {**_read(SHIPPED), **_read(own or own_file())}


def known(name: str, own: Path | None = None) -> Model:
    """The model of a short name; any other name is its own source."""
    return models(own).get(name) or Model(name, name)


def _read(path: Path) -> dict[str, Model]:
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: cannot be read ({error})") from error
    return {name: _model(path, name, entry) for name, entry in entries.items()}


def _model(path: Path, name: str, entry: Any) -> Model:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("source"), str):
        raise ModelError(f'{path}: [{name}] needs source = "a repository or a folder"')
    for key, value in entry.items():
        if key not in KEYS or not isinstance(value, str):
            raise ModelError(
                f"{path}: [{name}] {key}: expected text under one of {', '.join(KEYS)}"
            )
    source = entry["source"]
    if source.startswith("~"):
        source = str(Path(source).expanduser())
    return Model(name, **{**entry, "source": source})
