import gzip
import hashlib
import io
import json
import resource

import pytest
import zstandard

from summarizer.batch import source
from summarizer.errors import SourceError

TEXT = b'{"id": 1}\n\n  \r\n{"id": "zw\xc3\xb6lf"}\n{"id": 3}'


def read(path, stdin=b""):
    with source.opened(str(path), io.BytesIO(stdin)) as found:
        return [(line.number, line.data) for line in found.lines]


def packed(tmp_path, suffix, data):
    pack = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}.get(suffix, bytes)
    path = tmp_path / f"in.jsonl{suffix}"
    path.write_bytes(pack(data))
    return path


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_lines_are_numbered_and_blank_ones_left_out(tmp_path, suffix):
    assert read(packed(tmp_path, suffix, TEXT)) == [
        (1, b'{"id": 1}'),
        (4, b'{"id": "zw\xc3\xb6lf"}'),
        (5, b'{"id": 3}'),
    ]


def test_a_hyphen_is_standard_input():
    assert read("-", TEXT)[0] == (1, b'{"id": 1}')


def test_several_packed_pieces_are_one_file(tmp_path):
    path = tmp_path / "in.jsonl.zst"
    pack = zstandard.ZstdCompressor().compress
    path.write_bytes(pack(b"one\ntw") + pack(b"o\n"))
    assert read(path) == [(1, b"one"), (2, b"two")]


def test_a_line_that_is_too_long_is_passed_over_in_pieces(tmp_path):
    long = b"x" * (source.MOST_BYTES + 1)
    path = packed(tmp_path, ".zst", b"first\n" + long + b"\nlast\n")
    with source.opened(str(path), io.BytesIO()) as found:
        _, refused, last = found.lines
    assert (refused.number, refused.data) == (2, b"")
    assert refused.fault == "longer than 4,000,000 bytes: split the cluster"
    assert refused.digest == hashlib.blake2b(long, digest_size=16).hexdigest()
    assert (last.number, last.data, last.fault) == (3, b"last", "")


def test_an_endless_line_takes_no_memory(tmp_path):
    path = tmp_path / "in.jsonl.zst"
    with path.open("wb") as file, zstandard.ZstdCompressor().stream_writer(file) as packing:
        for _ in range(300):
            packing.write(b"x" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with source.opened(str(path), io.BytesIO()) as found:
        assert [line.fault for line in found.lines] == [source.TOO_LONG]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_short_gives_its_lines_and_then_says_so(tmp_path, suffix):
    path = packed(tmp_path, suffix, TEXT)
    path.write_bytes(path.read_bytes()[:-6])
    found = []
    with (
        source.opened(str(path), io.BytesIO()) as given,
        pytest.raises(SourceError, match="damaged: it ends too early"),
    ):
        found.extend(given.lines)
    assert len(found) <= 3


def test_a_file_that_is_not_there_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="cannot be read: No such file or directory"):
        read(tmp_path / "none.jsonl")


def test_the_position_reaches_the_size(tmp_path):
    path = packed(tmp_path, ".gz", TEXT)
    with source.opened(str(path), io.BytesIO()) as found:
        list(found.lines)
        assert found.position() == found.size == path.stat().st_size


def test_rows_of_a_parquet_file_are_the_same_records(tmp_path):
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    rows = [
        {"id": str(number), "docs": [{"title": "A", "text": f"One {number}."}]}
        for number in range(50)
    ]
    path = tmp_path / "in.parquet"
    parquet.write_table(arrow.Table.from_pylist(rows), path, row_group_size=20)
    with source.opened(str(path), io.BytesIO()) as found:
        lines = list(found.lines)
        assert (found.position(), found.size) == (50, 50)
    assert [json.loads(line.data) for line in lines] == rows
    assert [line.number for line in lines] == list(range(1, 51))
    assert lines[7].digest == source.digest(lines[7].data)


def test_a_parquet_file_that_is_none_is_a_source_error(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "in.parquet"
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(SourceError, match="not a Parquet file"):
        read(path)
