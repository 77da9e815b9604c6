"""Clusters that never were, as many as wanted: small, each another, some lines bad."""

import json
import random
from pathlib import Path

PLACES = ("Riverton", "Eastmoor", "Calder", "Whitsand", "Dunmere", "Ashby", "Northgate", "Linfield")
EVENTS = (
    "The {thing} in {place} was closed on {day} after an inspection found cracks in its wall.",
    "Officials in {place} said on {day} that {number} people had left their homes.",
    "A fire broke out in the {thing} of {place} early on {day} and burned for {number} hours.",
    "The mayor of {place} said on {day} that the {thing} would open again in {number} days.",
    "Engineers need {number} weeks to repair the {thing}, the council of {place} said on {day}.",
    "Nobody was hurt in {place}, police said on {day}, but {number} houses have no power.",
)
THINGS = ("dam", "bridge", "harbour", "station", "market hall", "school", "library", "power plant")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
BAD = ("{broken", '{"id": "empty", "docs": []}', "[]", "   ")
"""The last is blank and no line at all."""


def write(path: Path, lines: int, *, seed: int = 0) -> Path:
    """A file of so many lines; every tenth is bad."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            bad = number % 10 == 7
            text = BAD[number // 10 % len(BAD)] if bad else json.dumps(cluster(number, chance))
            file.write(text + "\n")
    return path


def cluster(number: int, chance: random.Random) -> dict[str, object]:
    """Two or three articles about one place and thing."""
    place, thing = chance.choice(PLACES), chance.choice(THINGS)
    docs = [
        {"title": f"{thing} {rank}", "text": _text(place, thing, chance), "source": f"Post {rank}"}
        for rank in range(chance.randint(2, 3))
    ]
    return {"id": f"cluster-{number}", "lang": "en", "docs": docs}


def _text(place: str, thing: str, chance: random.Random) -> str:
    chosen = chance.sample(EVENTS, 4)
    return " ".join(
        each.format(place=place, thing=thing, day=chance.choice(DAYS), number=chance.randint(2, 99))
        for each in chosen
    )
