"""Whole days in this process: real feeds on this machine, a real state file, real mail."""

import json
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from lxml import html

from benchmarks.weeks import Post, office
from summarizer import verify
from summarizer.briefing import mail
from summarizer.briefing.store import Store
from summarizer.errors import OutputError, StateError, UsageError
from summarizer.load.fetch import exchange
from tests.briefing import quiet
from tests.briefing.desk import BAKER, FERRY, LIBRARIES, NOW, PASS, Desk, controls, feed, told
from tests.briefing.older import as_of_version
from tests.briefing.quiet import Quiet
from tests.fakes import HashEncoder, OtherEncoder
from tests.load.fetch.hostile import Hostile, drop, page, silent

DAY = timedelta(days=1)
GOOD = feed(FERRY, LIBRARIES)


@pytest.fixture
def desk(tmp_path, loopback):  # noqa: ARG001  the permission
    with Hostile({}) as server:
        desk = Desk(tmp_path, server)
        desk.serve(GOOD)
        yield desk


def faults(desk: Desk) -> list[str]:
    """What cannot be proved of the JSON of the day."""
    document = json.loads(desk.file(".json").read_text(encoding="utf-8"))
    return verify.faults(document, verify.stored(document))


# --- a day ----------------------------------------------------------------------------------------


def test_a_day_is_told_in_every_form(desk):
    done = desk.run()
    assert {*told(done)} == {FERRY[0], LIBRARIES[0]}
    assert (done.complete, done.notices, done.printed) == (True, [], [])
    for suffix in (".txt", ".md", ".html", ".sources.html", ".json"):
        assert "Nordlys" in desk.file(suffix).read_text(encoding="utf-8")
    assert desk.days() == [date(2026, 11, 20)]


def test_nothing_is_told_again_the_next_day(desk):
    first = desk.run()
    desk.serve(feed(FERRY, LIBRARIES, PASS))
    second = desk.run(NOW + DAY)
    assert {*told(first)} == {FERRY[0], LIBRARIES[0]}
    assert told(second) == [PASS[0]]


FINE = (
    "Ferry Nordlys: owner fined after fire off Skarvik",
    (
        "Owner must pay a fine because the ferry Nordlys sailed without fire doors. "
        "A judge in Skarvik set the sum on Thursday after inspectors told of gaps. "
        "The ferry caught fire off Skarvik on Sunday and all 214 passengers were taken to safety. "
        "The fire on the Nordlys began in the engine room."
    ),
)


@pytest.mark.parametrize("state", ["of today", "of version 1"])
@pytest.mark.parametrize("encoder", [HashEncoder(), OtherEncoder()], ids=lambda each: each.name)
def test_a_story_told_yesterday_is_known_again_whatever_model_made_the_memory(
    desk, encoder, state, monkeypatch
):
    desk.serve(feed(FERRY, LIBRARIES))
    desk.run()
    if state == "of version 1":
        as_of_version(1, desk.state, monkeypatch)
    desk.serve(feed(FINE, PASS, at=NOW + DAY))
    desk.encoder = encoder
    done = desk.run(NOW + DAY)
    assert (done.complete, done.notices) == (True, [])
    stories = (*done.briefing.stories, *done.briefing.shorts)
    assert {each.headline: each.first_reported for each in stories} == {
        FINE[0]: date(2026, 11, 20),
        PASS[0]: None,
    }
    assert not any("214" in each.summary.text for each in stories)


def test_a_model_may_be_changed_back(desk):
    desk.run()
    desk.encoder = OtherEncoder()
    desk.serve(feed(PASS, at=NOW + DAY))
    desk.run(NOW + DAY)
    desk.encoder = HashEncoder()
    again = ("Snow keeps the Hollen pass closed", PASS[1].replace("will stay", "stays"))
    desk.serve(feed(FINE, again, at=NOW + 2 * DAY, link="https://example.net/"))
    [story] = desk.run(NOW + 2 * DAY).briefing.stories
    assert (story.headline, story.first_reported) == (FINE[0], date(2026, 11, 20))
    with desk.store() as store:
        assert [each.encoder for each in store.told(date(2026, 11, 20))] == [
            *("hash", "hash", "other", "hash")
        ]


