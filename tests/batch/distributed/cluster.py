"""Three nodes of Ray in processes of their own, and runs of `summarizer batch` beside them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
LONGEST = 110.0
"""Seconds for a command, on a machine that is busy."""


class Nodes:
    """The cluster: see `nodes`."""

    def __init__(self, home: Path) -> None:
        # Ray keeps a password in the home folder.
        self.env = {**os.environ, "HOME": str(home), "RAY_USAGE_STATS_ENABLED": "0"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.batch.distributed.nodes"],
            cwd=ROOT,
            env=self.env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self._process.pid
        self.address = self._answer()

    def tell(self, command: str) -> None:
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        assert self._answer() == "done"

    def end(self) -> None:
        self._process.communicate(timeout=LONGEST)

    def _answer(self) -> str:
        for line in self._process.stdout:
            if not line.startswith("20"):  # what Ray logs
                return line.strip()
        raise AssertionError("the nodes have died")


def start(arguments: list[object], **more: object) -> "subprocess.Popen[str]":
    """`summarizer batch`, its standard error a pipe."""
    command = [sys.executable, "-m", "summarizer", "batch", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stderr=subprocess.PIPE, **more)
