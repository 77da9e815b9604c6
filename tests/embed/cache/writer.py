"""A process that fills a cache until it is killed: `python writer.py FOLDER SEED`.

A line of standard output says that it has begun.
"""

import random
import sys
from pathlib import Path

from summarizer.embed.cache import Cached
from tests.embed.cache.hands import store
from tests.fakes import HashEncoder

SENTENCES = 5000
"""That all writers of a folder choose from."""
AT_ONCE = 40


def complain(line: str) -> None:
    """Nothing may go wrong here."""
    print(line, file=sys.stderr)


def sentence(number: int) -> str:
    """Distinct texts, distinct vectors."""
    return f"Item {number} is new, as are {number % 7} more and {number % 11} others."


def main(folder: Path, seed: int) -> None:
    """Encodes random sentences, a few at a time, for ever."""
    chance = random.Random(seed)  # noqa: S311
    cached = Cached(HashEncoder(), store(folder, complain, limit=2_000_000))
    print("begun", flush=True)
    while True:
        cached.encode([sentence(chance.randrange(SENTENCES)) for _ in range(AT_ONCE)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
