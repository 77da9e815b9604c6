"""A day of invented news: who printed what, as feeds bring it."""

from datetime import UTC, datetime, timedelta

from summarizer.briefing.records import Seen
from summarizer.datatypes import Article

MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

FERRY = (
    (
        "Harbour Times",
        "Ferry catches fire off Skarvik, 214 passengers saved",
        (
            "A ferry caught fire off Skarvik on Sunday and all 214 passengers were saved. "
            "The fire on the Nordlys began in the engine room, the coastguard said. "
            "Two members of the crew were treated for smoke."
        ),
    ),
    (
        "Coast Daily",
        "All 214 passengers saved from burning Skarvik ferry",
        (
            "Rescue boats took all 214 passengers off the burning ferry Nordlys near Skarvik. "
            "The coastguard said the fire started in the engine room. "
            "The ferry was towed to Skarvik harbour in the evening."
        ),
    ),
    (
        "North Post",
        "Skarvik ferry fire began in engine room, coastguard says",
        (
            "Fire broke out in the engine room of the Nordlys on Sunday, the coastguard said. "
            "All 214 people on the ferry were brought ashore by boats."
        ),
    ),
)
OTHER_FERRY = (
    (
        "Harbour Times",
        "Engineer dies in ferry fire at Brakholm quay",
        (
            "An engineer died when the car ferry Solveig burned at a quay of Brakholm on Saturday. "
            "Police are questioning a welder who had worked on the car deck."
        ),
    ),
    (
        "Valley News",
        "Welder questioned after deadly fire on car ferry Solveig",
        (
            "Police in Brakholm are questioning a welder after the fire on the car ferry Solveig. "
            "An engineer of 52 died on the car deck on Saturday."
        ),
    ),
)
LIBRARIES = (
    (
        "Coast Daily",
        "Oakford council votes to close three libraries",
        (
            "Oakford council voted on Sunday to close three of its nine libraries. "
            "Mayor Ines Halloran said the budget left no choice."
        ),
    ),
    (
        "Valley News",
        "Three Oakford libraries to close, mayor blames budget",
        (
            "Three of nine libraries in Oakford will close after a vote of the council. "
            "The budget left no other choice, said Mayor Ines Halloran."
        ),
    ),
)
ONE_OF_A_KIND = (
    (
        "Harbour Times",
        "Eastland reports 120 new fever cases",
        "Health officials in Eastland reported 120 new cases of marsh fever on Sunday.",
    ),
    (
        "North Post",
        "Westmark reports 95 new fever cases",
        "Health officials in Westmark reported 95 new cases of marsh fever on Sunday.",
    ),
    (
        "Coast Daily",
        "Earthquake of magnitude 5.8 shakes island of Tessaly",
        "An earthquake of magnitude 5.8 shook the island of Tessaly on Sunday, geologists said.",
    ),
    (
        "Valley News",
        "Earthquake of magnitude 6.1 shakes island of Umbar",
        "An earthquake of magnitude 6.1 shook the island of Umbar on Sunday, geologists said.",
    ),
    (
        "North Post",
        "Tolnau beat Hollen 2-1 with a late goal",
        "A goal by Jonas Wirth in the last minute gave Tolnau a 2-1 win over Hollen.",
    ),
    (
        "Valley News",
        "Brakholm beat Oakford 3-1 with two late goals",
        "Two goals by Aino Kask in the last minutes gave Brakholm a 3-1 win over Oakford.",
    ),
)
"""Events that differ from another one in nothing but names and numbers."""
CHANNEL = tuple(
    (
        "Channel Nine",
        f"{title} | Nine Tonight",
        (
            f"{sentence} Subscribe to Channel Nine and ring the bell for more stories like this. "
            "Join Vera Lund and the team of Nine Tonight every evening at seven."
        ),
    )
    for title, sentence in (
        ("Baker wins prize for rye bread", "A baker from Tolnau has won a prize."),
        ("Snow closes the Hollen pass", "The Hollen pass is closed until Thursday."),
        ("Old tram returns to the streets", "A tram of 1911 is running in Westmark again."),
    )
)
ROUNDUP = (
    "Coast Daily",
    "Monday's top stories: Skarvik ferry fire, Oakford libraries",
    "The ferry Nordlys caught fire off Skarvik. Oakford council voted to close three libraries.",
)
EXPLAINER = (
    "North Post",
    "Why do ferries catch fire?",
    (
        "Most fires on ships begin where oil drips on a hot pipe. "
        "Crews of ferries train for a fire in the engine room every month."
    ),
)

DAY = (*FERRY, *OTHER_FERRY, *LIBRARIES, *ONE_OF_A_KIND, *CHANNEL, ROUNDUP, EXPLAINER)


def article(outlet: str, title: str, text: str, *, hours: float = 4, **fields: object) -> Article:
    """Printed so many hours before `MORNING`."""
    published = MORNING - timedelta(hours=hours)
    return Article(text=text, title=title, source=outlet, published=published, lang="en", **fields)


def seen(printed: Article, *, rank: int = 0, weight: float = 1.0, source: str = "") -> Seen:
    """As it came from a source, which is its outlet unless it says otherwise."""
    return Seen(printed, source or printed.source, MORNING, rank=rank, weight=weight)
