import gzip
import json
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from benchmarks.batch_kills import trials
from tests.batch import invented

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def clusters(tmp_path):
    """Twelve lines; one of them is bad."""
    return invented.write(tmp_path / "in.jsonl", 12)


@pytest.fixture
def here(clusters, monkeypatch):
    """The folder of the clusters, which is where the command is typed."""
    monkeypatch.chdir(clusters.parent)
    return clusters.parent


def batch(run, source, out, *more, **given):
    return run("batch", source, "-o", out, "--words", 40, *more, **given)


def documents(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_summary_a_line_in_order_and_a_bad_line_is_its_problem(run, clusters, tmp_path):
    out = tmp_path / "out.jsonl"
    ran = batch(run, clusters, out)
    assert (ran.code, ran.out) == (3, "")
    assert ran.complaints == [f"{out}: 1 of 12 lines are a problem; each says which"]
    found = documents(out)
    wanted = [f"cluster-{number}" for number in range(12)]
    wanted[7] = None
    assert [each["id"] for each in found] == wanted
    assert found[7] == {
        "id": None,
        "line": 8,
        "problem": "not JSON: expecting property name enclosed in double quotes",
    }
    assert all(0 < each["length"]["words"] <= 40 for each in found if "text" in each)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_line_is_what_summarize_prints_for_it(run, clusters, tmp_path):
    one = tmp_path / "one.json"
    one.write_text(clusters.read_text().split("\n")[2])
    alone = json.loads(run("summarize", one, "--words", 40, "--format", "json").out)
    for article in alone["articles"]:
        article["path"] = None
    batch(run, clusters, tmp_path / "out.jsonl")
    assert documents(tmp_path / "out.jsonl")[2] == {"id": "cluster-2", **alone}


def test_the_number_of_workers_and_the_packing_change_no_byte(run, clusters, tmp_path):
    batch(run, clusters, tmp_path / "one.jsonl", "--workers", 1)
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(clusters.read_bytes()))
    batch(run, tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.zst", "--workers", 3)
    batch(run, "-", tmp_path / "out.jsonl.gz", stdin=clusters.read_bytes())
    wanted = (tmp_path / "one.jsonl").read_bytes()
    with zstandard.open(tmp_path / "out.jsonl.zst") as unpacked:
        assert unpacked.read() == wanted
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == wanted


def test_a_cache_cold_or_warm_or_none_changes_no_byte(run, clusters, tmp_path, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    outputs = [tmp_path / f"{name}.jsonl" for name in ("none", "cold", "warm")]
    batch(run, clusters, outputs[0], "--no-cache")
    assert not (tmp_path / "cache").exists()
    for out in outputs[1:]:
        batch(run, clusters, out)
    assert " sentences by embedded " in run("cache", "info").out
    assert len({out.read_bytes() for out in outputs}) == 1


def test_a_warm_cache_is_what_the_workers_read(run, clusters, tmp_path, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_CACHE", str(tmp_path / "cache"))
    batch(run, clusters, tmp_path / "one.jsonl")
    database = sqlite3.connect(tmp_path / "cache" / "vectors.db")
    with closing(database), database:
        database.execute("UPDATE vectors SET seal = seal + 1")
    ran = batch(run, clusters, tmp_path / "two.jsonl", "--workers", 2)
    assert ran.complaints == [
        f"{tmp_path}/cache/vectors.db: damaged entries were found and are made anew",
        f"{tmp_path}/two.jsonl: 1 of 12 lines are a problem; each says which",
    ]
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_cache_that_cannot_be_used_is_said_once_and_not_when_quiet(
    run, clusters, tmp_path, monkeypatch
):
    monkeypatch.setenv("SUMMARIZER_CACHE", str(clusters))
    ran = batch(run, clusters, tmp_path / "out.jsonl", "--workers", 2)
    assert ran.complaints == [
        f"{clusters}/vectors.db: cannot be used: File exists; this run goes on without it",
        f"{tmp_path}/out.jsonl: 1 of 12 lines are a problem; each says which",
    ]
    assert batch(run, clusters, tmp_path / "out.jsonl", "--quiet").complaints == []


def test_each_line_gets_the_encoder_for_its_language(run, tmp_path):
    tamil = (
        "ஒன்பது நாள் மழைக்குப் பிறகு திங்கட்கிழமை அணை உடைந்தது. "
        "வெள்ளம் வருவதற்கு முன் இரண்டாயிரம் பேர் வீடுகளை விட்டு வெளியேறினர்."
    )
    english = (
        "The dam above Riverton broke on Monday after nine days of rain. "
        "Two thousand people left their homes before the water came."
    )
    lines = [
        {"id": lang, "lang": lang, "docs": [{"text": text, "source": "Post"}]}
        for lang, text in (("ta", tamil), ("en", english))
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert batch(run, source, tmp_path / "out.jsonl").code == 0
    found = documents(tmp_path / "out.jsonl")
    assert [each["model"]["name"] for each in found] == ["lexical", "embedded"]
    for line, document in zip(lines, found, strict=True):
        one = tmp_path / "one.json"
        one.write_text(json.dumps(line))
        alone = json.loads(run("summarize", one, "--words", 40, "--format", "json").out)
        assert (alone["text"], alone["model"]) == (document["text"], document["model"])


def test_a_device_that_the_encoder_does_not_know_is_usage(run, clusters, tmp_path):
    ran = batch(run, clusters, tmp_path / "out.jsonl", "--device", "cuda")
    assert ran.complaints == ["--device cuda: the encoder `embedded` runs on the processor only"]
    assert ran.code == 2


def test_parquet_goes_in_and_out_with_the_same_records(run, tmp_path):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    source = invented.write(tmp_path / "in.jsonl", 6)
    rows = documents(source)
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    assert batch(run, source, tmp_path / "out.jsonl").code == 0
    assert batch(run, tmp_path / "in.parquet", tmp_path / "out.parquet").code == 0
    found = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    wanted = documents(tmp_path / "out.jsonl")
    assert [{key: row[key] for key in line} for row, line in zip(found, wanted, strict=True)] == (
        wanted
    )


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (["--sentences", "2"], "one of --words, --sentences, --chars, --minutes, not several"),
        (["--mmr-lambda", "3"], "mmr_lambda 3: expected a number from 0 to 1"),
    ],
)
def test_a_flag_that_cannot_be_honoured_is_usage(run, clusters, tmp_path, flags, reason):
    ran = batch(run, clusters, tmp_path / "out.jsonl", *flags)
    assert (ran.code, ran.complaints) == (2, [reason])


@pytest.mark.parametrize(
    ("source", "out", "code", "reason"),
    [
        ("none.jsonl", "out.jsonl", 1, "none.jsonl: cannot be read: No such file or directory"),
        ("in.jsonl", "in.jsonl", 2, "in.jsonl: is the input too; give the output another name"),
        ("in.jsonl", ".", 2, ".: not a regular file; the output is replaced whole"),
        ("empty.jsonl", "out.jsonl", 1, "empty.jsonl: no line in it"),
        ("in.jsonl", "no/out.jsonl", 1, "no/out.jsonl.part: cannot be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, here, source, out, code, reason):
    Path("empty.jsonl").write_text("\n \n")
    before = sorted(here.iterdir())
    ran = batch(run, source, out, "--workers", 1)
    assert ran.code == code
    (line,) = ran.complaints
    assert line.startswith(reason)
    assert sorted(here.iterdir()) == before


def test_the_part_of_another_input_is_refused_until_told_otherwise(run, clusters, tmp_path):
    out = tmp_path / "out.jsonl"
    _full_disk(clusters, out)
    other = invented.write(tmp_path / "other.jsonl", 12, seed=1)
    refused = batch(run, other, out)
    assert refused.code == 2
    assert refused.complaints[0].startswith(f"{out}.part: left by a run over another input;")
    assert batch(run, clusters, out, "--no-brackets").code == 2
    assert batch(run, other, out, "--restart", "--quiet").code == 3
    assert documents(out)[0]["id"] == "cluster-0"


def test_a_full_disk_is_one_line_and_the_run_goes_on_from_there(run, clusters, tmp_path):
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    batch(run, clusters, whole)
    ended = _full_disk(clusters, out)
    assert ended.returncode == 1
    assert ended.stderr == (
        f"summarizer: {out}.part: cannot be written: file too large; the 3 lines in it are kept, "
        "and the same command goes on from there\n"
    )
    assert not out.exists()
    ran = batch(run, clusters, out)
    assert ran.complaints[0] == "going on after 3 lines that are done"
    assert out.read_bytes() == whole.read_bytes()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to mount a small disk")
def test_a_disk_that_is_really_full_is_survived_too(run, clusters, tmp_path):
    disk, whole = tmp_path / "disk", tmp_path / "whole.jsonl"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    try:
        batch(run, clusters, whole)
        ran = batch(run, clusters, disk / "out.jsonl")
        assert ran.code == 1
        assert "no space left on device" in ran.complaints[0]
        subprocess.run(["mount", "-o", "remount,size=1m", disk], check=True)
        assert batch(run, clusters, disk / "out.jsonl").code == 3
        assert (disk / "out.jsonl").read_bytes() == whole.read_bytes()
    finally:
        subprocess.run(["umount", disk], check=True)


def test_runs_that_are_killed_finish_with_the_same_bytes(tmp_path):
    figures = trials(tmp_path, kills=3, seed=5)
    assert figures["kills"] >= 3
    assert (figures["wrong"], figures["orphans"]) == (0, 0)


def test_verify_proves_every_line_from_the_input(run, clusters, tmp_path):
    out = tmp_path / "out.jsonl"
    batch(run, clusters, out)
    proved = run("verify", out, clusters)
    assert proved.code == 0
    assert proved.out.startswith(f"{out}: every quoted slice is verbatim (")
    out.write_text(out.read_text().replace("The mayor of", "The major of"))
    refuted = run("verify", out, clusters)
    assert refuted.code == 1
    assert "does not say at" in refuted.err
    assert run("verify", out).code == 2
    assert run("verify", out, invented.write(tmp_path / "more.jsonl", 20)).code == 2


def test_no_model_library_is_loaded():
    code = (
        "import sys; from summarizer.batch import crew, run, finish, proof, worker;"
        "print(sorted({'torch', 'sentence_transformers', 'pyarrow'} & {*sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def _full_disk(source, out):
    """A run that may write three summaries and a half."""
    undisturbed = out.with_name("undisturbed.jsonl")
    command = [sys.executable, "-m", "summarizer", "batch", source, "--words", "40", "-o"]
    subprocess.run([*command, undisturbed], cwd=ROOT, check=False, capture_output=True)
    lines = undisturbed.read_bytes().splitlines(keepends=True)
    most = len(b"".join(lines[:3])) + len(lines[3]) // 2
    undisturbed.unlink()
    return subprocess.run(
        [*command, out],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
