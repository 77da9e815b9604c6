"""The loop: every cluster through every system."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from summarizer import pipeline
from summarizer.datatypes import Budget, Encoder, Options, Sentence, count_words
from summarizer.errors import NothingToQuoteError
from summarizer.evaluate import defects, material, rouge
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.defects import Defects
from summarizer.evaluate.material import Material, System
from summarizer.evaluate.remembered import Remembered
from summarizer.evaluate.rouge import Rouge

OURS = "summarizer"


@dataclass(frozen=True, slots=True)
class Score:
    """One system on one cluster."""

    rouge: Rouge
    defects: Defects
    sentences: int
    sources: int
    """Different articles quoted."""
    fill: float
    """Words printed / words allowed."""
    seconds: float
    """To choose, when the vectors of the sentences are there."""


@dataclass(frozen=True)
class Outcome:
    """All systems on one cluster."""

    cluster: str
    embedding_seconds: float
    scores: Mapping[str, Score]
    """By system, in the order of the table."""


def ours(given: Material) -> list[Sentence]:
    """What `summarizer summarize --words` prints; nothing when nothing can be quoted."""
    options = Options(Budget(given.limit, "words"))
    try:
        summary = pipeline.summarize(given.cluster.articles, options, encoder=given.encoder)
    except NothingToQuoteError:
        return []
    return [pick.sentence for pick in summary.picks]


def outcomes(
    clusters: Iterable[Cluster],
    systems: Mapping[str, System],
    encoder: Encoder,
    *,
    words: int | None = None,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Iterator[Outcome]:
    """One outcome a cluster. `words` None: each cluster's mean reference length."""
    for cluster in clusters:
        # Vectors that neighbours decide cannot be shared between calls.
        shared = encoder if encoder.identity is None else Remembered(encoder)
        given = material.of(cluster, words or cluster.reference_words, shared, seed)
        start = clock()
        shared.encode(given.texts)
        embedding = clock() - start
        judgement = defects.judged(cluster.articles)
        scores = {}
        for name, system in systems.items():
            start = clock()
            summary = system(given)
            scores[name] = _score(given, summary, judgement, clock() - start)
        yield Outcome(cluster.id, embedding, scores)


def _score(
    given: Material,
    summary: list[Sentence],
    judgement: defects.Judgement,
    seconds: float,
) -> Score:
    texts = [sentence.text for sentence in summary]
    return Score(
        rouge=rouge.score(texts, given.cluster.references, given.cluster.lang),
        defects=defects.count(summary, judgement, given.encoder),
        sentences=len(summary),
        sources=len({sentence.article.id for sentence in summary}),
        fill=sum(map(count_words, texts)) / given.limit,
        seconds=seconds,
    )
