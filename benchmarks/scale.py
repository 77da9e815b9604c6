"""One huge cluster: what folding, salience and the choice take from 1,000 sentences on.

`python -m benchmarks.scale [--full]`: 1,000 to 30,000 sentences, with `--full` up to 1,000,000, and
then docs/scale.png is drawn again. Every size runs in a process of its own, as the command does
(one BLAS thread, rare garbage collection). Sentences and their unit vectors are invented: all share
a direction, as those of one event do, sentences of one topic another, and the rest of each is its
own. Every tenth repeats an earlier sentence in other words, at a cosine drawn from 0.82 to 1.
"""

import gc
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer import split
from summarizer.choose import dedupe, prose, rank, selection
from summarizer.choose.leaning import Need
from summarizer.choose.prose import Line
from summarizer.datatypes import Article, Budget, Options, Sentence, Vectors
from summarizer.evaluate import extra

PICTURE = Path(__file__).parent.parent / "docs" / "scale.png"
SIZES = (1_000, 5_000, 30_000)
MORE = (100_000, 300_000, 1_000_000)
SEED = 0
DIMENSIONS = 384
COMMON, TOPIC, OWN = 0.2, 0.4, 0.4
"""Shares of a vector's square: two of one topic have a cosine of 0.6, two others 0.2."""
TOPIC_SENTENCES = 300
TOPIC_WORDS, OWN_WORDS, REPLACED = 4, 14, 3
LONG = 30
"""Sentences of an article."""
REPEATED = 10
"""Every such sentence repeats an earlier one."""
BLOCK = 10_000
"""Sentences made at a time."""
JUDGED = 3_000
"""Sentences that are judged, to tell the time of one."""
WORDS = 250
PARTS = {"fold": "folding repeats", "concepts": "pairs of words", "prior": "centrality",
         "rest": "passages and prices", "choose": "MMR and reader"}  # fmt: skip


@dataclass(frozen=True)
class Material:
    """One invented cluster; `origin[i]` is the row that row i repeats, or i."""

    texts: list[str]
    vectors: Vectors
    origin: NDArray[np.intp]


@dataclass
class Clock:
    """Processor seconds of parts, taken while they run in their place."""

    seconds: dict[str, float] = field(default_factory=dict)

    def on(self, module: Any, name: str, part: str) -> None:
        """From now on the time within a function counts for a part."""
        function = getattr(module, name)

        def timed(*arguments: Any) -> Any:
            start = time.process_time()
            found = function(*arguments)
            self.seconds[part] = self.seconds.get(part, 0.0) + time.process_time() - start
            return found

        setattr(module, name, timed)


def main(*, full: bool = False) -> dict[str, float]:
    """Print the table; return seconds, MiB and recall of the larger sizes."""
    rows = [_process(size) for size in (*SIZES, *(MORE if full else ()))]
    shown = ("sentences", *PARTS, "seconds", "wall", "mebibytes", "recall", "judging")
    print(*(f"{name:>10}" for name in shown))
    for row in rows:
        print(*(f"{row[name]:10,.4g}" for name in shown), flush=True)
    if full:
        PICTURE.write_bytes(_picture(rows))
    return {
        f"scale_{name}_{row['sentences']:.0f}": row[name]
        for row in rows
        if row["sentences"] in (30_000, 1_000_000)
        for name in ("seconds", "mebibytes", "recall")
    }


