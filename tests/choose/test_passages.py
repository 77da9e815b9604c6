from dataclasses import replace

from summarizer.choose import passages
from summarizer.choose.lean import Lean
from summarizer.choose.leaning import Need
from summarizer.choose.passages import Passage
from summarizer.choose.prose import Line
from summarizer.datatypes import Article, Sentence

ALONE = Need((), frozenset())
LEANING = Need((Lean("pronoun", "He", 1),), frozenset())
ON_TWO = Need((Lean("pronoun", "He", 2),), frozenset())
LOST = Need((Lean("pronoun", "He", None),), frozenset())
NAMED = Need((Lean("name", "Wood", None, key="Wood"),), frozenset())
NAMES = Need((), frozenset({"Wood"}))


def line(
    need: Need = ALONE, *, bracketed: Need | None = None, quotable: bool = True, index: int = 0
) -> Line:
    sentence = Sentence(Article("Text."), index, 0, "Text.")
    return Line(sentence, quotable, need, bracketed or need, ())


def of(*lines: Line, first_row: int = 0) -> list[Passage]:
    numbered = [
        replace(one, sentence=replace(one.sentence, index=n)) for n, one in enumerate(lines)
    ]
    return list(passages.of(numbered, first_row))


def rows(found: list[Passage]) -> set[tuple[int, ...]]:
    """Of the passages that stand anywhere."""
    return {passage.rows for passage in found if not passage.wants}


def test_a_sentence_that_stands_is_a_passage_of_its_own():
    assert rows(of(line(), line())) == {(0,), (1,)}


def test_a_leaning_sentence_comes_with_its_predecessor():
    assert rows(of(line(), line(LEANING))) == {(0,), (0, 1)}


def test_a_chain_of_leaning_sentences_comes_as_a_whole():
    assert rows(of(line(), line(LEANING), line(LEANING))) == {(0,), (0, 1), (0, 1, 2)}


def test_a_long_chain_can_only_be_told_on_from_what_is_printed():
    chain = of(line(), line(LEANING), line(LEANING), line(LEANING))
    assert max(map(len, rows(chain))) == 1 + passages.MOST_BEFORE
    assert {tuple(p.wants) for p in chain if p.rows == (3,)} == {("#2",)}
    assert {tuple(p.wants) for p in chain if p.rows == (2, 3)} == {("#1",)}


def test_what_leans_on_the_sentence_before_the_last_wants_both_printed():
    [told_on] = [p for p in of(line(), line(), line(ON_TWO)) if p.rows == (2,)]
    assert told_on.wants == {"#0", "#1"}


def test_nothing_is_told_on_over_a_gap():
    found = of(line(), line(quotable=False), line(LEANING))
    assert [passage.rows for passage in found] == [(0,)]


def test_no_longer_run_is_offered_than_needed():
    assert rows(of(line(), line(), line(LEANING))) == {(0,), (1,), (1, 2)}
    assert rows(of(line(), line(), line(ON_TWO))) == {(0,), (1,), (0, 1, 2)}


def test_an_unquotable_neighbour_breaks_the_run():
    assert rows(of(line(), line(quotable=False), line(LEANING))) == {(0,)}
    assert rows(of(line(quotable=False), line(LEANING))) == set()


def test_unquotable_lines_have_no_rows():
    assert rows(of(line(quotable=False), line(), line(quotable=False), line())) == {(0,), (1,)}


def test_rows_count_on_from_the_articles_before():
    assert rows(of(line(), line(LEANING), first_row=7)) == {(7,), (7, 8)}


def test_what_nothing_can_hold_up_is_not_offered():
    assert of(line(), line(LOST)) == of(line())


def test_a_name_can_be_introduced_by_any_passage_or_by_the_run():
    found = of(line(NAMES), line(NAMED))
    assert {(p.rows, p.wants) for p in found} >= {((1,), frozenset({"Wood"}))}
    assert rows(found) == {(0,), (0, 1)}
    assert all("Wood" in passage.gives for passage in found if 0 in passage.rows)


def test_what_is_told_on_wants_its_printed_predecessor():
    [told_on] = [p for p in of(line(), line(LEANING)) if p.rows == (1,)]
    assert told_on.wants == {"#0"}
    [head] = [p for p in of(line(), line(LEANING)) if p.rows == (0,)]
    assert told_on.wants <= head.gives


def test_brackets_are_offered_only_where_they_spare_something():
    bracketed = line(NAMED, bracketed=replace(ALONE, introduces=frozenset({"Wood"})))
    [plain, spared] = of(bracketed)
    assert (plain.wants, plain.bracketed) == ({"Wood"}, False)
    assert (spared.wants, spared.bracketed) == (frozenset(), True)
    assert "Wood" in spared.gives
    assert not any(passage.bracketed for passage in of(line(), line(NAMED), line(LEANING)))
    assert not of(line(bracketed=NAMES))[0].bracketed


def test_with_brackets_a_leaning_sentence_stands_without_its_predecessor():
    assert rows(of(line(), line(LEANING, bracketed=ALONE))) == {(0,), (1,)}


def test_a_bracketed_passage_is_not_told_on():
    found = of(line(NAMED, bracketed=ALONE), line(LEANING))
    assert not any(
        passage.bracketed and any(want.startswith("#") for want in passage.wants)
        for passage in found
    )


def test_an_article_without_lines_has_no_passages():
    assert of() == []
