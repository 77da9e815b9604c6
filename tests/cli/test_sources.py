"""`--sources`: the page with the articles in full, and only a page."""

import json
import re

import pytest

DAM = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Two thousand people left their homes before the water came.\n\n"
    "The mayor said that the bridge would stay closed this week."
)


@pytest.fixture
def dam(tmp_path):
    path = tmp_path / "dam.txt"
    path.write_text(DAM, encoding="utf-8")
    return path


def test_the_page_shows_the_article_in_full_with_the_quoted_sentence_marked(run, dam):
    ran = run("summarize", dam, "--sentences", 1, "--format", "html", "--sources")
    assert (ran.code, ran.err) == (0, "")
    [[start, end, text]] = re.findall(
        r'<mark [^>]*data-start="(\d+)" data-end="(\d+)">(.*?)<', ran.out
    )
    assert text == DAM[int(start) : int(end)]
    assert "The mayor said that the bridge would stay closed this week." in ran.out


def test_the_marks_are_where_the_json_says(run, samples):
    page = run("summarize", samples, "--format", "html", "--sources").out
    said = json.loads(run("summarize", samples, "--format", "json").out)["sentences"]
    for sentence in said:
        for place in (sentence, *sentence["repeats"]):
            assert f'id="mark-{place["article"]}-{place["start"]}-{place["end"]}"' in page


def test_the_name_of_the_output_can_ask_for_the_page(run, dam, tmp_path):
    ran = run("summarize", dam, "--sources", "-o", tmp_path / "a.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert "<mark " in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_without_the_flag_the_page_has_no_articles(run, dam):
    assert "<mark " not in run("summarize", dam, "--format", "html").out


@pytest.mark.parametrize("wanted", ["terminal", "text", "markdown", "json"])
def test_no_other_format_can_show_the_sources(run, wanted):
    ran = run("summarize", "not-there.txt", "--format", wanted, "--sources")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [f"--sources with the format {wanted}: only html can show the sources"]


def test_sources_without_a_format_is_a_usage_error_before_anything_is_read(run, dam, tmp_path):
    for more in ((), ("-o", tmp_path / "a.md")):
        ran = run("summarize", dam, "--sources", *more)
        assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "a.md").exists()
