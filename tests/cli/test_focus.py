"""What a reader can ask for beside a length: a question, a first day, only what is new."""

import json
import re
import shutil
from pathlib import Path

import pytest

LANDSLIDE_3_JUNE = {
    "Landslide kills 12 in mountain village",
    "Mountain village swept away, 12 killed",
    "Tromstad win the cup after extra time",
}
UNDATED = (
    "The landslide in the village of Brenna in Northmark has left 140 people without a house, the "
    "Red Cross said. Soldiers and volunteers brought blankets and food to the people of Brenna "
    "whose houses lie under the mud. Geologists had warned that the mountain above the village "
    "could slide."
)
BRIDGE = """---
title: Bridge closed
source: Leeds Post
date: 2024-05-08T15:00:00+00:00
---
Engineers told police spokesman John Smith that the old bridge over the river could fall any hour.

The council of Leeds closed the bridge to all lorries, cars, cyclists and walkers on Tuesday.

Smith said that nobody would cross the river for six weeks.
"""


@pytest.fixture
def landslide(news_of, tmp_path) -> Path:
    """The landslide's six articles, and one that nobody dated."""
    folder = tmp_path / "landslide"
    shutil.copytree(news_of("landslide").parent, folder)
    (folder / "undated.txt").write_text(UNDATED, encoding="utf-8")
    return folder


@pytest.fixture
def document(run, tmp_path):
    """Run `summarize` with JSON and read it back."""

    def written(*arguments: object) -> dict:
        ran = run("summarize", *arguments, "-o", tmp_path / "written.json")
        assert (ran.code, ran.err) == (0, "")
        return json.loads((tmp_path / "written.json").read_text(encoding="utf-8"))

    return written


def titles(found: dict, reason: str) -> set[str]:
    """The articles that were set aside for this reason."""
    by_number = {entry["number"]: entry["title"] for entry in found["articles"]}
    return {by_number[one["article"]] for one in found["set_aside"] if one["reason"] == reason}


# --- a question -----------------------------------------------------------------------------------


def test_a_question_is_answered(run, news_of):
    question = "How fast were the cracks above the village growing?"
    ran = run("summarize", news_of("landslide"), "--sentences", 2, "--query", question)
    assert (ran.code, ran.err) == (0, "")
    assert "the cracks above the village were growing by five centimetres a day" in ran.out


def test_another_question_gets_another_answer(run, news_of):
    question = "railway"
    ran = run("summarize", news_of("landslide"), "--sentences", 2, "--query", question)
    assert ran.code == 0
    assert "The national railway stopped all trains through the valley" in ran.out


def test_an_answer_too_gives_the_newest_toll(run, news_of):
    question = "Why do no trains run through the valley?"
    ran = run("summarize", news_of("landslide"), "--sentences", 2, "--query", question)
    assert "12 people" not in ran.out.partition("\n\n")[0]


def test_a_question_that_nobody_answers_is_one_line(run, news_of):
    question = "price of coffee in Brazil"
    ran = run("summarize", news_of("landslide"), "--query", question)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == [f"nothing in these articles answers: {question}"]


# --- a first day ----------------------------------------------------------------------------------


def test_older_articles_are_set_aside_and_listed_and_undated_ones_stay(document, landslide):
    found = document(landslide, "--since", "2024-06-04", "--words", 250)
    assert titles(found, "published too early") == LANDSLIDE_3_JUNE
    assert len(found["set_aside"]) == 3
    cited = {
        entry["title"] or Path(entry["path"]).name for entry in found["articles"] if entry["cited"]
    }
    assert not cited & LANDSLIDE_3_JUNE
    assert any(sentence["text"] in UNDATED for sentence in found["sentences"])


def test_the_older_articles_are_listed_in_text_too(run, news_of):
    ran = run("summarize", news_of("landslide"), "--since", "2024-06-04")
    aside = ran.out.partition("\nSet aside\n")[2]
    for title in LANDSLIDE_3_JUNE:
        assert f"{title}: published too early\n" in aside


def test_an_article_of_the_first_day_itself_stays(document, news_of):
    found = document(news_of("landslide"), "--since", "2024-06-05", "--words", 60)
    assert "Brenna landslide toll rises to 14" not in titles(found, "published too early")
    assert len(titles(found, "published too early")) == 5


def test_when_all_articles_are_older_there_is_nothing_to_quote(run, news_of):
    ran = run("summarize", news_of("landslide"), "--since", "2030-01-01")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.complaints) == 1


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "04.06.2024", ""])
def test_what_is_no_day_is_a_usage_error(run, news_of, day):
    ran = run("summarize", news_of("landslide"), "--since", day)
    assert (ran.code, ran.out) == (2, "")
    [complaint] = ran.complaints
    assert "--since" in complaint


# --- what the reader knows ------------------------------------------------------------------------


