import numpy as np
import pytest

from benchmarks import scale
from summarizer.choose import dedupe


def test_invented_repeats_are_repeats_by_our_rule():
    material = scale.invented(1_000)
    repeats = np.flatnonzero(material.origin != np.arange(1_000))
    old = material.origin[repeats]
    cosines = (material.vectors[repeats] * material.vectors[old]).sum(axis=1)
    assert np.linalg.norm(material.vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert len(repeats) == 90
    assert 0.819 < cosines.min() < 0.84
    assert cosines.max() > 0.98
    assert all(
        dedupe.same(material.texts[a], material.texts[b])
        for a, b in zip(repeats.tolist(), old.tolist(), strict=True)
    )


def test_a_thousand_sentences_are_measured_in_a_process_of_their_own():
    row = scale._process(1_000)
    assert row["sentences"] == 1_000
    assert row["recall"] == 1
    assert sum(row[part] for part in scale.PARTS) == pytest.approx(row["seconds"])
