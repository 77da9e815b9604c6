"""When two sentences count as the same: precision and recall on pairs with human scores.

`BENCH_DATA=folder python benchmarks/redundancy.py`. Reads sts_news/sts_news_pairs.jsonl there: the
news parts of SemEval STS 2012 to 2016, each pair scored from 0 to 5. Precision is the share of
pairs called the same that score 3 or more (roughly equivalent); recall, the share of pairs with 4
or more (equivalent) that are called the same. Thresholds and word lists were tuned on the even
pairs; errors in reading figures were looked for in all. Sentence vectors are the default encoder's.
"""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer import embed
from summarizer.choose import dedupe, figures
from summarizer.datatypes import Encoder

ROUGHLY, EQUIVALENT = 3.0, 4.0
PLAIN_COSINE = 0.85
"""The threshold of the plain baselines: the usual choice for this model."""


class Pair(NamedTuple):
    """Two sentences, what people said of them (0 to 5), and their cosine."""

    one: str
    other: str
    score: float
    cosine: float


def main() -> dict[str, float]:
    """Print the table; return precision and recall of the default rule. Without data: none."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print(
            "REDUNDANCY IS NOT MEASURED: set BENCH_DATA to a folder with sts_news/", file=sys.stderr
        )
        return {}
    pairs = _pairs(Path(folder), embed.encoder())
    rules = {
        f"cosine {PLAIN_COSINE}": _close,
        f"cosine {PLAIN_COSINE}, same digits": _same_digits,
        f"cosine {dedupe.DUPLICATE_COSINE}, figures": _figures_agree,
        f"ours: cosine {dedupe.DUPLICATE_COSINE}, figures, wording": _ours,
    }
    print(f"{len(pairs)} pairs; precision / recall\n{'':<40}  tuned on       held out       all")
    for name, rule in rules.items():
        verdicts = np.array([rule(pair) for pair in pairs])
        halves = (slice(0, None, 2), slice(1, None, 2), slice(None))
        shares = [_shares(pairs[half], verdicts[half]) for half in halves]
        print(f"{name:<40}", *(f" {100 * p:5.1f} / {100 * r:4.1f}" for p, r in shares))
    precision, recall = shares[-1]
    return {"same_precision": precision, "same_recall": recall}


def _pairs(folder: Path, encoder: Encoder) -> list[Pair]:
    path = folder / "sts_news" / "sts_news_pairs.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = sorted({row[side] for row in rows for side in ("sentence1", "sentence2")})
    vectors = dict(zip(texts, encoder.encode(texts), strict=True))
    return [
        Pair(one, other, row["score"], float(vectors[one] @ vectors[other]))
        for row in rows
        for one, other in [(row["sentence1"], row["sentence2"])]
    ]


def _close(pair: Pair) -> bool:
    return pair.cosine >= PLAIN_COSINE


def _same_digits(pair: Pair) -> bool:
    one, other = (sorted(re.findall(r"\d+", text)) for text in (pair.one, pair.other))
    return _close(pair) and one == other


def _figures_agree(pair: Pair) -> bool:
    claims = figures.claims(pair.one), figures.claims(pair.other)
    return pair.cosine >= dedupe.DUPLICATE_COSINE and figures.agree(*claims)


def _ours(pair: Pair) -> bool:
    return pair.cosine >= dedupe.DUPLICATE_COSINE and dedupe.same(pair.one, pair.other)


def _shares(pairs: Sequence[Pair], verdicts: NDArray[np.bool_]) -> tuple[float, float]:
    scores = np.array([pair.score for pair in pairs])
    precision = (scores[verdicts] >= ROUGHLY).mean()
    recall = verdicts[scores >= EQUIVALENT].mean()
    return float(precision), float(recall)


if __name__ == "__main__":
    main()