def test_a_feed_that_has_not_changed_is_no_trouble(desk):
    unchanged = page(b"", "304 Not Modified", etag='"a"')
    desk.serve([feed(FERRY, etag='"a"'), unchanged], feed(LIBRARIES))
    desk.run()
    desk.serve([unchanged], feed(LIBRARIES, PASS))
    done = desk.run(NOW + DAY)
    assert desk.server.visits[-2].headers["if-none-match"] == '"a"'
    assert (told(done), done.complete, done.read) == ([PASS[0]], True, 2)
    with desk.store() as store:
        assert store.feed(desk.server.url("/0")).etag == '"a"'


def test_with_nothing_new_nothing_is_written(desk):
    desk.run()
    before = desk.files()
    done = desk.run(NOW + DAY)
    assert (done.briefing, done.complete, done.notices, done.printed) == (None, True, [], [])
    after = desk.files()
    assert {name: before[name] for name in before if name.startswith("out/")} == {
        name: after[name] for name in after if name.startswith("out/")
    }
    assert desk.days() == [date(2026, 11, 20)]


def test_a_day_that_is_made_is_made_no_second_time(desk):
    desk.run()
    visits, before = len(desk.server.visits), desk.files()
    desk.serve(feed(FERRY, LIBRARIES, PASS))
    done = desk.run(NOW + timedelta(hours=6))
    assert (done.briefing, done.complete, done.notices, done.asked) == (None, True, [], 0)
    assert desk.files() == before
    assert len(desk.server.visits) == visits


def test_a_file_that_is_gone_is_written_again_to_the_byte(desk):
    desk.run()
    before = {each.name: each.read_bytes() for each in (desk.folder / "out").iterdir()}
    for name in before:
        (desk.folder / "out" / name).unlink()
    desk.run(NOW + timedelta(hours=1))
    assert {each.name: each.read_bytes() for each in (desk.folder / "out").iterdir()} == before


def test_with_force_a_day_is_made_again(desk):
    desk.run()
    desk.serve(feed(FERRY, LIBRARIES, PASS))
    done = desk.run(NOW + timedelta(hours=6), force=True)
    assert {*told(done)} == {FERRY[0], LIBRARIES[0], PASS[0]}
    assert PASS[0] in desk.file(".txt").read_text(encoding="utf-8")
    assert desk.days() == [date(2026, 11, 20)]
    assert told(desk.run(NOW + DAY)) == []


@pytest.mark.parametrize("made", [False, True])
def test_a_dry_run_writes_nothing_anywhere(desk, made, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    if made:
        desk.run()
    desk.serve(feed(FERRY, LIBRARIES, PASS))
    before = desk.files()
    done = desk.run(NOW + DAY, dry=True)
    assert PASS[0] in told(done)
    assert len(done.printed) == 1
    assert PASS[0] in done.printed[0]
    assert desk.files() == before
    assert [*scratch.iterdir()] == []
    assert desk.state.exists() == made


def test_a_dry_run_of_a_day_that_is_made_shows_it(desk):
    desk.run()
    done = desk.run(NOW + timedelta(hours=1), dry=True)
    assert done.printed == [desk.file(".txt").read_text(encoding="utf-8")]


def test_a_run_leaves_no_temporary_file(desk, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    scratch.chmod(0o500)
    desk.run()
    scratch.rmdir()


def test_what_verifies_is_what_was_printed(desk):
    desk.run()
    assert faults(desk) == []


def test_with_force_a_day_survives_that_no_source_can_be_read(desk):
    before = told(desk.run())
    desk.serve(drop)
    done = desk.run(NOW + timedelta(hours=6), force=True)
    assert (told(done), done.is_deaf, done.complete) == (before, True, False)


# --- sources in trouble ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", "404 Not Found"), "answered 404, no such page: check the address"),
        (
            page(b"", "429 Too Many Requests", retry_after=3600),
            "answered 429, too many requests: try again in 60 minutes",
        ),
        (page(b"", "500 Oh No"), "answered 500, a fault at the server: try again later"),
        (drop, "the connection broke off before the answer was complete: try again later"),
        (silent, "no answer within 1 s: try again later"),
        (page(b"<html>Good day</html>", content_type="text/html"), None),
        (page(b"\x00\x01\x02" * 99, content_type="application/rss+xml"), None),
    ],
)
def test_a_source_that_cannot_be_read_is_a_problem_of_the_briefing(
    desk, answer, reason, monkeypatch
):
    if answer is silent:
        monkeypatch.setattr(exchange, "READ_SECONDS", 1.0)  # in which the other one does answer
    desk.serve(answer, GOOD)
    done = desk.run()
    assert {*told(done)} == {FERRY[0], LIBRARIES[0]}
    assert (done.complete, done.is_deaf, done.read, done.asked) == (False, False, 1, 2)
    assert done.notices == []
    assert [each.source for each in done.briefing.problems] == ["Source 0"]
    assert reason in {None, done.briefing.problems[0].reason}
    assert "Source 0" in desk.file(".txt").read_text(encoding="utf-8")


