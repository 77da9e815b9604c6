import random
from collections.abc import Sequence

import numpy as np
import pytest

from summarizer.briefing import openings, stories
from summarizer.datatypes import Article, Encoder
from tests.briefing import invented
from tests.briefing.invented import article, seen

FERRY, LIBRARIES = invented.FERRY, invented.LIBRARIES


def clustered(articles: Sequence[Article], encoder: Encoder) -> list[set[str]]:
    """The titles of every story, the largest first."""
    opened = openings.of(articles)
    vectors = openings.centroids(openings.embedded(opened, encoder))
    groups = stories.cluster(articles, opened, vectors)
    assert sorted(number for group in groups for number in group) == list(range(len(articles)))
    return [{articles[number].title for number in group} for group in groups]


def titles(printed: Sequence[tuple[str, str, str]]) -> set[str]:
    return {title for _, title, _ in printed}


@pytest.fixture(scope="module")
def day(real_encoder: Encoder) -> list[set[str]]:
    return clustered([article(*printed) for printed in invented.DAY], real_encoder)


def test_reports_of_one_event_are_one_story(day):
    assert titles(FERRY) in day
    assert titles(LIBRARIES) in day


def test_another_event_of_the_same_kind_is_another_story(day):
    assert titles(invented.OTHER_FERRY) in day


@pytest.mark.parametrize("title", sorted(titles(invented.ONE_OF_A_KIND)))
def test_events_that_differ_only_in_names_and_numbers_are_not_joined(day, title):
    assert {title} in day


def test_what_an_outlet_prints_under_every_article_makes_no_story(day):
    assert all({title} in day for title in titles(invented.CHANNEL))


def test_a_page_with_several_stories_stays_alone(day):
    assert {invented.ROUNDUP[1]} in day


def test_an_explainer_stays_alone(day):
    assert {invented.EXPLAINER[1]} in day


def test_the_order_of_the_articles_changes_nothing(day, real_encoder):
    articles = [article(*printed) for printed in invented.DAY]
    random.Random(7).shuffle(articles)  # noqa: S311 - an order, no secret
    assert clustered(articles, real_encoder) == day


def test_the_same_round_a_week_later_is_another_story(real_encoder):
    ours, theirs = (article(*printed) for printed in FERRY[:2])
    later = article(*FERRY[1], hours=-24 * 6)
    assert len(clustered([ours, theirs], real_encoder)) == 1
    assert len(clustered([ours, later], real_encoder)) == 2


def test_articles_without_dates_are_compared_by_what_they_say(real_encoder):
    articles = [Article(text=text, title=title, lang="en") for _, title, text in FERRY]
    assert len(clustered(articles, real_encoder)) == 1


def test_two_pieces_of_one_outlet_must_be_more_alike():
    texts = ("Alder birch cedar.", "Alder birch maple.")
    vectors = np.array([[1, 0], [0.3, 0.91**0.5]], np.float32)
    two = [Article(text=text, source=outlet) for text, outlet in zip(texts, "AB", strict=True)]
    one = [Article(text=text, source="A") for text in texts]
    assert len(stories.cluster(two, openings.of(two), vectors)) == 1
    assert len(stories.cluster(one, openings.of(one), vectors)) == 2


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one_article_are_no_special_case(count):
    articles = [article(*FERRY[0])] * count
    vectors = np.zeros((count, 3), np.float32)
    assert stories.cluster(articles, openings.of(articles), vectors) == [[0]] * count


def test_articles_without_words_are_stories_of_their_own(encoder):
    articles = [Article(text="", url=f"https://example.org/{n}") for n in range(3)]
    assert len(clustered(articles, encoder)) == 3


def scored(*groups: Sequence[invented.Seen]) -> list[float]:
    brought = [each for group in groups for each in group]
    numbers = iter(range(len(brought)))
    places = [[next(numbers) for _ in group] for group in groups]
    return stories.importance(places, brought, invented.MORNING)


def test_more_independent_origins_count_most():
    three = [seen(article(*printed, hours=40), rank=30) for printed in FERRY]
    two = [seen(article(*printed, hours=1)) for printed in LIBRARIES]
    first, second = scored(three, two)
    assert first > second


def test_copies_of_one_text_are_one_origin():
    title, text = FERRY[0][1:]
    copies = [seen(article(f"Outlet {n}", title, text)) for n in range(10)]
    two = [seen(article(*printed)) for printed in LIBRARIES]
    first, second = scored(copies, two)
    assert first < second


def test_of_lone_stories_the_one_higher_in_its_feed_comes_first():
    high, low = scored([seen(article(*FERRY[0]), rank=0)], [seen(article(*LIBRARIES[0]), rank=20)])
    assert high > low


def test_of_lone_stories_the_newer_comes_first_and_the_future_is_now():
    old, new, future, now = scored(
        *([seen(article(*FERRY[0], hours=hours))] for hours in (30, 2, -50, 0))
    )
    assert old < new < now
    assert future == now


def test_a_source_with_more_weight_counts_for_more():
    plain, heavy = scored([seen(article(*FERRY[0]))], [seen(article(*LIBRARIES[0]), weight=1.5)])
    assert heavy == pytest.approx(1.5 * plain)


def test_a_page_with_several_stories_comes_last():
    roundup, old = scored(
        [seen(article(*invented.ROUNDUP))], [seen(article(*FERRY[0], hours=100), rank=49)]
    )
    assert roundup < old


def ordered(*brought: Sequence[invented.Seen]) -> list[int]:
    """The numbers of stories that lost importance from left to right."""
    flat = [each for group in brought for each in group]
    numbers = iter(range(len(flat)))
    places = [[next(numbers) for _ in group] for group in brought]
    return stories.order(places, flat, [10.0 - n for n in range(len(places))])


def test_the_third_story_that_only_one_outlet_has_waits_for_those_of_others():
    loud = [[seen(article("Loud", f"Claim {n}", f"Claim {n} was made."))] for n in range(4)]
    quiet = [[seen(article("Quiet", f"Report {n}", f"Report {n} came."))] for n in range(2)]
    assert ordered(*loud, *quiet) == [0, 1, 4, 5, 2, 3]


def test_a_source_that_invents_outlets_waits_too():
    many = [
        [seen(article(f"Outlet {n}", f"Claim {n}", f"Claim {n} was made."), source="Loud")]
        for n in range(3)
    ]
    assert ordered(*many, [seen(article(*FERRY[0]))]) == [0, 1, 3, 2]


def test_stories_that_several_outlets_have_never_wait():
    both = [
        [seen(article(outlet, f"Vote {n}", f"Vote {n} by {outlet}.")) for outlet in ("A", "B")]
        for n in range(4)
    ]
    assert ordered(*both) == [0, 1, 2, 3]


def test_with_one_source_alone_the_order_is_that_of_importance():
    lone = [[seen(article("Only", f"Claim {n}", f"Claim {n} was made."))] for n in range(4)]
    assert ordered(*lone) == [0, 1, 2, 3]


def test_equals_are_ordered_by_id():
    brought = [seen(article("A", str(n), f"Text {n}.", id=str(9 - n))) for n in range(2)]
    assert stories.order([[0], [1]], brought, [1.0, 1.0]) == [1, 0]


def test_more_articles_than_are_compared_at_a_time_give_the_same_stories(
    day, real_encoder, monkeypatch
):
    monkeypatch.setattr(stories, "BLOCK", 5)
    assert clustered([article(*printed) for printed in invented.DAY], real_encoder) == day
