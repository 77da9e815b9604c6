import json
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from summarizer.batch.distributed import shards
from summarizer.batch.distributed.worker import Job, Worker
from summarizer.batch.order import Cache, Order
from summarizer.datatypes import Budget, Options
from tests.batch import invented

ORDER = Order(Options(Budget(30, "words")))


@pytest.fixture
def job(tmp_path):
    path = invented.write(tmp_path / "in.jsonl", 9)
    (tmp_path / "parts").mkdir()
    return Job(path, path.stat().st_size, tmp_path / "parts", ORDER)


@pytest.fixture
def start():
    """Make workers that end with the test."""
    with ExitStack() as ending:
        yield lambda job: ending.enter_context(closing(Worker(job)))


def batch(path, ranks=None):
    """The columns in which Ray Data gives the shards of the file, cut at 4,000 bytes."""
    found = shards.cut(path, 4_000).shards
    assert len(found) == 2
    rows = [found[rank] for rank in ranks or range(len(found))]
    return {
        name: np.array([getattr(shard, name) for shard in rows])
        for name in ("rank", "start", "end", "skipped")
    }


def test_each_shard_becomes_a_part_with_the_lines_of_the_file_numbered(start, job):
    worker = start(job)
    assert worker(batch(job.path)) == {"rank": [0, 1], "fault": ["", ""], "said": ["", ""]}
    parts = [job.folder / "part-00000.jsonl", job.folder / "part-00001.jsonl"]
    lines = [json.loads(line) for part in parts for line in part.read_text().splitlines()]
    assert [line["id"] for line in lines] == [
        *(f"cluster-{number}" for number in range(7)),
        None,
        "cluster-8",
    ]
    assert lines[7]["line"] == 8
    assert lines[7]["problem"].startswith("not JSON")


def test_what_is_wrong_with_a_cache_is_said_and_no_fault(start, job, tmp_path):
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file", date(2026, 11, 20), 5_000_000)
    found = start(replace(job, cache=cache))(batch(job.path, [1]))
    assert found["fault"] == [""]
    assert found["said"] == [
        f"{tmp_path}/file/vectors.db: cannot be used: File exists; this run goes on without it"
    ]


def test_a_file_that_differs_on_a_node_is_a_fault_and_nothing_is_written(start, job):
    columns = batch(job.path)
    worker = start(job)
    with job.path.open("a") as file:
        file.write("{}\n")
    fault = f"{job.path}: not the same file on every node"
    found = worker(columns)
    assert (found["rank"], found["fault"]) == ([0, 1], [fault, fault])
    assert list(job.folder.glob("part-*")) == []


def test_a_node_with_another_model_is_a_fault(start, job):
    (job.folder / ".encoder-0123456789abcdef").touch()
    (fault,) = start(job)(batch(job.path, [1]))["fault"]
    assert fault == (
        f"{job.folder}: nodes, or an earlier run, have another version of summarizer or of the "
        "model; install the same on all, or begin anew with --restart"
    )


def test_a_model_that_cannot_be_used_is_a_fault(start, job, tmp_path):
    order = Order(ORDER.options, str(tmp_path / "no-model"))
    worker = start(Job(job.path, job.size, job.folder, order))
    (fault,) = worker(batch(job.path, [1]))["fault"]
    assert "no-model" in fault