def test_a_server_that_asks_for_a_moment_gets_it(desk):
    desk.serve([page(b"", "429 Too Many Requests", retry_after=0), GOOD])
    assert desk.run().complete
    assert desk.server.paths == ["/0", "/0"]


def test_without_any_source_there_is_no_briefing_and_no_file(desk):
    desk.serve(drop, page(b"", "404 Not Found"))
    done = desk.run()
    assert (done.briefing, done.is_deaf, done.complete) == (None, True, False)
    assert not (desk.folder / "out").exists()
    assert desk.days() == []


def test_a_source_that_fails_is_said_once_and_that_it_works_again_once(desk):
    desk.serve(page(b"", "404 Not Found"), GOOD)
    said = [desk.run(NOW + number * DAY).notices for number in range(5)]
    failed = "answered 404, no such page: check the address (since 20 November, 3 times)"
    assert said == [[], [], [f"Source 0: {failed}"], [], []]
    desk.serve(feed(PASS, at=NOW + 5 * DAY), GOOD)
    said = [desk.run(NOW + number * DAY).notices for number in range(5, 8)]
    assert said == [["Source 0: works again"], [], []]


def test_what_is_said_of_a_source_is_said_again_when_the_run_failed(desk):
    desk.serve(page(b"", "404 Not Found"), feed(FERRY))
    for number in range(2):
        desk.run(NOW + number * DAY)
    desk.serve(page(b"", "404 Not Found"), feed(FERRY, PASS))
    (desk.folder / "out" / "2026-11-22.txt").mkdir()
    with pytest.raises(OutputError):
        desk.run(NOW + 2 * DAY)
    (desk.folder / "out" / "2026-11-22.txt").rmdir()
    [said] = desk.run(NOW + 2 * DAY).notices
    assert said.startswith("Source 0: answered 404")


def test_a_folder_with_one_bad_file_counts_as_read(desk):
    (desk.folder / "clippings").mkdir()
    (desk.folder / "clippings" / "a.txt").write_text(f"{PASS[0]}\n\n{PASS[1]}\n")
    (desk.folder / "clippings" / "b.jsonl").write_text("{")
    desk.more = '[[sources]]\nname = "Clippings"\nfolder = "clippings"\n'
    done = desk.run()
    assert (done.read, done.asked, done.complete) == (2, 2, False)
    assert PASS[0] in told(done)
    [problem] = done.briefing.problems
    assert problem.source == "Clippings"
    assert "b.jsonl" in problem.reason


def test_a_folder_that_is_not_there_is_a_problem(desk):
    desk.more = '[[sources]]\nname = "Clippings"\nfolder = "clippings"\n'
    done = desk.run()
    assert (done.read, done.asked, done.complete) == (1, 2, False)
    assert [each.source for each in done.briefing.problems] == ["Clippings"]


def test_a_feed_counts_as_read_only_when_its_articles_are_kept(desk, monkeypatch):
    desk.serve(feed(FERRY, etag='"a"'))

    def full(*_: object) -> int:
        raise StateError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "add", full)
        with pytest.raises(StateError):
            desk.run()
    assert told(desk.run()) == [FERRY[0]]
    assert [visit.headers.get("if-none-match") for visit in desk.server.visits] == [None, None]


