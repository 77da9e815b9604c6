"""When whole passages leave the budget half empty: exchange one for a longer one."""

from collections.abc import Callable, Sequence

import numpy as np

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
        offers: list[tuple[float, float, int, int]] = []
        for place in range(1, len(rows)):
            others = rows[:place] + rows[place + 1 :]
            totals = spent - prices[rows[place]] + prices
            values = worth(others)
            fits = (totals <= limit) & (totals > spent) & np.isfinite(values)
            for row in np.flatnonzero(fits).tolist():
                filled = min(float(totals[row]), FULL * limit)
                offers.append((-filled, -float(values[row]), row, place))
        for _, _, row, place in sorted(offers):
            others = rows[:place] + rows[place + 1 :]
            if permitted(others, row):
                rows = [*others, row]
                break
        else:
            return rows
    return rows
