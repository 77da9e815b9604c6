"""Kill `summarizer batch` at random moments and start it again: the output must be the same.

Usage: python -m benchmarks.batch_kills [--kills N] [--seed N]. A kill is a SIGKILL of the parent,
of one worker or of all at once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.batch import invented

LINES = 150
ENDING = 20.0
"""Seconds in which the workers of a killed parent must be gone."""
PROBLEMS = 3
"""The exit code of an undisturbed run: some lines are bad on purpose."""
TARGETS = ("parent", "worker", "all")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = trials(Path(folder), given.kills, given.seed)
    for name, figure in figures.items():
        print(f"{name:<24} {figure}")
    return 1 if figures["wrong"] else 0


def trials(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Runs, each killed until it is done, until there were so many kills."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    figures: Counter[str] = Counter(kills=0, wrong=0, runs=0, resumed=0, orphans=0)
    source = invented.write(folder / "in.jsonl", LINES, seed=seed)
    whole = folder / "whole.jsonl"
    start = time.monotonic()
    if _start(source, whole).wait() != PROBLEMS:
        raise RuntimeError("the undisturbed run failed")
    longest = time.monotonic() - start
    while figures["kills"] < kills:
        out = folder / f"out-{figures['runs']}.jsonl"
        while not out.exists():
            _disturbed(source, out, chance.uniform(0, longest), figures)
        figures["runs"] += 1
        left = [path.name for path in folder.glob(f"{out.name}.*")]
        figures["wrong"] += bool(out.read_bytes() != whole.read_bytes() or left)
    return figures


def _disturbed(source: Path, out: Path, after: float, figures: Counter[str]) -> None:
    """One start; one kill after so many seconds, unless it is done before."""
    part = out.with_name(out.name + ".part")
    figures["resumed"] += bool(part.exists() and part.stat().st_size)
    parent = _start(source, out)
    time.sleep(after)
    workers = _children(parent.pid)
    target = TARGETS[figures["kills"] % len(TARGETS)]
    victims = {"parent": [parent.pid], "worker": workers[:1], "all": [*workers, parent.pid]}[target]
    if parent.poll() is None and victims:
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
        figures["kills"] += 1
        figures[f"kills of {target}"] += 1
    code = parent.wait()
    if code not in {PROBLEMS, -signal.SIGKILL}:
        figures["wrong"] += 1
        print(f"exit code {code}", file=sys.stderr)
    figures["orphans"] += _left(workers)


def _start(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(out)]
    env = {**os.environ, "SUMMARIZER_CACHE": str(source.with_name("cache"))}
    return subprocess.Popen([*command, "--quiet", "--words", "40"], env=env)


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _left(pids: list[int]) -> int:
    """Those that still live when they had time to notice that nobody waits for them."""
    end = time.monotonic() + ENDING
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)
    return sum(Path(f"/proc/{pid}").exists() for pid in pids)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
