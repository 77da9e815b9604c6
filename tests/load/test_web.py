"""Addresses, feeds and their pages, from a server on this machine to the printed briefing."""

import os

import pytest

from summarizer import load
from summarizer.load import Web
from tests.load import stories
from tests.load.fetch.hostile import Hostile, bomb, drop, page, redirect

pytestmark = pytest.mark.usefixtures("loopback", "no_proxy")


@pytest.fixture
def no_proxy(monkeypatch):
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
def outlet():
    """A server with a feed of the landslide and the pages of its entries."""
    reports = stories.reports("landslide")
    with Hostile({}) as server:
        base = server.url("")
        server.pages |= {f"/{each.name}": html(stories.page(each)) for each in reports}
        server.pages["/feed.xml"] = xml(stories.feed("Northmark News", reports, base))
        yield server


def html(text):
    return page(text.encode(), content_type="text/html; charset=utf-8")


def xml(text):
    return page(text.encode(), content_type="application/rss+xml")


def read(*where, full_text=False, allow_private=True):
    return load.read(where, web=Web(allow_private=allow_private, full_text=full_text))


def test_a_page_becomes_an_article_of_its_address(outlet):
    [article], problems = read(outlet.url("/ledger"))
    assert problems == ()
    assert article.url == outlet.url("/ledger")
    assert (article.source, article.title) == ("Daily Ledger", "Brenna landslide toll rises to 14")
    assert article.text.startswith("The landslide in the village of Brenna")
    assert "recipes" not in article.text


def test_a_feed_alone_gives_its_teasers(outlet):
    articles, problems = read(outlet.url("/feed.xml"))
    assert problems == ()
    assert len(articles) == 6
    assert all(article.text.endswith("…") for article in articles)
    assert outlet.paths == ["/feed.xml"]


def test_with_full_text_the_pages_of_a_feed_are_read(outlet):
    articles, problems = read(outlet.url("/feed.xml"), full_text=True)
    assert problems == ()
    assert {article.source for article in articles} == {
        each.source for each in stories.reports("landslide")
    }
    assert all(article.published and article.url for article in articles)
    assert not any(article.text.endswith("…") for article in articles)
    assert outlet.paths.count("/robots.txt") == 1


def test_a_page_that_cannot_be_read_costs_its_text_only(outlet):
    outlet.pages |= {"/ledger": drop, "/gazette": page(b"", "404 Not Found")}
    articles, problems = read(outlet.url("/feed.xml"), full_text=True)
    assert len(articles) == 6
    assert sum(article.text.endswith("…") for article in articles) == 2
    assert {problem.source for problem in problems} == {
        outlet.url("/gazette"),
        outlet.url("/ledger"),
    }


def test_robots_are_asked_for_the_pages_of_a_feed_and_not_for_typed_addresses(outlet):
    outlet.pages["/robots.txt"] = page(b"User-agent: *\nDisallow: /ledger\n")
    articles, problems = read(outlet.url("/feed.xml"), full_text=True)
    assert len(articles) == 6
    [problem] = problems
    assert problem.source == outlet.url("/ledger")
    assert "robots.txt" in problem.reason
    [article], none = read(outlet.url("/ledger"))
    assert (article.source, none) == ("Daily Ledger", ())


def test_a_private_address_needs_a_word(outlet):
    articles, [problem] = read(outlet.url("/ledger"), allow_private=False)
    assert articles == ()
    assert problem.reason == "127.0.0.1 is a private address: add --allow-private to read it"


def test_a_list_of_feeds_leads_to_public_addresses_only(outlet, tmp_path):
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        f'<opml version="2.0"><body><outline type="rss" xmlUrl="{outlet.url("/feed.xml")}"/>'
        "</body></opml>"
    )
    articles, [problem] = read(listed)
    assert articles == ()
    assert "links are followed" in problem.reason


def test_twins_of_one_address_are_one_article(tmp_path):
    for name, url in (
        ("a", "http://www.news.example/1/"),
        ("b", "https://news.example/1?utm_id=7"),
    ):
        (tmp_path / f"{name}.md").write_text(f"---\nurl: {url}\n---\nThe dam {name} broke.")
    articles, [problem] = read(tmp_path)
    assert len(articles) == 1
    assert "was already read from" in problem.reason


def test_what_hostile_servers_answer_is_one_problem_each_and_the_rest_is_read(outlet):
    outlet.pages |= {
        "/bomb": page(bomb("gzip", 64), content_encoding="gzip"),
        "/loop": redirect("/loop"),
        "/file": redirect("file:///etc/passwd"),
        "/inside": redirect("http://[::ffff:127.0.0.1]/"),
        "/deep": html("<div>" * 100_000),
        "/empty": page(b""),
    }
    bad = [outlet.url(path) for path in ("/bomb", "/loop", "/file", "/inside", "/deep", "/empty")]
    articles, problems = read(*bad, outlet.url("/ledger"))
    assert [article.source for article in articles] == ["Daily Ledger"]
    assert {problem.source for problem in problems} == set(bad)
    assert all(problem.reason.isprintable() for problem in problems)


def test_a_briefing_from_a_feed_has_outlets_dates_and_links(outlet, run_alone):
    ran = run_alone(
        *("-m", "summarizer", "summarize", outlet.url("/feed.xml"), "--full-text"),
        *("--allow-private", "--words", "100", "--format", "text"),
    )
    assert (ran.code, ran.err) == (0, "")
    expected = (stories.GOLDEN / "landslide.txt").read_text(encoding="utf-8")
    assert ran.out.partition("\n")[0] == expected.partition("\n")[0]
    assert f"Daily Ledger, 5 June 2024 · {outlet.url('/ledger')}" in ran.out


def test_the_feeds_of_a_page_are_listed(outlet, run_alone):
    outlet.pages["/"] = html(
        '<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml">'
    )
    command = ("-m", "summarizer", "feeds", "find", outlet.url("/"), "--allow-private")
    assert run_alone(*command).out == f"{outlet.url('/feed.xml')}  rss  All\n"
    assert f'xmlUrl="{outlet.url("/feed.xml")}"' in run_alone(*command, "--opml").out
    none = run_alone(*command[:-2], outlet.url("/ledger"), "--allow-private")
    assert (none.code, none.out) == (1, "")
    assert none.complaints == [
        f"{outlet.url('/ledger')}: no feed in this page; try the page of a section"
    ]
