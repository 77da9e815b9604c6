"""Real Ray: three nodes on this machine, in processes of their own."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from summarizer.batch import distributed
from tests.batch import invented
from tests.batch.distributed.cluster import LONGEST, Nodes, start

LINES = 100
"""Ten of them are bad or blank; 64 KiB make a shard, so there are eight."""
PADDING = "x" * 5_000
"""In a field that nobody reads, so that few lines make a shard."""

ray_is_here = pytest.mark.skipif(find_spec("ray") is None, reason="RAY IS NOT INSTALLED")


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    started = Nodes(tmp_path_factory.mktemp("home"))
    yield started
    started.end()


@pytest.fixture(scope="module")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = invented.write(tmp_path_factory.mktemp("in") / "clusters.jsonl", LINES)
    lines = path.read_text().splitlines()
    padded = [line[:-1] + f', "note": "{PADDING}"}}' if len(line) > 90 else line for line in lines]
    path.write_text("\n".join(padded) + "\n")
    return path


@pytest.fixture(scope="module")
def expected(clusters: Path) -> bytes:
    """What the local engine writes."""
    out = clusters.with_name("expected.jsonl")
    done = start([clusters, "-o", out, "--words", 30])
    done.communicate(timeout=LONGEST)
    assert done.returncode == 3
    return out.read_bytes()


@pytest.fixture
def on_nodes(
    nodes: Nodes, clusters: Path, tmp_path: Path
) -> Callable[..., "subprocess.Popen[str]"]:
    """Start a run on the cluster, into `tmp_path / "out.jsonl"`."""
    nodes.tell("heal")

    def started(*more: object) -> "subprocess.Popen[str]":
        where = ["-o", tmp_path / "out.jsonl", "--engine", "ray", "--address", nodes.address]
        return start([clusters, *where, *(more or ("--words", 30))], env=nodes.env)

    return started


def wait_for_parts(folder: Path, wanted: int) -> None:
    """Until so many shards are done."""
    for _ in range(int(LONGEST * 20)):
        if len(list(folder.glob("part-*.jsonl"))) >= wanted:
            return
        time.sleep(0.05)
    raise AssertionError(f"{folder}: not {wanted} parts in time")


@ray_is_here
def test_three_nodes_write_what_one_machine_writes_and_ray_prints_nothing(
    on_nodes, expected, tmp_path
):
    done = on_nodes()
    _, said = done.communicate(timeout=LONGEST)
    problems = sum(b'"problem":' in line for line in expected.splitlines())
    lines = len(expected.splitlines())
    assert said == (
        f"summarizer: {tmp_path}/out.jsonl: {problems} of {lines} lines are a problem; "
        "each says which\n"
    )
    assert done.returncode == 3
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@ray_is_here
def test_a_node_that_is_killed_in_the_middle_costs_no_line(on_nodes, nodes, expected, tmp_path):
    done = on_nodes()
    wait_for_parts(tmp_path / "out.jsonl.parts", 1)
    nodes.tell("kill")
    made_before = len(list((tmp_path / "out.jsonl.parts").glob("part-*.jsonl")))
    _, said = done.communicate(timeout=LONGEST)
    assert done.returncode == 3, said
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert 1 <= made_before < 8


@ray_is_here
def test_a_run_that_is_killed_goes_on_with_the_shards_that_are_missing(
    on_nodes, expected, tmp_path
):
    folder = tmp_path / "out.jsonl.parts"
    first = on_nodes()
    wait_for_parts(folder, 2)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert not (tmp_path / "out.jsonl").exists()

    other = on_nodes("--words", 31)
    _, said = other.communicate(timeout=LONGEST)
    assert other.returncode == 2
    assert said.startswith(f"summarizer: {folder}: left by a run with other options or input; ")

    second = on_nodes()
    _, said = second.communicate(timeout=LONGEST)
    assert "summarizer: going on after " in said.splitlines()[0]
    assert second.returncode == 3
    assert (tmp_path / "out.jsonl").read_bytes() == expected


@ray_is_here
def test_a_card_that_no_node_has_is_said_in_one_line(on_nodes):
    done = on_nodes("--gpus", 0.25)
    _, said = done.communicate(timeout=LONGEST)
    assert said == (
        "summarizer: no node has room for a worker: it takes 1 CPU and 0.25 GPU, and Ray has "
        "3 and 0\n"
    )
    assert done.returncode == 1


@ray_is_here
def test_an_address_that_does_not_answer_is_one_line_in_bounded_time(
    run, monkeypatch, clusters, tmp_path
):
    monkeypatch.setattr(distributed, "ANSWERING", 3.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        out = tmp_path / "out.jsonl"
        ran = run("batch", clusters, "-o", out, "--engine", "ray", "--address", address)
    assert ran.complaints == [f"{address}: no Ray cluster answers there within 3 s"]
    assert ran.code == 1


@ray_is_here
def test_what_stops_ray_is_one_line_that_names_its_log(clusters, tmp_path):
    out = tmp_path / "out.jsonl"
    done = start([clusters, "-o", out, "--engine", "ray", "--address", "here"])
    _, said = done.communicate(timeout=LONGEST)
    assert said.startswith("summarizer: Ray stopped: ")
    assert said.endswith(f"(all it said is in {out}.parts/ray.log)\n")
    assert said.count("\n") == 1
    assert done.returncode == 1


def test_without_ray_one_line_names_the_extra(run, monkeypatch, tmp_path, clusters):
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = run("batch", clusters, "-o", tmp_path / "out.jsonl", "--engine", "ray")
    assert ran.complaints == ['--engine ray needs Ray: pip install "summarizer[ray]"']
    assert ran.code == 2


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst", "in.parquet", "-"])
def test_ray_refuses_what_cannot_be_read_from_the_middle_on(run, tmp_path, name):
    ran = run("batch", name, "-o", tmp_path / "out.jsonl", "--engine", "ray")
    assert ran.complaints == [f"{name}: Ray reads plain JSON Lines from a file; unpack it first"]
    assert ran.code == 2


@pytest.mark.parametrize("flag", [("--address", "head:6379"), ("--gpus", "0.5")])
def test_flags_of_ray_need_ray(run, tmp_path, flag):
    ran = run("batch", "in.jsonl", "-o", tmp_path / "out.jsonl", *flag)
    assert ran.complaints == ["--address and --gpus are for --engine ray"]
    assert ran.code == 2


@ray_is_here
def test_an_input_without_lines_starts_no_ray(run, tmp_path):
    (tmp_path / "in.jsonl").touch()
    ran = run("batch", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--engine", "ray")
    assert ran.complaints == [f"{tmp_path}/in.jsonl: no line in it"]
    assert ran.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@ray_is_here
def test_an_input_that_is_not_there_is_said(run, tmp_path):
    ran = run("batch", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--engine", "ray")
    assert ran.complaints == [f"{tmp_path}/in.jsonl: cannot be read: No such file or directory"]
    assert ran.code == 1