def _process(size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scale", "--size", str(size)]
    alone = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    ran = subprocess.run(command, env=alone, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, float] = json.loads(ran.stdout)
    return row


def measure(size: int) -> dict[str, float]:
    """Choose from one invented cluster; seconds are of the processor, but for `wall`."""
    gc.set_threshold(100_000)
    material = invented(size)
    pages = list(_pages(material.texts))
    judging = _judging(pages)
    clock = Clock()
    clock.on(dedupe, "groups", "fold")
    clock.on(selection, "Concepts", "concepts")
    clock.on(rank, "prior", "prior")
    options = Options(Budget(WORDS))
    wall, start = time.perf_counter(), time.process_time()
    asked = np.zeros((1, DIMENSIONS), np.float32)
    story = selection.story(pages, material.vectors, asked, options)
    middle = time.process_time()
    choices = selection.choose(story, options)
    selection.displaced(story, choices)
    end = time.process_time()
    took = clock.seconds | {"choose": end - middle}
    return took | {
        "sentences": size,
        "rest": middle - start - sum(clock.seconds.values()),
        "seconds": end - start,
        "wall": time.perf_counter() - wall,
        "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "recall": _recall(material, story.groups),
        "judging": judging,
    }


def invented(size: int) -> Material:
    """Texts and unit rows; the first block has no repeats."""
    chance = np.random.default_rng(SEED)
    topics = max(1, size // TOPIC_SENTENCES)
    centres = _unit(chance.standard_normal((topics + 1, DIMENSIONS), dtype=np.float32))
    subject = _subjects(chance, size, topics)
    vectors = np.empty((size, DIMENSIONS), np.float32)
    words = np.empty((size, TOPIC_WORDS + OWN_WORDS), np.int16)
    origin = np.arange(size)
    for start in range(0, size, min(BLOCK, size // REPEATED)):
        rows = np.arange(start, min(size, start + min(BLOCK, size // REPEATED)))
        own = _unit(chance.standard_normal((len(rows), DIMENSIONS), dtype=np.float32))
        shared = COMMON**0.5 * centres[-1] + TOPIC**0.5 * centres[subject[rows]]
        vectors[rows] = _unit(shared + OWN**0.5 * own)
        words[rows] = len(VOCABULARY) * chance.random((len(rows), words.shape[1])) ** 3
        words[rows, :TOPIC_WORDS] = (subject[rows, None] * TOPIC_WORDS + range(TOPIC_WORDS)) % len(
            VOCABULARY
        )
        if start:
            again = rows[rows % REPEATED == REPEATED - 1]
            origin[again] = chance.integers(0, start // REPEATED, len(again)) * REPEATED
            fresh = words[again, -REPLACED:]
            words[again] = words[origin[again]]
            words[again, -REPLACED:] = fresh
            cosines = chance.uniform(0.82, 1, (len(again), 1)).astype(np.float32)
            vectors[again] = _turned(vectors[origin[again]], own[again - start], cosines)
    texts = [" ".join(VOCABULARY[word] for word in row).capitalize() + "." for row in words]
    return Material(texts, vectors, origin)


def _subjects(chance: np.random.Generator, size: int, topics: int) -> NDArray[np.intp]:
    """The topic of every sentence; the first ones are much larger than the last."""
    return (topics * chance.random(size) ** 2).astype(np.intp)


VOCABULARY = [
    "".join(letters) + "ka" for letters in product(*2 * ("bcdfghjklmnpqrstvwxyz", "aeiou"))
]
"""Words that share no four letters at their start: no two are forms of one."""


def _turned(rows: Vectors, others: Vectors, cosines: Vectors) -> Vectors:
    """Unit rows at these cosines to `rows`, towards `others`."""
    aside = _unit(others - (others * rows).sum(axis=1, keepdims=True) * rows)
    return _unit(cosines * rows + np.sqrt(1 - cosines**2) * aside)


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _pages(texts: Sequence[str]) -> Iterator[list[Line]]:
    """Articles of `LONG` sentences that all may be quoted."""
    free = Need((), frozenset())
    for start in range(0, len(texts), LONG):
        held = texts[start : start + LONG]
        article = Article(" ".join(held), source=f"Outlet {start}", lang="en")
        place = 0
        page = []
        for index, text in enumerate(held):
            page.append(Line(Sentence(article, index, place, text), True, free, free, ()))
            place += len(text) + 1
        yield page


def _judging(pages: Sequence[Sequence[Line]]) -> float:
    """Processor milliseconds to split and judge a sentence."""
    judged = [page[0].sentence.article for page in pages[: JUDGED // LONG]]
    start = time.process_time()
    found = sum(len(prose.lines(split.sentences(a), with_brackets=True)) for a in judged)
    return 1000 * (time.process_time() - start) / found


def _recall(material: Material, groups: Sequence[Sequence[int]]) -> float:
    """Share of the repeats, as the rule itself judges a pair, that were folded."""
    repeats = np.flatnonzero(material.origin != np.arange(len(material.origin)))
    found = due = 0
    for row, old in zip(repeats.tolist(), material.origin[repeats].tolist(), strict=True):
        cosine = float(material.vectors[row] @ material.vectors[old])
        if cosine >= dedupe.DUPLICATE_COSINE and dedupe.same(
            material.texts[row], material.texts[old]
        ):
            due += 1
            found += groups[row] is groups[old]
    return found / due


def _picture(rows: Sequence[dict[str, float]]) -> bytes:
    """Processor seconds by part, and peak memory, over the number of sentences."""
    figure = extra.module("matplotlib.figure").Figure(figsize=(9.0, 3.6), layout="constrained")
    extra.module("matplotlib.backends.backend_agg").FigureCanvasAgg(figure)
    time_axes, memory_axes = figure.subplots(1, 2)
    sizes = [row["sentences"] for row in rows]
    for part, label in PARTS.items():
        time_axes.loglog(sizes, [row[part] for row in rows], "o-", markersize=3, label=label)
    time_axes.loglog(sizes, [row["seconds"] for row in rows], "o-", color="#333333", label="all")
    time_axes.set_title("Processor seconds", loc="left", fontsize="medium")
    time_axes.legend(frameon=False, fontsize="small")
    memory_axes.loglog(sizes, [row["mebibytes"] for row in rows], "o-", color="#1f5fa8")
    memory_axes.set_title("Peak memory, MiB", loc="left", fontsize="medium")
    for axes in (time_axes, memory_axes):
        axes.set_xlabel("sentences")
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#e6e6e6")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()


if __name__ == "__main__":
    if "--size" in sys.argv:
        print(json.dumps(measure(int(sys.argv[sys.argv.index("--size") + 1]))))
    else:
        main(full="--full" in sys.argv)
