import json

import pytest

from summarizer.render.briefing import FORMATS
from tests.golden.morning import MORNING

DAM = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Two thousand people left their homes before the water came."
)


@pytest.fixture
def written(run, tmp_path):
    """A summary in JSON and the one article it quotes, beside each other."""
    (tmp_path / "dam.txt").write_text(DAM, encoding="utf-8")
    run("summarize", tmp_path / "dam.txt", "-o", tmp_path / "summary.json")
    return tmp_path / "summary.json"


def test_an_honest_summary_is_proved(run, written):
    ran = run("verify", written)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{written}: every quoted slice is verbatim (2 checked)\n"


def test_the_summary_of_the_samples_is_proved(run, samples, tmp_path):
    run("summarize", samples, "-o", tmp_path / "summary.json", "--words", 250)
    assert run("verify", tmp_path / "summary.json").code == 0


def test_a_changed_source_is_named_with_the_sentence(run, written):
    source = written.with_name("dam.txt")
    source.write_text(DAM.replace("Two thousand", "Two hundred"), encoding="utf-8")
    ran = run("verify", written, source)
    assert (ran.code, ran.out) == (1, "")
    assert any("Two thousand people left their homes" in line for line in ran.complaints)
    assert len(ran.complaints) <= 2


def test_a_changed_article_with_an_address_is_named_with_the_sentence_alone(run, tmp_path):
    source, summary = tmp_path / "a.json", tmp_path / "summary.json"
    record = {"url": "https://example.org/dam", "text": DAM}
    source.write_text(json.dumps(record), encoding="utf-8")
    run("summarize", source, "-o", summary)
    record["text"] = DAM.replace("came.", "rose.")
    source.write_text(json.dumps(record), encoding="utf-8")
    ran = run("verify", summary)
    assert ran.code == 1
    assert ran.complaints == [
        f"{source}: does not say at 72: Two thousand people left their homes before the water came."
    ]


def test_a_changed_summary_is_not_proved(run, written):
    document = json.loads(written.read_text(encoding="utf-8"))
    document["sentences"][0]["text"] = document["sentences"][0]["text"].replace("a", "e")
    written.write_text(json.dumps(document), encoding="utf-8")
    assert run("verify", written).code == 1


def test_a_source_that_is_gone_is_told(run, written):
    written.with_name("dam.txt").unlink()
    ran = run("verify", written)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints[0] == f"{written.parent}/dam.txt: no such file or folder"
    assert "not found again, so this is unproved" in ran.complaints[1]


def test_sources_that_have_moved_can_be_named(run, written, tmp_path):
    (tmp_path / "archive").mkdir()
    written.with_name("dam.txt").rename(tmp_path / "archive" / "dam.txt")
    assert run("verify", written).code == 1
    assert run("verify", written, tmp_path / "archive").code == 0


@pytest.mark.parametrize(
    "data", [b"The dam broke.", b"", b"\xff\xfe\x00", b"[" * 100_000, b"{}", b"[]", b"7"]
)
def test_what_is_no_summary_is_a_usage_error(run, tmp_path, data):
    (tmp_path / "a.json").write_bytes(data)
    ran = run("verify", tmp_path / "a.json")
    assert (ran.code, ran.out) == (2, "")
    [complaint] = ran.complaints
    assert "JSON" in complaint


def test_a_summary_that_is_not_there_is_a_usage_error(run, tmp_path):
    ran = run("verify", tmp_path / "no.json")
    assert ran.code == 2
    assert ran.complaints == [f"{tmp_path}/no.json: cannot be read: No such file or directory"]


# --- the stories with differences, days and names in brackets -------------------------------------

BRIDGE = (
    "Engineers told police spokesman John Smith that the old bridge over the river in Leeds could "
    "fall at any hour. Smith said that nobody would cross the river for six weeks."
)


@pytest.fixture
def changed(run, tmp_path):
    """Run `verify` on a summary after a change of its document."""

    def ran(change, *arguments: object):
        summary = tmp_path / "changed.json"
        assert run("summarize", *arguments, "-o", summary).code == 0
        assert run("verify", summary).code == 0
        document = json.loads(summary.read_text(encoding="utf-8"))
        change(document)
        summary.write_text(json.dumps(document), encoding="utf-8")
        return run("verify", summary)

    return ran


