"""Are the articles of one event found, and no others?

`BENCH_DATA=folder python -m benchmarks.stories`. Reads ecbplus/ecbplus_docs.jsonl there: 982
articles on 86 events (ECB+, Cybulska and Vossen 2014), where every event has a sibling of its
kind: another fire, another arrest. They have neither dates nor outlets. The measure is B3
(Bagga and Baldwin 1998). Thresholds of the plain methods are the best on the even topics; ours is
the one that ships.

With news_days/<date>/*.xml, it also reads three days of real feeds, of which story_pairs.json has
pairs that a person has judged: ids of articles, no text. Only pairs that one of several measures
called close were judged, and the factors for outlets, questions and time were set on them.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer import embed
from summarizer.briefing import likeness, openings, stories
from summarizer.briefing.openings import Opening
from summarizer.datatypes import Article, Encoder, Vectors
from summarizer.load import feed

PAIRS = Path(__file__).parent / "story_pairs.json"
SKIPPED = """\
STORIES ARE NOT MEASURED: set BENCH_DATA to a folder with ecbplus/, made from ECB+ in
  https://github.com/tommasoc80/EventStoryLine"""
ITEMS, WORDS, SENTENCES, OUTLETS, DIMENSIONS = 5_000, 40_000, 6, 60, 384
STEPS = np.arange(0.10, 0.90, 0.01)
"""Thresholds that are tried for the plain methods."""
OURS = "ours"

Labels = Sequence[int]
Table = NDArray[np.float32]


class Material(NamedTuple):
    """Articles as every method gets them."""

    articles: list[Article]
    opened: list[Opening]
    vectors: Vectors


class Corpus(NamedTuple):
    """The same, and which event each is about."""

    articles: list[Article]
    opened: list[Opening]
    vectors: Vectors
    events: list[str]
    even: list[bool]
    """Whether its topic has an even number."""


class Setting(NamedTuple):
    """The best bar of a method and what it finds with it."""

    value: float
    labels: Labels


class Scores(NamedTuple):
    """B3, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def main() -> dict[str, float]:
    """Print the tables; return our figures. Without data: only those of the 5,000 items."""
    figures = _size()
    folder = os.environ.get("BENCH_DATA")
    if not folder or not (Path(folder) / "ecbplus").exists():
        print(SKIPPED, file=sys.stderr)
        return figures
    encoder = embed.encoder()
    corpus = _corpus(Path(folder) / "ecbplus" / "ecbplus_docs.jsonl", encoder)
    bars = {name: _tuned(corpus, _cuts(table(corpus), STEPS)) for name, table in TABLES.items()}
    figures |= _events(corpus, bars)
    if (Path(folder) / "news_days").exists():
        figures |= _feeds(Path(folder) / "news_days", encoder, bars)
    return figures


def _shared_words(material: Material | Corpus) -> Table:
    rows = likeness.rows([likeness.words(opening, "en") for opening in material.opened]).weights
    return np.asarray((rows @ rows.T).toarray(), np.float32)


def _cosines(material: Material | Corpus) -> Table:
    return np.asarray(material.vectors @ material.vectors.T, np.float32)


def _ours(material: Material | Corpus) -> Labels:
    groups = stories.cluster(material.articles, material.opened, material.vectors)
    label = {number: place for place, group in enumerate(groups) for number in group}
    return [label[number] for number in range(len(label))]


TABLES = {"TF-IDF alone": _shared_words, "embeddings alone": _cosines}
"""What the plain methods put into average linkage."""


def _methods(
    material: Material | Corpus, bars: dict[str, Setting]
) -> Iterator[tuple[str, str, Labels]]:
    """Name, bar as printed, and the label that each article gets; ours last."""
    for name, table in TABLES.items():
        bar = bars[name].value
        [(_, labels)] = _cuts(table(material), [bar])
        yield name, f"{bar:.2f}", labels
    yield OURS, f"{stories.SAME_STORY:.2f}", _ours(material)


def _events(corpus: Corpus, bars: dict[str, Setting]) -> dict[str, float]:
    """B3 of every method on ECB+."""
    print(f"\n{len(corpus.articles)} articles of ECB+; B3 precision / recall / F1")
    print(f"{'':<20}  bar   odd topics          all")
    everywhere = range(len(corpus.articles))
    odd = [number for number, even in enumerate(corpus.even) if not even]
    for name, bar, labels in (*_dense(corpus), *_methods(corpus, bars)):
        scores = [_b3(labels, corpus.events, rows) for rows in (odd, everywhere)]
        columns = [
            f"{100 * s.precision:5.1f} {100 * s.recall:5.1f} {100 * s.f1:5.1f}" for s in scores
        ]
        print(f"{name:<20}  {bar:4}", *columns, sep="  ")
    return {"stories_f1": scores[1].f1, "stories_precision": scores[1].precision}


def _dense(corpus: Corpus) -> Iterator[tuple[str, str, Labels]]:
    """HDBSCAN, where it is installed."""
    try:
        found = _tuned(corpus, _hdbscan(corpus.vectors))
    except ImportError:
        print("HDBSCAN IS NOT MEASURED: scikit-learn is not installed", file=sys.stderr)
        return
    yield "HDBSCAN, embeddings", "", found.labels


def _tuned(corpus: Corpus, tried: Iterable[tuple[float, Labels]]) -> Setting:
    """The setting with the highest F1 on the even topics."""
    even = [number for number, is_even in enumerate(corpus.even) if is_even]
    return Setting(*max(tried, key=lambda each: _b3(each[1], corpus.events, even).f1))


def _cuts(table: Table, bars: Iterable[float]) -> Iterator[tuple[float, Labels]]:
    """Average linkage, as ours, cut at every bar."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - as in the program
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    distance = np.clip(1 - table.astype(np.float64), 0, 2)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    for bar in bars:
        yield bar, fcluster(tree, 1 - bar, "distance").tolist()


