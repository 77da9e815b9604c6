"""`make bench`: measure, print, and fail where a figure is worse than floors.json allows.

`--full` measures quality on all clusters instead of a seeded subset, and a cluster of 1,000,000
sentences.
"""

import json
import sys
from pathlib import Path

from benchmarks import (
    batch,
    cache,
    encoder,
    extraction,
    feeds,
    languages,
    quality,
    redundancy,
    scale,
    speed,
    stories,
    topic,
)

FLOORS = Path(__file__).parent / "floors.json"


def main(arguments: list[str]) -> int:
    figures: dict[str, float] = {}
    for title, measure in (
        ("Speed", speed.main),  # first: a child's peak memory is never below its parent's
        ("One huge cluster", lambda: scale.main(full="--full" in arguments)),
        ("Batch", lambda: batch.main(subset="--full" not in arguments)),
        ("Encoder", encoder.main),
        ("Cache", cache.main),
        ("The same or not", redundancy.main),
        ("Off-topic articles", topic.main),
        ("Pages", extraction.main),
        ("Feeds", feeds.main),
        ("Stories", stories.main),
        ("Quality", lambda: _quality(subset="--full" not in arguments)),
    ):
        print(f"\n{title}\n{'=' * len(title)}", flush=True)
        figures |= measure()
    return _judged(figures, json.loads(FLOORS.read_text("utf-8")))


def _quality(*, subset: bool) -> dict[str, float]:
    """Of all data, then which encoder is the better one for each language."""
    figures = quality.main(subset)
    if not figures:
        return {}
    title = "Languages"
    print(f"\n{title}\n{'=' * len(title)}", flush=True)
    return figures | languages.main(figures, subset)


def _judged(figures: dict[str, float], floors: dict[str, dict[str, float]]) -> int:
    """Print every broken limit; 1 if there is one. What was not measured is named."""
    missing = [name for limits in floors.values() for name in limits if name not in figures]
    broken = [
        f"{name} is {figures[name]:.4g}, below {limit:g}"
        for name, limit in floors["at_least"].items()
        if name in figures and figures[name] < limit
    ] + [
        f"{name} is {figures[name]:.4g}, above {limit:g}"
        for name, limit in floors["at_most"].items()
        if name in figures and figures[name] > limit
    ]
    for name in missing:
        print(f"NOT MEASURED: {name}", file=sys.stderr)
    for line in broken:
        print(f"FLOOR BROKEN: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
