"""`summarizer archive`: a folder that can be opened, put on the web, and written again."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from summarizer.briefing.records import Made
from summarizer.briefing.store import Store
from summarizer.render.briefing import FORMATS
from tests.briefing.days import quick_folder
from tests.golden.morning import MORNING

DAY = timedelta(days=1)


@pytest.fixture
def state():
    with quick_folder() as folder:
        yield folder / "state"


def remember(state: Path, *days: int) -> None:
    """The briefing of so many days after the first morning."""
    with Store.open(state, now=MORNING.until)[0] as store:
        for number in days:
            texts = {style: write(MORNING) for style, write in FORMATS.items()}
            document = json.loads(texts["json"])
            document["day"] = (MORNING.day + number * DAY).isoformat()
            texts["json"] = json.dumps(document)
            made = Made(
                day=MORNING.day + number * DAY,
                since=MORNING.since,
                until=MORNING.until,
                json=json.dumps(texts),
                words=MORNING.words,
                stories=5,
            )
            store.record(made, [], [], [])


def written(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}


def test_every_day_has_its_page_as_it_was_made_beside_the_index_and_the_feed(state, tmp_path, run):
    remember(state, 0, 1)
    ran = run("archive", "--state", state, "-o", tmp_path / "new" / "public")
    assert (ran.code, ran.out, ran.err) == (0, "2 briefings, 4 files written\n", "")
    files = written(tmp_path / "new" / "public")
    assert sorted(files) == ["2026-11-20.html", "2026-11-21.html", "atom.xml", "index.html"]
    assert files["2026-11-20.html"][0].decode() == FORMATS["html"](MORNING)
    assert b'<h1 dir="auto">Morning brief</h1>' in files["index.html"][0]


def test_a_second_run_changes_no_file_and_a_new_day_changes_only_what_lists_it(
    state, tmp_path, run
):
    remember(state, 0)
    run("archive", "--state", state, "-o", tmp_path)
    before = written(tmp_path)
    ran = run("archive", "--state", state, "-o", tmp_path)
    assert (ran.code, ran.out) == (0, "1 briefing, 0 files written\n")
    assert written(tmp_path) == before
    remember(state, 1)
    run("archive", "--state", state, "-o", tmp_path)
    after = written(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {
        "2026-11-21.html",
        "atom.xml",
        "index.html",
    }


def test_title_and_address_are_those_that_are_given(state, tmp_path, run):
    remember(state, 0)
    places = ("archive", "--state", state, "-o", tmp_path)
    assert run(*places, "--title", "My\u202e days", "--base-url", "https://example.org/a").code == 0
    assert "<title>My days</title>" in (tmp_path / "atom.xml").read_text(encoding="utf-8")
    assert 'href="https://example.org/a/atom.xml"' in (tmp_path / "atom.xml").read_text()


@pytest.mark.parametrize("address", ["example.org", "javascript:x", "https://a/?q=1", "http://a b"])
def test_an_address_that_cannot_be_linked_is_refused(state, tmp_path, run, address):
    remember(state, 0)
    ran = run("archive", "--state", state, "-o", tmp_path / "x", "--base-url", address)
    assert ran.code == 2
    assert ran.complaints == [
        f"--base-url {address}: expected an address such as https://example.org/briefings/"
    ]
    assert not (tmp_path / "x").exists()


def test_without_a_briefing_nothing_is_written(state, tmp_path, run):
    remember(state)
    ran = run("archive", "--state", state, "-o", tmp_path / "x")
    assert (ran.code, ran.complaints) == (2, ["no briefing yet; see summarizer brief"])
    assert not (tmp_path / "x").exists()
    assert run("archive", "--state", tmp_path / "none", "-o", tmp_path / "x").code == 1
