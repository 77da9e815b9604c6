"""Is a sentence embedded once in its life, with the same bits, whatever happens to the cache?

`python -m benchmarks.cache [ITEMS]`. The openings of a day of invented news are embedded without a
cache, with an empty one, and with the one that this left; then processes that write into a cache
are killed with SIGKILL, and what they left is compared with fresh vectors.
"""

import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.weeks import Land
from summarizer import embed
from summarizer.briefing import openings
from summarizer.briefing.openings import Opening
from summarizer.datatypes import Article
from summarizer.embed.cache import file
from summarizer.embed.cache.store import Store
from tests.embed.cache import killing

ITEMS = 200
"""A fifth of a day of 1,000, which takes a minute on a busy machine."""
WARM_RUNS = 3
KILLS = 100
SEED = 7
TODAY = date(2026, 1, 5)


def main(items: int = ITEMS) -> dict[str, float]:
    """Print the figures; return them. Seconds are of processor time."""
    opened = openings.of(_day(items))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        plain, without = _embedded(opened, None)
        cold, first = _embedded(opened, place)
        warm = [_embedded(opened, place) for _ in range(WARM_RUNS)]
        size = (place / file.NAME).stat().st_size
    again = statistics.median(seconds for seconds, _ in warm)
    figures = {
        "cache_items": len(opened),
        "cache_sentences": sum(map(len, opened)),
        "cache_mebibytes": size / 2**20,
        "cache_seconds_without": plain,
        "cache_seconds_cold": cold,
        "cache_seconds_warm": again,
        "cache_times_faster": cold / again,
        "cache_differences": float(any(each != without for each in (first, *(v for _, v in warm)))),
        "cache_faults": float(_killed()),
    }
    for name, figure in figures.items():
        print(f"  {name:<22} {figure:10.5g}")
    return figures


def _day(items: int) -> list[Article]:
    """What so many items of one day say; stories of up to four outlets."""
    land = Land(random.Random(SEED))  # noqa: S311
    while len(land.items) < items:
        land.live(0)
    return [
        Article(each.text, title=each.title, source=each.outlet, url=each.url, lang="en")
        for each in land.items[:items]
    ]


def _embedded(opened: list[Opening], place: Path | None) -> tuple[float, bytes]:
    """Processor seconds of the embedding stage, its model loaded when it is needed; the vectors."""
    start = time.process_time()
    store = Store(place, today=TODAY, say=_refuse) if place else None
    parts = openings.embedded(opened, embed.encoder(store=store))
    seconds = time.process_time() - start
    return seconds, b"".join(part.tobytes() for part in parts)


def _killed() -> int:
    """Complaints and faults after the kills; each is said."""
    with tempfile.TemporaryDirectory() as folder:
        said = killing.kill(Path(folder), KILLS, SEED).splitlines()
        said += killing.faults(Path(folder))
    for line in said:
        print(f"  WRONG AFTER {KILLS} KILLS: {line}", file=sys.stderr)
    return len(said)


def _refuse(line: str) -> None:
    raise RuntimeError(line)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
