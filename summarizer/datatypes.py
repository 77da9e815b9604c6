"""Every record that flows through the program: frozen, hashable, without arrays.

Offsets are indices into `Article.text`, which is text after hygiene (`load` does it once).
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from summarizer.errors import UsageError

Vectors = NDArray[np.float32]
"""Sentence vectors: shape (sentences, dimensions), every row of unit length."""

Unit = Literal["words", "sentences", "characters", "minutes"]

WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert 2019, doi:10.1016/j.jml.2019.104047."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. `id` is derived from the URL, else from outlet, title and text."""

    text: str
    title: str = ""
    source: str = ""
    """The outlet, as a reader would name it; empty when unknown."""
    url: str | None = None
    published: datetime | None = None
    """Aware; `load` converts to UTC."""
    lang: str | None = None
    path: str | None = None
    """Where it was read, for `verify`; None when it was made in memory."""
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            identity = self.url or "\x1f".join((self.source, self.title, self.text))
            digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "id", digest[:16])

    @property
    def sha256(self) -> str:
        """Of the text: offsets hold as long as this does."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A place in an article: `article.text[start:end] == text`, always."""

    article: Article
    index: int
    """Rank among the article's sentences, from 0."""
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, and why; never a reason to stop."""

    source: str
    reason: str


class Encoder(Protocol):
    """Turns texts into vectors; a text's vector does not depend on its neighbours."""

    @property
    def name(self) -> str:
        """As the user would ask for it."""

    @property
    def sha256(self) -> str | None:
        """Of the weights, when they are one file; else None."""

    @property
    def max_tokens(self) -> int | None:
        """Tokens of a text that are read; the rest is ignored. None means all."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, unit rows; zero rows for empty texts."""

    def truncated(self, texts: Sequence[str]) -> list[int]:
        """Row numbers of the texts that are longer than `max_tokens`."""
