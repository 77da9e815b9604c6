"""Parts on a real disk become outputs."""

import gzip
import os
import resource
from pathlib import Path

import pytest

from summarizer.batch import finish
from summarizer.errors import OutputError

LINES = b"".join(b'{"id": %d}\n' % number for number in range(20_000))


@pytest.fixture
def part(tmp_path: Path) -> Path:
    path = tmp_path / "out.part"
    path.write_bytes(LINES)
    return path


def test_an_output_of_plain_lines_is_the_part_under_another_name(part):
    finish.finish(part, part.with_name("out.jsonl"))
    assert part.with_name("out.jsonl").read_bytes() == LINES
    assert not part.exists()


def test_what_a_killed_run_left_of_a_packed_output_is_gone(part):
    left = part.with_name(f".summarizer-{'0' * 16}.tmp")
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    out = part.with_name("out.jsonl.gz")
    finish.finish(part, out)
    assert gzip.decompress(out.read_bytes()) == LINES
    assert {*part.parent.iterdir()} == {part, out}


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_full_disk_leaves_the_old_output_and_the_part(part, suffix):
    out = part.with_name(f"out.jsonl{suffix}")
    out.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(OutputError) as raised:
            finish.finish(part, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(raised.value) == (
        f"{out}: cannot be written: file too large; all lines are kept in out.part, and the same "
        "command goes on from there"
    )
    assert out.read_bytes() == b"old"
    assert part.read_bytes() == LINES
    assert {*part.parent.iterdir()} == {part, out}
