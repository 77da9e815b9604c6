"""Maximal marginal relevance under a budget (Carbonell & Goldstein 1998, SIGIR)."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

DECIMALS = 9
"""Scores are compared to this many, so that no machine's last bit decides."""


class Choice(NamedTuple):
    """A chosen candidate and what it was worth at that moment."""

    row: int
    score: float
    """λ·relevance − (1−λ)·redundancy."""
    relevance: float
    redundancy: float


def pick(  # noqa: PLR0913 - every keyword is one rule of the choice
    relevance: Callable[[Sequence[int]], Scores],
    similarity: Callable[[int], Scores],
    costs: Sequence[int],
    *,
    limit: int,
    tradeoff: float,
    enough: float = np.inf,
    ceiling: float = np.inf,
    allowed: NDArray[np.bool_] | None = None,
    first: int | None = None,
    permitted: Callable[[Sequence[int], int], bool] = lambda _chosen, _row: True,
) -> list[Choice]:
    """Candidates in the order of choice; their costs add up to at most `limit`.

    Choosing ends when they reach `enough`.

    `relevance` is asked with the rows chosen so far and answers (n,) numbers of 0 or more, of
    which the best open one counts as 1; `similarity` with a row and answers its cosines to all,
    (n,). `tradeoff` is λ: 1 looks at relevance only, 0 at novelty only. `first` is taken before
    all others. A candidate that is not `allowed` (n,), too dear for what is left, or with a cosine
    of `ceiling` or more to a chosen one is dropped for good; one that is not `permitted` beside
    the chosen is passed over until another is chosen. Equal scores: the smaller row number wins.
    """
    prices = np.asarray(costs)
    redundancy = np.zeros(len(prices))
    open_rows = np.ones(len(prices), dtype=bool) if allowed is None else allowed.copy()
    chosen: list[Choice] = []
    left = limit
    while limit - left < enough:
        rows = [choice.row for choice in chosen]
        open_rows &= (prices <= left) & (redundancy < ceiling)
        open_rows[rows] = False
        worth = relevance(rows)
        worth = worth / (float(worth[open_rows].max(initial=0.0)) or 1.0)
        scores = np.where(open_rows, tradeoff * worth - (1 - tradeoff) * redundancy, -np.inf)
        ranked = np.argsort(-np.round(scores, DECIMALS), kind="stable")[: int(open_rows.sum())]
        if first is not None and not rows and open_rows[first]:
            ranked = np.array([first])
        row = next((row for row in map(int, ranked) if permitted(rows, row)), None)
        if row is None:
            break
        chosen.append(Choice(row, float(scores[row]), float(worth[row]), float(redundancy[row])))
        left -= int(prices[row])
        closeness = similarity(row)
        redundancy = closeness if not rows else np.maximum(redundancy, closeness)
    return chosen