def _hdbscan(vectors: Vectors) -> Iterator[tuple[float, Labels]]:
    """With the settings that matter; what it calls noise is a story of its own."""
    from sklearn.cluster import HDBSCAN  # noqa: PLC0415 - not a dependency

    for smallest in (2, 3, 5):
        for method in ("eom", "leaf"):
            model = HDBSCAN(min_cluster_size=smallest, cluster_selection_method=method, copy=True)
            labels = model.fit(vectors.astype(np.float64)).labels_.tolist()
            yield 0.0, [-1 - row if label < 0 else label for row, label in enumerate(labels)]


def _b3(labels: Labels, events: Sequence[str], rows: Sequence[int]) -> Scores:
    """Mean over the rows of the share of its group, and of its event, that belong together."""
    both = Counter((labels[row], events[row]) for row in rows)
    groups = Counter(labels[row] for row in rows)
    wanted = Counter(events[row] for row in rows)
    shared = [(both[labels[row], events[row]], labels[row], events[row]) for row in rows]
    precision = sum(count / groups[label] for count, label, _ in shared) / len(rows)
    recall = sum(count / wanted[event] for count, _, event in shared) / len(rows)
    return Scores(precision, recall)


def _corpus(path: Path, encoder: Encoder) -> Corpus:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    articles = [Article(text="\n".join(row["sentences"]), id=row["doc_id"]) for row in rows]
    return Corpus(
        *_material(articles, encoder),
        events=[f"{row['topic']} {row['subtopic']}" for row in rows],
        even=[int(row["topic"]) % 2 == 0 for row in rows],
    )


def _material(articles: list[Article], encoder: Encoder) -> Material:
    opened = openings.of(articles)
    return Material(articles, opened, openings.centroids(openings.embedded(opened, encoder)))


def _feeds(folder: Path, encoder: Encoder, bars: dict[str, Setting]) -> dict[str, float]:
    """Of the pairs that a person called one story or two: how many end up in one."""
    judged = json.loads(PAIRS.read_text("utf-8"))
    same, apart = ({tuple(pair) for pair in judged[name]} for name in ("same", "apart"))
    joined: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for day in sorted(each for each in folder.iterdir() if each.is_dir()):
        material = _material(_day(day), encoder)
        for name, _, labels in _methods(material, bars):
            joined[name] |= set(_together(material.articles, labels))
    print(f"\n{len(same)} pairs of one story, {len(apart)} of two; precision / recall")
    for name, pairs in joined.items():
        right, wrong = len(pairs & same), len(pairs & apart)
        precision, recall = right / max(right + wrong, 1), right / len(same)
        print(f"{name:<20}  {100 * precision:5.1f} {100 * recall:5.1f}")
    return {"feed_pairs_precision": precision, "feed_pairs_recall": recall}


def _together(articles: Sequence[Article], labels: Labels) -> Iterator[tuple[str, ...]]:
    """The ids of every two articles of one label, sorted."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for article, label in zip(articles, labels, strict=True):
        groups[label].append(article.id)
    for ids in groups.values():
        yield from combinations(sorted(ids), 2)


def _day(folder: Path) -> list[Article]:
    """The articles of one day, each once."""
    found: dict[str, Article] = {}
    for path in sorted(folder.glob("*.xml")):
        entries, _ = feed.entries(path.read_bytes(), path.name)
        for entry in entries:
            found.setdefault(entry.article.id, entry.article)
    return list(found.values())


def _size() -> dict[str, float]:
    """Seconds and peak memory for 5,000 items, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.stories", "--size"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, mebibytes = map(float, ran.stdout.split())
    print(f"{ITEMS:,} invented items without embedding: {seconds:.1f} s, {mebibytes:.0f} MiB")
    return {"stories_seconds": seconds, "stories_mebibytes": mebibytes}


def _timed() -> None:
    """Print the seconds of finding the stories, and this process's peak in MiB."""
    articles = _invented(random.Random(0))  # noqa: S311 - examples, no secret
    rows = np.random.default_rng(0).normal(size=(ITEMS, DIMENSIONS)).astype(np.float32)
    vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    start = time.perf_counter()
    stories.cluster(articles, openings.of(articles), vectors)
    seconds = time.perf_counter() - start
    status = Path("/proc/self/status").read_text("utf-8")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    print(seconds, int(peak.split()[1]) / 1024)


def _invented(chance: random.Random) -> list[Article]:
    """Articles of six sentences; a few words are everywhere, most are rare."""
    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 10))) for _ in range(WORDS)]
    weights = np.cumsum([1 / (rank + 3) for rank in range(WORDS)]).tolist()
    said: Callable[[], list[str]] = lambda: chance.choices(words, cum_weights=weights, k=22)  # noqa: E731
    return [
        Article(
            text=" ".join(f"{' '.join(said()).capitalize()}." for _ in range(SENTENCES)),
            title=" ".join(said()[:9]).capitalize(),
            source=f"Outlet {number % OUTLETS}",
            lang="en",
        )
        for number in range(ITEMS)
    ]


if __name__ == "__main__":
    _timed() if "--size" in sys.argv[1:] else main()
