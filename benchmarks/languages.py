"""Which encoder measures best in which language: the table behind `--model auto`.

`python -m benchmarks.languages [--subset]`. Reads `$BENCH_DATA/multiling2011/`; see `quality.py`.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import quality
from summarizer import embed
from summarizer.datatypes import Encoder
from summarizer.evaluate import baselines, dataset, run, tally
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.remembered import Remembered

SEED = 0
SUBSET = 3
"""Clusters of each language."""
WORDS = 250
NAMES = ("embedded", "lexical")
LEAD = "round-robin lead"


def main(subset: bool = False) -> dict[str, float]:
    """Print the table; return ROUGE-2 F1 in percent by encoder. Without data: none."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print(quality.SKIPPED, file=sys.stderr)
        return {}
    encoders = {
        "embedded": Remembered(embed.encoder("embedded")),
        "lexical": embed.encoder("lexical"),
    }
    print(f"{'ROUGE-2':8}" + "".join(f"{name:>18}" for name in (*encoders, LEAD, "auto takes")))
    figures: dict[str, float] = {}
    for language in quality.LANGUAGES:
        path = Path(folder) / "multiling2011" / f"multiling2011.{language}.jsonl"
        usable = [each for each in dataset.clusters(path) if isinstance(each, Cluster)]
        clusters = dataset.sample(usable, SUBSET if subset else None, SEED)
        found = {name: _rouge2(clusters, encoder, run.OURS) for name, encoder in encoders.items()}
        found[LEAD] = _rouge2(clusters, encoders["lexical"], LEAD)
        row = "".join(f"{value:18.2f}" for value in found.values())
        print(f"{language:8}{row}{embed.best(language):>18}", flush=True)
        figures |= {f"languages_{language}_{name}_r2": found[name] for name in NAMES}
        figures[f"languages_{language}_auto_lost"] = (
            max(found[name] for name in NAMES) - found[embed.best(language)]
        )
    return figures


def _rouge2(clusters: list[Cluster], encoder: Encoder, system: str) -> float:
    systems: dict[str, Callable[..., object]] = {
        run.OURS: run.ours,
        LEAD: baselines.BASELINES[LEAD],
    }
    outcomes = list(run.outcomes(clusters, {system: systems[system]}, encoder, words=WORDS))
    return tally.rows(outcomes, SEED)[0].rouge2.mean


if __name__ == "__main__":
    main(subset="--subset" in sys.argv)
