"""From a page to the same briefing as JSON, wherever the configuration puts the two."""

from datetime import date
from pathlib import Path

import pytest

from summarizer.briefing import config, links

DAY = date(2026, 11, 20)
HEAD = """
timezone = "Europe/Berlin"
[[sources]]
name = "Clippings"
folder = "clippings"
"""


@pytest.mark.parametrize(
    ("paths", "link"),
    [
        (("out/{date}.html", "out/{date}.json"), "2026-11-20.json"),
        (("out/{date}.html",), ""),
        (("out/{date}.html", "out/latest.json"), ""),
        (("out/{date}.html", "out/latest.json", "out/{date}.json"), "2026-11-20.json"),
        (("out/latest.html", "out/latest.json"), "latest.json"),
        (("out/latest.html", "out/{date}.json"), "2026-11-20.json"),
        (("out/{date}.html", "data/{date}.json"), "../data/2026-11-20.json"),
        (("{date}/day.html", "{date}/day.json"), "day.json"),
        (("{date}/day.html", "json/{date}.json"), "../json/2026-11-20.json"),
        (("out/{date}.html", "out/a b/ü#?:{date}.json"), "a%20b/%C3%BC%23%3F%3A2026-11-20.json"),
        (("out/{date}.md", "out/{date}.json"), ""),
    ],
)
def test_a_page_links_to_the_json_that_stays_beside_it(paths, link, tmp_path):
    outputs = "".join(f'[[outputs]]\npath = "{path}"\n' for path in paths)
    (tmp_path / "briefing.toml").write_text(HEAD + outputs, encoding="utf-8")
    read = config.load(tmp_path / "briefing.toml")
    assert links.to_json(read, read.outputs[0], DAY) == link


def test_standard_output_has_no_place_to_link_from_or_to(tmp_path):
    outputs = """
[[outputs]]
path = "-"
format = "{one}"
[[outputs]]
path = "out/{{date}}.{other}"
"""
    for one, other in (("html", "json"), ("json", "html")):
        text = HEAD + outputs.format(one=one, other=other)
        (tmp_path / "briefing.toml").write_text(text, encoding="utf-8")
        read = config.load(tmp_path / "briefing.toml")
        assert [links.to_json(read, each, DAY) for each in read.outputs] == ["", ""]


def test_the_way_is_relative_to_the_folder_of_the_page():
    assert links.relative(Path("/a/b/page.html"), Path("/a/c/day.json")) == "../c/day.json"
