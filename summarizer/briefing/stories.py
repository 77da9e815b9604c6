"""Articles → stories: which of them report one event, and which event comes first.

Average linkage (Sokal and Michener 1958) joins groups as long as the mean likeness of their
articles reaches the bar. It errs on the side of two stories: a false one would say that outlets
confirm each other which do not. Measured by `benchmarks/stories.py`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from summarizer.briefing import headlines, likeness, openings
from summarizer.briefing.openings import Opening
from summarizer.briefing.records import Seen
from summarizer.choose import language, origins
from summarizer.datatypes import Article, Vectors

SAME_STORY = 0.38
"""Likeness, from 0 to 1. On the even topics of ECB+ F1 is highest at 0.34 (0.89, with a precision
of 0.88); here it is 0.87, with 0.93. In real feeds 94 of 100 joined pairs that were judged are
right here, 83 at 0.34."""
SAME_OUTLET = 0.8
"""Factor for two articles of one outlet: its pieces on one subject resemble each other, and there
is no second witness to be gained."""
QUESTION = 0.8
"""Factor for an article whose headline asks: an explainer is near everything on its subject."""
DAY_APART = 0.1
"""Lost per day that lies between two articles, after the first. Of 16 pairs in real feeds that
were as alike as one story and more than two days apart none was one."""
FURTHEST = 0.4
"""Factor that no distance in time goes below."""
BLOCK = 512
"""Articles compared with all others at a time; what is kept is 8 bytes per pair."""
SECONDS_PER_DAY = 86_400

PROMINENCE = 0.5
"""What the first place in every feed is worth, in origins."""
RECENCY = 0.4
"""What being new is worth, in origins."""
HALF = timedelta(hours=24)
"""Age at which half of it is gone."""
HALFWAY = 10
"""Place in a feed whose prominence is half of the first's."""
ROUNDUP = 0.1
"""Factor of an article that holds several stories: none of them is told as one."""
OF_ONE_OUTLET = 2
"""Stories that only one outlet has which may stand before those of others."""

Table = NDArray[np.float32]


def cluster(
    articles: Sequence[Article], opened: Sequence[Opening], vectors: Vectors
) -> list[list[int]]:
    """Partition the article numbers into stories, the largest first.

    `opened` are the articles' openings; row i of `vectors` is the unit mean of the vectors of
    opening i. The order of the articles changes nothing but the numbers: within a story they
    are sorted by id. An article with several stories (a live page) stays alone.
    """
    ranked = sorted(range(len(articles)), key=lambda number: articles[number].id)
    several = [headlines.is_roundup(article.title) for article in articles]
    rest = [number for number in ranked if not several[number]]
    labels = _linked([articles[n] for n in rest], [opened[n] for n in rest], vectors[rest])
    found: dict[int, list[int]] = {}
    for number, label in zip(rest, labels, strict=True):
        found.setdefault(label, []).append(number)
    groups = [*found.values(), *([number] for number in ranked if several[number])]
    return sorted(groups, key=lambda group: (-len(group), articles[group[0]].id))


def importance(
    groups: Sequence[Sequence[int]], seen: Sequence[Seen], until: datetime
) -> list[float]:
    """A number for each story, higher for more important; comparable within one day only.

    Independent origins count most, then the places in the feeds, then how new the newest
    article was at `until` (aware). All is multiplied by the mean weight of the sources.
    """
    return [_importance([seen[number] for number in group], until) for group in groups]


def order(
    groups: Sequence[Sequence[int]], seen: Sequence[Seen], scores: Sequence[float]
) -> list[int]:
    """The numbers of the stories, the most important first; equals by their smallest article id.

    Of the stories that one source alone has, the third and all later ones come after those of
    others: no outlet fills a briefing by printing much.
    """
    ids = [min(seen[number].article.id for number in group) for group in groups]
    ranked = sorted(range(len(groups)), key=lambda n: (-round(scores[n], 6), ids[n]))
    had: Counter[str] = Counter()
    early: list[int] = []
    late: list[int] = []
    for story in ranked:
        source = _only_source([seen[number] for number in groups[story]])
        had[source] += 1
        waits = source and had[source] > OF_ONE_OUTLET
        (late if waits else early).append(story)
    return early + late


