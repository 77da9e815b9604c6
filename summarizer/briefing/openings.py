"""How every article opens: its headline and first sentences, which tell which story it is.

What an outlet prints under article after article is no part of any story: "Subscribe to our
channel", the time of printing, the name of the programme behind a bar in the headline.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import numpy as np

from summarizer import split
from summarizer.choose.words import FUNCTION_WORDS
from summarizer.datatypes import Article, Encoder, Vectors

SENTENCES = 6
"""Of an article that are read. Of 1, 2, 4, 6 and 10, four to ten tell the events of ECB+ apart
equally well; with fewer, many articles have said little more than where and when."""
READ = 3_000
"""Characters of an article in which they are looked for."""
OFTEN = 3
"""Articles of one outlet from which a sentence that they share is furniture. With two it is when
their headlines have no word in common: two versions of one article repeat much."""

Opening = tuple[str, ...]
"""The headline, empty when there is none, then sentences; both without furniture."""

_ADDRESS = re.compile(r"(?:https?:|www\.|@)\S*")
_BETWEEN = re.compile(r"\s[–—-]\s|\|")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


def of(articles: Sequence[Article]) -> list[Opening]:
    """The opening of each article; the others show what is furniture of its outlet."""
    segments = [[part.strip() for part in _BETWEEN.split(a.title)] for a in articles]
    sentences = [list(_sentences(article)) for article in articles]
    labels = _furniture(segments, articles, least=OFTEN)
    lines = _furniture(sentences, articles, least=2)
    opened = []
    for article, parts, texts in zip(articles, segments, sentences, strict=True):
        name = outlet(article)
        title = " ".join(part for part in parts if (name, _shape(part)) not in labels)
        kept = [text for text in texts if (name, _shape(text)) not in lines]
        opened.append((title, *kept[:SENTENCES]))
    return opened


def embedded(openings: Sequence[Opening], encoder: Encoder) -> list[Vectors]:
    """The vectors of each opening: row 0 is the headline, zeros when there is none."""
    vectors = encoder.encode([text for opening in openings for text in opening])
    ends = np.cumsum([len(opening) for opening in openings])
    return np.split(vectors, ends[:-1]) if openings else []


def centroids(parts: Iterable[Vectors]) -> Vectors:
    """Shape (parts, dimensions): the direction of each part's mean; unit rows, or zeros."""
    means = np.array([part.sum(axis=0) for part in parts], np.float32)
    lengths = np.linalg.norm(means, axis=-1, keepdims=True)
    units: Vectors = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
    return units


def outlet(article: Article) -> str:
    """Who prints it, for comparison; empty when that is not known."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    return article.source.casefold() or host.removeprefix("www.")


def _sentences(article: Article) -> Iterator[str]:
    """More than are read, in case that some are furniture; without addresses."""
    head = replace(article, text=article.text[:READ])
    for sentence in split.sentences(head)[: 3 * SENTENCES]:
        text = " ".join(_ADDRESS.sub(" ", sentence.text).split())
        if text:
            yield text


def _furniture(
    texts: Sequence[Sequence[str]], articles: Sequence[Article], *, least: int
) -> set[tuple[str, str]]:
    """(outlet, shape) of what at least so many articles of one outlet print."""
    printed: dict[tuple[str, str], list[Article]] = {}
    for article, parts in zip(articles, texts, strict=True):
        name = outlet(article)
        for shape in {_shape(part) for part in parts if name}:
            printed.setdefault((name, shape), []).append(article)
    return {
        key
        for key, found in printed.items()
        if len(found) >= OFTEN
        or (len(found) >= least and not _content(found[0].title) & _content(found[1].title))
    }


def _shape(text: str) -> str:
    """Texts that differ in numbers only have one shape: "April 29, 2020 5:00 AM"."""
    return _DIGITS.sub("0", text.casefold())


def _content(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold())) - FUNCTION_WORDS
