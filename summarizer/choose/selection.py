"""Candidates in, chosen passages out: relevance, redundancy, standing and budget together."""

import math
from collections.abc import Sequence
from itertools import product

import numpy as np

from summarizer.choose import dedupe, fill, language, mmr, passages, prose, rank, voice, wording
from summarizer.choose.concepts import Concepts
from summarizer.choose.mmr import Choice, Scores
from summarizer.choose.order import Place
from summarizer.choose.passages import Passage
from summarizer.choose.prose import Line
from summarizer.choose.story import ALIKE, Care, Mask, Story, content_of
from summarizer.datatypes import Article, Options, Sentence, Vectors, count_words
from summarizer.errors import NothingToQuoteError

RETOLD = 1.35
"""Cosine to a sentence that the reader knows + share of the own content words that it has, from
which nothing new is said. "The union called off its strike" beside "The union has called a strike
of three days" has 1.27."""
CEILING = 0.9
"""Cosine to a printed sentence from which nothing is printed, whatever it adds."""
FOREIGN_CEILING = 0.98
"""The same for languages that the default encoder does not know: it gives unrelated sentences in
Greek or Arabic letters cosines up to 0.96, and only the pairs of words tell what was said."""
CARE = Care(7, 4)
"""With how much care for the reader a story is told. Blind readers preferred 8 to 4 (17 to 11, 20
ties) and to hard limits in its place (19 to 12); 7 costs less ROUGE, see docs/design.md."""
FEW = 3
"""Articles up to which several drafts are compared. More of them agree by their votes which lead
states the event, and an event of ten articles read better told once (10 to 6)."""
CARES = (CARE, Care(14, 6), Care(24, 10))
"""With how much care those are told; docs/design.md has what one care alone would give."""
HANGING = 0.6
"""What a sentence that leans on what is not there costs a draft, as a share of all that it says.
A logistic model of 737 choices by blind readers between two of our texts has 0.6 for it, 0.2 for
`AGAIN` and 0.2 for every further article; of all their 3,903 choices 0.6, 0.2 and 0.1."""
AGAIN = 0.3
"""What a sentence costs that tells again what was told."""
SWITCHING = 0.3
"""What it would cost to tell from all of the articles: a reader follows one more easily."""
SHORTEST = 8
"""Words. A shorter passage is a remark."""
EARLY_POWER = 0.5
"""Of 1 / (1 + position/depth), which multiplies relevance where articles are not English: no model
of the reader tells there which passage stands. ROUGE-2 on MultiLing: Arabic +4.9, Greek +0.8,
Hebrew, Hindi and French +0.2, Czech −0.2; powers 1 and 2 cost Czech 0.6 and 0.8."""
PERSONAL = 0.25
"""What the relevance of an article in the first person is multiplied by: a column is not the news,
where there is a report. On the 19 Multi-News clusters with both, ROUGE-2 at 150 words rises from
11.5 to 12.6, at 226 from 12.9 to 13.5; 0.5 and 0.05 gain as much at 150 and nothing at 226."""


def story(
    pages: Sequence[Sequence[Line]], vectors: Vectors, asked: Vectors, options: Options
) -> Story:
    """Everything about the lines of several articles; row i of `vectors` is quotable line i.

    `asked` are the unit rows of the query, empty or not, and of the known sentences.

    Raises:
        NothingToQuoteError: nothing answers the query.
    """
    pages = [page for page in pages if any(line.quotable for line in page)]
    lines = [line for page in pages for line in page if line.quotable]
    articles = list(dict.fromkeys(line.sentence.article for line in lines))
    texts = [line.sentence.text for line in lines]
    places: list[Place] = []
    candidates: list[Passage] = []
    for number, page in enumerate(pages):
        candidates += passages.of(page, len(places))
        places += [Place(number, n) for n in range(sum(line.quotable for line in page))]
    if all(passage.wants for passage in candidates):  # nothing stands: quote what there is
        candidates = [Passage((row,), frozenset(), frozenset()) for row in range(len(lines))]
    owners = [line.sentence.article for line in lines]
    folded = dedupe.groups(texts, vectors, owners, options.duplicate_threshold)
    group_of: list[Sequence[int]] = [()] * len(lines)
    for group in folded:
        for row in group:
            group_of[row] = group
    costs = [options.budget.cost(text) for text in texts]
    depth = max(1.0, options.budget.capacity / (len(articles) * (sum(costs) / len(costs))))
    return Story(
        lines=lines,
        places=places,
        vectors=vectors,
        groups=group_of,
        concepts=Concepts(texts, places, articles, depth),
        prior=rank.prior(vectors)
        * _early(places, articles, depth)
        * _reported(pages)
        * _focus(texts, vectors, asked[0], options.query),
        barred=_told_before(texts, vectors, asked[1:], options.known),
        passages=candidates,
        prices=[sum(map(options.budget.cost, _shown(lines, passage))) for passage in candidates],
        words=[sum(map(count_words, _shown(lines, passage))) for passage in candidates],
    )


def _shown(lines: Sequence[Line], passage: Passage) -> list[str]:
    return [prose.shown(lines[row], bracketed=passage.bracketed) for row in passage.rows]


def _early(places: Sequence[Place], articles: Sequence[Article], depth: float) -> Scores:
    """Shape (places,): what the prior is multiplied by for its place; 1 in English."""
    foreign = np.array([language.of(article) != "en" for article in articles])
    numbers, down = np.array(places).T
    return np.where(foreign[numbers], (1 + down / depth) ** -EARLY_POWER, 1.0)


