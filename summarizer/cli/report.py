"""What is said on standard error: progress, details, and why each sentence was chosen."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import typer

from summarizer import split
from summarizer.datatypes import Encoder, Pick, Sentence, Summary, Vectors
from summarizer.render.parts import printable

LONG = 500
"""Sentences from which embedding takes over a second or two and a bar is welcome."""
STEP = 64
"""Sentences embedded between two movements of the bar."""


class WithProgress:
    """An encoder that shows a bar when there is much to do and somebody to see it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.sha256 = encoder.sha256
        self.max_tokens = encoder.max_tokens
        self.truncated = encoder.truncated

    @property
    def identity(self) -> str | None:
        """The encoder's."""
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does, in steps; in one where neighbours decide a vector."""
        if len(texts) < LONG or self.identity is None or not sys.stderr.isatty():
            return self._encoder.encode(texts)
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import track  # noqa: PLC0415

        starts = range(0, len(texts), STEP)
        bar = track(starts, "Reading sentences", console=Console(stderr=True), transient=True)
        return np.concatenate([self._encoder.encode(texts[start : start + STEP]) for start in bar])


@contextmanager
def fetching() -> Iterator[Callable[[int, int], None] | None]:
    """Told how many addresses are read of how many; shows a bar while somebody can see it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading addresses", visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def details(summary: Summary, encoder: Encoder, spoken: str) -> None:
    """Which model read what, and which quoted sentences it could not read to the end.

    `spoken` is the language of most articles, "" when none is known.
    """
    _say(f"language: {spoken or 'unknown'}")
    _say(f"model: {encoder.name} {encoder.sha256 or ''}".rstrip())
    found = [sentence for article in summary.articles for sentence in split.sentences(article)]
    cut = encoder.truncated([sentence.text for sentence in found])
    for row in cut:
        sentence = found[row]
        _say(
            f"only the first {encoder.max_tokens} tokens were compared of sentence "
            f"{sentence.index + 1} of {_where(sentence)}"
        )
    _say(f"{len(found)} sentences read, {len(cut)} longer than the model reads")


def explanation(summary: Summary) -> None:
    """Per quoted sentence: salience, redundancy, what it displaced, what it stands for."""
    for number, pick in enumerate(summary.picks, start=1):
        _explain(number, pick)


def _explain(number: int, pick: Pick) -> None:
    _say(f"{number}. {pick.sentence.text}")
    _say(
        f"   from {_where(pick.sentence)}; score {pick.score:.2f}, salience {pick.salience:.2f}, "
        f"redundancy {pick.redundancy:.2f}"
    )
    for repeat in pick.repeats:
        _say(f"   also said by {_where(repeat)}: {repeat.text}")
    if pick.displaced:
        _say(f"   instead of: {pick.displaced.text} ({_where(pick.displaced)})")


def _where(sentence: Sentence) -> str:
    article = sentence.article
    return article.source or article.path or article.title or article.id


def _say(line: str) -> None:
    typer.echo(printable(line), err=True)
