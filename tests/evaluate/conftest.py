"""A tiny cluster."""

import pytest

from summarizer.datatypes import Article
from summarizer.evaluate import material
from summarizer.evaluate.dataset import Cluster
from summarizer.evaluate.material import Material
from tests.fakes import HashEncoder

FIRST = (
    "The bridge over the Lune closed on Monday after a crack was found. "
    "Engineers will inspect every pillar this week. "
    "Buses now take a detour of nine miles through Halton. "
    "The council said that repairs may cost two million pounds."
)
SECOND = (
    "A crack has closed the bridge over the Lune since Monday. "
    "Shops on the north bank report half their usual trade. "
    "No one was hurt. "
    "Repairs may cost two million pounds, the council said."
)
THIRD = (
    "Commuters in Halton complain about the traffic from the closed bridge. "
    "The bridge opened in 1911 and was last repaired in 1998."
)
REFERENCE = (
    "The bridge over the Lune is closed because of a crack. "
    "Repairs may cost two million pounds, and buses take a detour through Halton."
)


@pytest.fixture
def cluster() -> Cluster:
    articles = tuple(
        Article(text=text, title=title, source=title, lang="en")
        for title, text in (("One", FIRST), ("Two", SECOND), ("Three", THIRD))
    )
    return Cluster("bridge", "en", articles, (REFERENCE,))


@pytest.fixture
def given(cluster: Cluster, encoder: HashEncoder) -> Material:
    return material.of(cluster, 30, encoder, seed=0)
