from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.briefing.config.settings import Output, Source

HERE = Path("/srv/desk")


def output(**values):
    return Output.model_validate(values, context={"folder": HERE})


def source(**values):
    return Source.model_validate({"name": "A", **values}, context={"folder": HERE})


@pytest.mark.parametrize(
    ("path", "style"),
    [("a.md", "markdown"), ("a.HTML", "html"), ("a.json", "json"), ("a.txt", "text")],
)
def test_the_suffix_says_the_format(path, style):
    assert output(path=path).style == style


def test_standard_output_says_its_format_and_is_the_same_every_day():
    found = output(path="-", format="html")
    assert (found.style, found.folder) == ("html", None)
    assert found.on(date(2026, 11, 22)) == Path("-")


def test_the_day_stands_wherever_the_path_says():
    found = output(path="{date}/morning {date}.md")
    assert found.on(date(2026, 1, 2)) == HERE / "2026-01-02" / "morning 2026-01-02.md"


@pytest.mark.parametrize(
    ("path", "folder"),
    [("a.md", HERE), ("b/{date}.md", HERE / "b"), ("b/{date}/c/x.md", HERE / "b")],
)
def test_the_folder_of_an_output_is_the_one_that_stays(path, folder):
    assert output(path=path).folder == folder


def test_a_source_says_where_the_reader_finds_it():
    assert source(folder="clips").where == "/srv/desk/clips"
    assert source(folder="a[1]", pattern="*/*.txt").where == "/srv/desk/a[[]1]/*/*.txt"
    assert source(file="wire.jsonl").where == "/srv/desk/wire.jsonl"
    assert source(feed="https://example.org/").where == ""


def test_a_table_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        source(folder="clips").weight = 3
