"""Intervals by resampling clusters (Efron & Tibshirani 1993, percentile method)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

RESAMPLES = 1000
COVERAGE = 95
"""Percent of the resampled means that lie in the interval."""


class Interval(NamedTuple):
    """A mean and the bounds of its interval."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float], seed: int) -> Interval:
    """Mean of the values, one a cluster, and its interval; equal seeds give equal intervals.

    A difference of two systems is an interval too: pass the differences, cluster by cluster.
    """
    observed = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(seed).integers(len(observed), size=(RESAMPLES, len(observed)))
    tail = (100 - COVERAGE) / 2
    low, high = np.percentile(observed[draws].mean(axis=1), (tail, 100 - tail))
    return Interval(float(observed.mean()), float(low), float(high))