def test_a_story_keeps_its_rank_by_weight_in_whatever_section_it_stands(desk):
    (desk.folder / "clippings").mkdir()
    (desk.folder / "clippings" / "a.txt").write_text(f"{PASS[0]}\n\n{PASS[1]}\n")
    desk.serve(GOOD, feed(FERRY, link="https://other.example/"))
    desk.more = '[[sources]]\nname = "Clippings"\nfolder = "clippings"\nsection = "Roads"\n'
    by_weight = told(desk.run(dry=True))
    desk.head = 'sections = ["Roads"]'
    printed = desk.run(dry=True).briefing.stories
    assert (by_weight[0], printed[0].headline) == (FERRY[0], PASS[0])
    assert [by_weight.index(each.headline) + 1 for each in printed] == [
        each.rank for each in printed
    ]


# --- what cannot be written or sent ---------------------------------------------------------------


def test_when_a_file_cannot_be_written_the_day_is_made_at_the_next_run(desk):
    (desk.folder / "out" / "2026-11-20.json").mkdir(parents=True)
    with pytest.raises(OutputError, match="not a regular file"):
        desk.run()
    assert desk.days() == []
    (desk.folder / "out" / "2026-11-20.json").rmdir()
    done = desk.run(NOW + timedelta(minutes=5))
    assert {*told(done)} == {FERRY[0], LIBRARIES[0]}


MAIL = """
[mail]
from = "desk@example.org"
to = ["ada@example.org", "ben@example.org"]
host = "127.0.0.1"
port = {}
security = "none"
"""


def test_everyone_gets_a_mail_of_the_day(desk):
    post = Post()
    with office(post) as port:
        desk.more = MAIL.format(port)
        assert desk.run().complete
        desk.run(NOW + timedelta(hours=1))
    assert sorted(reader for _, reader, _ in post.got) == ["ada@example.org", "ben@example.org"]
    found = message_from_bytes(post.got[0][2], policy=policy.default)
    text = found.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text == desk.file(".txt").read_text(encoding="utf-8")
    page = html.fromstring(found.get_body(("html",)).get_content())
    assert page.xpath("//h2/a/text()")[0] in {FERRY[0], LIBRARIES[0]}
    assert page.xpath("//style") == []


def test_each_page_leads_to_the_json_and_is_written_again_as_it_was(desk):
    desk.outputs = ("out/{date}.html", "out/latest.html", "a b/{date}.json")
    desk.more = '[[outputs]]\npath = "-"\nformat = "html"\n'
    [printed] = desk.run().printed
    pages = [desk.folder / "out" / name for name in ("2026-11-20.html", "latest.html")]
    before = [each.read_bytes() for each in pages]
    for each in pages:
        [link] = html.fromstring(each.read_bytes()).xpath("//a[@type='application/json']/@href")
        assert link == "../a%20b/2026-11-20.json"
        assert (each.parent / unquote(link)).is_file()
        each.unlink()
    assert "application/json" not in printed
    assert desk.run(NOW + timedelta(hours=1)).briefing is None
    assert [each.read_bytes() for each in pages] == before


@pytest.mark.parametrize("mood", ["dropping", "deaf", "busy"])
def test_a_mail_that_was_perhaps_not_taken_is_sent_again_as_the_same(desk, mood):
    post = Post(mood=mood)
    with office(post) as port:
        desk.more = MAIL.format(port)
        done = desk.run()
        assert not done.complete
        assert [each.split(": ")[0] for each in done.notices] == [
            "mail of 2026-11-20 to ada@example.org",
            "mail of 2026-11-20 to ben@example.org",
        ]
        assert all(each.endswith("; the mail waits for the next run") for each in done.notices)
        post.mood = "good"
        again = desk.run(NOW + timedelta(hours=1))
        assert (again.complete, again.notices) == (True, [])
    readers = [reader for _, reader, _ in post.got]
    assert sorted({*readers}) == ["ada@example.org", "ben@example.org"]
    assert len({*post.got}) == 2
    assert len(post.got) == (4 if mood == "dropping" else 2)


