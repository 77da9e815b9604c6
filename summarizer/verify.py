"""Proof that a summary or a briefing quotes: every slice is looked up again in its source."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from summarizer import split
from summarizer.choose import brackets, prose
from summarizer.datatypes import Article
from summarizer.errors import UsageError


def faults(document: Mapping[str, Any], articles: Iterable[Article]) -> list[str]:
    """What in the JSON document cannot be proved from the articles; empty means proved.

    Checked: each quoted sentence, repeat and difference is the slice it claims to be; what is
    printed is the slice but for editor's brackets; `text` is these sentences and nothing else;
    and the citations are the articles that say it. Of a briefing this is checked story by story,
    and that each headline stands in the title of its article.

    Raises:
        UsageError: the document is neither a summary nor a briefing of this program.
    """
    known = {article.id: article for article in articles}
    with _shape_known():
        if not _is_briefing(document):
            return list(_faults(document, known))
        return [
            f"{where}: {fault}"
            for where, story in _stories(document)
            for fault in (*_headline_faults(story), *_faults(story["summary"], known))
        ]


def stored(document: Mapping[str, Any]) -> tuple[Article, ...]:
    """The quoted articles as the briefing itself keeps them; a summary keeps none.

    They prove that it quotes the texts beside it, not that those are what an outlet printed. A
    text that is not the one its story names by checksum is left out.

    Raises:
        UsageError: as `faults`.
    """
    with _shape_known():
        if not _is_briefing(document):
            return ()
        texts = {entry["id"]: entry["text"] for entry in document["articles"]}
        entries = [entry for summary in _summaries(document) for entry in summary["articles"]]
        kept = [_article(each, texts[each["id"]]) for each in entries if each["id"] in texts]
        named = {(entry["id"], entry["sha256"]) for entry in entries}
        return tuple(article for article in kept if (article.id, article.sha256) in named)


def paths(document: Mapping[str, Any]) -> list[str]:
    """Where the cited articles were read, each once.

    Raises:
        UsageError: as `faults`.
    """
    with _shape_known():
        entries = [entry for summary in _summaries(document) for entry in summary["articles"]]
        cited = [entry["path"] for entry in entries if entry["cited"]]
        return list(dict.fromkeys(str(path) for path in cited if path))


def count(document: Mapping[str, Any]) -> int:
    """Slices that `faults` looks up."""
    return sum(1 for summary in _summaries(document) for _ in _places(summary))


def _is_briefing(document: Mapping[str, Any]) -> bool:
    return "stories" in document


def _stories(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each story of a briefing, and what to call it."""
    for kind, name in (("stories", "story"), ("shorts", "in short")):
        for number, story in enumerate(document[kind], start=1):
            yield f"{name} {number}", story


def _summaries(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Of every story of a briefing; a summary is its own."""
    if not _is_briefing(document):
        return [document]
    return [story["summary"] for _, story in _stories(document)]


def _article(entry: Mapping[str, Any], text: str) -> Article:
    published = entry["published"]
    return Article(
        text=text,
        title=entry["title"],
        source=entry["source"],
        url=entry["url"],
        published=datetime.fromisoformat(published) if published else None,
        lang=entry["lang"],
        path=entry["path"],
        id=entry["id"],
    )


def _headline_faults(story: Mapping[str, Any]) -> Iterator[str]:
    titles = {entry["number"]: entry["title"] for entry in story["summary"]["articles"]}
    if story["headline"] not in titles[story["article"]]:
        yield f"its article has another title: {story['headline']}"


def _places(summary: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Quoted sentences, their repeats, and the sentences that differ."""
    for sentence in summary["sentences"]:
        yield sentence
        yield from sentence["repeats"]
    for difference in summary["differences"]:
        yield from difference


@contextmanager
def _shape_known() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"not a summary in JSON, nor a briefing: {error!r}") from error


def _faults(document: Mapping[str, Any], articles: Mapping[str, Article]) -> Iterator[str]:
    listed = {entry["number"]: entry for entry in document["articles"]}
    if document["text"] != " ".join(sentence["display"] for sentence in document["sentences"]):
        yield '"text" holds more or less than the quoted sentences'
    for sentence in document["sentences"]:
        places = [sentence, *sentence["repeats"]]
        if sentence["citations"] != list(dict.fromkeys(place["article"] for place in places)):
            yield f"citations {sentence['citations']} are not the articles of: {sentence['text']}"
        yield from _print_faults(sentence, articles.get(listed[sentence["article"]]["id"]))
    for place in _places(document):
        if place.get("figure", "") not in place["text"]:
            yield f"{place['figure']} is not a figure of: {place['text']}"
        yield from _place_faults(place, listed[place["article"]], articles)


def _print_faults(sentence: Mapping[str, Any], article: Article | None) -> Iterator[str]:
    """What is printed must be the slice, with no bracket but what the article makes certain."""
    shown, text = sentence["display"], sentence["text"]
    if not brackets.agrees(shown, text):
        yield f"printed otherwise than quoted: {shown}"
    found = brackets.inserted(shown, text)
    if found and article is not None:
        certain = _certain(article, sentence["start"], text)
        yield from (
            f"{name} does not follow from the article: {shown}"
            for name in found
            if name not in certain
        )


def _certain(article: Article, start: int, text: str) -> set[str]:
    """The brackets that this program would offer for the slice."""
    lines = prose.lines(split.sentences(article), with_brackets=True)
    return {
        insertion.text.strip()
        for line in lines
        if line.sentence.start == start and line.sentence.text == text
        for insertion in line.insertions
    }


def _place_faults(
    place: Mapping[str, Any], entry: Mapping[str, Any], articles: Mapping[str, Article]
) -> Iterator[str]:
    article = articles.get(entry["id"])
    where = entry["path"] or entry["title"] or entry["id"]
    if article is None:
        yield f"{where}: not found again, so this is unproved: {place['text']}"
    elif not _is_slice(article.text, place["start"], place["end"], place["text"]):
        yield f"{where}: does not say at {place['start']}: {place['text']}"


def _is_slice(text: str, start: int, end: int, quoted: str) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == quoted
