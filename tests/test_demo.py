"""`make demo-brief`: real processes and a real server, on this machine only."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Ran
from tests.limits import LONG

WEDNESDAY, THURSDAY, FRIDAY = DAYS = ("2026-11-18", "2026-11-19", "2026-11-20")


@dataclass(frozen=True)
class Shown:
    """What one run of the demo left."""

    folder: Path
    out: str
    err: str

    def written(self, day: str, suffix: str = "txt") -> Path:
        return self.folder / "briefings" / f"{day}.{suffix}"

    def document(self, day: str) -> dict[str, Any]:
        return dict(json.loads(self.written(day, "json").read_text(encoding="utf-8")))

    def told(self, day: str, word: str) -> Iterator[dict[str, Any]]:
        """The stories in whose headline or text the word is, the important ones first."""
        document = self.document(day)
        for story in (*document["stories"], *document["shorts"]):
            if word in f"{story['headline']} {story['summary']['text']}":
                yield story


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "demo/brief.py", str(folder)]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LONG, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return Shown(folder, ran.stdout, ran.stderr)


def test_three_days_are_written_in_silence_and_printed_with_their_paths(shown: Shown):
    assert shown.err == ""
    for day in DAYS:
        assert str(shown.written(day)) in shown.out
        assert shown.written(day).read_text(encoding="utf-8") in shown.out
    assert len(list((shown.folder / "briefings").iterdir())) == 5 * len(DAYS)


@pytest.mark.parametrize("day", DAYS)
def test_minutes_and_sources_stand_on_top_and_the_words_are_within_the_budget(
    shown: Shown, day: str
):
    head = shown.written(day).read_text(encoding="utf-8").partition("=====")[0]
    assert "minutes to read\n4 of 4 sources, 20 new articles\n" in head
    length = shown.document(day)["length"]
    assert (length["stories"], length["shorts"]) == (5, 6)
    assert length["words"] <= 700


@pytest.mark.parametrize("day", DAYS)
def test_every_sentence_is_proved(shown: Shown, day: str, run: Callable[..., Ran]):
    assert run("verify", shown.written(day, "json")).code == 0


@pytest.mark.parametrize(
    ("day", "first"), [(WEDNESDAY, None), (THURSDAY, WEDNESDAY), (FRIDAY, WEDNESDAY)]
)
def test_the_ferry_goes_on_for_three_days_as_one_story(shown: Shown, day: str, first: str | None):
    story = next(shown.told(day, "Aurelia"))
    assert (story["outlets"], story["first_reported"]) == (3, first)
    printed = " ".join(shown.written(day).read_text(encoding="utf-8").split())
    assert ("Update – first reported 18 Nov" in printed) == (first is not None)


def test_the_strike_is_new_on_thursday_and_an_update_on_friday(shown: Shown):
    assert next(shown.told(THURSDAY, "strike"))["first_reported"] is None
    assert next(shown.told(FRIDAY, "strike"))["first_reported"] == THURSDAY


def test_what_is_printed_again_the_next_day_without_news_does_not_come_back(shown: Shown):
    again = [
        outlet.name
        for outlet in sorted((ROOT / "demo" / "days" / THURSDAY).iterdir())
        if "Lamplighter" in outlet.read_text(encoding="utf-8")
    ]
    assert again == ["northmark-radio.xml", "valdora-herald.xml"]
    assert len(list(shown.told(WEDNESDAY, "Lamplighter"))) == 1
    assert not list(shown.told(THURSDAY, "Lamplighter"))
    assert not list(shown.told(THURSDAY, "painting"))


def test_a_wire_copy_that_two_outlets_print_counts_as_one(shown: Shown):
    (story,) = shown.told(WEDNESDAY, "Dovan")
    articles = story["summary"]["articles"]
    assert {article["source"] for article in articles} == {"Harbour Times", "Valdora Herald"}
    assert story["outlets"] == 1


def test_no_story_of_several_outlets_is_told_twice_in_one_briefing(shown: Shown):
    for day, word in ((WEDNESDAY, "udget"), (THURSDAY, "Train Drivers"), (FRIDAY, "storm")):
        assert len(list(shown.told(day, word))) == 1, word


def test_the_one_figure_that_differs_is_shown_as_such(shown: Shown):
    differing = [
        [place["figure"] for place in difference]
        for day in DAYS
        for story in shown.document(day)["stories"]
        for difference in story["summary"]["differences"]
    ]
    assert differing == [["Eleven", "Fourteen"]]


def test_no_bracket_dates_the_strike_before_it_was_called(shown: Shown):
    assert "Monday [16 November]" not in shown.out.replace("\n", " ")


def test_it_is_told_that_the_strike_is_off(shown: Shown):
    text = next(shown.told(FRIDAY, "strike"))["summary"]["text"]
    assert any(word in text for word in ("called off", "averted", "as usual"))


def test_a_second_run_of_a_day_changes_no_file_and_prints_nothing(
    shown: Shown, run: Callable[..., Ran]
):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _all(shown)}
    places = ("--config", shown.folder / "briefing.toml", "--state", shown.folder / "state")
    ran = run("brief", *places, "--date", THURSDAY)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _all(shown)} == before


def _all(shown: Shown) -> list[Path]:
    return sorted((shown.folder / "briefings").iterdir())
