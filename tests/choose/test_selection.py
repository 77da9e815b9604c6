"""The choice as a whole, on a few sentences whose vectors are written by hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from summarizer.choose import selection
from summarizer.choose.lean import Lean
from summarizer.choose.leaning import Need
from summarizer.choose.prose import Line
from summarizer.choose.story import Story
from summarizer.datatypes import Article, Budget, Options, Sentence

DAM = "A dam broke above Riverton on Monday night after nine days of rain."
DAM_TOO = "Above Riverton a dam broke on Monday night after nine days of rain."
DEAD = "Rescue teams had found the bodies of twelve people by Tuesday noon."
SCHOOLS = "All schools in the valley will stay closed until the end of May."
PRICES = "Analysts expect claims of ninety million dollars from owners of houses."
ALONE = Need((), frozenset())


def page(*texts: str, source: str, quotable: bool = True, title: str = "") -> list[Line]:
    article = Article(" ".join(texts), lang="en", source=source, title=title)
    starts = [article.text.index(text) for text in texts]
    return [
        Line(Sentence(article, n, start, text), quotable, ALONE, ALONE, ())
        for n, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def in_french(line: Line) -> Line:
    """The same line of a French article."""
    article = replace(line.sentence.article, lang="fr")
    return replace(line, sentence=replace(line.sentence, article=article))


def story_of(*pages: list[Line], words: int = 40) -> Story:
    """Every text has a direction of its own, and the two about the dam share theirs."""
    axes = {DAM: 0, DAM_TOO: 0, DEAD: 1, SCHOOLS: 2, PRICES: 3}
    texts = [line.sentence.text for found in pages for line in found if line.quotable]
    vectors = np.eye(4, dtype=np.float32)[[axes[text] for text in texts]]
    no_query = np.zeros((1, 4), dtype=np.float32)
    return selection.story(pages, vectors, no_query, Options(Budget(words)))


def chosen(*pages: list[Line], words: int = 40) -> list[str]:
    story = story_of(*pages, words=words)
    choices = selection.choose(story, Options(Budget(words)))
    return [story.lines[row].sentence.text for c in choices for row in story.passages[c.row].rows]


def test_the_lead_is_what_an_article_opens_with_and_others_say_too():
    found = chosen(
        page(DAM, DEAD, source="A"), page(DAM_TOO, SCHOOLS, source="B"), page(PRICES, source="C")
    )
    assert found[0] in (DAM, DAM_TOO)


def test_an_opening_that_nobody_shares_is_no_lead_beside_one_that_all_share():
    pages = [page(DAM, source="A"), page(DAM_TOO, source="B"), page(PRICES, source="C")]
    story = story_of(*pages)
    assert sorted(map(story.article, story.leads(40))) == [0, 1]


def test_every_article_offers_its_best_opening_as_a_lead():
    story = story_of(page(DAM, DEAD, source="A"), page(DAM_TOO, SCHOOLS, source="B"))
    leads = story.leads(40)
    assert sorted(map(story.article, leads)) == [0, 1]
    assert [story.places[story.passages[lead].rows[0]].depth for lead in leads] == [0, 0]


def test_a_story_is_told_from_another_opening_where_the_whole_reads_better(monkeypatch):
    pages = [page(DAM, DEAD, source="A"), page(SCHOOLS, PRICES, source="B")]
    story = story_of(*pages)
    best = story.leads(40)[0]

    def stumbles(_: Story, rows: Sequence[int]) -> tuple[float, float]:
        return (9.0 if rows[0] == best else 0.0), 0.0

    monkeypatch.setattr(Story, "stumbles", stumbles)
    assert selection.choose(story, Options(Budget(40)))[0].row != best
    monkeypatch.setattr(selection, "FEW", 1)
    assert selection.choose(story, Options(Budget(40)))[0].row == best


def test_a_sentence_behind_its_own_predecessor_hangs_less():
    story = story_of(page(DAM, DEAD, source="A"), page(DAM_TOO, SCHOOLS, source="B"))
    hanging, _ = story.stumbles([0, 1])
    assert 0 < hanging < story.stumbles([0, 3])[0]


def test_what_is_told_again_is_counted():
    story = story_of(page(DAM, DEAD, source="A"), page(DAM_TOO, SCHOOLS, source="B"))
    assert story.stumbles([0, 2])[1] > 0.5 > story.stumbles([0, 1])[1]
    assert story.stumbles([0, 3, 1, 2])[1] > 0.5 > story.stumbles([0, 3, 1])[1]


def test_no_model_of_the_reader_judges_other_languages(monkeypatch):
    monkeypatch.delattr(Story, "stumbles")
    french = [in_french(line) for line in page(DAM, DEAD, source="A")]
    assert chosen(french) == [DAM, DEAD]


def test_what_two_sources_say_is_said_once():
    found = chosen(page(DAM, DEAD, source="A"), page(DAM_TOO, SCHOOLS, source="B"), words=60)
    assert len({DAM, DAM_TOO} & {*found}) == 1
    assert {*found} >= {DEAD, SCHOOLS}


def test_a_column_is_no_match_for_a_report():
    diary = ["I saw it with my eyes.", "I ran to my car at once.", "I lost my house and all I own."]
    column = [replace(line, quotable=False) for line in page(DAM, *diary, source="A")]
    column[0] = replace(column[0], quotable=True)
    report = page(SCHOOLS, source="B")
    assert chosen(column, report, words=14) == [SCHOOLS]
    assert chosen(page(DAM, source="A"), report, words=14) == [DAM]


def test_the_budget_is_kept():
    for words in range(13, 60):
        found = chosen(
            page(DAM, DEAD, SCHOOLS, source="A"), page(DAM_TOO, PRICES, source="B"), words=words
        )
        assert 0 < sum(len(text.split()) for text in found) <= words


def test_a_sentence_is_cited_for_both_that_say_it():
    story = story_of(page(DAM, source="A"), page(DAM_TOO, source="B"))
    assert [repeat.text for repeat in story.repeats(0)] == [DAM_TOO]
    assert [repeat.text for repeat in story.repeats(1)] == [DAM]


def test_a_page_without_a_quotable_sentence_changes_nothing():
    pages = [page(DAM, DEAD, source="A"), page(SCHOOLS, source="B")]
    noise = page("Sign up for our free newsletter.", source="C", quotable=False)
    expected = chosen(*pages)
    assert chosen(noise, *pages) == expected
    assert chosen(*pages, noise) == expected


def test_what_does_not_stand_alone_is_quoted_when_nothing_else_is_there():
    lost = Need((Lean("pronoun", "He", None),), frozenset())
    [line] = page(DAM, source="A")
    assert chosen([replace(line, need=lost, bracketed=lost)]) == [DAM]


def test_a_passage_costs_what_is_printed_of_it():
    story = story_of(page(DAM, DEAD, source="A"))
    assert story.prices == [len(DAM.split()), len(DEAD.split())]
    assert story.words == story.prices


@pytest.mark.parametrize("words", [20, 40])
def test_the_articles_order_does_not_matter_for_what_is_said(words):
    pages = [
        page(DAM, DEAD, source="A"),
        page(SCHOOLS, DAM_TOO, source="B"),
        page(PRICES, source="C"),
    ]
    assert {*chosen(*pages, words=words)} == {*chosen(*pages[1:], pages[0], words=words)}


def test_what_another_outlet_tells_again_is_left_out_whatever_room_there_is():
    convicted = "A jury in Leeds found Marta Kovan guilty of murder after a trial of nine weeks."
    again = "Marta Kovan was found guilty of murder by a jury in Leeds on Friday after nine weeks."
    elsewhere = "Her lawyers will appeal to a higher court in London before the end of May."
    pages = [page(convicted, source="A"), page(again, source="B"), page(elsewhere, source="C")]
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    story = selection.story(
        pages, vectors, np.zeros((1, 2), dtype=np.float32), Options(Budget(100))
    )
    choices = selection.choose(story, Options(Budget(100)))
    told = {story.lines[row].sentence.text for c in choices for row in story.passages[c.row].rows}
    assert len(told & {convicted, again}) == 1
    assert elsewhere in told
