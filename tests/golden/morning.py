"""A small briefing, written by hand, with three stories."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from summarizer.datatypes import (
    Article,
    Briefing,
    Budget,
    Difference,
    Problem,
    Sentence,
    Story,
    Summary,
)
from tests.fakes import pick

BERLIN = ZoneInfo("Europe/Berlin")
UNTIL = datetime(2026, 11, 20, 6, 0, tzinfo=BERLIN)


def sentence(article: Article, text: str) -> Sentence:
    """The place of the text in the article."""
    return Sentence(article, 0, article.text.index(text), text)


def summary(*picks, articles, differences=()) -> Summary:
    return Summary(picks, articles, Budget(150, "words"), "hash", differences=differences)


TIMES = Article(
    "The dam above Riverton broke on Thursday evening after nine days of rain. At least 14 people "
    "were missing by midnight, the fire service said. Engineers had asked for the gates to be "
    "opened on Monday.",
    title="Dam above Riverton breaks after nine days of rain",
    source="Harbour Times",
    url="https://harbour.example/2026/11/19/riverton-dam?edition=morning&page=1",
    published=datetime(2026, 11, 19, 23, 40, tzinfo=UTC),
    lang="en",
    id="times",
)
GAZETTE = Article(
    "A dam above Riverton broke on Thursday evening after days of rain. Twelve people are missing, "
    "the mayor told reporters. Two thousand people had left their homes before the water came.",
    title="“We heard it before we saw it”: Riverton under water",
    source="Valley Gazette",
    url="https://gazette.example/riverton",
    published=datetime(2026, 11, 20, 3, 5, tzinfo=UTC),
    lang="en",
    id="gazette",
)
ECHO = Article(
    "The dam near Riverton has broken after heavy rain. The railway to the coast stays closed "
    "until Saturday at least.",
    title="Riverton: railway closed",
    source="Coast Echo",
    published=datetime(2026, 11, 20, 4, 0, tzinfo=UTC),
    id="echo",
)
DAM = Story(
    headline=TIMES.title,
    article=TIMES,
    summary=summary(
        pick(
            sentence(
                TIMES, "The dam above Riverton broke on Thursday evening after nine days of rain."
            ),
            sentence(GAZETTE, "A dam above Riverton broke on Thursday evening after days of rain."),
            sentence(ECHO, "The dam near Riverton has broken after heavy rain."),
        ),
        pick(
            sentence(TIMES, "At least 14 people were missing by midnight, the fire service said.")
        ),
        pick(sentence(GAZETTE, "Two thousand people had left their homes before the water came.")),
        pick(sentence(ECHO, "The railway to the coast stays closed until Saturday at least.")),
        articles=(TIMES, GAZETTE, ECHO),
        differences=(
            Difference(
                sentence(
                    TIMES, "At least 14 people were missing by midnight, the fire service said."
                ),
                "14 people",
                sentence(GAZETTE, "Twelve people are missing, the mayor told reporters."),
                "Twelve people",
            ),
        ),
    ),
    outlets=3,
    section="Home",
)

JOURNAL = Article(
    "Parliament passed the budget by two votes on Thursday. The vote had been put off twice since "
    "Monday. “We have a budget and a government,” said the finance minister, Ada Brandt.",
    title="Budget passes by two votes",
    source="State Journal",
    url="https://journal.example/budget",
    published=datetime(2026, 11, 19, 17, 0, tzinfo=UTC),
    lang="en",
    id="journal",
)
BUDGET = Story(
    headline=JOURNAL.title,
    article=JOURNAL,
    summary=summary(
        pick(sentence(JOURNAL, "Parliament passed the budget by two votes on Thursday.")),
        pick(
            sentence(
                JOURNAL,
                "“We have a budget and a government,” said the finance minister, Ada Brandt.",
            )
        ),
        articles=(JOURNAL,),
    ),
    outlets=1,
    section="Home",
    first_reported=date(2026, 11, 17),
    told_before=2,
)

MATIN = Article(
    "Le tunnel sous le col a rouvert jeudi matin. Les camions restent interdits jusqu’à lundi.",
    title="Le tunnel rouvre",
    source="Le Matin des Alpes",
    url="https://matin.example/tunnel",
    published=datetime(2026, 11, 19, 8, 0, tzinfo=UTC),
    lang="fr",
    id="matin",
)
TUNNEL = Story(
    headline=MATIN.title,
    article=MATIN,
    summary=summary(
        pick(sentence(MATIN, "Le tunnel sous le col a rouvert jeudi matin.")),
        articles=(MATIN,),
    ),
    outlets=1,
    section="Abroad",
)

MARKET = Article(
    "Bread will cost four cents more from December, the bakers’ guild announced. It had held the "
    "price for two years.",
    title="Bread: four cents more",
    source="Market Daily",
    url="https://market.example/bread",
    published=datetime(2026, 11, 19, 12, 0, tzinfo=UTC),
    lang="en",
    id="market",
)
LETTER = Article(
    "The library in Mill Street stays open. Its roof will be mended in spring.",
    title="Library stays",
    path="clippings/library.txt",
    id="letter",
)
BREAD = Story(
    headline=MARKET.title,
    article=MARKET,
    summary=summary(
        pick(
            sentence(
                MARKET,
                "Bread will cost four cents more from December, the bakers’ guild announced.",
            )
        ),
        articles=(MARKET,),
    ),
    outlets=2,
)
LIBRARY = Story(
    headline=LETTER.title,
    article=LETTER,
    summary=summary(
        pick(sentence(LETTER, "The library in Mill Street stays open.")), articles=(LETTER,)
    ),
    outlets=1,
    first_reported=date(2025, 12, 31),
)

MORNING = Briefing(
    title="Morning brief",
    day=date(2026, 11, 20),
    since=(UNTIL - timedelta(days=1)).astimezone(UTC),
    until=UNTIL,
    stories=(DAM, TUNNEL, BUDGET),
    shorts=(BREAD, LIBRARY),
    sources=9,
    articles=1212,
    problems=(
        Problem("Example Times", "no such host: check the address; since Tuesday"),
        Problem("clippings/broken.html", "no article in it"),
    ),
)
"""Two sections, an update, figures that differ, a source without an address, two unread sources."""