def _reported(pages: Sequence[Sequence[Line]]) -> Scores:
    """Shape (quotable lines,): what the prior is multiplied by for who speaks in the article."""
    factors = [PERSONAL if voice.is_personal(page) else 1.0 for page in pages]
    return np.repeat(factors, [sum(line.quotable for line in page) for page in pages])


def _focus(texts: Sequence[str], vectors: Vectors, asked: Vectors, query: str) -> Scores:
    """Shape (texts,): what the prior is multiplied by; 1 without a query."""
    if not query:
        return np.ones(len(texts))
    closeness = rank.closeness(texts, vectors, query, asked)
    if closeness.max() < rank.ANSWERS:
        raise NothingToQuoteError(f"nothing in these articles answers: {query}")
    return closeness**rank.QUERY_POWER


def _told_before(
    texts: Sequence[str], vectors: Vectors, known_vectors: Vectors, known: Sequence[str]
) -> Mask:
    """Shape (texts,): whether a known sentence says what the text says."""
    told = np.zeros(len(texts), dtype=bool)
    cosines = vectors @ known_vectors.T
    for row, column in np.argwhere(cosines >= ALIKE).tolist():
        told[row] |= retells(texts[row], known[column], float(cosines[row, column]))
    return told


def retells(text: str, known: str, cosine: float) -> bool:
    """Whether a text says no more than a known sentence; `cosine` is that of their vectors."""
    return cosine + wording.contained(content_of(text), content_of(known)) >= RETOLD


def choose(story: Story, options: Options) -> list[Choice]:
    """The chosen passages in reading order, within the budget: of `FEW` articles the best draft.

    Passages are chosen one by one, so that the opening decides what follows: a better text is found
    by telling the story from several openings, each with more and with less care for the reader.
    """
    leads = [] if options.query else story.leads(options.budget.capacity)
    openings: Sequence[int | None] = leads or [None]
    if story.articles > FEW or not story.english:  # no model of the reader knows other languages
        return _draft(story, options, openings[0], CARE)
    drafts = {}
    for opening, care in product(openings, CARES):
        draft = _draft(story, options, opening, care)
        drafts[tuple(choice.row for choice in draft)] = draft
    return drafts[max(drafts, key=lambda rows: _worth(story, rows))]


def _worth(story: Story, rows: Sequence[int]) -> float:
    """What a whole text says, on a scale of ratios, less what makes it hard to read."""
    said = story.said(rows)
    if not said:
        return -math.inf
    hanging, again = story.stumbles(rows)
    switching = len({story.article(row) for row in rows}) / story.articles
    trouble = HANGING * hanging + AGAIN * again + SWITCHING * switching
    return round(math.log(said) - trouble, mmr.DECIMALS)


def _draft(story: Story, options: Options, lead: int | None, care: Care) -> list[Choice]:
    """Chosen one by one, then filled up; in reading order."""
    limit, tradeoff = options.budget.capacity, options.mmr_lambda
    ceiling = CEILING if story.english else FOREIGN_CEILING
    free = np.array([not story.barred[list(p.rows)].any() for p in story.passages])
    allowed = free & (np.array(story.words) >= SHORTEST)
    if lead is not None:
        allowed[lead] = True

    def relevance(chosen: Sequence[int]) -> Scores:
        return story.relevance(chosen, care)

    choices = mmr.pick(
        relevance,
        story.similarity,
        story.prices,
        limit=limit,
        tradeoff=tradeoff,
        enough=fill.FULL * limit,
        ceiling=ceiling,
        allowed=allowed,
        first=lead,
        permitted=story.stands,
    )

    def worth(chosen: Sequence[int]) -> Scores:
        redundancy = np.max([story.similarity(row) for row in chosen], axis=0)
        value = tradeoff * relevance(chosen) - (1 - tradeoff) * redundancy
        return np.where(allowed & (redundancy < ceiling), value, -np.inf)

    rows = fill.exchange(
        [choice.row for choice in choices], worth, story.prices, limit=limit, permitted=story.stands
    )
    known = {choice.row: choice for choice in choices}

    def late(row: int) -> Choice:
        """What a passage that came in by exchange is worth beside the others."""
        others = [other for other in rows if other != row]
        values = relevance(others)
        share = float(values[row]) / (float(values.max()) or 1.0)
        redundancy = max((float(story.similarity(other)[row]) for other in others), default=0.0)
        return Choice(row, tradeoff * share - (1 - tradeoff) * redundancy, share, redundancy)

    return [known.get(row) or late(row) for row in story.in_order(rows)]


def displaced(story: Story, choices: Sequence[Choice]) -> list[Sentence | None]:
    """For every choice the best sentence left out that is closest to it, if any is close."""
    rows = [choice.row for choice in choices]
    closeness = np.array([story.similarity(row) for row in rows])
    worth = story.gain([])
    printed = {line for row in rows for line in story.passages[row].rows}
    out = np.array([printed.isdisjoint(p.rows) for p in story.passages])
    nearest = closeness.argmax(axis=0)
    found: list[Sentence | None] = []
    for number in range(len(rows)):
        rivals = np.flatnonzero(out & (nearest == number) & (closeness[number] >= ALIKE))
        best = rivals[worth[rivals].argmax()] if len(rivals) else None
        found.append(None if best is None else story.lines[story.passages[best].rows[-1]].sentence)
    return found
