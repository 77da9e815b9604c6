import dataclasses

from summarizer.evaluate import oracle, rouge
from summarizer.evaluate.baselines import BASELINES
from summarizer.evaluate.material import Material


def test_the_oracle_finds_what_the_reference_says(given: Material) -> None:
    assert [each.text for each in oracle.greedy(given)] == [
        "Buses now take a detour of nine miles through Halton.",
        "A crack has closed the bridge over the Lune since Monday.",
        "Repairs may cost two million pounds, the council said.",
    ]


def test_no_baseline_beats_the_oracle(given: Material) -> None:
    def value(summary: list[str]) -> float:
        one, two, _ = rouge.score(summary, given.cluster.references, "en")
        return one + two

    best = value([each.text for each in oracle.greedy(given)])
    for baseline in BASELINES.values():
        assert value([each.text for each in baseline(given)]) <= best


def test_the_oracle_keeps_the_budget(given: Material) -> None:
    assert oracle.greedy(dataclasses.replace(given, limit=4)) == []
