"""Processes that write into one cache are killed; what is left must be whole, and right.

`python -m tests.embed.cache.killing FOLDER KILLS SEED` kills so many of them and says what they
complained of, which must be nothing. They are forked from a process that has imported everything:
there are no seconds in which a kill hits nothing but Python's start.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.datatypes import Vectors
from summarizer.embed.cache import Cached, file
from tests.embed.cache.hands import asked, store
from tests.fakes import HashEncoder
from tests.limits import LONG

ROOT = Path(__file__).parents[3]
WRITERS = 2
"""At work at the same time."""
SENTENCES = 5000
"""That all writers of a folder choose from."""
AT_ONCE = 40
"""Sentences in a transaction."""
ROOM = 2_000_000
"""Bytes: too few for all sentences, so that some are forgotten while others come."""
MOST_CALLS = 3
"""That a writer finishes before it is killed."""
LONGEST = 0.01
"""Seconds from the last of them to the kill, at most: a call takes 0.002."""


def kill(folder: Path, kills: int, seed: int) -> str:
    """What a process says that kills so many writers at random moments."""
    command = [sys.executable, "-m", "tests.embed.cache.killing", str(folder), str(kills)]
    said = subprocess.STDOUT
    pipe = subprocess.PIPE
    done = subprocess.run(
        [*command, str(seed)], cwd=ROOT, text=True, stdout=pipe, stderr=said, check=False
    )
    return done.stdout


def faults(folder: Path) -> list[str]:
    """What is wrong with the file, and with the vectors in it. Empty: it is as it should be."""
    texts = [_sentence(number) for number in range(SENTENCES)]
    said: list[str] = []
    encoder = _Counting()
    vectors = Cached(encoder, store(folder, said.append)).encode(texts)
    if asked(folder, "PRAGMA integrity_check") != [("ok",)]:
        said.append("not whole")
    if not np.array_equal(vectors, Cached(HashEncoder()).encode(texts)):
        said.append("another vector")
    if encoder.encoded == SENTENCES:
        said.append("nothing was kept")
    return said


def main(folder: Path, kills: int, seed: int) -> None:
    """Writers come and are killed, the oldest first."""
    file.WAIT = LONG  # where the machine is busy one waits long for the other, and says so
    chance = random.Random(seed)  # noqa: S311
    writers = [_forked(folder, seed)]
    for number in range(1, kills + 1):
        writers.append(_forked(folder, seed + number))
        _kill(*writers.pop(0), chance)
    _kill(*writers.pop(), chance)


class _Counting(HashEncoder):
    """Knows how many texts it had to encode."""

    encoded = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += len(texts)
        return super().encode(texts)


def _forked(folder: Path, seed: int) -> tuple[int, int]:
    """A writer's process, and a pipe from which a byte comes for every call it finishes."""
    outlet, inlet = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            _write(folder, seed, inlet)
        finally:
            os._exit(1)
    os.close(inlet)
    return process, outlet


def _write(folder: Path, seed: int, inlet: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    cached = Cached(HashEncoder(), store(folder, _complain, limit=ROOM))
    while True:
        cached.encode([_sentence(chance.randrange(SENTENCES)) for _ in range(AT_ONCE)])
        os.write(inlet, b".")


def _kill(process: int, outlet: int, chance: random.Random) -> None:
    for _ in range(chance.randint(1, MOST_CALLS)):
        os.read(outlet, 1)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    os.close(outlet)
    if not os.WIFSIGNALED(status):
        _complain(f"a writer ended by itself: {status}")


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _sentence(number: int) -> str:
    """Distinct texts, distinct vectors."""
    return f"Item {number} is new, as are {number % 7} more and {number % 11} others."


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
