"""Many texts through a network, in batches of texts of one length that fit into memory."""

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from summarizer.datatypes import Vectors


def encoded(
    encode: Callable[[list[str]], Vectors],
    texts: Sequence[str],
    lengths: Sequence[int],
    *,
    tokens: int,
    is_full: Callable[[Exception], bool],
) -> Vectors:
    """Shape (len(texts), dimensions); `lengths` are the texts' tokens, `texts` at least one.

    A batch holds texts of one length, so that none is padded, and at most `tokens` in all, but
    always one text. Where `encode` raises what `is_full` knows as a lack of memory, batches are
    halved from there on; a single text that does not fit is an error like any other.
    """
    found: dict[int, Vectors] = {}
    # The longest first: if memory is short, that shows at once.
    order = sorted(range(len(texts)), key=lambda row: (-lengths[row], row))
    most = tokens
    for length, group in groupby(order, key=lengths.__getitem__):
        rows = list(group)
        while rows:
            size = max(1, most // max(1, length))
            batch = rows[:size]
            try:
                vectors = encode([texts[row] for row in batch])
            except Exception as error:
                if len(batch) == 1 or not is_full(error):
                    raise
                most = len(batch) * length // 2
                continue
            found.update(zip(batch, vectors, strict=True))
            del rows[:size]
    return np.stack([found[row] for row in range(len(texts))])
