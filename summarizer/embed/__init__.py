"""Step 3: texts → unit vectors."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from summarizer.datatypes import Encoder
from summarizer.embed.cache import Cached
from summarizer.embed.embedded import EmbeddedEncoder
from summarizer.embed.transformers import TransformersEncoder

if TYPE_CHECKING:
    from summarizer.embed.cache.store import Store

ENCODERS: dict[str, Callable[[], Encoder]] = {"embedded": EmbeddedEncoder}
"""The encoders with a name of their own; every other name is a sentence-transformers model."""


def encoder(name: str = "embedded", *, store: "Store | None" = None) -> Encoder:
    """Load an encoder: a name from `ENCODERS`, else a sentence-transformers name or folder.

    Its vectors are the same with a store, where they are kept, and without one.

    Raises:
        ModelError: it is missing, damaged, unsafe to load, or not known.
    """
    made = ENCODERS[name]() if name in ENCODERS else TransformersEncoder(name)
    return Cached(made, store)
