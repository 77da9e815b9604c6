"""What a worker process and its parent have agreed on: frames of JSON and bytes in a pipe.

No pickle: what comes from a process that read a stranger's bytes may not name code to run.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any, NamedTuple

from summarizer.datatypes import Article, Problem

SIZES = struct.Struct(">II")
MAX_BYTES = 100_000_000
"""Of either part of a frame; the largest that `load` passes on has 25 MB."""
OUT_OF_MEMORY = 77
"""Exit status of a process that could not get the memory it asked for."""

Outcome = Article | Problem


class Frame(NamedTuple):
    """The sizes of two parts, then fields as JSON, then bytes as they are."""

    fields: dict[str, Any]
    data: bytes


def send(stream: IO[bytes], fields: Mapping[str, Any], data: bytes = b"") -> None:
    """Write one frame."""
    # A file name of bytes that are no text has surrogates in it.
    header = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(SIZES.pack(len(header), len(data)) + header)
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Frame | None:
    """Read one frame; None when there is no whole one."""
    sizes = stream.read(SIZES.size)
    if len(sizes) < SIZES.size or max(SIZES.unpack(sizes)) > MAX_BYTES:
        return None
    header, data = (stream.read(size) for size in SIZES.unpack(sizes))
    try:
        fields = json.loads(header.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return Frame(fields, data) if isinstance(fields, dict) else None


def fields(outcome: Outcome) -> dict[str, Any]:
    """An outcome, for JSON."""
    if isinstance(outcome, Problem):
        return asdict(outcome)
    published = outcome.published.isoformat() if outcome.published else None
    return {**asdict(outcome), "published": published}


def outcome(fields: Mapping[str, Any]) -> Outcome | None:
    """What `fields` was made from; None when that was no outcome."""
    try:
        if "reason" in fields:
            return Problem(**fields)
        published = fields["published"] and datetime.fromisoformat(fields["published"])
        return Article(**{**fields, "published": published})
    except (KeyError, TypeError, ValueError):
        return None
