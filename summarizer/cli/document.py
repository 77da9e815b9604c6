"""Reading back what `--format json` wrote."""

import json
from pathlib import Path
from typing import Any

from summarizer.errors import UsageError


def read(path: Path) -> Any:
    """The JSON document in the file, whatever it holds.

    Raises:
        UsageError: the file cannot be read or is not JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not JSON; write one with --format json") from error


def sentences(path: Path) -> list[str]:
    """The verbatim sentences of a summary.

    Raises:
        UsageError: as `read`, or the document is not a summary.
    """
    try:
        return [str(sentence["text"]) for sentence in read(path)["sentences"]]
    except (KeyError, TypeError) as error:
        raise UsageError(f"{path}: not a summary; write one with --format json") from error
