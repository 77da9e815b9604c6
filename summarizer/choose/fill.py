"""When whole passages leave the budget half empty: exchange one for a longer one."""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge

import numpy as np
from numpy.typing import NDArray

from summarizer.choose.mmr import Scores

FULL = 0.9
"""Share of the budget from which a summary counts as full."""


def exchange(
    chosen: Sequence[int],
    worth: Callable[[Sequence[int]], Scores],
    costs: Sequence[int],
    *,
    limit: int,
    permitted: Callable[[Sequence[int], int], bool],
) -> list[int]:
    """The rows, one exchanged for a dearer one at a time until `FULL` or nothing helps.

    The first row, the lead, stays. `worth` answers what each candidate is worth beside the rows
    it is given, -inf for what may not stand there. The exchange that fills most, up to `FULL`,
    wins; among equals the one worth most, then the smaller row number.
    """
    rows = list(chosen)
    prices = np.asarray(costs)
    while rows and (spent := int(prices[rows].sum())) < FULL * limit:
        offers = []
        for place in range(1, len(rows)):
            totals = spent - prices[rows[place]] + prices
            values = worth(rows[:place] + rows[place + 1 :])
            fits = (totals <= limit) & (totals > spent) & np.isfinite(values)
            offers.append(_best_first(fits, np.minimum(totals, FULL * limit), values, place))
        for _, _, row, place in merge(*offers):
            others = rows[:place] + rows[place + 1 :]
            if permitted(others, row):
                rows = [*others, row]
                break
        else:
            return rows
    return rows


def _best_first(
    fits: NDArray[np.bool_], filled: Scores, values: Scores, place: int
) -> Iterator[tuple[float, float, int, int]]:
    """What may stand in a place, the best offer as the smallest tuple; made as it is asked for."""
    rows = np.flatnonzero(fits)
    for row in map(int, rows[np.lexsort((rows, -values[rows], -filled[rows]))]):
        yield -float(filled[row]), -float(values[row]), row, place