@pytest.mark.parametrize("story", ["landslide", "coalition"])
def test_what_a_summary_told_is_not_told_again(document, news_of, tmp_path, story):
    known = document(news_of(story), "--words", 60)
    (tmp_path / "known.json").write_text(json.dumps(known), encoding="utf-8")
    again = document(news_of(story), "--words", 200, "--exclude", tmp_path / "known.json")
    told = {sentence["text"] for sentence in known["sentences"]}
    assert told
    assert again["sentences"]
    for sentence in again["sentences"]:
        said = {sentence["text"], *(repeat["text"] for repeat in sentence["repeats"])}
        assert not told & said


def test_what_was_told_does_not_come_again_before_something_new(document, news_of, tmp_path):
    known = document(news_of("coalition"), "--words", 100)
    (tmp_path / "known.json").write_text(json.dumps(known), encoding="utf-8")
    again = document(news_of("coalition"), "--words", 250, "--exclude", tmp_path / "known.json")
    told = {sentence["text"] for sentence in known["sentences"]}
    assert not told & {sentence["text"] for sentence in again["sentences"]}


def test_several_known_summaries_can_be_named(document, news_of, tmp_path):
    story = news_of("landslide")
    first = document(story, "--words", 40)
    (tmp_path / "1.json").write_text(json.dumps(first), encoding="utf-8")
    second = document(story, "--words", 60, "--exclude", tmp_path / "1.json")
    (tmp_path / "2.json").write_text(json.dumps(second), encoding="utf-8")
    third = document(
        story, "--words", 60, "--exclude", tmp_path / "1.json", "--exclude", tmp_path / "2.json"
    )
    told = {sentence["text"] for known in (first, second) for sentence in known["sentences"]}
    assert not told & {sentence["text"] for sentence in third["sentences"]}


def test_when_the_reader_knows_it_all_there_is_nothing_to_quote(run, tmp_path):
    (tmp_path / "a.md").write_text(BRIDGE, encoding="utf-8")
    run("summarize", tmp_path / "a.md", "--sentences", 3, "-o", tmp_path / "known.json")
    ran = run("summarize", tmp_path / "a.md", "--exclude", tmp_path / "known.json")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.complaints) == 1


@pytest.mark.parametrize("data", [b"The dam broke.", b"", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_known_summary_that_is_not_json_is_a_usage_error(run, news_of, tmp_path, data):
    (tmp_path / "a.json").write_bytes(data)
    ran = run("summarize", news_of("landslide"), "--exclude", tmp_path / "a.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [f"{tmp_path}/a.json: not JSON; write one with --format json"]


@pytest.mark.parametrize("data", ["{}", "[]", "7", '{"sentences": [{}]}', '{"sentences": 7}'])
def test_json_that_is_no_summary_is_a_usage_error(run, news_of, tmp_path, data):
    (tmp_path / "a.json").write_text(data, encoding="utf-8")
    ran = run("summarize", news_of("landslide"), "--exclude", tmp_path / "a.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [f"{tmp_path}/a.json: not a summary; write one with --format json"]


def test_a_known_summary_that_is_not_there_is_a_usage_error(run, news_of, tmp_path):
    ran = run("summarize", news_of("landslide"), "--exclude", tmp_path / "no.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [f"{tmp_path}/no.json: cannot be read: No such file or directory"]


# --- without brackets -----------------------------------------------------------------------------


def test_a_name_is_in_brackets_unless_they_are_turned_off(document, run, tmp_path):
    # 14 words are enough for the last sentence alone, which is not to be read without the name.
    (tmp_path / "a.md").write_text(BRIDGE, encoding="utf-8")
    assert document(tmp_path / "a.md", "--words", 14)["text"] == (
        "[police spokesman John] Smith said that nobody would cross the river for six weeks."
    )
    ran = run("summarize", tmp_path / "a.md", "--words", 14, "--no-brackets")
    assert (ran.code, ran.out) == (1, "")


def test_a_day_is_in_brackets_unless_they_are_turned_off(document, tmp_path):
    (tmp_path / "a.md").write_text(BRIDGE, encoding="utf-8")
    assert "on Tuesday [7 May]." in document(tmp_path / "a.md", "--sentences", 3)["text"]
    plain = document(tmp_path / "a.md", "--sentences", 3, "--no-brackets")["text"]
    assert "on Tuesday." in plain
    assert "[" not in plain


@pytest.mark.parametrize("story", ["landslide", "coalition"])
def test_without_brackets_what_is_printed_is_what_was_written(document, news_of, story):
    found = document(news_of(story), "--words", 250, "--no-brackets")
    assert [one["display"] for one in found["sentences"]] == [
        one["text"] for one in found["sentences"]
    ]
    assert re.search(r"[\[\]]", found["text"]) is None


def test_explain_names_the_sentence_that_was_left_out_for_another(run, samples):
    done = run("summarize", samples, "--words", "60", "--explain")
    assert "instead of: Chinese leader Xi Jinping" in done.err
    assert "also said by" in done.err
