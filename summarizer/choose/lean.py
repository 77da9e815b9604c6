"""The record that `leaning` and its languages share."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "pronoun",
    "demonstrative",
    "connective",
    "definite",
    "name",
    "quotation",
    "speaker",
    "furniture",
    "list",
    "question",
    "fragment",
    "also",
    "day",
]


@dataclass(frozen=True, slots=True)
class Lean:
    """One reason why a sentence cannot stand alone."""

    kind: Kind
    words: str
    """The offending words."""
    before: int | None
    """How many sentences of the article directly before resolve it; 0: mild, nothing is needed;
    None: none does."""
    key: str = ""
    """What an earlier sentence of the summary may introduce instead, from any article."""
    after: int = 0
    """How many sentences directly after must follow."""
