import json
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from summarizer.cli.evaluate import evaluate

CLUSTERS = [
    {
        "id": "bridge",
        "lang": "en",
        "docs": [
            {
                "title": "Bridge closed",
                "text": "The bridge over the Lune closed on Monday after a crack was found. "
                "Engineers will inspect every pillar this week.",
            },
            {
                "title": "Crack in the Lune bridge",
                "text": "A crack has closed the bridge over the Lune since Monday. "
                "The council said that repairs may cost two million pounds.",
            },
        ],
        "references": [{"text": "A crack closed the bridge over the Lune. Repairs are costly."}],
    },
    {
        "id": "digue",
        "lang": "fr",
        "docs": [
            {"title": "Digue", "text": "La digue de Calais a cédé lundi matin après la tempête."},
            {"title": "Calais", "text": "Deux villages près de Calais sont inondés depuis lundi."},
        ],
        "references": ["La digue de Calais a cédé.", "Deux villages sont inondés."],
    },
]


def _run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(evaluate)
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    path = tmp_path / "clusters.jsonl"
    path.write_text("\n".join(map(json.dumps, CLUSTERS)))
    return path


def test_two_clusters_are_scored_in_plain_text(dataset: Path) -> None:
    ran = _run(dataset, "--words", 25)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("2 clusters, 25 words, encoder embedded, embedding ")
    assert "\nsummarizer" in ran.stdout
    assert "MMR" not in ran.stdout
    assert ran.stderr == ""


def test_json_holds_every_system_and_figure(dataset: Path) -> None:
    ran = _run(dataset, "--json", "--baselines", "--oracle", "--words", 25)
    assert ran.exit_code == 0, ran.output
    document = json.loads(ran.stdout)
    assert (document["clusters"], document["words"], document["seed"]) == (2, "25", 0)
    assert [each["system"] for each in document["systems"]] == [
        "summarizer",
        "lead",
        "round-robin lead",
        "random",
        "centroid",
        "LexRank (sumy)",
        "TextRank (sumy)",
        "KL-sum (sumy)",
        "LSA (sumy)",
        "LexRank on embeddings",
        "MMR on embeddings",
        "greedy oracle",
    ]
    ours, *others = document["systems"]
    assert 0 < ours["rouge2"]["low"] <= ours["rouge2"]["mean"] <= ours["rouge2"]["high"] < 100
    assert ours["first_minus_this_rouge2"] is None
    assert all(set(each["first_minus_this_rouge2"]) == {"mean", "low", "high"} for each in others)
    assert document["problems"] == []


def test_two_runs_give_the_same_scores(dataset: Path) -> None:
    systems = [json.loads(_run(dataset, "--json", "--baselines").stdout)["systems"] for _ in "ab"]
    for each in (*systems[0], *systems[1]):
        del each["seconds"]
    assert systems[0] == systems[1]


def test_a_limit_draws_some_of_the_clusters(dataset: Path) -> None:
    assert _run(dataset, "--limit", 1).stdout.startswith("1 clusters, reference length, ")


def test_a_bad_line_is_reported_and_the_rest_is_scored(dataset: Path) -> None:
    dataset.write_text("{broken\n" + dataset.read_text())
    ran = _run(dataset)
    assert ran.exit_code == 3
    why = "not JSON: expecting property name enclosed in double quotes"
    assert ran.stderr == f"summarizer: {dataset}:1: {why}\n"
    assert "2 clusters" in ran.stdout


@pytest.mark.parametrize("content", ["", "{broken\n", '{"docs": [], "references": ["x"]}\n'])
def test_without_a_usable_cluster_the_exit_code_is_1(dataset: Path, content: str) -> None:
    dataset.write_text(content)
    ran = _run(dataset)
    assert ran.exit_code == 1
    assert ran.stderr.endswith(f"summarizer: {dataset}: no usable cluster in it\n")
    assert ran.stdout == ""


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    ran = _run(tmp_path / "none.jsonl")
    assert ran.exit_code == 1
    assert ran.stderr == (
        f"summarizer: {tmp_path / 'none.jsonl'}: cannot be read: No such file or directory\n"
    )


@pytest.mark.parametrize("words", ["0", "-3", "many", "2.5"])
def test_a_length_that_is_none_is_a_usage_error(dataset: Path, words: str) -> None:
    ran = _run(dataset, "--words", words)
    assert ran.exit_code == 2
    assert ran.stderr == (
        f"summarizer: --words {words}: expected a number above 0, or `reference`\n"
    )


@pytest.mark.parametrize(
    ("library", "name", "flags"),
    [
        ("rouge_score", "rouge-score", []),
        ("sumy", "sumy", ["--baselines"]),
        ("matplotlib", "matplotlib", ["--plot", "scores.png"]),
    ],
)
def test_a_missing_library_is_one_line_that_says_how_to_get_it(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, flags: list[str]
) -> None:
    for module in [each for each in sys.modules if each.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    ran = _run(dataset, *flags)
    assert ran.exit_code == 2
    assert ran.stderr == (
        f'summarizer: evaluation needs {name}: pip install "summarizer[evaluate]"\n'
    )


def test_a_plot_is_written(dataset: Path, tmp_path: Path) -> None:
    picture = tmp_path / "scores.png"
    assert _run(dataset, "--plot", picture).exit_code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clusters.jsonl", "scores.png"]


def test_a_plot_that_cannot_be_written_is_one_line(dataset: Path, tmp_path: Path) -> None:
    ran = _run(dataset, "--plot", tmp_path / "none" / "scores.png")
    assert ran.exit_code == 1
    assert "scores.png: cannot be written: No such file or directory" in ran.stderr


def test_a_plot_in_the_place_of_a_folder_leaves_nothing_behind(
    dataset: Path, tmp_path: Path
) -> None:
    (tmp_path / "scores.png").mkdir()
    ran = _run(dataset, "--plot", tmp_path / "scores.png")
    assert ran.exit_code == 1
    assert "scores.png: cannot be written: Is a directory" in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clusters.jsonl", "scores.png"]
