"""Step 3: texts → unit vectors."""

from collections.abc import Callable

from summarizer.datatypes import Encoder
from summarizer.embed.embedded import EmbeddedEncoder
from summarizer.embed.transformers import TransformersEncoder

ENCODERS: dict[str, Callable[[], Encoder]] = {"embedded": EmbeddedEncoder}
"""The encoders with a name of their own; every other name is a sentence-transformers model."""


def encoder(name: str = "embedded") -> Encoder:
    """Load an encoder: a name from `ENCODERS`, else a sentence-transformers name or folder.

    Raises:
        ModelError: it is missing, damaged, unsafe to load, or not known.
    """
    if name in ENCODERS:
        return ENCODERS[name]()
    return TransformersEncoder(name)
