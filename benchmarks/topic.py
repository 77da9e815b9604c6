"""Is an article of another event set aside, and does one of the same event stay?

`BENCH_DATA=folder python benchmarks/topic.py`. Reads multinews_dev/multinews_dev.jsonl there. One
article of another cluster is mixed into every cluster. Some clusters hold strangers of their own;
articles that share too little with the reference summary (`summary_overlap`) are left out.
"""

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np

from summarizer import embed, split
from summarizer.choose import origins, screen, topic
from summarizer.datatypes import Article, Encoder, Sentence, Vectors

SEED = 0
CLUSTERS = 60
STRANGERS = 5
"""Per cluster, one at a time: with one only, the rate moves by 5 % from choice to choice."""
BELONGS = 0.2
"""Share of the reference's content words that an article of the cluster must print."""

Judged = tuple[Article, list[Sentence], Vectors]


def main() -> dict[str, float]:
    """Print and return both rates, from 0 to 1. Without data: none."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("OFF-TOPIC IS NOT MEASURED: set BENCH_DATA to a folder", file=sys.stderr)
        return {}
    clusters = _clusters(Path(folder) / "multinews_dev" / "multinews_dev.jsonl", embed.encoder())
    found = wrong = articles = 0
    for number, cluster in enumerate(clusters):
        for back in range(1, STRANGERS + 1):
            stranger = clusters[number - back][0]
            aside = _off([*cluster, stranger])
            found += stranger[0].id in aside
            wrong += len(aside - {stranger[0].id})
            articles += len(cluster)
    figures = {
        "off_topic_found": found / (STRANGERS * len(clusters)),
        "off_topic_wrong": wrong / articles,
    }
    print(f"{len(clusters)} clusters, each with one of {STRANGERS} strangers in turn")
    for name, figure in figures.items():
        print(f"  {name:<16} {figure:8.3f}")
    return figures


def _off(judged: list[Judged]) -> set[str]:
    """The ids of the articles that are set aside."""
    articles = [article for article, _, _ in judged]
    sentences = [sentence for _, quotable, _ in judged for sentence in quotable]
    vectors = np.concatenate([vectors for _, _, vectors in judged])
    aside = topic.off(articles, sentences, vectors, origins.of(articles))
    return {articles[number].id for number in aside}


def _clusters(path: Path, encoder: Encoder) -> list[list[Judged]]:
    """A seeded choice of clusters with at least two articles that belong."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(rows)  # noqa: S311 - a choice of examples, no secret
    clusters: list[list[Judged]] = []
    for row in rows:
        texts = [doc["text"] for doc in row["docs"] if _belongs(doc)]
        if len(texts) > 1 and len(clusters) < CLUSTERS:
            judged = [_judged(text, encoder) for text in texts]
            clusters.append([one for one in judged if one[1]])
    return [cluster for cluster in clusters if len(cluster) > 1]


def _belongs(doc: dict[str, Any]) -> bool:
    return float(doc.get("summary_overlap", 1)) >= BELONGS


def _judged(text: str, encoder: Encoder) -> Judged:
    article = Article(text=text, lang="en")
    sentences = split.sentences(article)
    reasons = screen.reasons(sentences)
    quotable = [s for s, reason in zip(sentences, reasons, strict=True) if reason is None]
    return article, quotable, encoder.encode([sentence.text for sentence in quotable])


if __name__ == "__main__":
    main()
