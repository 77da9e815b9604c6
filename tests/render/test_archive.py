"""The page over all days and the feed: what they link, and that no text can abuse them."""

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import feedparser

from summarizer.datatypes import Briefing
from summarizer.render.archive import FEED_DAYS, NEWEST, Archive, Day, atom, pages, read
from summarizer.render.briefing import FORMATS
from tests.golden.morning import DAM, MORNING

HERE = "https://example.org/briefings/"
ATOM = "{http://www.w3.org/2005/Atom}"


def day(briefing: Briefing) -> Day:
    return read(json.loads(FORMATS["json"](briefing)))


def days(number: int) -> list[Day]:
    """The last one first."""
    return [
        day(
            replace(
                MORNING,
                day=MORNING.day - timedelta(days=each),
                until=MORNING.until - timedelta(days=each),
            )
        )
        for each in range(number)
    ]


def index(archive: Archive) -> str:
    return dict(pages(archive))["index.html"]


def parsed(feed: str) -> feedparser.FeedParserDict:
    return feedparser.parse(io.BytesIO(feed.encode()))


def test_each_headline_leads_to_its_story_on_the_page_of_the_day():
    page = FORMATS["html"](MORNING)
    found = day(MORNING)
    assert [(each.anchor, each.text, each.lang) for each in found.headlines] == [
        ("story-1", "Dam above Riverton breaks after nine days of rain", ""),
        ("story-2", "Budget passes by two votes", ""),
        ("story-3", "Le tunnel rouvre", "fr"),
    ]
    for each in found.headlines:
        heading = re.search(rf'<h3 id="{each.anchor}".*?</h3>', page, re.DOTALL)
        assert heading
        assert each.text in heading[0]
    assert {each.anchor for each in found.shorts} == {"in-short"}
    assert 'id="in-short"' in page
    assert (found.file, found.counts) == ("2026-11-20.html", "5 stories · half a minute")


def test_a_story_without_a_headline_is_called_as_on_its_page():
    silent = replace(DAM, headline="\u200b")
    assert day(replace(MORNING, stories=(silent,))).headlines[0].text == DAM.article.title


def test_the_page_lists_every_day_the_last_one_first():
    page = index(Archive("All mornings", days(3)))
    assert re.findall(r'<a href="([\d-]+\.html)">', page) == [
        "2026-11-20.html",
        "2026-11-19.html",
        "2026-11-18.html",
    ]
    assert '<a href="2026-11-20.html#story-3" lang="fr" dir="auto">Le tunnel rouvre</a>' in page
    assert "3 briefings" in page


def test_an_archive_of_a_month_is_one_page():
    assert [name for name, _ in pages(Archive("All mornings", days(NEWEST)))] == ["index.html"]


def test_a_longer_archive_has_a_page_for_each_month_and_the_newest_days_first():
    many = days(70)  # back to 12 September
    written = dict(pages(Archive("All mornings", many)))
    assert [*written] == ["2026-11.html", "2026-10.html", "2026-09.html", "index.html"]
    listed = {
        name: re.findall(r'<a href="([\d-]{10}\.html)">', text) for name, text in written.items()
    }
    assert listed.pop("index.html") == [day.file for day in many[:NEWEST]]
    assert [file for files in listed.values() for file in files] == [day.file for day in many]


def test_months_lead_to_their_neighbours_and_the_first_page_to_all():
    def near(text: str) -> list[str]:
        nav = text[text.index("<nav") : text.index("</nav>")]
        return re.findall(r'href="([^"]*)">([^<]*)<', nav)

    written = dict(pages(Archive("All mornings", days(70))))
    september, october = ("2026-09.html", "September"), ("2026-10.html", "October")
    november = ("2026-11.html", "November")
    assert near(written["index.html"]) == [november, october, september]
    everything = ("index.html#months", "All months")
    assert near(written["2026-10.html"]) == [
        ("2026-09.html", "Before: September 2026"),
        ("2026-11.html", "After: November 2026"),
        everything,
    ]
    assert near(written["2026-09.html"]) == [("2026-10.html", "After: October 2026"), everything]
    assert 'id="months"' in written["index.html"]


def test_a_new_day_changes_only_its_month_and_the_first_page():
    new = days(70)
    before, after = (dict(pages(Archive("All mornings", each))) for each in (new[1:], new))
    assert {name for name in after if after[name] != before[name]} == {
        "2026-11.html",
        "index.html",
    }


def test_each_page_of_ten_years_of_usual_days_is_small():
    headline = "A headline as long as headlines of newspapers are on an average day"
    usual = replace(DAM, headline=headline)
    [first] = days(1)
    told = day(replace(MORNING, stories=(usual,) * 7, shorts=(usual,) * 7))
    decade = [
        replace(told, day=first.day - timedelta(days=each), until=first.until)
        for each in range(3653)
    ]
    sizes = [len(text.encode()) for _, text in pages(Archive("All mornings", decade))]
    assert len(sizes) == 1 + 121
    assert max(sizes) <= 100_000


def test_the_policy_of_the_page_allows_its_own_script_and_no_other():
    page = index(Archive("All mornings", days(1)))
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )


def test_the_feed_is_valid_and_has_an_entry_for_each_day():
    feed = parsed(atom(Archive("All mornings", days(2), HERE)))
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert (feed.feed.title, feed.feed.updated) == ("All mornings", "2026-11-20T06:00:00+01:00")
    assert [(each.title, each.updated, each.link) for each in feed.entries] == [
        (
            "Morning brief: Friday, 20 November 2026",
            "2026-11-20T06:00:00+01:00",
            f"{HERE}2026-11-20.html",
        ),
        (
            "Morning brief: Thursday, 19 November 2026",
            "2026-11-19T06:00:00+01:00",
            f"{HERE}2026-11-19.html",
        ),
    ]
    assert f'href="{HERE}2026-11-20.html#story-1"' in feed.entries[0].content[0].value


def test_the_feed_has_all_that_rfc_4287_asks_for_and_each_thing_once():
    root = ElementTree.fromstring(atom(Archive("All mornings", days(2))))  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    once = [f"{ATOM}{name}" for name in ("id", "title", "updated")]
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert [len(element.findall(name)) for name in once] == [1, 1, 1]
    assert root.find(f"{ATOM}author/{ATOM}name").text == "All mornings"
    assert [each.get("rel") for each in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_a_day_keeps_its_id_when_others_come_and_has_another_in_another_archive():
    def ids(archive: Archive) -> list[str]:
        feed = parsed(atom(archive))
        return [feed.feed.id, *(each.id for each in feed.entries)]

    old, new = days(3)[1:], days(3)
    assert ids(Archive("All mornings", new))[2:] == ids(Archive("All mornings", old))[1:]
    assert ids(Archive("A", old, HERE)) == ids(Archive("B", old, HERE))
    assert not {*ids(Archive("A", old))} & {*ids(Archive("B", old))}
    assert ids(Archive("All mornings", old))[0] == "urn:uuid:0416ec1c-2c43-5634-84ae-05cf7c45dac8"


def test_the_feed_has_the_newest_days():
    assert len(parsed(atom(Archive("All mornings", days(FEED_DAYS + 5)))).entries) == FEED_DAYS
