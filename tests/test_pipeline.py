"""What the steps cost together; what they make is in `test_properties` and in the golden files."""

import tracemalloc

import numpy as np

from summarizer import Budget, Options, summarize
from summarizer.datatypes import Article
from tests.fakes import HashEncoder

NOUNS = ("dam", "bridge", "court", "school", "harbour", "ferry", "train", "museum", "clinic")


class WideEncoder(HashEncoder):
    """Vectors so long that whatever else a run needs is little beside them."""

    nbytes = 0

    def encode(self, texts):
        narrow = super().encode(texts)
        wide = np.zeros((len(texts), 50_000), dtype=np.float32)
        wide[:, : narrow.shape[1]] = narrow
        self.nbytes = wide.nbytes
        return wide


def text(article: int) -> str:
    return " ".join(
        f"The {NOUNS[(article * 7 + line) % 9]} near the {NOUNS[(article + 5 * line) % 9]} "
        f"was closed on Monday after line {line} of the railway flooded."
        for line in range(20)
    )


def test_the_vectors_are_not_copied_where_no_article_is_set_aside():
    articles = [Article(text(number), source=f"Paper {number}") for number in range(4)]
    encoder = WideEncoder()
    tracemalloc.start()
    try:
        summary = summarize(articles, Options(Budget(60)), encoder=encoder)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert summary.asides == ()
    # 3.0 with what folding compares at once; 4.0 if they were copied before it.
    assert peak < 3.5 * encoder.nbytes
