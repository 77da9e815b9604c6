"""`summarizer brief` and what it remembers, as cron and its owner call them."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from time import monotonic, sleep

import pytest
from lxml import html

from summarizer.cli.config import MISCONFIGURED
from tests.briefing.desk import FERRY, LIBRARIES, PASS, Desk, feed
from tests.conftest import ROOT
from tests.limits import LONG
from tests.load.fetch.hostile import Hostile, drop, page, silent

DAY = datetime.now(UTC).date() - timedelta(days=1)
"""Yesterday, which is over: no test begins on one day and ends on another."""
DAY_BEFORE = DAY - timedelta(days=1)
NOON = datetime.combine(DAY, time(12), UTC)
MISSING = page(b"", "404 Not Found")


@pytest.fixture
def desk(tmp_path, loopback):  # noqa: ARG001  the permission
    with Hostile({}) as server:
        desk = Desk(tmp_path, server, zone="UTC")
        desk.serve(feed(FERRY, LIBRARIES, at=NOON - timedelta(hours=18)))
        yield desk


@pytest.fixture
def brief(desk, run):
    """`brief("--dry-run")`: what the command left behind, of `DAY` or of another."""

    def ran(*words, day=DAY):
        dated = ("--date", f"{day:%F}") if day else ()
        return run("brief", "--config", desk.config, "--state", desk.state, *dated, *words)

    return ran


def test_a_briefing_is_written_in_silence_and_written_once(desk, brief):
    ran = brief()
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    files = desk.files()
    assert {name for name in files if name.startswith("out/")} == {
        f"out/{DAY:%F}{suffix}" for suffix in (".txt", ".md", ".html", ".sources.html", ".json")
    }
    asked = len(desk.server.visits)
    ran = brief()
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert desk.files() == files
    assert len(desk.server.visits) == asked


def test_it_is_the_same_whatever_the_cache_holds(brief, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    monkeypatch.setenv("SUMMARIZER_CACHE", str(cache))
    expected = brief("--dry-run", "--no-cache")
    assert (expected.code, expected.err, cache.exists()) == (0, "", False)
    assert [brief("--dry-run") for _ in ("cold", "warm")] == [expected] * 2
    with closing(sqlite3.connect(cache / "vectors.db")) as connection, connection:
        connection.execute("DELETE FROM vectors WHERE number % 2 = 0")
    assert [brief("--dry-run") for _ in ("half warm", "warm")] == [expected] * 2
    assert "Nordlys" in expected.out


def test_with_nothing_new_it_is_silent_and_says_so_when_asked(desk, brief):
    brief(day=DAY_BEFORE)
    files = {name for name in desk.files() if name.startswith("out/")}
    for words, code in (((), 0), (("--fail-if-empty",), 4)):
        ran = brief(*words)
        assert (ran.code, ran.out, ran.err) == (code, "", "")
    assert {name for name in desk.files() if name.startswith("out/")} == files


def test_a_day_that_is_made_is_not_empty(brief):
    brief()
    assert brief("--fail-if-empty").code == 0


def test_a_source_in_trouble_is_exit_3_and_said_the_third_time_in_a_row(desk, brief):
    desk.serve(MISSING, feed(FERRY, at=NOON))
    ran = brief()
    assert (ran.code, ran.out, ran.err) == (3, "", "")
    text = desk.file(".txt", f"{DAY:%F}").read_text(encoding="utf-8")
    assert "Source 0" in text
    assert "answered 404" in text
    assert brief("--force").complaints == []
    [said] = brief("--force").complaints
    assert said.startswith("Source 0: answered 404, no such page: check the address (since ")
    assert brief("--force").complaints == []
    desk.serve(*[feed(FERRY, at=NOON)] * 2)
    ran = brief("--force")
    assert (ran.code, ran.complaints) == (0, ["Source 0: works again"])


def test_without_any_source_there_is_no_briefing(desk, brief):
    desk.serve(drop)
    ran = brief()
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == ["no source could be read: no briefing was made"]
    assert not (desk.folder / "out").exists()


def test_what_cannot_be_written_is_one_line(desk, brief):
    path = desk.file(".md", f"{DAY:%F}")
    path.mkdir(parents=True)
    ran = brief()
    assert ran.code == 1
    assert ran.complaints == [f"{path}: cannot be written: not a regular file"]


def test_a_dry_run_prints_and_writes_nothing(desk, brief):
    config = desk.config.read_bytes()
    ran = brief("--dry-run")
    assert ran.code == 0
    assert FERRY[0] in ran.out
    assert desk.files() == {}
    assert [each.name for each in desk.folder.iterdir()] == ["briefing.toml"]
    assert desk.config.read_bytes() == config
    brief()
    files = desk.files()
    assert brief("--dry-run").out == desk.file(".txt", f"{DAY:%F}").read_text(encoding="utf-8")
    assert desk.files() == files


def test_an_output_of_a_dash_is_standard_output(desk, brief):
    desk.outputs = ()
    desk.more = '[[outputs]]\npath = "-"\nformat = "markdown"\n'
    ran = brief()
    assert ran.code == 0
    assert ran.out.startswith("# Daily briefing\n")
    assert brief().out == ""


def test_force_makes_the_day_again(desk, brief):
    brief()
    desk.serve(feed(FERRY, LIBRARIES, PASS, at=NOON))
    brief()
    path = desk.file(".txt", f"{DAY:%F}")
    assert PASS[0] not in path.read_text(encoding="utf-8")
    assert brief("--force").code == 0
    assert PASS[0] in path.read_text(encoding="utf-8")


def test_tomorrow_cannot_be_told(brief):
    later = DAY + timedelta(days=3)
    ran = brief(day=later)
    assert (ran.code, ran.complaints) == (2, [f"{later:%F} has not begun yet"])


def test_without_a_date_it_is_the_day_that_now_is_in(desk, brief):
    desk.serve(feed(FERRY, at=datetime.now(UTC)))
    before = datetime.now(UTC).date()
    assert brief(day=None).code == 0
    [name] = {path.name.partition(".")[0] for path in (desk.folder / "out").iterdir()}
    assert name in {f"{before:%F}", f"{datetime.now(UTC):%F}"}


def test_a_wrong_configuration_is_exit_78_line_by_line(desk, brief, run):
    desk.more = '[mail]\nfrom = "me"\nto = ["ada@example.org"]\nhost = "h"\nsekurity = "tls"\n'
    ran = brief()
    assert ran.code == MISCONFIGURED == 78
    assert len(ran.complaints) == 2
    assert any('did you mean "security"?' in each for each in ran.complaints)
    ran = run("brief", "--config", desk.folder / "none.toml", "--state", desk.state)
    assert ran.code == 78
    assert "no such file" in ran.complaints[0]
    assert not desk.state.exists()


def test_templates_of_ones_own_make_the_pages_and_the_others_stay(desk, brief):
    own = desk.folder / "own"
    own.mkdir()
    (own / "briefing.html").write_text("{{ briefing.title }}: {{ json_link }}", encoding="utf-8")
    desk.head = 'templates = "own"'
    ran = brief()
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert desk.file(".html", f"{DAY:%F}").read_text() == f"Daily briefing: {DAY:%F}.json\n"
    assert desk.file(".txt", f"{DAY:%F}").read_text().startswith("Daily briefing\n")


def test_a_template_with_a_fault_is_exit_78_before_anything_is_read_and_nothing_is_lost(
    desk, brief, run
):
    own = desk.folder / "own"
    own.mkdir()
    (own / "briefing.html").write_text("{{ title }}", encoding="utf-8")
    desk.head = 'templates = "own"'
    fault = f"{own}/briefing.html:1: 'title' is undefined"
    ran = brief()
    assert (ran.code, ran.out, ran.complaints) == (MISCONFIGURED, "", [fault])
    assert not desk.state.exists()
    checked = run("config", "check", "--config", desk.config)
    assert checked.complaints == [f"{desk.config}: templates: {fault}"]
    (own / "briefing.html").write_text("{{ briefing.title }}", encoding="utf-8")
    assert brief().code == 0
    assert desk.file(".html", f"{DAY:%F}").read_text() == "Daily briefing\n"


def test_a_fault_that_only_the_days_news_brings_out_is_exit_78_and_nothing_is_lost(desk, brief):
    own = desk.folder / "own"
    own.mkdir()
    hidden = "{% if briefing.stories[0].headline != 'Safe' %}{{ nobody }}{% endif %}"
    (own / "briefing.html").write_text(hidden, encoding="utf-8")
    desk.head = 'templates = "own"'
    ran = brief()
    fault = f"{own}/briefing.html:1: 'nobody' is undefined"
    assert (ran.code, ran.complaints) == (MISCONFIGURED, [fault])
    desk.head = ""
    assert brief().code == 0
    assert "Ferry catches fire" in desk.file(".html", f"{DAY:%F}").read_text()


def test_a_password_that_is_not_there_is_exit_78_and_the_mail_waits(desk, brief, run):
    desk.more = (
        '[mail]\nfrom = "a@example.org"\nto = ["b@example.org"]\nhost = "127.0.0.1"\n'
        'security = "none"\nport = 1\nusername = "me"\npassword_file = "secret"\n'
    )
    ran = brief()
    assert ran.code == 78
    assert "secret: cannot be read" in ran.complaints[0]
    assert desk.file(".txt", f"{DAY:%F}").exists()
    assert "mails waiting: 1" in run("status", "--state", desk.state).out


def test_of_two_at_once_the_second_says_who_is_at_work(desk, run_alone):
    desk.serve(silent)
    words = ("-m", "summarizer", "brief", "-c", desk.config, "--state", desk.state)
    first = subprocess.Popen([sys.executable, *map(str, words)], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        until = monotonic() + 30
        while not desk.server.visits and monotonic() < until:
            sleep(0.02)
        ran = run_alone(*words)
        assert ran.code == 75
        [said] = ran.complaints
        assert said.startswith(f"{desk.state}: another run is using it: process {first.pid} on ")
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate()
    desk.serve(feed(FERRY, at=NOON))
    assert (
        run_alone("-m", "summarizer", "brief", "-c", desk.config, "--state", desk.state).code == 0
    )


@pytest.mark.parametrize(("ends", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15)])
def test_a_run_that_is_ended_goes_on_at_the_next(desk, brief, ends, code):
    desk.serve(silent)
    words = ("-m", "summarizer", "brief", "-c", desk.config, "--state", desk.state)
    first = subprocess.Popen([sys.executable, *map(str, words)], cwd=ROOT, stderr=subprocess.PIPE)
    until = monotonic() + 30
    while not desk.server.visits and monotonic() < until:
        sleep(0.02)
    first.send_signal(ends)
    said = first.communicate(timeout=LONG)[1].decode()
    assert first.returncode == code
    assert "Traceback" not in said
    desk.serve(feed(FERRY, at=NOON))
    assert brief().code == 0
    assert desk.file(".txt", f"{DAY:%F}").exists()


# --- what is remembered ---------------------------------------------------------------------------


def test_status_says_when_the_last_briefing_was_made_and_how_the_feeds_are(desk, brief, run):
    desk.serve(feed(FERRY, at=NOON), MISSING)
    brief()
    ran = run("status", "--state", desk.state)
    last, waiting, *feeds = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert last.startswith(f"last briefing: {DAY:%F}, 1 stor")
    assert waiting == "mails waiting: 0"
    assert [each[:12] for each in feeds] == [f"read {DAY:%Y-%m}", "fails since "]
    assert [each.split()[-1] for each in feeds] == [desk.server.url("/0"), desk.server.url("/1")]
    found = json.loads(run("status", "--state", desk.state, "--json").out)
    assert (found["last"], found["mails_waiting"]) == (f"{DAY:%F}", 0)
    assert [each["failures"] for each in found["feeds"]] == [0, 1]
    assert found["feeds"][1]["reason"] == "answered 404, no such page: check the address"


def test_status_keeps_the_password_of_a_feed(desk, run):
    path = desk.config
    secret = path.read_text(encoding="utf-8").replace("http://", "http://ada:se-cret@")
    path.write_text(secret, encoding="utf-8")
    run("brief", "--config", path, "--state", desk.state, "--date", f"{DAY:%F}")
    for words in ((), ("--json",)):
        ran = run("status", "--state", desk.state, *words)
        assert "127.0.0.1" in ran.out
        assert "se-cret" not in ran.out
    assert all(b"se-cret" not in data for name, (*_, data) in desk.files().items() if "out" in name)


def test_history_lists_the_days_the_last_one_first(desk, brief, run):
    brief(day=DAY_BEFORE)
    desk.serve(feed(FERRY, LIBRARIES, PASS, at=NOON))
    brief()
    days = [line.split()[0] for line in run("history", "--state", desk.state).out.splitlines()]
    assert days == [f"{DAY:%F}", f"{DAY_BEFORE:%F}"]
    assert len(run("history", "--limit", 1, "--state", desk.state).out.splitlines()) == 1


@pytest.mark.parametrize(
    ("form", "suffix"), [("text", ".txt"), ("markdown", ".md"), ("json", ".json")]
)
def test_show_prints_a_day_as_it_was_made_to_the_byte(desk, brief, run, form, suffix):
    brief()
    ran = run("show", f"{DAY:%F}", "--format", form, "--state", desk.state)
    assert (ran.code, ran.out) == (0, desk.file(suffix, f"{DAY:%F}").read_bytes().decode())


def test_show_prints_the_page_without_its_ways_to_files_beside_it(desk, brief, run):
    brief()
    written = html.fromstring(desk.file(".html", f"{DAY:%F}").read_bytes())
    ran = run("show", f"{DAY:%F}", "--format", "html", "--state", desk.state)
    shown = html.fromstring(ran.out)
    away = {f"{DAY:%F}.json", f"{DAY:%F}.sources.html"}
    assert {link.partition("#")[0] for link in written.xpath("//@href")} >= away
    assert not {link.partition("#")[0] for link in shown.xpath("//@href")} & away
    told, kept = (page.find(".//main").text_content() for page in (written, shown))
    assert kept == told.replace("Sources · in full", "Sources")


def test_show_knows_no_day_without_a_briefing(desk, brief, run):
    brief()
    ran = run("show", "2001-01-01", "--state", desk.state)
    assert ran.code == 2
    assert ran.complaints == ["2001-01-01: no briefing of that day; see summarizer history"]


def test_prune_says_what_it_forgot(desk, brief, run):
    brief()
    ran = run("prune", "--config", desk.config, "--state", desk.state)
    assert (ran.code, ran.err) == (0, "")
    assert "0 articles" in ran.out


@pytest.mark.parametrize("words", [("status",), ("history",), ("show", "2026-11-20")])
def test_without_a_state_there_is_one_line_and_nothing_is_made(desk, run, words):
    ran = run(*words, "--state", desk.state)
    assert ran.code == 1
    assert ran.complaints == [f"{desk.state}/state.db: not there; the first briefing makes it"]
    assert not desk.state.exists()


def test_what_is_remembered_can_be_read_while_a_run_is_at_work(desk, brief, run):
    brief()
    desk.serve(silent)
    words = ("-m", "summarizer", "brief", "-c", desk.config, "--state", desk.state)
    first = subprocess.Popen([sys.executable, *map(str, words)], cwd=ROOT)
    try:
        visits, until = len(desk.server.visits), monotonic() + 30
        while len(desk.server.visits) == visits and monotonic() < until:
            sleep(0.02)
        assert run("status", "--state", desk.state).code == 0
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.communicate()
