from datetime import UTC, datetime

from summarizer import split
from summarizer.choose import leaning, prose
from summarizer.choose.prose import Line
from summarizer.datatypes import Article

OPENING = "Mayor Ann Wood closed the old bridge over the river in Leeds on Monday."


def lines(text: str, *, brackets: bool = True, **fields: object) -> list[Line]:
    article = Article(text, lang="en", **fields)  # type: ignore[arg-type]
    return prose.lines(split.sentences(article), with_brackets=brackets)


def shown(line: Line, **more: object) -> str:
    return prose.shown(line, **({"bracketed": True} | more))  # type: ignore[arg-type]


def test_every_sentence_is_a_line_and_a_verbatim_slice():
    text = (
        f"LEEDS (AP) — {OPENING} Read more: Ten bridges that fell. But trains still run in Leeds."
    )
    found = lines(text)
    assert len(found) == len(split.sentences(Article(text)))
    for line in found:
        sentence = line.sentence
        assert sentence.article.text[sentence.start : sentence.end] == sentence.text


def test_a_dateline_is_cut_off():
    assert lines(f"LEEDS (AP) — {OPENING}")[0].sentence.text == OPENING


def test_furniture_is_not_quotable_and_a_sentence_is():
    found = lines(f"{OPENING}\nSign up for our free newsletter and read it at breakfast.")
    assert [line.quotable for line in found] == [True, False]


def test_what_is_not_quotable_is_not_asked_what_it_needs():
    found = lines(f"{OPENING}\nSign up for our free newsletter, which he reads at breakfast.")
    assert found[1].need == leaning.Need((), frozenset())
    assert found[0].need.introduces > {"Ann", "Wood"}


def test_what_is_left_of_a_trimmed_sentence_must_be_long_enough():
    [line] = lines("LEEDS (AP) — The bridge fell down.")
    assert line.sentence.text == "The bridge fell down."
    assert not line.quotable


def test_a_connective_goes_where_the_rest_then_stands():
    found = lines(f"{OPENING} But London keeps its bridges over the river open.")
    assert found[1].sentence.text == "London keeps its bridges over the river open."
    assert leaning.missing([found[1].need]) == frozenset()
    leans = lines(f"{OPENING} But she refused to say why.")
    assert leans[1].sentence.text == "But she refused to say why."


def test_what_then_begins_with_a_small_letter_is_shown_with_a_capital():
    found = lines(f"{OPENING} But the trains of Leeds still run to York.")
    assert found[1].sentence.text == "the trains of Leeds still run to York."
    assert leaning.missing([found[1].need]) == frozenset()
    assert shown(found[1]) == "[T]he trains of Leeds still run to York."


def test_without_brackets_no_small_letter_opens_a_sentence():
    found = lines(f"{OPENING} But trains still run between Leeds and York.", brackets=False)
    assert found[1].sentence.text == "But trains still run between Leeds and York."
    assert all(line.insertions == () for line in found)
    assert [shown(line) for line in found] == [line.sentence.text for line in found]


def test_brackets_name_the_owner_of_a_surname_once():
    opening = OPENING.replace("Mayor", "On Monday Mayor").replace(" on Monday.", ".")
    later = "In Leeds, Wood said on Tuesday that the bridge was safe for lorries."
    found = lines(f"{opening} Trains still run between Leeds and York. {later}")
    assert "Wood" in {lean.key for lean in found[2].need.leans}
    assert leaning.missing([found[2].bracketed]) == frozenset()
    assert "Wood" in found[2].bracketed.introduces
    assert shown(found[2]).startswith("In Leeds, [Mayor Ann] Wood said")
    assert shown(found[2], known=frozenset({"Wood"})) == later
    assert shown(found[2], bracketed=False) == later


def test_a_weekday_has_its_date_with_or_without_names():
    text = "The council of Leeds closed the old bridge over the river on Monday."
    published = datetime(2024, 5, 8, 15, tzinfo=UTC)  # a Wednesday
    [line] = lines(text, published=published)
    assert shown(line, bracketed=False) == text[:-1] + " [6 May]."
    assert lines(text)[0].insertions == ()


def test_an_article_without_sentences_has_no_lines():
    assert prose.lines([], with_brackets=True) == []
