"""The same batch on this machine's workers and on three nodes of Ray, one of them killed.

`BENCH_DATA=folder python -m benchmarks.cluster [--clusters N]`. Reads multinews_dev/ there, from
the beginning again until there are N clusters. Processor time is that of every process of a run,
looked up twice a second, so that other loads on the machine do not count.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from itertools import cycle, islice
from pathlib import Path

from summarizer import split
from summarizer.load import cluster
from tests.batch.distributed.cluster import Nodes, start
from tests.batch.distributed.nodes import WORKER, below, command

SECONDS = 0.5
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
MIB = 1 << 20
NOT_MEASURED = "RAY IS NOT MEASURED: set BENCH_DATA to a folder with multinews_dev/"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clusters", type=int, default=500)
    wanted = parser.parse_args(arguments).clusters
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print(NOT_MEASURED, file=sys.stderr)
        return 0
    data = Path(folder) / "multinews_dev" / "multinews_dev.jsonl"
    with tempfile.TemporaryDirectory() as scratch:
        lines = list(islice(cycle(data.read_text("utf-8").splitlines()), wanted))
        source = Path(scratch) / "in.jsonl"
        source.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{size(lines)}, {source.stat().st_size / 1e6:.1f} MB", flush=True)
        return 0 if engines(source, len(lines)) else 1


def size(lines: list[str]) -> str:
    articles = [article for line in lines for article in cluster.read(line, "").articles]
    sentences = sum(len(split.sentences(article)) for article in articles)
    return f"{len(lines)} clusters, {len(articles)} articles, {sentences} sentences"


def engines(source: Path, lines: int) -> bool:
    """Print what each one takes; whether all wrote the same."""
    local = source.with_name("local.jsonl")
    measured("two workers, no Ray", [source, "-o", local, "--workers", 2], lines)
    nodes = Nodes(source.parent)
    try:
        same = True
        for title, killed in (("three nodes", False), ("three nodes, one killed", True)):
            out = source.with_name("ray.jsonl")
            where = [source, "-o", out, "--engine", "ray", "--address", nodes.address]
            measured(title, where, lines, nodes, killed=killed)
            same = same and out.read_bytes() == local.read_bytes()
            print(f"  {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
    finally:
        nodes.end()
    return same


def measured(
    title: str, arguments: list[object], lines: int, nodes: Nodes | None = None, *, killed=False
) -> None:
    began = time.monotonic()
    run = start([*arguments, "--words", 100], env=nodes.env if nodes else os.environ)
    watch = Watch([run.pid, *([nodes.pid] if nodes else [])])
    if nodes and killed:
        folder = Path(f"{arguments[2]}.parts")
        while len(list(folder.glob("part-*.jsonl"))) < 3:
            time.sleep(SECONDS)
        nodes.tell("kill")
    _, said = run.communicate()
    seconds = time.monotonic() - began
    watch.end()
    print(f"{title}: exit {run.returncode} {said.strip()}\n  {seconds:.0f} s by the clock")
    for kind, spent in sorted(watch.spent.items()):
        print(
            f"  {kind:8} {spent:6.1f} s of processor time, {watch.processes[kind]} processes, "
            f"at most {watch.largest[kind] / MIB:.0f} MiB each"
        )
    print(f"  {lines / watch.spent['worker']:.2f} clusters a second of the workers", flush=True)


class Watch:
    """What the processes below some take, until the end."""

    def __init__(self, ancestors: list[int]) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.largest: dict[str, int] = defaultdict(int)
        self.processes: Counter[str] = Counter()
        self._ancestors = ancestors
        self._seen: dict[tuple[int, str], tuple[str, float]] = {}
        self._first: dict[tuple[int, str], float] = {}
        self._ended = threading.Event()
        self._look(first=True)
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()
        for key, (kind, seconds) in self._seen.items():
            self.spent[kind] += seconds - self._first.get(key, 0)
            self.processes[kind] += 1

    def _watch(self) -> None:
        while not self._ended.wait(SECONDS):
            self._look()

    def _look(self, *, first: bool = False) -> None:
        for pid in set().union(*map(below, self._ancestors)):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            except OSError:  # it has ended
                continue
            key = (pid, fields[19])  # with its start: numbers are used again
            seconds = (int(fields[11]) + int(fields[12])) / TICKS
            line = command(pid)  # empty once it has ended
            kind = kind_of(line) if line else self._seen.get(key, ("nodes",))[0]
            self._seen[key] = kind, seconds
            self.largest[kind] = max(self.largest[kind], pages * PAGE)
            if first:
                self._first[key] = seconds


def kind_of(line: str) -> str:
    if WORKER in line:
        return "worker"
    if "MapWorker" in line:
        return "actor"
    return "command" if "summarizer" in line or "spawn_main" in line else "nodes"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
