"""What runs on every node: a process with an encoder, and one shard after another.

Lines go through the same `crew` as on one machine, so they become the same bytes, and a line that
kills the process costs one line.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

from summarizer.batch import source
from summarizer.batch.crew import Crew
from summarizer.batch.distributed import shards
from summarizer.batch.distributed.shards import Shard
from summarizer.batch.order import Cache, Order
from summarizer.errors import EngineError, SummarizerError

MARK = ".encoder-"
"""Begins the name of an empty file in the folder of parts, for each set of encoders there."""


@dataclass(frozen=True, slots=True)
class Job:
    """The same for every worker; the paths are where every node finds them."""

    path: Path
    """The input."""
    size: int
    """Its bytes."""
    folder: Path
    """For the parts."""
    order: Order
    cache: Cache | None = None


class Worker:
    """An actor of Ray Data: shards in; out, for each, what kept it from writing the part, or "",
    and what it said about its cache, a line each.

    Nothing is raised: an error would come out of Ray as a page of text.
    """

    def __init__(self, job: Job) -> None:
        """Start the process; what is wrong with it is the fault of every shard."""
        self._job = job
        self._fault = ""
        self._open = ExitStack()
        try:
            self._crew = self._open.enter_context(closing(Crew(job.order, 1, job.cache)))
            _mark(job.folder, self._crew.encoders)
        except (SummarizerError, OSError) as error:
            self._fault = str(error)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[Any]]:
        """A column for each field of `Shard` in; `rank`, `fault` and `said` out."""
        rows = zip(*(batch[field.name].tolist() for field in fields(Shard)), strict=True)
        found = [Shard(*row) for row in rows]
        faults = [self._written(shard) for shard in found]
        said = "" if self._fault else "\n".join(self._crew.said)
        return {
            "rank": [shard.rank for shard in found],
            "fault": faults,
            "said": [said] * len(found),
        }

    def close(self) -> None:
        """End the process; the end of an actor does that too."""
        self._open.close()

    def _written(self, shard: Shard) -> str:
        """The fault; after the first one, nothing more is tried."""
        if not self._fault:
            try:
                self._write(shard)
            except (SummarizerError, OSError) as error:
                self._fault = str(error)
        return self._fault

    def _write(self, shard: Shard) -> None:
        if self._job.path.stat().st_size != self._job.size:
            raise EngineError(f"{self._job.path}: not the same file on every node")
        pieces = shards.pieces(self._job.path, shard)
        lines = source.lines(pieces, shard.skipped + 1)
        texts = (text for _, text in self._crew.answers(lines))
        shards.write(self._job.folder / shard.part, texts)


def _mark(folder: Path, encoders: Mapping[str, Any]) -> None:
    """Other weights, or another version of this program, would write other summaries."""
    known = f"{version('summarizer')} {json.dumps(encoders)}"
    (folder / (MARK + hashlib.sha256(known.encode()).hexdigest()[:16])).touch()
    if len(list(folder.glob(f"{MARK}*"))) > 1:
        raise EngineError(
            f"{folder}: nodes, or an earlier run, have another version of summarizer or of the "
            "model; install the same on all, or begin anew with --restart"
        )