def test_a_mail_waits_for_a_server_that_is_away_and_is_not_lost_by_the_next_day(desk):
    post = Post()
    with office(post) as port:
        desk.more = MAIL.format(1)  # nobody listens there
        done = desk.run()
        assert not done.complete
        desk.more = MAIL.format(port)
        desk.serve(feed(FERRY, PASS))
        desk.run(NOW + DAY)
    days = sorted((identity[1:11], reader[:3]) for identity, reader, _ in post.got)
    assert days == [
        *(("2026-11-20", "ada"), ("2026-11-20", "ben")),
        *(("2026-11-21", "ada"), ("2026-11-21", "ben")),
    ]


@pytest.fixture
def impatient(monkeypatch):
    """No server is waited for as long as usual."""
    monkeypatch.setattr("summarizer.briefing.mail.Server", partial(mail.Server, timeout=0.3))


READERS = ("ada@example.org", "ben@example.org", "cleo@example.org")
THREE = MAIL.replace('"ben@example.org"', '"ben@example.org", "cleo@example.org"')


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("step", ["greeting", "EHLO", "RCPT", "DATA", "."])
def test_a_server_that_does_not_answer_is_waited_for_once_in_a_run(desk, step):
    hung = Quiet(step)
    with quiet.office(hung) as port:
        desk.more = THREE.format(port)
        desk.head = f'hooks = [["touch", "{desk.folder / "hooked"}"]]'
        done = desk.run()
        assert hung.calls == 1
        [said] = done.notices
        assert said == (
            f"mail of 2026-11-20 to ada@example.org: mail server 127.0.0.1:{port}: no answer "
            "within 0.3 s; this mail and 2 more wait for the next run"
        )
        assert not done.complete
        assert (desk.folder / "hooked").exists()
        assert desk.run(NOW + timedelta(hours=1)).notices[0].startswith("mail of 2026-11-20 to ben")
        assert hung.calls == 2
        hung.step = "never"
        again = desk.run(NOW + timedelta(hours=2))
    assert (again.complete, again.notices) == (True, [])
    assert {*hung.got} == {*READERS}


@pytest.mark.usefixtures("impatient")
def test_a_mail_that_a_server_never_answers_does_not_keep_the_others_from_it(desk):
    hung = Quiet(".", to="ada@example.org")
    with quiet.office(hung) as port:
        desk.more = THREE.format(port)
        assert len(desk.run().notices) == 1
        assert hung.got == ["ada@example.org"]
        [said] = desk.run(NOW + timedelta(hours=1)).notices
    assert said.startswith("mail of 2026-11-20 to ada@example.org: ")
    assert said.endswith(": no answer within 0.3 s; the mail waits for the next run")
    assert hung.got == ["ada@example.org", "ben@example.org", "cleo@example.org", "ada@example.org"]


def test_a_hook_gets_the_day_and_the_files(desk):
    script = desk.folder / "hook.sh"
    script.write_text('#!/bin/sh\nprintf "%s\\n%s" "$BRIEFING_DAY" "$BRIEFING_FILES" > "$0.said"\n')
    script.chmod(0o755)
    desk.outputs = ("out/{date}.txt", "out/latest.html")
    desk.head = f'hooks = [["{script}"]]'
    assert desk.run().complete
    said = (desk.folder / "hook.sh.said").read_text(encoding="utf-8").splitlines()
    pages = [str(desk.folder / "out" / name) for name in ("latest.html", "latest.sources.html")]
    assert said == ["2026-11-20", str(desk.file(".txt")), *pages]


# --- the page of sources --------------------------------------------------------------------------


def links(page: Path) -> set[str]:
    """To other files beside the page."""
    found = html.fromstring(page.read_bytes()).xpath("//@href")
    return {each.partition("#")[0] for each in found if not each.startswith(("#", "http"))}


def test_beside_every_page_are_its_sources_and_both_link_to_each_other(desk):
    desk.outputs = ("out/{date}.html", "out/latest.html", "out/{date}/one day.htm")
    desk.run()
    for name in ("2026-11-20", "latest", "2026-11-20/one day"):
        [page] = (desk.folder / "out").glob(f"{name}.htm*")
        sources = page.with_suffix(".sources.html")
        assert links(page) == {f"{quote(page.stem)}.sources.html"}
        assert links(sources) == {quote(page.name)}
        text = " ".join(html.fromstring(sources.read_bytes()).text_content().split())
        assert "The fire on the Nordlys began in the engine room, the coastguard said." in text


