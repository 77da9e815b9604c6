import gzip
import hashlib
import json
import re

import pytest

from benchmarks import extraction
from benchmarks.extraction import Found, Page, Scores

TRUE = "The dam broke on Monday night."


def page(text=TRUE, titles=()):
    return Page("name", b"", text, list(titles))


def test_words_count_as_often_as_they_occur():
    assert extraction._scores("a b b c", "b b b d", 1) == Scores(0.5, 0.5, 0.5)


def test_groups_are_runs_of_words():
    assert extraction._scores("a b c d e", "x a b c d", 4) == Scores(0.5, 0.5, 0.5)


def test_a_text_shorter_than_a_group_is_one():
    assert extraction._scores("a b", "A b", 4) == Scores(0, 0, 0)
    assert extraction._scores("a b", "a, b!", 4) == Scores(1, 1, 1)


def test_nothing_found_is_worth_nothing():
    assert extraction._scores(TRUE, "", 1) == Scores(0, 0, 0)


def test_the_mean_of_words_is_over_the_pages():
    pages, found = [page(), page()], [Found(TRUE, ""), Found("", "")]
    assert extraction._mean_words(pages, found) == Scores(0.5, 0.5, 0.5)


def test_with_groups_a_page_without_a_text_counts_for_recall_only():
    pages, found = [page(), page()], [Found(TRUE, ""), Found("", "")]
    precision, recall, f1 = extraction._mean_groups(pages, found)
    assert (precision, recall) == (1, 0.5)
    assert f1 == pytest.approx(2 / 3)


def test_a_title_is_right_as_printed_or_as_declared():
    hashes = [hashlib.sha256(title).hexdigest()[:12] for title in (b"dambreaks", b"breaks")]
    found = [Found("", "Dam breaks!"), Found("", "Breaks"), Found("", "Home")]
    printed, right = extraction._titles([page(titles=hashes)] * 3, found)
    assert printed == pytest.approx(100 / 3)
    assert right == pytest.approx(200 / 3)


def test_every_title_is_a_hash():
    titles = json.loads(extraction.TITLES.read_text("utf-8"))
    assert len(titles) == 181
    hashes = list(titles) + [each for found in titles.values() for each in found]
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in hashes)


def test_pages_are_read_with_their_texts_and_titles(tmp_path, monkeypatch):
    name = "ab" * 32
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(b"<html>"))
    (tmp_path / "ground-truth.json").write_text(json.dumps({name: {"articleBody": TRUE}}))
    (tmp_path / "titles.json").write_text(json.dumps({name[:12]: ["x"]}))
    monkeypatch.setattr(extraction, "TITLES", tmp_path / "titles.json")
    assert extraction._pages(tmp_path) == [Page(name, b"<html>", TRUE, ["x"])]


def test_without_data_nothing_is_measured_and_that_is_said(monkeypatch, capsys):
    monkeypatch.delenv("BENCH_DATA", raising=False)
    assert extraction.main() == {}
    assert "EXTRACTION IS NOT MEASURED" in capsys.readouterr().err