@pytest.mark.parametrize("words", [60, 100, 250])
@pytest.mark.parametrize("story", ["landslide", "coalition"])
def test_the_summary_of_a_story_is_proved(run, news_of, tmp_path, story, words):
    run("summarize", news_of(story), "--words", words, "-o", tmp_path / "summary.json")
    ran = run("verify", tmp_path / "summary.json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    quoted = sum(1 + len(sentence["repeats"]) for sentence in found["sentences"])
    assert f"({quoted + 2 * len(found['differences'])} checked)" in ran.out


def change_display(document):
    sentence = document["sentences"][0]
    sentence["display"] = sentence["display"].replace("14", "15").replace("collapsed", "survived")
    document["text"] = " ".join(one["display"] for one in document["sentences"])


def change_text(document):
    document["text"] = document["text"].replace("The ", "A ", 1)


def change_difference(document):
    other = document["differences"][0][1]
    other["text"] = other["text"].replace(other["figure"], "ninety")


def change_difference_place(document):
    document["differences"][0][1]["start"] += 1


def change_start(document):
    document["sentences"][-1]["start"] += 1


def change_end(document):
    document["sentences"][-1]["end"] -= 1


def change_article(document):
    sentence = document["sentences"][0]
    sentence["article"] = sentence["citations"][0] = len(document["articles"])


@pytest.mark.parametrize(
    "change",
    [
        change_display,
        change_text,
        change_difference,
        change_difference_place,
        change_start,
        change_end,
        change_article,
    ],
)
@pytest.mark.parametrize("story", ["landslide", "coalition"])
def test_a_changed_story_is_not_proved(changed, news_of, story, change):
    ran = changed(change, news_of(story), "--words", 250)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints


@pytest.fixture
def bridge(tmp_path):
    (tmp_path / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    return tmp_path / "bridge.txt"


def test_a_changed_name_in_brackets_is_not_proved(changed, bridge):
    def rename(document):
        sentence = document["sentences"][0]
        assert "[police spokesman John]" in sentence["display"]
        sentence["display"] = sentence["display"].replace("John", "Jack")
        document["text"] = sentence["display"]

    ran = changed(rename, bridge, "--words", 14)
    assert (ran.code, ran.out) == (1, "")
    [complaint] = ran.complaints
    assert complaint.startswith("[police spokesman Jack] does not follow from the article: ")


def test_a_name_added_in_brackets_is_not_proved(changed, bridge):
    def add(document):
        sentence = document["sentences"][0]
        sentence["display"] = sentence["display"].replace("the river", "the river [Aire]")
        document["text"] = " ".join(one["display"] for one in document["sentences"])

    assert changed(add, bridge, "--sentences", 3).code == 1


# --- briefings ------------------------------------------------------------------------------------


@pytest.fixture
def morning(tmp_path):
    """A briefing in JSON; its articles are nowhere but in it."""
    (tmp_path / "morning.json").write_text(FORMATS["json"](MORNING), encoding="utf-8")
    return tmp_path / "morning.json"


def test_a_briefing_is_proved_without_its_sources(run, morning):
    ran = run("verify", morning)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"{morning}: every quoted slice is verbatim in the texts stored with it (13 checked)\n"
    )


def test_a_briefing_is_proved_by_the_sources_that_are_named(run, morning, tmp_path):
    found = json.loads(morning.read_text(encoding="utf-8"))
    told = (*found["stories"], *found["shorts"])
    texts = {each["id"]: each["text"] for each in found["articles"]}
    entries = [entry for story in told for entry in story["summary"]["articles"]]
    records = [{**entry, "text": texts[entry["id"]]} for entry in entries]
    (tmp_path / "all.json").write_text(json.dumps(records), encoding="utf-8")
    ran = run("verify", morning, tmp_path / "all.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{morning}: every quoted slice is verbatim (13 checked)\n"


def test_a_briefing_is_not_proved_when_a_quotation_was_changed(run, morning):
    text = morning.read_text(encoding="utf-8").replace("by two votes on", "by ten votes on")
    morning.write_text(text, encoding="utf-8")
    ran = run("verify", morning)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.complaints) == 2
    assert ran.complaints[0].startswith("story 3: Budget passes by two votes: not found again")


def test_a_briefing_is_not_proved_when_its_texts_are_gone(run, morning):
    found = json.loads(morning.read_text(encoding="utf-8"))
    found["articles"] = []
    morning.write_text(json.dumps(found), encoding="utf-8")
    ran = run("verify", morning)
    assert ran.code == 1
    assert ran.complaints[0] == "clippings/library.txt: no such file or folder"
    assert sum("not found again" in line for line in ran.complaints) == 13
