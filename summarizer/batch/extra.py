"""What is installed with `summarizer[batch]` only, imported when it is used."""

import importlib
from typing import Any

from summarizer.errors import UsageError


def pyarrow(name: str) -> Any:
    """A module of pyarrow by its full name.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            'Parquet needs pyarrow: pip install "summarizer[batch]", or use .jsonl'
        ) from error
