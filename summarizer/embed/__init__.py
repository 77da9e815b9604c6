"""Step 3: texts → unit vectors."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from summarizer.datatypes import Encoder
from summarizer.embed import registry
from summarizer.embed.cache import Cached
from summarizer.embed.embedded import EmbeddedEncoder
from summarizer.embed.transformers import TransformersEncoder
from summarizer.errors import UsageError

if TYPE_CHECKING:
    from summarizer.embed.cache.store import Store

AUTO = "auto"
"""The name that stands for the encoder which measures best for a language."""
BEST = ("embedded", "lexical")
"""Those which it may stand for."""

LEXICAL_LANGUAGES = frozenset(["am", "hy", "ja", "ka", "km", "my", "ta", "te", "th", "zh"])
"""The embedded model's vocabulary lacks a third (Japanese), half (Chinese) or three quarters and
more of the words of a sentence in these, which then look alike. Elsewhere it is taken, by
`benchmarks/languages.py`, ROUGE-2 at 250 words, embedded and lexical: en 19.3 19.2, fr 23.4 22.9,
cs 17.4 17.4, el 13.7 13.5, ar 25.8 24.7, he 10.8 11.1, hi 13.2 13.1 (10 clusters each; what is
under 0.3 is noise)."""


def _lexical() -> Encoder:
    from summarizer.embed.lexical import LexicalEncoder  # noqa: PLC0415 - seldom asked for

    return LexicalEncoder()


ENCODERS: dict[str, Callable[[], Encoder]] = {"embedded": EmbeddedEncoder, "lexical": _lexical}
"""The encoders with a name of their own; every other name is a sentence-transformers model."""


def encoder(
    name: str = AUTO, *, language: str = "", device: str = "auto", store: "Store | None" = None
) -> Encoder:
    """Load an encoder: a name from `ENCODERS`, a short name, a repository's name, or a folder.

    `auto` is the best one for `language` (two small letters). `device` is auto, cpu, cuda, cuda:1
    or mps: where a sentence-transformers model runs.

    Its vectors are the same with a store, where they are kept, and without one.

    Raises:
        ModelError: it is missing, damaged, unsafe to load, or not known.
        UsageError: the device is not there, or not one for this encoder.
    """
    if name == AUTO:
        name = best(language)
    return Cached(_made(name, device), store)


def _made(name: str, device: str) -> Encoder:
    if name not in ENCODERS:
        return TransformersEncoder(registry.known(name), device=device)
    if device not in {"auto", "cpu"}:
        raise UsageError(f"--device {device}: the encoder `{name}` runs on the processor only")
    return ENCODERS[name]()


def best(language: str) -> str:
    """The name of the encoder that measures best for a language."""
    return "lexical" if language in LEXICAL_LANGUAGES else "embedded"
