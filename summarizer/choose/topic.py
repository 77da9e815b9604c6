"""Articles that are about something else than the others: never quoted, always reported.

Two articles are as close as their vectors and their words are. Articles that are close enough
form camps; the largest camp is the event, and what stands outside it is set aside. Words are cut
into pieces of five letters, which meet across inflections in any script (McNamee and Mayfield
2004, doi:10.1023/B:INRT.0000009441.78971.be), and weigh more the fewer sentences hold them.

The constants were measured on news clusters with one article of another cluster mixed in; see
`benchmarks/topic.py`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from summarizer.choose import language
from summarizer.choose.origins import Origins
from summarizer.datatypes import Article, Sentence, Vectors

CLOSE = 0.30
"""Affinity, from 0 to 1, from which two articles are always about one event. Of 7,400 pairs from
two English clusters 1 % reach 0.26."""
APART = 0.15
"""Affinity below which they never are, however loose the others are; the median of such pairs
is 0.10."""
OF_CLOSEST = 0.55
"""Between the two, the bar is this share of the closest pair: a loose set is not torn apart."""
WORDS = 2 / 3
"""Weight of shared words in the affinity; the rest is the cosine of the mean sentence vectors."""
PIECE = 5
"""Letters. Of 4, 5 and whole words, 5 set aside the fewest related articles."""
NAME = 3.0
"""Weight of a word that is printed with a capital inside sentences: names tell events apart."""

# Not \w: it leaves out the vowel signs of Indian scripts.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~«»‹›‘’‚“”„‟–—…·•،؟؛۔।॥。、！？「」『』（）：；，]+")
BLOCK = 4096
"""Columns multiplied at a time: bounds the memory for 1,000 articles to 16 MiB."""

Matrix = NDArray[np.float32]
Table = NDArray[np.float64]
Columns = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of one article: how often, in how many sentences, how often as a name."""

    printed: Counter[str]
    spread: Counter[str]
    capital: Counter[str]
    sentences: int


def off(
    articles: Sequence[Article], sentences: Sequence[Sentence], vectors: Vectors, sources: Origins
) -> dict[int, str]:
    """Number of each article to set aside → why, in words for a person.

    `sentences` are the quotable ones; row i of `vectors` is sentence i; `sources` are the origins
    of `articles`. Only English articles with a quotable sentence are judged: elsewhere the default
    encoder's vectors say little, and words alone set aside 6 to 14 % of what belongs. A briefing
    tells one event: of articles that have nothing in common, one camp stays. It is the one with
    most texts of its own (copies count once), then with most articles, then the one that agrees
    more, then the longer one, then the one with the lowest article id.
    """
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences):
        rows[sentence.article.id].append(row)
    said = {
        number: rows[article.id]
        for number, article in enumerate(articles)
        if article.id in rows and language.of(article) == "en"
    }
    if not said:
        return {}
    shared = _shared([_vocabulary(sentences[row].text for row in found) for found in said.values()])
    close = WORDS * shared + (1 - WORDS) * _cosines(vectors[found] for found in said.values())
    return dict(sorted(_outside(close, list(said), articles, sources).items()))


def _outside(
    close: Matrix, numbers: Sequence[int], articles: Sequence[Article], sources: Origins
) -> dict[int, str]:
    """Who is not in the main camp, and how far from it; `close` is between `numbers`."""
    others = close - np.diag(np.diag(close))
    least = min(CLOSE, max(APART, OF_CLOSEST * float(others.max(initial=0))))
    main = min(
        _camps(close >= least),
        key=lambda camp: (
            -len({sources.texts[numbers[i]] for i in camp}),
            -len(camp),
            -round(float(others[np.ix_(camp, camp)].mean()), 6),
            -sum(len(articles[numbers[i]].text) for i in camp),
            min(articles[numbers[i]].id for i in camp),
        ),
    )
    return {
        numbers[i]: _reason(float(close[i, main].max()), least)
        for i in range(len(numbers))
        if i not in set(main)
    }


def _reason(closest: float, least: float) -> str:
    return f"about something else ({closest:.2f} like the others; {least:.2f} is the least)"


