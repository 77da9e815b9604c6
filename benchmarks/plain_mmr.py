"""The plain script that this program replaces: sentence_transformers, cosine, MMR, a word limit.

Usage: python plain_mmr.py FOLDER WORDS MODEL. Kept as short as such scripts are; it is the
yardstick for speed and, with its ranking, for quality.
"""

import re
import sys
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer


def main(folder: str, words: str, model: str) -> None:
    texts = [path.read_text() for path in sorted(Path(folder).glob("*.txt"))]
    print(summary(texts, int(words), SentenceTransformer(model)))


def summary(texts: list[str], words: int, model: SentenceTransformer) -> str:
    sentences = [
        s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if len(s.split()) > 4
    ]
    vectors = model.encode(sentences, normalize_embeddings=True, show_progress_bar=False)
    relevance = vectors @ vectors.mean(axis=0)
    chosen: list[int] = []
    spent = 0
    redundancy = np.zeros(len(sentences))
    for _ in sentences:
        scores = 0.6 * relevance - 0.4 * redundancy
        scores[chosen] = -np.inf
        row = int(np.argmax(scores))
        if spent + len(sentences[row].split()) > words:
            break
        chosen.append(row)
        spent += len(sentences[row].split())
        redundancy = np.maximum(redundancy, vectors @ vectors[row])
    return " ".join(sentences[row] for row in sorted(chosen))


if __name__ == "__main__":
    main(*sys.argv[1:])
