"""Processes that write into one cache are killed; what is left must be whole, and right."""

import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from summarizer.embed.cache import Cached
from tests.embed.cache.hands import asked, store
from tests.embed.cache.writer import SENTENCES, sentence
from tests.fakes import HashEncoder

ROOT = Path(__file__).parents[3]
WRITERS = 2
"""At work at the same time."""
LONGEST = 0.05
"""Seconds after which one is killed, at most: some twenty transactions."""


def kill(folder: Path, kills: int, seed: int) -> list[str]:
    """Kills so many writers at random moments; what they complained of before."""
    chance = random.Random(seed)  # noqa: S311
    writers: list[subprocess.Popen[str]] = []
    complaints: list[str] = []
    for number in range(kills + WRITERS):
        if len(writers) == WRITERS:
            time.sleep(chance.uniform(0, LONGEST))
            complaints += _killed(writers.pop(0))
        if number < kills:
            writers.append(_started(folder, seed * kills + number))
    return complaints


def faults(folder: Path) -> list[str]:
    """What is wrong with the file, and with the vectors in it. Empty: it is as it should be."""
    texts = [sentence(number) for number in range(SENTENCES)]
    said: list[str] = []
    encoder = Counting()
    vectors = Cached(encoder, store(folder, said.append)).encode(texts)
    if asked(folder, "PRAGMA integrity_check") != [("ok",)]:
        said.append("not whole")
    if not np.array_equal(vectors, Cached(HashEncoder()).encode(texts)):
        said.append("another vector")
    if encoder.encoded == SENTENCES:
        said.append("nothing was kept")
    return said


class Counting(HashEncoder):
    """Knows how many texts it had to encode."""

    encoded = 0

    def encode(self, texts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.encoded += len(texts)
        return super().encode(texts)


def _started(folder: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.embed.cache.writer", str(folder), str(seed)]
    pipe = subprocess.PIPE
    writer = subprocess.Popen(command, cwd=ROOT, text=True, stdout=pipe, stderr=pipe)
    assert writer.stdout
    assert writer.stdout.readline() == "begun\n"
    return writer


def _killed(writer: subprocess.Popen[str]) -> list[str]:
    with suppress(ProcessLookupError):
        writer.send_signal(signal.SIGKILL)
    _, said = writer.communicate()
    ended = [] if writer.returncode == -signal.SIGKILL else [f"ended with {writer.returncode}"]
    return said.splitlines() + ended
