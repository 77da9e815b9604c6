"""`briefing.toml` -> one record that can be relied on, or every reason why not.

`settings` says what each key holds, `clashes` what two keys must not say together.
"""

import os
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarizer.briefing.config import clashes, complaints
from summarizer.briefing.config.example import EXAMPLE
from summarizer.briefing.config.passwords import password
from summarizer.briefing.config.settings import Config, Health, Mailing, Output, Retention, Source
from summarizer.briefing.config.values import STDOUT
from summarizer.errors import ConfigError
from summarizer.render.parts import printable

__all__ = [
    "EXAMPLE",
    "STDOUT",
    "Config",
    "Health",
    "Mailing",
    "Output",
    "Retention",
    "Source",
    "find",
    "load",
    "password",
    "state_folder",
]

NAME = "briefing.toml"
VARIABLE = "SUMMARIZER_CONFIG"


def find(explicit: Path | None) -> Path:
    """The configuration asked for, else that of $SUMMARIZER_CONFIG, else the user's own place.

    Absolute; nothing need be there.
    """
    if named := explicit or os.environ.get(VARIABLE):
        return _absolute(named)
    import platformdirs  # noqa: PLC0415  not when the place is given, as by cron

    return platformdirs.user_config_path("summarizer") / NAME


def state_folder(explicit: Path | None, config: Path) -> Path:
    """The folder of the memory: the one asked for, else the user's own place. Absolute.

    `config` is what `find` gave: each configuration has a memory of its own, so that one does not
    take the days of another for made.
    """
    if explicit:
        return _absolute(explicit)
    import platformdirs  # noqa: PLC0415  not when the place is given, as by cron

    own = platformdirs.user_state_path("summarizer")
    if config == platformdirs.user_config_path("summarizer") / NAME:
        return own
    return own / f"{config.stem}-{sha256(os.fsencode(config)).hexdigest()[:8]}"


def load(path: Path) -> Config:
    """The configuration in the file.

    Raises:
        ConfigError: it cannot be read or used. One line for every fault, each with the file, the
            key, what was found there and what is accepted.
    """
    document = _document(path)
    folder = path.absolute().parent
    refused: list[str] = []
    try:
        config = Config.model_validate(document, context={"folder": folder})
    except ValidationError as error:
        refused = complaints.lines(error, document)
    refused += clashes.lines(document, folder)
    if refused:
        raise ConfigError("\n".join(f"{_name(path)}: {line}" for line in refused))
    return config


def _absolute(path: str | Path) -> Path:
    try:
        return Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise ConfigError(f"{path}: no such home folder") from error


def _document(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        reason = "no such file; `summarizer config init` writes one to begin with"
        raise ConfigError(f"{_name(path)}: {reason}") from error
    except OSError as error:
        raise ConfigError(f"{_name(path)}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{_name(path)}: byte {error.start + 1} is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{_name(path)}: not TOML: {printable(str(error))}") from error


def _name(path: Path) -> str:
    return printable(str(path))
