import json
from datetime import date

import numpy as np
import pytest

from summarizer.briefing import openings, recall
from summarizer.briefing.records import Made, Told
from summarizer.datatypes import Vectors
from summarizer.render.briefing.json import document
from tests.fakes import HashEncoder, OtherEncoder
from tests.golden.morning import DAM, MORNING

DAY = MORNING.day
OURS = HashEncoder()
DAMS = Told(DAY, DAM.headline, (1.0, 0.0), ("Dam broke.",), DAY, "another")
BREADS = Told(DAY, MORNING.shorts[0].headline, (0.0, 1.0), ("Bread is dear.",), DAY, "another")


class Unrepeatable(HashEncoder):
    """One whose vectors of two runs need not fit each other."""

    identity = None


def made(day: date) -> Made:
    """The briefing of that day as the store has it."""
    kept = json.dumps({"json": json.dumps(document(MORNING))})
    return Made(day, MORNING.since, MORNING.until, kept, 97, 5)


def never(day: date) -> Made:
    pytest.fail(f"the briefing of {day} was asked for")


def of_articles(*articles) -> Vectors:
    opened = openings.of(articles)
    return openings.centroids([openings.centroids(openings.embedded(opened, OURS))])[0]


def of_texts(*texts: str) -> Vectors:
    return openings.centroids([OURS.encode(texts)])[0]


def test_what_the_present_encoder_made_stays_and_no_briefing_is_read():
    mine = Told(DAY, DAM.headline, (1.0, 0.0), ("Dam broke.",), DAY, "hash")
    assert recall.comparable([mine], never, OURS) == (mine,)
    assert recall.comparable([], never, OURS) == ()


def test_what_another_encoder_made_is_made_again_of_the_articles_that_the_story_quoted():
    mine = Told(DAY, "Strike", (1.0, 0.0), ("Trains stood.",), DAY, "hash")
    found = recall.comparable([DAMS, mine, BREADS], made, OURS)
    assert [each.headline for each in found] == [DAM.headline, "Strike", BREADS.headline]
    assert [each.encoder for each in found] == ["hash"] * 3
    assert np.allclose(found[0].centroid, of_articles(*DAM.summary.cited))
    assert found[1] == mine
    assert np.allclose(found[2].centroid, of_articles(*MORNING.shorts[0].summary.cited))
    assert [each.sentences for each in found] == [
        *(("Dam broke.",), ("Trains stood.",), ("Bread is dear.",))
    ]


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "{}",
        json.dumps({"json": "{}"}),
        json.dumps({"json": json.dumps({**document(MORNING), "articles": []})}),
        json.dumps({"json": json.dumps({**document(MORNING), "stories": [{"headline": "x"}]})}),
    ],
)
def test_where_no_articles_are_kept_it_is_made_again_of_what_was_printed(kept):
    briefing = kept and Made(DAY, MORNING.since, MORNING.until, kept, 97, 5)
    [found] = recall.comparable([DAMS], lambda _: briefing, OURS)
    assert np.allclose(found.centroid, of_texts(DAM.headline, "Dam broke."))


def test_a_model_in_another_direction_gets_its_own_vectors():
    [ours] = recall.comparable([DAMS], made, OURS)
    [other] = recall.comparable([ours], made, OtherEncoder())
    assert other.encoder == "other"
    assert np.allclose(other.centroid, ours.centroid[::-1])


@pytest.mark.parametrize("identity", [None, "hash"])
def test_vectors_of_two_runs_are_not_compared_where_they_need_not_fit(identity):
    before = Told(DAY, DAM.headline, (1.0, 0.0), ("Dam broke.",), DAY, identity)
    [found] = recall.comparable([before], made, Unrepeatable())
    assert found.encoder is None
    assert np.allclose(found.centroid, of_articles(*DAM.summary.cited))
