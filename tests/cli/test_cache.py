"""`summarizer cache`, and that no output depends on what is in it."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from summarizer.embed.embedded import packaged_folder

DAM = (
    "The dam above Oberdorf broke on Monday after three days of rain. "
    "Fourteen people were brought to hospital, the mayor said. "
    "The road to the valley is closed until Friday."
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def dam(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(DAM, "utf-8")
    return path


# Names, last on standard error, what a run of the command imported.
LOADED = """
import runpy, sys
sys.argv = ["summarizer", *sys.argv[1:]]
try:
    runpy.run_module("summarizer", run_name="__main__")
except SystemExit as end:
    print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
    raise
"""


@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_cold_warm_half_warm_and_without_a_cache_the_bytes_are_the_same(run, cache, samples, style):
    command = ("summarize", samples, "--words", 120, "--format", style)
    expected = run(*command, "--no-cache")
    assert not cache.exists()
    run("summarize", samples / "hangzhou-talks.txt")
    for _ in ("half warm", "warm"):
        assert run(*command) == expected
    run("cache", "clear")
    for _ in ("cold", "warm"):
        assert run(*command) == expected
    assert expected.code == 0


def test_a_second_run_loads_neither_network_nor_tokenizer(run_alone, cache):
    first = run_alone("-c", LOADED, "summarize", "samples")
    second = run_alone("-c", LOADED, "summarize", "samples")
    assert {"onnxruntime", "tokenizers"} <= set(first.err.split())
    assert not {"onnxruntime", "tokenizers"} & set(second.err.split())
    assert (second.code, second.out) == (0, first.out)
    assert cache.exists()


def test_without_a_cache_the_network_is_loaded_each_time(run_alone):
    run_alone("-c", LOADED, "summarize", "samples")
    ran = run_alone("-c", LOADED, "summarize", "samples", "--no-cache")
    assert "onnxruntime" in ran.err.split()
    assert "sqlite3" not in ran.err.split()


def test_a_damaged_model_is_an_error_when_it_is_needed(run, dam, tmp_path, monkeypatch):
    model = Path(shutil.copytree(packaged_folder(), tmp_path / "model"))
    monkeypatch.setattr("summarizer.embed.embedded.packaged_folder", lambda: model)
    whole = run("summarize", dam)
    (model / "model.onnx").write_bytes(b"no network")
    assert run("summarize", dam) == whole
    ran = run("summarize", dam, "--no-cache")
    assert (ran.code, ran.out) == (1, "")
    assert "model.onnx: not the file" in ran.complaints[0]
    dam.write_text(f"{DAM} Schools will open again on Tuesday.", "utf-8")
    ran = run("summarize", dam)
    assert (ran.code, ran.out) == (1, "")
    assert "model.onnx: not the file" in ran.complaints[0]


def test_info_says_where_it_is_how_large_and_what_is_in_it(run, cache, dam):
    run("summarize", dam)
    where, size, what = run("cache", "info").out.splitlines()
    assert where == str(cache / "vectors.db")
    assert size == "0.0 MiB of at most 512 MiB"
    assert what.startswith("4 sentences by embedded ")
    assert len(what) == len("4 sentences by embedded ") + 12


def test_info_of_no_cache_is_short_and_makes_none(run, cache):
    ran = run("cache", "info")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "0.0 MiB of at most 512 MiB")
    assert not cache.exists()


def test_clear_removes_it_and_says_so(run, cache, dam):
    run("summarize", dam)
    ran = run("cache", "clear")
    assert (ran.code, ran.out) == (0, f"{cache}/vectors.db: removed, 0.0 MiB\n")
    assert not (cache / "vectors.db").exists()
    assert run("cache", "clear").out == f"{cache}/vectors.db: nothing to remove\n"


def test_a_damaged_cache_is_said_in_one_line_and_breaks_nothing(run, cache, dam):
    expected = run("summarize", dam)
    (cache / "vectors.db").write_bytes(b"no database at all " * 400)
    info = run("cache", "info")
    assert (info.code, info.out.splitlines()[0]) == (1, f"{cache}/vectors.db")
    assert info.complaints[0].endswith("the next run begins it anew")
    ran = run("summarize", dam)
    assert (ran.code, ran.out) == (0, expected.out)
    assert ran.complaints == [
        f"{cache}/vectors.db: was damaged (file is not a database) and was begun anew"
    ]
    assert run("summarize", dam) == expected


def test_quiet_says_nothing_of_it(run, cache, dam):
    cache.mkdir()
    (cache / "vectors.db").write_bytes(b"no database at all " * 400)
    assert run("summarize", dam, "--quiet").err == ""


def test_its_size_can_be_limited(run, dam, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_CACHE_MIB", "20")
    run("summarize", dam)
    assert run("cache", "info").out.splitlines()[1] == "0.0 MiB of at most 20 MiB"


@pytest.mark.parametrize("given", ["0", "-1", "much"])
def test_a_limit_that_is_none_is_refused(run, dam, monkeypatch, given):
    monkeypatch.setenv("SUMMARIZER_CACHE_MIB", given)
    ran = run("summarize", dam)
    assert (ran.code, ran.complaints) == (
        2,
        [f"SUMMARIZER_CACHE_MIB={given}: expected a whole number above 0"],
    )


def test_it_is_in_the_users_own_place(run_alone, tmp_path):
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    del environment["SUMMARIZER_CACHE"]
    run_alone("-m", "summarizer", "summarize", "samples", env=environment)
    with closing(sqlite3.connect(tmp_path / "summarizer" / "vectors.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM vectors").fetchone()
    assert count > 50


def test_evaluate_takes_no_cache(run, cache, tmp_path):
    cluster = {"id": "1", "lang": "en", "docs": [{"text": DAM}], "references": ["The dam broke."]}
    (tmp_path / "clusters.jsonl").write_text(json.dumps(cluster), "utf-8")
    command = ("evaluate", tmp_path / "clusters.jsonl", "--words", "20", "--json")
    without = json.loads(run(*command, "--no-cache").out)
    assert not cache.exists()
    kept = json.loads(run(*command).out)
    assert cache.exists()
    assert without["systems"][0]["rouge2"] == kept["systems"][0]["rouge2"]
