"""Which encoder measures best in which language: the table behind `--model auto`.

`python -m benchmarks.languages [--subset]`. Reads `$BENCH_DATA/multiling2011/`; see `quality.py`,
which measures the embedded encoder beside its peers: only the lexical one is measured here.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks import quality
from summarizer import embed
from summarizer.evaluate import run, tally
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.remembered import Remembered

COLUMNS = ("embedded", "lexical", "LexRank", "round-robin", "auto takes")


def main(measured: Mapping[str, float] | None = None, subset: bool = False) -> dict[str, float]:
    """Print the table; return ROUGE-2 F1 in percent by language. Without data: none.

    `measured` are the figures of `quality`, of the same clusters; without them it makes them.
    """
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print(quality.SKIPPED, file=sys.stderr)
        return {}
    if measured is None:
        encoder = Remembered(embed.encoder("embedded"))
        measured = quality.multiling(Path(folder), encoder, subset)
    print(f"{'ROUGE-2':8}" + "".join(f"{name:>12}" for name in COLUMNS))
    figures: dict[str, float] = {}
    for language in quality.LANGUAGES:
        lexical = _lexical(quality.clusters_of(Path(folder), language, subset=subset))
        figures |= _row(language, lexical, measured)
    print(f"auto takes lexical for {', '.join(sorted(embed.LEXICAL_LANGUAGES))} too")
    return figures


def _row(language: str, lexical: float, measured: Mapping[str, float]) -> dict[str, float]:
    """Print it; the figures that are not in `measured`."""
    embedded = measured[f"multiling_{language}_r2"]
    peers = [embedded - measured[f"multiling_{language}_r2_over_{p}"] for p in _PEERS]
    taken = embed.best(language)
    shown = "".join(f"{value:12.1f}" for value in (embedded, lexical, *peers))
    print(f"{language:8}{shown}{taken:>12}", flush=True)
    found = {"embedded": embedded, "lexical": lexical}
    return {
        f"languages_{language}_lexical_r2": lexical,
        f"languages_{language}_auto_lost": max(found.values()) - found[taken],
    }


_PEERS = ("lexrank", "roundrobin")


def _lexical(clusters: Iterable[Cluster]) -> float:
    words, seed = quality.MULTILING_WORDS, quality.SEED
    encoder = embed.encoder("lexical")
    outcomes = list(run.outcomes(clusters, {run.OURS: run.ours}, encoder, words=words, seed=seed))
    return tally.rows(outcomes, seed)[0].rouge2.mean


if __name__ == "__main__":
    main(subset="--subset" in sys.argv)
