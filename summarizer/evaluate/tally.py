"""Outcomes of many clusters → one row a system."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.evaluate.bootstrap import Interval, interval
from summarizer.evaluate.run import Outcome, Score


@dataclass(frozen=True, slots=True)
class Row:
    """A system over all clusters. ROUGE is in percent; counts are means per summary."""

    system: str
    rouge1: Interval
    rouge2: Interval
    rouge_lsum: Interval
    first_minus_this_rouge1: Interval | None
    """Of the first system in the table over this one, cluster by cluster; None for the first."""
    first_minus_this_rouge2: Interval | None
    first_minus_this_rouge_lsum: Interval | None
    leaning: float
    unquotable: float
    repeats: float
    sentences: float
    sources: float
    fill: float
    """Share of the budget."""
    seconds: float
    """Median per cluster, without embedding."""


def rows(outcomes: Sequence[Outcome], seed: int) -> list[Row]:
    """One row a system, in their order. Needs at least one outcome."""
    systems = list(outcomes[0].scores)
    by_system = {name: [each.scores[name] for each in outcomes] for name in systems}
    first = by_system[systems[0]]
    return [_row(name, scores, first, seed) for name, scores in by_system.items()]


def _row(system: str, scores: Sequence[Score], first: Sequence[Score], seed: int) -> Row:
    one, two, lsum = (interval([score.rouge[kind] for score in scores], seed) for kind in range(3))
    over_one, over_two, over_lsum = (_lead(first, scores, kind, seed) for kind in range(3))
    return Row(
        system=system,
        rouge1=one,
        rouge2=two,
        rouge_lsum=lsum,
        first_minus_this_rouge1=over_one,
        first_minus_this_rouge2=over_two,
        first_minus_this_rouge_lsum=over_lsum,
        leaning=statistics.fmean(score.defects.leaning for score in scores),
        unquotable=statistics.fmean(score.defects.unquotable for score in scores),
        repeats=statistics.fmean(score.defects.repeats for score in scores),
        sentences=statistics.fmean(score.sentences for score in scores),
        sources=statistics.fmean(score.sources for score in scores),
        fill=statistics.fmean(score.fill for score in scores),
        seconds=statistics.median(score.seconds for score in scores),
    )


def _lead(first: Sequence[Score], other: Sequence[Score], kind: int, seed: int) -> Interval | None:
    if other is first:
        return None
    pairs = zip(first, other, strict=True)
    return interval([one.rouge[kind] - two.rouge[kind] for one, two in pairs], seed)
