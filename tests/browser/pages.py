"""A briefing that would tear any page: words without end, and letters from right to left."""

import json
from dataclasses import replace
from datetime import timedelta

from summarizer.datatypes import Article, Problem
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from tests.fakes import pick
from tests.golden.morning import DAM, MORNING, sentence, summary

WORD = "Donaudampfschifffahrtsgesellschaft" * 9
ARTICLE = Article(
    f"{WORD} said so. مرحبا بالعالم من المدينة القديمة.",
    title=WORD,
    source=WORD,
    url=f"https://long.example/{WORD}",
    published=MORNING.until,
    lang="ar",
    id="long",
)
STORY = replace(
    DAM,
    headline=WORD,
    article=ARTICLE,
    summary=summary(
        pick(sentence(ARTICLE, f"{WORD} said so.")),
        pick(sentence(ARTICLE, "مرحبا بالعالم من المدينة القديمة.")),
        articles=(ARTICLE,),
    ),
    section=WORD,
)
ENDLESS = replace(
    MORNING,
    title=WORD,
    day=MORNING.day - timedelta(days=1),
    stories=(STORY, replace(DAM, section="")),
    shorts=(STORY,),
    problems=(Problem(f"https://long.example/{WORD}", WORD),),
)


def earlier(number: int) -> list[archive.Day]:
    """So many mornings, the last one first; in October a bridge falls."""
    morning = archive.read(json.loads(FORMATS["json"](MORNING)))
    bridge = replace(morning.headlines[0], text="Bridge falls")
    days = [replace(morning, day=morning.day - timedelta(days=each)) for each in range(number)]
    return [
        replace(day, headlines=(bridge, *day.headlines[1:])) if day.day.month == 10 else day
        for day in days
    ]
