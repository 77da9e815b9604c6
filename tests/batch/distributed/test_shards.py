import pytest

from summarizer.batch import source
from summarizer.batch.distributed import shards
from summarizer.batch.distributed.shards import Shard

TEXT = b"one\n\ntwo\nthree, which is longer\nfour\n   \nfive, without an end"
LINES = [(1, b"one"), (3, b"two"), (4, b"three, which is longer"), (5, b"four")]
LINES += [(7, b"five, without an end")]


def found(path, size):
    """The number and text of every line, by way of shards."""
    return [
        (line.number, line.data)
        for shard in shards.cut(path, size).shards
        for line in source.lines(shards.pieces(path, shard), shard.skipped + 1)
    ]


@pytest.mark.parametrize("size", [*range(1, len(TEXT) + 2), 1_000])
def test_wherever_a_file_is_cut_each_line_is_in_one_shard_with_its_number(tmp_path, size):
    path = tmp_path / "in.jsonl"
    path.write_bytes(TEXT)
    assert found(path, size) == LINES


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("text", [b"", b"\n", b"\n\n\n", b"a", b"a\n", b"\na", b"a\r\nb\r\n"])
def test_files_at_the_edge_are_cut_as_they_are_read_whole(tmp_path, text, size):
    path = tmp_path / "in.jsonl"
    path.write_bytes(text)
    whole = [(line.number, line.data) for line in source.lines(iter([text]))]
    assert found(path, size) == whole


def test_a_long_line_is_in_the_shard_in_which_it_begins(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"a\n" + b"b" * 10 + b"\nc\n")
    cut = shards.cut(path, 4)
    assert cut.shards == (
        Shard(0, 0, 4, 0),
        Shard(1, 4, 8, 2),
        Shard(2, 8, 12, 2),
        Shard(3, 12, 15, 2),
    )
    texts = [b"".join(shards.pieces(path, shard)) for shard in cut.shards]
    assert texts == [b"a\nbbbbbbbbbb\n", b"", b"", b"c\n"]


def test_the_digest_of_a_cut_file_is_that_of_its_bytes(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"a\nb\n")
    assert shards.cut(path, 3).sha256 == (
        "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
    )


@pytest.mark.parametrize(
    ("bytes_", "size"), [(10, 65_536), (10_000 * 100_000, 100_000), (10**11, 4_194_304)]
)
def test_a_shard_has_a_size_that_depends_on_the_file_only(tmp_path, bytes_, size):
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.truncate(bytes_)  # no bytes on the disk
    assert shards.size(path) == size


def test_a_part_whose_writing_fails_is_not_there(tmp_path):
    def content():
        yield "first"
        raise InterruptedError

    with pytest.raises(InterruptedError):
        shards.write(tmp_path / "part-00000.jsonl", content())
    assert list(tmp_path.iterdir()) == []


def test_parts_are_joined_in_the_order_of_their_shards(tmp_path):
    ranks = [Shard(0, 0, 4, 0), Shard(1, 4, 8, 1), Shard(100_000, 8, 9, 2)]
    for shard in reversed(ranks):
        shards.write(tmp_path / shard.part, [str(shard.rank)])
    shards.join(tmp_path, ranks, tmp_path / "whole")
    assert (tmp_path / "whole").read_bytes() == b"0\n1\n100000\n"
