import gzip
import zlib
from contextlib import suppress

import brotli
import pytest
import zstandard

from summarizer.load.fetch import inflate
from tests.load.fetch.hostile import bomb

TEXT = b"".join(b"%d bottles of beer on the wall. " % number for number in range(40_000))
PACKED = {
    "": TEXT,
    "br": brotli.compress(TEXT, quality=3),
    "deflate": zlib.compress(TEXT),
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "zstd": zstandard.compress(TEXT),
}


def unpacked(packed, coding, size):
    chunks = (packed[start : start + size] for start in range(0, len(packed), size))
    return b"".join(inflate.pieces(chunks, coding))


def test_every_coding_is_tested_here():
    assert set(PACKED) == set(inflate.CODINGS)


@pytest.mark.parametrize("size", [7, 1000, 10**9])
@pytest.mark.parametrize("coding", PACKED)
def test_what_was_packed_is_unpacked_however_it_arrives(coding, size):
    assert unpacked(PACKED[coding], coding, size) == TEXT


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip", "zstd"])
def test_a_bomb_is_unpacked_in_small_pieces(coding):
    sizes = []
    with suppress(ValueError):  # it has no proper end
        sizes.extend(map(len, inflate.pieces([bomb(coding, 64)], coding)))
    assert sum(sizes) == 64 * 2**20
    assert max(sizes) <= 2 * 2**20


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip", "zstd"])
def test_what_is_cut_short_or_damaged_is_an_error(coding):
    packed = PACKED[coding]
    for broken in (packed[:-1], packed[: len(packed) // 2], b"<html>" + packed):
        with pytest.raises(ValueError):  # noqa: PT011  worded by whoever asked
            unpacked(broken, coding, 1000)


def test_a_stream_that_wants_much_memory_is_refused():
    large = brotli.compress(TEXT, quality=3, lgwin=24)
    with pytest.raises(ValueError, match="too much memory"):
        unpacked(large, "br", 1000)
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27)
    ).compressobj()
    with pytest.raises(ValueError, match="memory"):
        unpacked(wide.compress(TEXT * 20) + wide.flush(), "zstd", 1000)
