"""Which rows are close to which: every pair up to `EXACT` rows, pairs that share a cell above.

A row goes into the cells of its `PROBES` nearest pivots, which are rows drawn with a fixed seed,
and is compared with the rows of these cells. That is an inverted file with several assignments
(Jégou et al. 2011, doi:10.1109/TPAMI.2010.57) whose cells follow the data without any training.
Work grows with the power 1.5 of the rows; no order of threads changes the answer.

Measured by `benchmarks/scale.py`; see docs/scale.md.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Vectors

EXACT = 20_000
"""Most rows of which every two are compared. That takes 1.9 s of processor time; at 30,000 rows
all pairs take 4.3 s and cells 1.3 s."""
PROBES = 8
"""Cells of a row. Of 9,000 repeats planted among 100,000 rows with cosines of 0.82 to 1, 6 find
99.93 % in 6 s, 8 find 99.98 % in 8 s, 12 find all in 13 s of processor time; all pairs take 57.
Of 1,000,000 rows 8 find 99.6 % in 220 s; of 3,000 sampled repeats among them 6 find 98.7 %, 8
99.5 %, 12 99.9 %."""
CELLS = 4.0
"""Times the square root of the rows: how many cells. Finding a row's cells and comparing within
them then take about as long for 1,000,000 rows."""
LARGEST = 16_384
"""Rows compared with each other in one cell. A larger one, of rows that are nearly all the same,
is cut by closeness to its pivot."""
NEAREST = 16
"""Pairs kept of a row above `EXACT`, the closest first: bounds the memory."""
BLOCK = 512
"""Rows compared at a time: the largest array made is BLOCK × rows."""
WAITING = 1 << 22
"""Pairs that may wait to be sorted among those kept."""
SEED = 0

Rows = NDArray[np.intp]


class Pairs(NamedTuple):
    """Shape (n,) each: a row, one before it, and their cosine."""

    later: Rows
    earlier: Rows
    cosines: NDArray[np.float32]


NONE = Pairs(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.float32))


def earlier(vectors: Vectors, order: Rows, threshold: float) -> Iterator[tuple[int, Rows]]:
    """Each place that has close ones before it, in rising order, and those places, rising.

    Place i is row `order[i]` of `vectors`, (n, d), unit rows, which may be a memory map. Two are
    close when their cosine is `threshold` or more. Above `EXACT` places, at most the `NEAREST`
    closest are told of each, and some pairs just above the threshold are missed: of those within
    0.03 of it, 4 in 1,000 among 300,000 places and 14 among 1,000,000.
    """
    every = len(order) <= EXACT
    blocks = _close(vectors[order], threshold) if every else _sharing(vectors, order, threshold)
    for pairs in blocks:
        starts = np.flatnonzero(np.diff(pairs.later, prepend=-1))
        close = np.split(pairs.earlier, starts[1:]) if len(starts) else []
        yield from zip(pairs.later[starts].tolist(), close, strict=True)


def _close(vectors: Vectors, threshold: float) -> Iterator[Pairs]:
    """All close pairs, a block of later rows at a time."""
    for start in range(0, len(vectors), BLOCK):
        cosines = vectors[start : start + BLOCK] @ vectors[: start + BLOCK].T
        later, before = np.nonzero(cosines >= threshold)
        real = before < later + start
        later, before = later[real], before[real]
        yield Pairs(later + start, before, cosines[later, before])


def _sharing(vectors: Vectors, order: Rows, threshold: float) -> Iterator[Pairs]:
    """All close pairs that share a cell, the nearest of every place, in one block."""

    def within(cell: Rows) -> Pairs:
        found = [_nearest(pairs) for pairs in _close(vectors[order[cell]], threshold)]
        pairs = _joined([NONE, *found])
        return Pairs(cell[pairs.later], cell[pairs.earlier], pairs.cosines)

    kept = NONE
    waiting: list[Pairs] = []
    with ThreadPoolExecutor(_cores()) as pool:
        cells = _cells(vectors, order, pool)
        for pairs in pool.map(within, cells):
            waiting.append(pairs)
            if sum(len(each.later) for each in waiting) > WAITING + len(kept.later):
                kept, waiting = _nearest(_joined([kept, *waiting])), []
    yield _joined([_nearest(_joined([kept, *waiting]))])


def _cells(vectors: Vectors, order: Rows, pool: ThreadPoolExecutor) -> Iterator[Rows]:
    """The places of each cell, rising; every place is in `PROBES` cells."""
    count = round(CELLS * len(order) ** 0.5)
    drawn = np.random.default_rng(SEED).choice(len(order), count, replace=False)
    pivots = vectors[order[np.sort(drawn)]]
    centre = pivots.mean(axis=0)
    pivots = pivots - centre
    pivots /= np.maximum(np.linalg.norm(pivots, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    offsets = pivots @ centre

    def nearest(start: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        closeness = vectors[order[start : start + BLOCK]] @ pivots.T - offsets
        cells = np.argpartition(closeness, count - PROBES, axis=1)[:, count - PROBES :]
        return cells.astype(np.int32), np.take_along_axis(closeness, cells, axis=1)

    found, closest = zip(*pool.map(nearest, range(0, len(order), BLOCK)), strict=True)
    cells = np.concatenate(found).ravel()
    by_cell = np.lexsort((-np.concatenate(closest).ravel(), cells))
    for held in np.split(by_cell // PROBES, np.cumsum(np.bincount(cells, minlength=count))[:-1]):
        for start in range(0, len(held), LARGEST):
            yield np.sort(held[start : start + LARGEST])


def _joined(parts: list[Pairs]) -> Pairs:
    """The pairs of all parts, each once, in rising order."""
    later = np.concatenate([part.later for part in parts])
    before = np.concatenate([part.earlier for part in parts])
    cosines = np.concatenate([part.cosines for part in parts])
    order = np.lexsort((before, later))
    later, before, cosines = later[order], before[order], cosines[order]
    new = (np.diff(later, prepend=-1) != 0) | (np.diff(before, prepend=-1) != 0)
    return Pairs(later[new], before[new], cosines[new])


def _nearest(pairs: Pairs) -> Pairs:
    """The `NEAREST` earlier rows of each row."""
    order = np.lexsort((pairs.earlier, -pairs.cosines, pairs.later))
    later = pairs.later[order]
    starts = np.flatnonzero(np.diff(later, prepend=-1))
    place = np.arange(len(later)) - np.repeat(starts, np.diff(starts, append=len(later)))
    kept = order[place < NEAREST]
    return Pairs(pairs.later[kept], pairs.earlier[kept], pairs.cosines[kept])


def _cores() -> int:
    """The cores that this process may use, where the system can tell."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
