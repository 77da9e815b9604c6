"""The steps in order: split → screen → embed → set aside → fold duplicates → choose → order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

import numpy as np

from summarizer import embed, split
from summarizer.choose import differ, language, leaning, origins, prose, selection, topic
from summarizer.choose.mmr import Choice
from summarizer.choose.story import Story
from summarizer.datatypes import (
    Article,
    Aside,
    Budget,
    Difference,
    Encoder,
    Options,
    Pick,
    Problem,
    Sentence,
    Summary,
)
from summarizer.errors import ModelError, NothingToQuoteError

DEFAULTS = Options()
REVISIONS = 4
"""Most times that the choice is made for one summary."""


def summarize(
    articles: Iterable[Article],
    options: Options = DEFAULTS,
    *,
    encoder: Encoder | None = None,
    problems: Sequence[Problem] = (),
) -> Summary:
    """Quote what the articles share, each thing once, within the budget.

    The order of `articles` does not matter. `encoder` defaults to the one that measures best for
    the language of most of them; `problems` are what could not be read, for the record.

    Raises:
        NothingToQuoteError: no sentence may be quoted, or none fits the budget.
        ModelError: the encoder cannot be used.
    """
    once = {article.id: language.declared(article) for article in articles}
    read = sorted(once.values(), key=lambda article: article.id)
    recent = [article for article in read if not _too_old(article, options.since)]
    if read and not recent:
        raise NothingToQuoteError(f"no article was published since {options.since:%Y-%m-%d}")
    names = leaning.surnames(recent)
    pages = [
        prose.lines(split.sentences(article), with_brackets=options.brackets, surnames=names)
        for article in recent
    ]
    sentences = [line.sentence for line in chain(*pages) if line.quotable]
    _must_fit(sentences, options.budget)

    encoder = encoder or embed.encoder(language=language.main(recent))
    # In one call: some encoders place every text by all the others.
    texts = [sentence.text for sentence in sentences]
    embedded = encoder.encode([*texts, options.query, *options.known])
    if not np.isfinite(embedded).all():
        raise ModelError(f"{encoder.name}: gives vectors with no numbers in them: check the model")
    vectors, asked = embedded[: len(texts)], embedded[len(texts) :]

    off_topic = topic.off(recent, sentences, vectors, origins.of(recent))
    if off_topic:  # else the vectors, gigabytes for a million sentences, are not copied
        gone = {recent[number].id for number in off_topic}
        vectors = vectors[[sentence.article.id not in gone for sentence in sentences]]
        pages = [page for number, page in enumerate(pages) if number not in off_topic]
    story = selection.story(pages, vectors, asked, options)
    choices, differences = _newest(story, options)
    if not choices and options.known:
        raise NothingToQuoteError("nothing new beside what is known already")
    if not choices:
        raise NothingToQuoteError(
            f"no whole thought fits into {options.budget.limit:g} {options.budget.unit}"
        )

    return Summary(
        picks=tuple(_printed(story, choices)),
        articles=tuple(read),
        budget=options.budget,
        encoder=encoder.name,
        encoder_sha256=encoder.sha256,
        differences=tuple(differences),
        asides=(
            *(Aside(a, "published too early") for a in read if _too_old(a, options.since)),
            *(Aside(recent[number], reason) for number, reason in off_topic.items()),
        ),
        problems=tuple(problems),
    )


def _too_old(article: Article, since: datetime | None) -> bool:
    return since is not None and article.published is not None and article.published < since


def _newest(story: Story, options: Options) -> tuple[list[Choice], list[Difference]]:
    """The choice, made again while it tells a state that another article has overtaken."""
    for _ in range(REVISIONS):
        choices = selection.choose(story, options)
        quoted = [row for choice in choices for row in story.passages[choice.row].rows]
        found = list(differ.from_quoted(quoted, story.sentences, story.vectors))
        stale = [row for row, difference in found if differ.overtaken(difference)]
        if not stale:
            break
        barred = story.barred.copy()
        barred[stale] = True
        story = replace(story, barred=barred)
    return choices, [difference for _, difference in found]


def _must_fit(sentences: Sequence[Sentence], budget: Budget) -> None:
    if not sentences:
        raise NothingToQuoteError("no whole sentence to quote in what was read")
    shortest = min(budget.length([sentence.text]) for sentence in sentences)
    if shortest > budget.limit:
        raise NothingToQuoteError(
            f"no sentence fits into {budget.limit:g} {budget.unit}: the shortest takes {shortest:g}"
        )


def _printed(story: Story, choices: Sequence[Choice]) -> Iterator[Pick]:
    """The quoted sentences in reading order; a name in brackets is given once."""
    known: frozenset[str] = frozenset()
    rivals = selection.displaced(story, choices)
    for choice, rival in zip(choices, rivals, strict=True):
        passage = story.passages[choice.row]
        for row in passage.rows:
            line = story.lines[row]
            yield Pick(
                sentence=line.sentence,
                display=prose.shown(line, bracketed=passage.bracketed, known=known),
                score=choice.score,
                salience=choice.relevance,
                redundancy=choice.redundancy,
                repeats=tuple(story.repeats(row)),
                displaced=rival,
            )
            known |= line.bracketed.introduces if passage.bracketed else line.need.introduces
