"""The errors a user can act on, as a tree.

SummarizerError                 anything below; the command line prints one line and exits
├── UsageError                  a flag or argument that cannot be honoured (exit 2)
├── NothingToQuoteError          the inputs were read, but hold nothing that can be quoted (exit 1)
├── SourceError                 one input could not be read; becomes a Problem, the run goes on
├── ModelError                  the sentence encoder is missing, damaged or refused (exit 1)
├── OutputError                 the result could not be written (exit 1)
├── EngineError                 the machines of a batch cannot do it (exit 1)
├── ConfigError                 the briefing's configuration cannot be used (exit 78)
│   └── TemplateError           a template of the user's own; a UsageError, too
├── StateError                  the briefing's memory cannot be used (exit 1)
├── CacheError                  the cache of vectors cannot be used; a run goes on without it
└── briefing.lock.Held          another run is using it (exit 75)
"""


class SummarizerError(Exception):
    """The root: catching it catches everything this package raises on purpose."""


class UsageError(SummarizerError):
    """A value that the user can correct; the message says what would be accepted."""


class NothingToQuoteError(SummarizerError):
    """No sentence of the input can be quoted within the budget."""


class SourceError(SummarizerError):
    """One unreadable input: where it is and why it was refused."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ModelError(SummarizerError):
    """The encoder cannot be used; the message names the file and the way out."""


class OutputError(SummarizerError):
    """The result could not be written; the message names the file."""


class EngineError(SummarizerError):
    """The machines of a batch cannot do it; the message says which, and what to do."""


class ConfigError(SummarizerError):
    """A configuration that cannot be used; the message names the file, the key and the way out."""


class TemplateError(UsageError, ConfigError):
    """A template that cannot be filled; the message names its file and line.

    Whoever named the folder can correct it: on the command line (exit 2) or in the briefing's
    configuration (exit 78).
    """


class StateError(SummarizerError):
    """The state folder cannot be used; the message names it and says why."""


class CacheError(SummarizerError):
    """The cache of vectors cannot be used; the message names its file and says why."""