def test_sources_that_are_lost_come_back_to_the_byte_when_the_articles_are_gone(desk):
    desk.outputs = ("out/{date}.html", "out/latest.html")
    desk.run()
    before = {path.name: path.read_bytes() for path in (desk.folder / "out").iterdir()}
    assert len(before) == 4
    for path in (desk.folder / "out").iterdir():
        path.unlink()
    database = sqlite3.connect(desk.state / "state.db")
    database.create_function("seal", -1, lambda *_: 0)
    assert database.execute("DELETE FROM texts").rowcount > 0
    database.commit()
    database.close()
    desk.run(NOW + timedelta(hours=1))
    assert {path.name: path.read_bytes() for path in (desk.folder / "out").iterdir()} == before


def test_a_mail_has_no_link_to_a_file_that_it_does_not_bring(desk):
    post = Post()
    with office(post) as port:
        desk.more = MAIL.format(port)
        desk.run()
    assert links(desk.file(".html")) == {"2026-11-20.sources.html", "2026-11-20.json"}
    for _, _, message in post.got:
        part = message_from_bytes(message, policy=policy.default).get_body(("html",))
        found = html.fromstring(part.get_content()).xpath("//@href")
        assert found
        assert all(each.startswith(("#", "https://", "mailto:")) for each in found)
    assert len(post.got) == 2


