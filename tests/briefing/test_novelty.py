from collections.abc import Sequence
from datetime import date

import pytest

from summarizer.briefing import novelty, openings
from summarizer.briefing.novelty import Novelty
from summarizer.briefing.records import Told
from summarizer.datatypes import Article, Encoder
from tests.briefing import invented
from tests.briefing.invented import article

SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)
FERRY = [article(*printed) for printed in invented.FERRY]
LATER = article(
    "Coast Daily",
    "Nordlys owner fined over missing fire doors",
    "The owner of the ferry Nordlys must pay a fine because fire doors were missing. "
    "Inspectors found the gaps in the engine room of the ferry after the fire off Skarvik.",
)


def telling(
    articles: Sequence[Article], encoder: Encoder, day: date = SUNDAY, first: date | None = None
) -> Told:
    """The story as told in the first two sentences of its first article."""
    parts = openings.embedded(openings.of(articles), encoder)
    [centroid] = openings.centroids([openings.centroids(parts)])
    sentences = openings.of(articles)[0][1:3]
    return Told(day, articles[0].title, tuple(map(float, centroid)), sentences, first or day)


def judged(articles: Sequence[Article], told: Sequence[Told], encoder: Encoder) -> Novelty:
    """One story of all the articles."""
    opened = openings.of(articles)
    parts = openings.embedded(opened, encoder)
    [found] = novelty.judge([range(len(articles))], articles, opened, parts, told, encoder)
    return found


def test_a_first_story_is_all_new(real_encoder):
    found = judged(FERRY, [], real_encoder)
    assert found == Novelty(first_reported=None, known=(), fresh=(0, 1, 2), again=0)
    assert found.worth_telling


def test_one_more_report_of_what_was_told_is_not_worth_telling(real_encoder):
    found = judged(FERRY[1:], [telling(FERRY[:1], real_encoder)], real_encoder)
    assert found.first_reported == SUNDAY
    assert found.fresh == ()
    assert not found.worth_telling
    assert found.again == 1


def test_a_development_brings_a_story_back_without_what_was_told(real_encoder):
    told = telling(FERRY, real_encoder)
    found = judged([FERRY[1], LATER], [told], real_encoder)
    assert found.first_reported == SUNDAY
    assert found.known == told.sentences
    assert found.fresh == (1,)


def test_a_new_figure_in_the_headline_is_a_development(real_encoder):
    toll = article(
        "North Post",
        "Skarvik ferry fire: 16 passengers in hospital",
        "A ferry caught fire off Skarvik on Sunday and all passengers were taken to safety.",
    )
    found = judged([toll], [telling(FERRY, real_encoder)], real_encoder)
    assert (found.first_reported, found.fresh) == (SUNDAY, (0,))


def test_another_event_of_the_same_kind_is_new(real_encoder):
    other = [article(*printed) for printed in invented.OTHER_FERRY]
    found = judged(other, [telling(FERRY, real_encoder)], real_encoder)
    assert (found.first_reported, found.fresh) == (None, (0, 1))


def test_the_newest_telling_says_since_when_a_story_is_reported(real_encoder):
    told = [
        telling(FERRY[:1], real_encoder, day=date(2026, 11, 10)),
        telling(FERRY[1:2], real_encoder, day=MONDAY, first=SUNDAY),
    ]
    found = judged([LATER, FERRY[2]], told, real_encoder)
    assert found.first_reported == SUNDAY
    assert found.known == (*told[1].sentences, *told[0].sentences)


def test_the_order_of_the_memory_changes_nothing(real_encoder):
    told = [telling([each], real_encoder, day=SUNDAY) for each in (*FERRY, LATER)]
    there, back = judged(FERRY, told, real_encoder), judged(FERRY, told[::-1], real_encoder)
    assert there == back


def test_every_story_is_judged_by_itself(real_encoder):
    libraries = [article(*printed) for printed in invented.LIBRARIES]
    articles = [*libraries, FERRY[1]]
    opened = openings.of(articles)
    parts = openings.embedded(opened, real_encoder)
    told = [telling(FERRY[:1], real_encoder)]
    found = novelty.judge([[0, 1], [2]], articles, opened, parts, told, real_encoder)
    assert [each.first_reported for each in found] == [None, SUNDAY]
    assert [each.fresh for each in found] == [(0, 1), ()]


def test_tellings_of_another_encoder_are_passed_over(real_encoder):
    told = Told(SUNDAY, FERRY[0].title, (1.0, 0.0), (FERRY[0].text,), SUNDAY)
    assert judged(FERRY, [told], real_encoder).first_reported is None


def test_a_report_that_is_only_a_headline_is_judged_by_it(real_encoder):
    bare = article("North Post", "Ferry catches fire off Skarvik, 214 passengers saved", "")
    assert judged([bare], [telling(FERRY[:1], real_encoder)], real_encoder).fresh == ()


@pytest.mark.parametrize("count", [0, 1])
def test_a_memory_without_sentences_is_no_error(real_encoder, count):
    [centroid] = openings.centroids(
        [openings.centroids(openings.embedded(openings.of(FERRY), real_encoder))]
    )
    told = [Told(SUNDAY, "", tuple(map(float, centroid)), (), SUNDAY)] * count
    assert judged(FERRY, told, real_encoder).fresh == (0, 1, 2)