def _importance(story: Sequence[Seen], until: datetime) -> float:
    articles = [each.article for each in story]
    best: dict[str, Seen] = {}
    for each in sorted(story, key=lambda one: one.rank):
        best.setdefault(each.source, each)
    sources = list(best.values())
    prominence = sum(1 / (1 + each.rank / HALFWAY) for each in sources) / len(sources)
    weight = sum(each.weight for each in sources) / len(sources)
    age = min(until - min(each.article.published or each.first_seen, until) for each in story)
    votes = origins.of(articles).independent(range(len(articles)))
    worth = votes + PROMINENCE * prominence + RECENCY * 0.5 ** (age / HALF)
    roundup = len(story) == 1 and headlines.is_roundup(articles[0].title)
    return float(weight * worth * (ROUNDUP if roundup else 1))


def _only_source(story: Sequence[Seen]) -> str:
    """The source or outlet that alone has the story; empty when there are more."""
    sources = {each.source for each in story}
    outlets = {openings.outlet(each.article) for each in story}
    if len(sources) > 1 and len(outlets) > 1:
        return ""
    return min(sources)


def _linked(articles: Sequence[Article], opened: Sequence[Opening], vectors: Vectors) -> list[int]:
    """A label for each article; equal for one story."""
    from scipy.cluster.hierarchy import fcluster, linkage  # noqa: PLC0415 - takes 0.2 s

    if len(articles) < 2:
        return list(range(len(articles)))
    distances = np.empty(len(articles) * (len(articles) - 1) // 2)
    start = 0
    for row in _distances(articles, opened, vectors):
        distances[start : start + len(row)] = row
        start += len(row)
    labels = fcluster(linkage(distances, "average"), 1 - SAME_STORY, "distance")
    return [int(label) for label in labels]


def _distances(
    articles: Sequence[Article], opened: Sequence[Opening], vectors: Vectors
) -> Iterator[Table]:
    """From each article to those after it, from 0 to 1: the upper triangle, row by row."""
    said = zip(articles, opened, strict=True)
    rows = likeness.rows([likeness.words(o, language.of(article)) for article, o in said])
    factors = _Factors(articles)
    for start in range(0, len(articles), BLOCK):
        block = slice(start, min(start + BLOCK, len(articles)))
        close = likeness.between(rows[block], rows, vectors[block], vectors)
        # Rounded, so that the last bit of a product cannot decide.
        distance = np.round(1 - close * factors.between(block), 5)
        for row in range(block.start, block.stop):
            yield distance[row - start, row + 1 :]


class _Factors:
    """What makes two articles less of one story than their words: outlet, question, time."""

    def __init__(self, articles: Sequence[Article]) -> None:
        outlets = [openings.outlet(article) or article.id for article in articles]
        numbers = {outlet: number for number, outlet in enumerate(dict.fromkeys(outlets))}
        self._outlets = np.array([numbers[outlet] for outlet in outlets])
        self._days = np.array(
            [a.published.timestamp() / SECONDS_PER_DAY if a.published else np.nan for a in articles]
        )
        self._asks = np.array([headlines.asks(article.title) for article in articles])

    def between(self, block: slice) -> Table:
        """Shape (block, articles)."""
        here = np.newaxis
        one_outlet = self._outlets[block, here] == self._outlets
        asks = self._asks[block, here] | self._asks
        apart = np.nan_to_num(np.abs(self._days[block, here] - self._days))
        factor = np.clip(1 - DAY_APART * (apart - 1), FURTHEST, 1)
        factor[one_outlet] *= SAME_OUTLET
        factor[asks] *= QUESTION
        return np.asarray(factor, np.float32)
