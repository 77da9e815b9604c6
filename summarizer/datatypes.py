"""Every record that flows through the program: frozen, hashable, without arrays.

Offsets are indices into `Article.text`, which is text after hygiene (`load` does it once).
"""

import hashlib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
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
        """Offset just past the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, and why; never a reason to stop."""

    source: str
    reason: str


_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WITHOUT_SPACES = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")


def count_words(text: str) -> int:
    """Runs of non-space; in Chinese and Japanese, which print no spaces, each character is one."""
    return len(_WORD.findall(text) if _WITHOUT_SPACES.search(text) else text.split())


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that may be printed. The limit is never exceeded."""

    limit: float = 120
    unit: Unit = "words"

    def __post_init__(self) -> None:
        if self.unit not in get_args(Unit):
            raise UsageError(f"unit {self.unit!r}: expected one of {', '.join(get_args(Unit))}")
        if not 0 < self.limit < math.inf:
            raise UsageError(f"a budget of {self.limit:g} {self.unit}: expected more than 0")

    def length(self, texts: Iterable[str]) -> float:
        """What the texts take, in `unit`, when they are printed with a space between them."""
        texts = list(texts)
        if self.unit == "sentences":
            return len(texts)
        if self.unit == "characters":
            return len(" ".join(texts))
        words = sum(map(count_words, texts))
        return words / WORDS_PER_MINUTE if self.unit == "minutes" else words

    def cost(self, text: str) -> int:
        """One text's share of `capacity`: costs add up exactly, also with the joining spaces."""
        if self.unit == "sentences":
            return 1
        return len(text) + 1 if self.unit == "characters" else count_words(text)

    @property
    def capacity(self) -> int:
        """The limit in the whole numbers that `cost` counts in."""
        if self.unit == "minutes":
            return int(self.limit * WORDS_PER_MINUTE)
        return int(self.limit) + (self.unit == "characters")


DUPLICATE_THRESHOLD = 0.82
"""Cosine; see docs/design.md, "When are two sentences the same?"."""

MMR_LAMBDA = 0.8
"""See docs/design.md, "What is worth quoting?"."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may turn. Every field is checked when the record is made."""

    budget: Budget = Budget()
    duplicate_threshold: float = DUPLICATE_THRESHOLD
    """Cosine from which two sentences may be the same; higher folds fewer."""
    mmr_lambda: float = MMR_LAMBDA
    """1 = relevance only, 0 = novelty only."""
    brackets: bool = True
    """Whether an editor's brackets may say who "he" is, where the article makes it certain."""
    query: str = ""
    """A question or subject that the summary should answer; empty for none."""
    known: tuple[str, ...] = ()
    """Sentences that the reader knows already: not told again."""
    since: datetime | None = None
    """Articles published before this (aware) are read and not used; undated ones are."""

    def __post_init__(self) -> None:
        for name in ("duplicate_threshold", "mmr_lambda"):
            value = getattr(self, name)
            if not 0 <= value <= 1:
                raise UsageError(f"{name} {value:g}: expected a number from 0 to 1")


@dataclass(frozen=True, slots=True)
class Pick:
    """A quoted sentence and why it was chosen."""

    sentence: Sentence
    display: str
    """The sentence as printed: verbatim, but for what stands in editor's brackets."""
    score: float
    """What it was worth when it was chosen: higher is better."""
    salience: float
    """From 0 to 1: how much of what the articles share it says."""
    redundancy: float
    """Highest cosine to the sentences chosen before it."""
    repeats: tuple[Sentence, ...] = ()
    """The same statement elsewhere, folded into this one."""
    displaced: Sentence | None = None
    """The best sentence left out that is closest to this one."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All that say it, the quoted one first, each once."""
        said = (self.sentence, *self.repeats)
        return tuple({sentence.article.id: sentence.article for sentence in said}.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sources that disagree about one quantity."""

    one: Sentence
    figure: str
    """As `one` prints it."""
    other: Sentence
    other_figure: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An article that was read and not used."""

    article: Article
    reason: str


@dataclass(frozen=True)
class Summary:
    """A finished briefing of one event, in reading order."""

    picks: tuple[Pick, ...]
    articles: tuple[Article, ...]
    """All that were read, quoted or not."""
    budget: Budget
    encoder: str
    """Name of the encoder that made the vectors."""
    encoder_sha256: str | None = None
    differences: tuple[Difference, ...] = ()
    """Where sources disagree with what is quoted."""
    asides: tuple[Aside, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def text(self) -> str:
        """The quoted sentences as printed, and nothing else."""
        return " ".join(pick.display for pick in self.picks)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Article id → citation number, from 1: cited articles by first mention, then the rest."""
        ids = dict.fromkeys(article.id for article in (*self.cited, *self.articles))
        return {identity: number for number, identity in enumerate(ids, start=1)}

    @cached_property
    def cited(self) -> tuple[Article, ...]:
        """The articles that the text or a difference quotes, by first mention."""
        quoted = [article for pick in self.picks for article in pick.articles]
        quoted += [s.article for d in self.differences for s in (d.one, d.other)]
        return tuple({article.id: article for article in quoted}.values())


@dataclass(frozen=True)
class Story:
    """One event as a daily briefing tells it."""

    headline: str
    """A title that one of its articles has, as it was printed."""
    article: Article
    """The article whose headline it is."""
    summary: Summary
    """What is told; of an item in brief one sentence."""
    outlets: int
    """Independent origins that report it; see `choose.origins`."""
    section: str = ""
    first_reported: date | None = None
    """The day of the first briefing that told it; None when it is new."""
    told_before: int = 0
    """Sentences left out because an earlier briefing told them."""
    rank: int = 0
    """By weight in the whole briefing, from 1, whatever section it stands in; 0: as it stands."""


@dataclass(frozen=True)
class Briefing:
    """What happened since the last one, most corroborated first."""

    title: str
    day: date
    since: datetime
    """Aware; articles first seen after this and up to `until` were looked at."""
    until: datetime
    stories: tuple[Story, ...]
    shorts: tuple[Story, ...] = ()
    """Smaller stories, one sentence each."""
    sources: int = 0
    """Asked for articles."""
    articles: int = 0
    """New ones that were read, told or not."""
    problems: tuple[Problem, ...] = ()
    lang: str = "en"

    @cached_property
    def words(self) -> int:
        """Of the quoted sentences; headlines and sources not counted."""
        return sum(count_words(story.summary.text) for story in (*self.stories, *self.shorts))

    @cached_property
    def unread(self) -> int:
        """Sources with a problem, each counted once."""
        return len({problem.source for problem in self.problems})


class Encoder(Protocol):
    """Turns texts into vectors; a text's vector does not depend on its neighbours."""

    @property
    def name(self) -> str:
        """As the user would ask for it."""

    @property
    def sha256(self) -> str | None:
        """Of the weights, when they are one file; else None."""

    @property
    def identity(self) -> str | None:
        """Of all that decides a vector's bits beside the text; None when other texts do, too."""

    @property
    def max_tokens(self) -> int | None:
        """Tokens of a text that are read; the rest is ignored. None means all."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, unit rows; zero rows for empty texts."""

    def truncated(self, texts: Sequence[str]) -> list[int]:
        """Row numbers of the texts that are longer than `max_tokens`."""
