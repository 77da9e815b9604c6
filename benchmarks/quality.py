"""Quality on public clusters with references, beside three peers.

Reads `$BENCH_DATA/multinews_dev/multinews_dev.jsonl` and
`$BENCH_DATA/multiling2011/multiling2011.<language>.jsonl`; `benchmarks/convert.py` makes such files
of the published ones. Vectors are kept in `$BENCH_CACHE`, else in the system's temporary folder.
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np

from summarizer import embed
from summarizer.evaluate import baselines, dataset, run, table, tally
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.remembered import Remembered

SEED = 0
SUBSET = 60
"""Multi-News clusters; `SUBSET_MULTILING` clusters of each language but English."""
SUBSET_MULTILING = 3
LANGUAGES = ("en", "fr", "cs", "el", "ar", "he", "hi")
MULTINEWS_WORDS = (226, 100)
"""The mean length of the references, and a short briefing."""
MULTILING_WORDS = 250

PEERS = {
    "mmr": "MMR on embeddings",
    "roundrobin": "round-robin lead",
    "lexrank": "LexRank on embeddings",
}
"""Name in a key of the result → row of the table."""
SYSTEMS = {run.OURS: run.ours, **{row: baselines.BASELINES[row] for row in PEERS.values()}}

SKIPPED = """\
QUALITY IS NOT MEASURED: set BENCH_DATA to a folder with multinews_dev/ and multiling2011/.
  Multi-News (Fabbri et al. 2019): https://github.com/Alex-Fabbri/Multi-News
  WCEP (Gholipour Ghalandari et al. 2020): https://github.com/complementizer/wcep-mds-dataset
  MultiLing 2011 pilot: http://multiling.iit.demokritos.gr
benchmarks/convert.py turns the published files into what is read here."""


def main(subset: bool = False) -> dict[str, float]:
    """Print the tables; return the figures, ROUGE F1 in percent. Without data: none."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print(SKIPPED, file=sys.stderr)
        return {}
    encoder = Remembered(embed.encoder())
    cache = _cache(encoder)
    _load(encoder, cache)
    figures: dict[str, float] = {}
    try:
        figures |= _multinews(Path(folder), encoder, subset)
        figures |= multiling(Path(folder), encoder, subset)
    finally:
        _save(encoder, cache)
    return figures


def _multinews(folder: Path, encoder: Remembered, subset: bool) -> dict[str, float]:
    clusters = _clusters(folder / "multinews_dev" / "multinews_dev.jsonl", SUBSET, subset)
    figures: dict[str, float] = {}
    for words in MULTINEWS_WORDS:
        figures |= _measure(f"multinews_{words}", clusters, encoder, words)
    return figures


def multiling(folder: Path, encoder: Remembered, subset: bool) -> dict[str, float]:
    """Print the tables of MultiLing; return their figures."""
    figures: dict[str, float] = {}
    for language in LANGUAGES:
        clusters = clusters_of(folder, language, subset=subset)
        figures |= _measure(f"multiling_{language}", clusters, encoder, MULTILING_WORDS)
    return figures


def clusters_of(folder: Path, language: str, *, subset: bool) -> list[Cluster]:
    """Of MultiLing; a subset has all the English ones."""
    path = folder / "multiling2011" / f"multiling2011.{language}.jsonl"
    return _clusters(path, SUBSET_MULTILING, subset and language != "en")


def _clusters(path: Path, most: int, subset: bool) -> list[Cluster]:
    usable = [each for each in dataset.clusters(path) if isinstance(each, Cluster)]
    return dataset.sample(usable, most if subset else None, SEED)


def _measure(
    name: str, clusters: list[Cluster], encoder: Remembered, words: int
) -> dict[str, float]:
    """Print the tables of one data set; its figures under keys that begin with `name`."""
    outcomes = list(run.outcomes(clusters, SYSTEMS, encoder, words=words, seed=SEED))
    rows = {row.system: row for row in tally.rows(outcomes, SEED)}
    print(f"\n{name}: {len(clusters)} clusters, {words} words\n")
    print(table.plain(list(rows.values())), flush=True)
    ours = rows[run.OURS]
    figures = {
        "r1": ours.rouge1.mean,
        "r2": ours.rouge2.mean,
        "rlsum": ours.rouge_lsum.mean,
        "leaning": ours.leaning,
        "unquotable": ours.unquotable,
        "repeats": ours.repeats,
        "fill": ours.fill,
    }
    for key, system in PEERS.items():
        figures[f"r2_over_{key}"] = ours.rouge2.mean - rows[system].rouge2.mean
    return {f"{name}_{key}": value for key, value in figures.items()}


def _cache(encoder: Remembered) -> Path:
    """One file per model: another model's vectors are never read."""
    folder = Path(os.environ.get("BENCH_CACHE") or tempfile.gettempdir())
    return folder / f"summarizer-vectors-{encoder.sha256}.npz"


def _load(encoder: Remembered, path: Path) -> None:
    if path.exists():
        with np.load(path, allow_pickle=False) as stored:
            texts = stored["texts"].tobytes().decode().split("\0")
            encoder.known.update(zip(texts, stored["vectors"], strict=True))


def _save(encoder: Remembered, path: Path) -> None:
    """Texts are joined by a character that hygiene removes from every text."""
    part = path.with_suffix(f".{os.getpid()}.npz")
    texts = np.frombuffer("\0".join(encoder.known).encode(), dtype=np.uint8)
    np.savez(part, texts=texts, vectors=np.stack(list(encoder.known.values())))
    part.replace(path)


if __name__ == "__main__":
    main(subset="--subset" in sys.argv)
