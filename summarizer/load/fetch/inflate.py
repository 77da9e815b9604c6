"""Content codings of HTTP undone piece by piece, so that a bomb costs no more than its reader."""

import zlib
from collections.abc import Callable, Iterable, Iterator

PIECE = 65_536
"""Bytes asked of a decoder at a time. Brotli's, whose limit is soft, was seen to give 98,272."""
ZSTD_SLICE = 64
"""Bytes given to zstd at a time, as its decoder knows no limit: a block of 128 KiB takes at least
4 bytes (RFC 8878, 3.1.1.2), so this is 2 MiB at most."""
ZSTD_WINDOW = 8 * 1024 * 1024
"""Bytes; RFC 9659 allows no more for HTTP."""

BROTLI_LARGE = frozenset({0x0D, 0x0F})
"""What a stream with a window of 8 or 16 MiB begins with (RFC 7932, 9.1): eight of them at once
take 200 MiB. Encoders use 4 MiB unless they are told otherwise."""

TOO_WIDE = "it wants too much memory"
CUT_SHORT = "it ends too early"

Decoder = Callable[[Iterable[bytes]], Iterator[bytes]]


def pieces(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """What the chunks unpack to, in pieces of at most 2 MiB; `coding` is a key of `CODINGS`.

    Raises:
        ValueError: damaged, or cut short.
    """
    full = (chunk for chunk in chunks if chunk)
    for first in full:  # nothing at all is nothing packed, and some servers send it
        yield from CODINGS[coding](_again(first, full))


def _again(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """RFC 1952: any number of members, one after the other."""
    decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
    for chunk in chunks:
        while chunk:
            if decoder.eof:
                if not chunk.startswith(b"\x1f"):  # padding
                    return
                decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
            yield _unpacked(decoder, chunk)
            chunk = decoder.unconsumed_tail or decoder.unused_data  # noqa: PLW2901  what is left
    yield from _last(decoder)


def _deflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """RFC 1950 as the standard wants it, or RFC 1951 bare as many servers send it."""
    source = iter(chunks)
    chunk = next(source)
    wrapped = chunk[0] & 0x0F == zlib.DEFLATED
    decoder = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    while chunk and not decoder.eof:
        yield _unpacked(decoder, chunk)
        chunk = decoder.unconsumed_tail or next(source, b"")
    yield from _last(decoder)


def _unpacked(decoder: "zlib._Decompress", chunk: bytes) -> bytes:
    try:
        return decoder.decompress(chunk, PIECE)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def _last(decoder: "zlib._Decompress") -> Iterator[bytes]:
    """What the decoder still holds when its input has ended."""
    while not decoder.eof and (held := _unpacked(decoder, b"")):
        yield held
    if not decoder.eof:
        raise ValueError(CUT_SHORT)


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415  ships no types

    decoder = brotli.Decompressor()
    source = iter(chunks)
    first = next(source)
    if first[0] & 0x0F in BROTLI_LARGE:
        raise ValueError(TOO_WIDE)
    try:
        for chunk in _again(first, source):
            yield decoder.process(chunk, output_buffer_limit=PIECE)
            while not decoder.can_accept_more_data():
                yield decoder.process(b"", output_buffer_limit=PIECE)
        while held := decoder.process(b"", output_buffer_limit=PIECE):
            yield held  # it may accept more while it still holds what it unpacked
    except brotli.error as error:
        raise ValueError(str(error)) from error
    if not decoder.is_finished():
        raise ValueError(CUT_SHORT)


def _zstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """RFC 8878: any number of frames, one after the other."""
    import zstandard  # noqa: PLC0415  40 ms, for the answers that use it

    context = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    decoder = context.decompressobj()
    try:
        for part in _slices(chunks, ZSTD_SLICE):
            while part:
                if decoder.eof:
                    decoder = context.decompressobj()
                yield decoder.decompress(part)
                part = decoder.unused_data  # noqa: PLW2901  what is left
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    if not decoder.eof:
        raise ValueError(CUT_SHORT)


def _slices(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield from (chunk[start : start + size] for start in range(0, len(chunk), size))


CODINGS: dict[str, Decoder] = {
    "": iter,
    "br": _brotli,
    "deflate": _deflate,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "zstd": _zstd,
}
