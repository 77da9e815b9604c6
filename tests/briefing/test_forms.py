"""What is recorded of a briefing becomes files again, to the byte, under any name."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.briefing import config, forms
from summarizer.briefing.records import Made
from summarizer.render.briefing import FORMATS, sources
from summarizer.render.briefing.html import html
from tests.golden.morning import MORNING

CONFIG = """
timezone = "Europe/Berlin"
[[sources]]
name = "Clippings"
folder = "clippings"
[[outputs]]
path = "out/{date}.html"
[[outputs]]
path = "data/{date}.json"
"""
TO_JSON = "../data/2026-11-20.json"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    path = tmp_path / "briefing.toml"
    path.write_text(CONFIG, encoding="utf-8")
    kept = forms.all_of(MORNING, config.load(path))
    return Made(MORNING.day, MORNING.since, MORNING.until, kept, words=1, stories=1)


def without(made: Made, *names: str) -> Made:
    kept = {name: form for name, form in json.loads(made.json).items() if name not in names}
    return replace(made, json=json.dumps(kept))


def test_every_format_is_kept_as_it_is_written(made):
    assert {style: forms.rendered(made, style) for style in FORMATS} == {
        style: write(MORNING) for style, write in FORMATS.items()
    }


def test_a_file_that_is_no_page_has_nothing_beside_it(made):
    assert forms.files(made, Path("day.md"), "markdown") == {
        Path("day.md"): FORMATS["markdown"](MORNING)
    }


def test_a_page_has_its_sources_before_it_and_links_to_them_and_to_the_json(made):
    files = forms.files(made, Path("2026-11-20.html"), "html", TO_JSON)
    assert [*files.items()] == [
        (Path("2026-11-20.sources.html"), sources.sources(MORNING, told_on="2026-11-20.html")),
        (
            Path("2026-11-20.html"),
            html(MORNING, json_link=TO_JSON, sources="2026-11-20.sources.html"),
        ),
    ]
    assert f'href="{TO_JSON}"' in files[Path("2026-11-20.html")]


def test_a_page_of_another_name_and_its_sources_link_to_each_other(made):
    files = forms.files(made, Path("out/latest.html"), "html")
    assert [*files] == [Path("out/latest.sources.html"), Path("out/latest.html")]
    assert 'href="latest.html#story-1"' in files[Path("out/latest.sources.html")]
    assert 'href="latest.sources.html#story-1"' in files[Path("out/latest.html")]


def test_a_way_to_the_json_that_was_not_known_that_day_is_no_link(made):
    page = Path("2026-11-20.html")
    assert forms.files(made, page, "html", "elsewhere.json") == forms.files(made, page, "html")


def test_a_day_that_an_earlier_version_recorded_has_a_page_and_no_sources(made):
    page = Path("2026-11-20.html")
    old = without(made, forms.SOURCES, "page", f"page {TO_JSON}")
    assert forms.files(old, page, "html", TO_JSON) == {page: FORMATS["html"](MORNING)}
