import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.evaluate import dataset
from summarizer.evaluate.dataset import Cluster

GOOD = {
    "id": "a",
    "lang": "fr",
    "docs": [
        {"title": "Pont", "text": "Le pont est fermé.", "date": "2026-11-20", "source": "Le Jour"}
    ],
    "references": [{"text": "Pont fermé."}, "Le pont est fermé depuis lundi."],
}


def _read(path: Path, *lines: object) -> list[Cluster | Problem]:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines))
    return list(dataset.clusters(path))


def test_a_cluster_keeps_every_field(tmp_path: Path) -> None:
    assert _read(tmp_path / "d.jsonl", GOOD) == [
        Cluster(
            id="a",
            lang="fr",
            articles=(
                Article(
                    text="Le pont est fermé.",
                    title="Pont",
                    source="Le Jour",
                    published=datetime(2026, 11, 20, tzinfo=UTC),
                    lang="fr",
                ),
            ),
            references=("Pont fermé.", "Le pont est fermé depuis lundi."),
        )
    ]


def test_text_gets_the_same_hygiene_as_any_input(tmp_path: Path) -> None:
    [cluster] = _read(tmp_path / "d.jsonl", {**GOOD, "docs": [{"text": "A\u200b bridge\x1b[31m."}]})
    assert isinstance(cluster, Cluster)
    assert cluster.articles[0].text == "A bridge."


def test_without_a_language_a_cluster_is_english_and_without_an_id_its_line(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    [cluster] = _read(path, {"docs": GOOD["docs"], "references": ["x"]})
    assert isinstance(cluster, Cluster)
    assert (cluster.lang, cluster.id) == ("en", f"{path}:1")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON: expecting property name enclosed in double quotes"),
        ("[1]", "not an object with fields"),
        ({"docs": GOOD["docs"]}, 'field "references" is missing or not a list'),
        ({"docs": "x", "references": []}, 'field "docs" is missing or not a list'),
        ({**GOOD, "references": [""]}, "no reference with a text"),
        ({**GOOD, "docs": []}, "no article with a text"),
    ],
)
def test_a_line_that_cannot_be_used_is_a_problem_with_its_place(
    tmp_path: Path, line: object, reason: str
) -> None:
    path = tmp_path / "d.jsonl"
    problem, cluster = _read(path, line, GOOD)
    assert problem == Problem(f"{path}:1", reason)
    assert isinstance(cluster, Cluster)


def test_an_article_without_text_is_a_problem_and_the_cluster_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    problem, cluster = _read(path, {**GOOD, "docs": [{"title": "x"}, *GOOD["docs"]]})
    assert problem == Problem(f"{path}:1, article 1", 'field "text" is missing or not a string')
    assert isinstance(cluster, Cluster)


def test_a_missing_file_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read: No such file or directory"):
        list(dataset.clusters(tmp_path / "none.jsonl"))


def test_the_reference_length_is_the_rounded_mean() -> None:
    assert Cluster("a", "en", (), ("one two three", "one two")).reference_words == 2


def test_a_sample_keeps_the_order_of_the_file_and_repeats_with_its_seed() -> None:
    found = [Cluster(str(n), "en", (), ("x",)) for n in range(50)]
    drawn = dataset.sample(found, 5, seed=3)
    assert [int(each.id) for each in drawn] == sorted(int(each.id) for each in drawn)
    assert len(drawn) == 5
    assert drawn == dataset.sample(found, 5, seed=3)
    assert drawn != dataset.sample(found, 5, seed=4)
    assert dataset.sample(found, None, seed=3) == found