# --- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sunday", "offsets", "named"),
    [
        (datetime(2026, 3, 29, 5, tzinfo=UTC), (1, 2, 2), "Sunday, 29 March 2026"),
        (datetime(2026, 10, 25, 5, tzinfo=UTC), (2, 1, 1), "Sunday, 25 October 2026"),
    ],
)
def test_the_day_on_which_clocks_are_changed_is_a_day_like_others(desk, sunday, offsets, named):
    items = (FERRY, LIBRARIES, PASS)
    made = []
    for number, item in enumerate(items):
        now = sunday + (number - 1) * DAY
        desk.serve(feed(*items[: number + 1], at=now))
        made.append(desk.run(now).briefing)
        assert [each.headline for each in (*made[-1].stories, *made[-1].shorts)] == [item[0]]
    assert [each.day for each in made] == [(sunday + n * DAY).date() for n in (-1, 0, 1)]
    assert [each.until.utcoffset() for each in made] == [timedelta(hours=n) for n in offsets]
    assert [each.since for each in made[1:]] == [each.until for each in made[:-1]]
    assert named in desk.file(".txt", f"{sunday:%F}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_day_is_the_one_where_the_reader_is(desk, now, day):
    desk.serve(feed(FERRY, at=now))
    assert desk.run(now).briefing.day == day


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_day_made_later_ends_where_it_ended_and_looks_back_36_real_hours(desk, day, until):
    desk.serve(feed(FERRY, at=until - timedelta(hours=2)))
    briefing = desk.run(until + DAY, day=day).briefing
    assert briefing.until == until
    assert briefing.until.astimezone(UTC) - briefing.since.astimezone(UTC) == timedelta(hours=36)


def test_a_clock_that_jumps_back_a_day_tells_nothing_twice_and_loses_nothing(desk):
    first = desk.run()
    desk.serve(feed(FERRY, LIBRARIES, PASS, at=NOW + DAY))
    second = desk.run(NOW + DAY)
    desk.serve(feed(FERRY, LIBRARIES, PASS, BAKER, at=NOW + DAY))
    back = desk.run(NOW + timedelta(hours=1))  # that day is made: nothing to do
    further = desk.run(NOW - DAY)
    assert told(back) == []
    assert told(further) == [BAKER[0]]
    assert further.briefing.since <= further.briefing.until
    later = desk.run(NOW + 2 * DAY)
    assert sorted(told(first, second, further, later)) == sorted(
        each[0] for each in (FERRY, LIBRARIES, PASS, BAKER)
    )


def test_a_day_before_the_last_one_can_be_made_later(desk):
    desk.run(NOW + DAY)
    desk.serve(feed(FERRY, LIBRARIES, BAKER, at=NOW))
    briefing = desk.run(NOW + 2 * DAY, day=date(2026, 11, 19)).briefing
    assert briefing.since <= briefing.until
    assert told(desk.run(NOW + 2 * DAY)) == []


def test_a_day_that_has_not_begun_is_refused(desk):
    with pytest.raises(UsageError, match="2026-11-21 has not begun yet"):
        desk.run(day=date(2026, 11, 21))


def test_after_a_long_pause_a_week_is_looked_at(desk):
    desk.run()
    now = NOW + 30 * DAY
    desk.serve(feed(PASS, at=now - 6 * DAY), feed(BAKER, at=now - 8 * DAY))
    done = desk.run(now)
    assert told(done) == [PASS[0]]
    assert done.briefing.since == now - timedelta(days=7)


def test_news_of_tomorrow_is_news_of_now(desk):
    desk.serve(feed(FERRY, at=NOW + 30 * DAY))
    done = desk.run()
    assert done.briefing.stories[0].article.published == NOW
    assert told(desk.run(NOW + DAY)) == []


# --- strangers ------------------------------------------------------------------------------------

HOSTILE: dict[str, str] = {
    "newlines": "Ferry burns\r\nBcc: evil@evil.example\r\n\r\nnow",
    "next line": "Ferry burns\x85now",
    "separators": "Ferry burns\u2028now\u2029then",
    "escape": "Ferry \x1b[31mburns\x1b]52;c;ZXZpbA==\x07 now",
    "C1": "Ferry \x9b31mburns",
    "shell": "Ferry $(touch pwned) `touch pwned` burns; touch pwned",
    "script": '<script>alert(1)</script><img src=x onerror="alert(1)">Ferry burns',
    "markdown": "[Ferry](javascript:alert(1)) ![x](https://evil.example/x.png) burns",
    "javascript": "javascript:alert(1) ferry burns",
    "bidi": "Ferry \u202egnp.exe\u202c burns \u2066now\u2069 \u200f",
    "long": "Ferry burns " * 833,
    "one word": "x" * 10_000,
    "header": "=?utf-8?q?=0ABcc=3A_evil=40evil.example?= ferry burns",
    "template": "{{ 7 * 7 }} {% raw %} {0} %s %(day)s ferry burns",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_title_does_no_harm_in_any_output(desk, kind):
    title = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\x1b", HOSTILE[kind])
    text = f"{title}. The ferry Nordlys burned off Skarvik on Sunday, the coastguard said. "
    post = Post()
    script = desk.folder / "hook.sh"
    script.write_text('#!/bin/sh\nenv > "$0.env"\n')
    script.chmod(0o755)
    desk.head = f'hooks = [["{script}"]]'
    hostile = feed((title, text), link="javascript:alert(1)//").replace(b"\x1b", b"&#27;")
    body = hostile.partition(b"\r\n\r\n")[2]
    desk.serve(page(body, content_type="application/rss+xml"), feed(PASS))
    with office(post) as port:
        desk.more = MAIL.format(port)
        done = desk.run()
    assert PASS[0] in told(done)
    for suffix in (".txt", ".md", ".html", ".sources.html"):
        assert controls(desk.file(suffix).read_bytes().decode()) == set()
    ours = (
        "https://example.org/",
        "#",
        "2026-11-20.html",
        "2026-11-20.sources.html",
        "2026-11-20.json",
    )
    for suffix in (".html", ".sources.html"):
        shown = html.fromstring(desk.file(suffix).read_bytes())
        assert shown.xpath("//script | //img | //iframe | //object | //base | //link") == []
        assert shown.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]") == []
        assert all(each.startswith(ours) for each in shown.xpath("//@href"))
    marked = desk.file(".md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)\]\((?:javascript|https://evil)|(?<!\\)<(?:script|img)", marked)
    assert faults(desk) == []
    assert not [*desk.folder.rglob("pwned")]
    for _, _, message in post.got:
        found = message_from_bytes(message, policy=policy.default)
        assert found["Bcc"] is None
        assert len(found["Subject"]) <= 150
        assert controls(str(found["Subject"])) == set()
        assert max(map(len, message.split(b"\r\n"))) <= 998
    assert len(post.got) == 2