def _camps(linked: NDArray[np.bool_]) -> list[list[int]]:
    """The connected groups of a symmetric table, each in rising order."""
    waiting = set(range(len(linked)))
    camps: list[list[int]] = []
    while waiting:
        edge = [min(waiting)]
        camp = set(edge)
        while edge:
            edge = [int(i) for i in np.flatnonzero(linked[edge.pop()]) if i not in camp] + edge
            camp.update(edge)
        waiting -= camp
        camps.append(sorted(camp))
    return camps


def _cosines(parts: Iterable[Vectors]) -> Matrix:
    """Between the mean vectors of the articles, below zero counted as zero."""
    means = _unit(np.array([part.mean(axis=0) for part in parts], np.float32))
    return np.asarray(np.maximum(means @ means.T, 0), np.float32)


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.finfo(np.float32).tiny), np.float32)


def _vocabulary(texts: Iterable[str]) -> _Vocabulary:
    tokens = [_WORD.findall(text) for text in texts]
    folded = [[token.casefold() for token in sentence] for sentence in tokens]
    return _Vocabulary(
        printed=Counter(chain.from_iterable(folded)),
        spread=Counter(chain.from_iterable(map(set, folded))),
        # The first word of a sentence has a capital whatever it is.
        capital=Counter(
            word.casefold() for words in tokens for word in words[1:] if word[0].isupper()
        ),
        sentences=len(tokens),
    )


def _shared(articles: Sequence[_Vocabulary]) -> Matrix:
    """Cosine between the articles' pieces of words; common pieces weigh little, names much."""
    column: dict[str, int] = {}
    words = dict.fromkeys(word for article in articles for word in article.printed)
    pieces = {w: [column.setdefault(piece, len(column)) for piece in _pieces(w)] for w in words}
    tables = [_counted(article, pieces) for article in articles]
    spread = np.zeros(len(column))
    for columns, (_, in_sentences, _) in tables:
        spread[columns] += in_sentences
    total = sum(article.sentences for article in articles)
    rarity = np.log(np.maximum(total / spread, 1))
    rows = [(columns, _weights(table, rarity[columns])) for columns, table in tables]
    return _products(rows, len(column))


def _pieces(word: str) -> list[str]:
    """Every run of five letters; a shorter word is one piece."""
    return [word[i : i + PIECE] for i in range(max(1, len(word) - PIECE + 1))]


def _counted(article: _Vocabulary, pieces: dict[str, list[int]]) -> tuple[Columns, Table]:
    """The pieces of one article, rising, and for each: printed, in sentences, as a name."""
    spelled = [pieces[word] for word in article.printed]
    columns, place = np.unique(
        np.array([p for word in spelled for p in word], np.int64), return_inverse=True
    )
    repeats = [len(piece) for piece in spelled]
    counts = (article.printed, article.spread, article.capital)
    values = [np.repeat([count[word] for word in article.printed], repeats) for count in counts]
    table = [np.bincount(place, weights=value, minlength=len(columns)) for value in values]
    return columns, np.array(table, np.float64)


def _weights(table: Table, rarity: Table) -> Table:
    """Unit-length weights of one article's pieces: how often × how rare × a name or not."""
    printed, _, capital = table
    weights = (1 + np.log(printed)) * rarity * np.where(2 * capital >= printed, NAME, 1)
    length = max(float(np.linalg.norm(weights)), np.finfo(float).tiny)
    return np.asarray(weights / length, np.float64)


def _products(rows: Sequence[tuple[Columns, Table]], width: int) -> Matrix:
    """Dot product of every two sparse rows, a block of columns at a time."""
    products = np.zeros((len(rows), len(rows)), np.float32)
    for start in range(0, width, BLOCK):
        block = np.zeros((len(rows), BLOCK), np.float32)
        for row, (columns, weights) in zip(block, rows, strict=True):
            inside = slice(*np.searchsorted(columns, (start, start + BLOCK)))
            row[columns[inside] - start] = weights[inside]
        products += block @ block.T
    return products
