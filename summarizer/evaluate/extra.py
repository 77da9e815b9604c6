"""Libraries that only evaluation needs."""

from importlib import import_module
from typing import Any

from summarizer.errors import UsageError

INSTALL = 'pip install "summarizer[evaluate]"'


def module(name: str) -> Any:
    """Import it now: none of them is loaded before it is needed.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        library = name.partition(".")[0].replace("_", "-")
        raise UsageError(f"evaluation needs {library}: {INSTALL}") from error
