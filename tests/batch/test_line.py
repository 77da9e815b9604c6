import json

import pytest

from summarizer import load
from summarizer.batch import line
from summarizer.batch.line import summarized
from summarizer.datatypes import Budget, Options
from summarizer.pipeline import summarize
from summarizer.render import json as rendered
from summarizer.verify import faults

DAM = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Two thousand people left their homes before the water came."
)
FLOOD = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Forty houses were ruined by the flood in the lower town."
)
CLUSTER = {
    "id": "dam",
    "lang": "en",
    "docs": [
        {"title": "Dam breaks", "text": DAM, "source": "Harbour Times", "date": "2026-11-20"},
        {"title": "Flood", "text": FLOOD, "url": "https://example.org/flood"},
    ],
}
OPTIONS = Options(Budget(40, "words"))


def out(given, encoder, **more):
    text = given if isinstance(given, str) else json.dumps(given)
    written = summarized(text, OPTIONS, lambda _: encoder, **more)
    assert "\n" not in written
    return json.loads(written)


def test_a_line_is_what_summarize_writes_for_its_articles_with_the_id(tmp_path, encoder):
    path = tmp_path / "dam.json"
    path.write_text(json.dumps(CLUSTER))
    articles, _ = load.read([path])
    alone = json.loads(rendered(summarize(articles, OPTIONS, encoder=encoder)))
    for article in alone["articles"]:
        article["path"] = None
    assert out(CLUSTER, encoder) == {"id": "dam", **alone}


def test_every_slice_can_be_looked_up_in_the_input_line(tmp_path, encoder):
    path = tmp_path / "line.json"
    path.write_text(json.dumps(CLUSTER))
    articles, _ = load.read([path])
    document = out(CLUSTER, encoder)
    assert document["text"].startswith("The dam above Riverton broke on Monday evening")
    assert faults(document, articles) == []


def test_an_evaluation_data_set_is_valid_input(encoder):
    plain = out(CLUSTER, encoder)
    assert out({**CLUSTER, "references": [{"text": "A dam broke."}]}, encoder) == plain


@pytest.mark.parametrize(
    ("given", "identity", "reason"),
    [
        ("{broken", None, "not JSON: expecting property name enclosed in double quotes"),
        ("[1]", None, "not an object with fields"),
        ('{"docs": ' + "[" * 100_000, None, "not usable JSON: nested too deeply"),
        ({"id": "a"}, "a", 'field "docs" is missing or not a list'),
        ({"id": "a", "docs": "x"}, "a", 'field "docs" is missing or not a list'),
        ({"id": 7, "docs": []}, "7", "no article with a text"),
        ({"id": [7], "docs": [{"text": ""}, 5]}, None, "no article with a text"),
        (
            {"id": "a\u200b\x1b[31m", "docs": [{"text": "One dam broke on Monday. " * 9}]},
            "a",
            "no sentence fits into 3 words: the shortest takes 5",
        ),
    ],
)
def test_a_bad_line_is_a_line_with_its_problem(encoder, given, identity, reason):
    text = given if isinstance(given, str) else json.dumps(given)
    written = summarized(text, Options(Budget(3, "words")), lambda _: encoder, number=12)
    assert json.loads(written) == {"id": identity, "line": 12, "problem": reason}


def test_without_a_number_a_problem_names_no_line(encoder):
    assert out("[1]", encoder) == {"id": None, "problem": "not an object with fields"}


def test_an_article_that_cannot_be_used_is_among_the_problems_of_the_summary(encoder):
    document = out({**CLUSTER, "docs": [{"title": "x"}, *CLUSTER["docs"]]}, encoder)
    reason = 'field "text" is missing or not a string'
    assert document["problems"] == [{"source": "this line, article 1", "reason": reason}]
    assert len(document["articles"]) == 2


def test_two_texts_of_one_article_id_are_told_apart(encoder):
    docs = [{"id": "x", "text": DAM}, {"id": "x", "text": FLOOD}]
    document = out({"id": "a", "docs": docs}, encoder)
    assert len(document["articles"]) == 1
    assert document["problems"][0]["reason"] == (
        '"x" was already read with another text; this one is left out'
    )


def test_the_output_is_compact_and_begins_with_the_id(encoder):
    written = summarized(json.dumps(CLUSTER), OPTIONS, lambda _: encoder)
    assert written.startswith('{"id":"dam","schema_version":1,"text":"The dam above Riverton')


@pytest.mark.parametrize("lang", ["zz", "../..", "", "e" * 10_000, "日本", 5, None, "EN-us"])
def test_any_language_is_survived(encoder, lang):
    assert "id" in out({**CLUSTER, "lang": lang}, encoder)


@pytest.mark.parametrize(("langs", "asked"), [(["fr", "fr"], "fr"), (["th", "en"], "en")])
def test_the_encoder_is_asked_for_by_the_language_of_most_articles(encoder, langs, asked):
    docs = [{**doc, "lang": lang} for doc, lang in zip(CLUSTER["docs"], langs, strict=True)]
    languages = []

    def chosen(language):
        languages.append(language)
        return encoder

    summarized(json.dumps({"id": "dam", "docs": docs}), OPTIONS, chosen)
    assert languages == [asked]


def test_nothing_of_a_line_is_kept_for_the_next(encoder):
    out(CLUSTER, encoder)
    assert {memory.cache_info().currsize for memory in line.MEMORIES} == {0}
