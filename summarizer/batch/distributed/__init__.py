"""Many machines: Ray Data gives shards of the input to workers; their parts become the output.

IN and OUT lie where every node sees them under the same name. Until the output is in its place, its
parts are in the folder `OUT.parts`, and a run that was interrupted goes on with the shards that are
missing there.
"""

import json
import multiprocessing
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from summarizer.batch import finish, order, part, run, source
from summarizer.batch.distributed import driver, shards
from summarizer.batch.distributed.driver import Machines
from summarizer.batch.distributed.shards import Shard
from summarizer.batch.distributed.worker import Job
from summarizer.batch.order import Cache, Order
from summarizer.batch.run import Place, Progress
from summarizer.errors import EngineError, NothingToQuoteError, OutputError, SourceError, UsageError

PARTS, PLAN, LOCK, WHOLE = ".parts", "plan.json", "lock", "whole"
PACKED = (*source.CODINGS, source.PARQUET)
"""Ends of names of files that nobody can read from the middle on."""
ANSWERING, STARTING = 30.0, 120.0
"""Seconds that a cluster may take to answer, and Ray to start here. On two idle cores they take 2
and 4, on busy ones 4 and 13; left alone, Ray tries a wrong address for more than 200."""
ENDING = 10.0
"""Seconds for Ray to stop what it started."""


def summaries(
    place: Place, wanted: Order, machines: Machines, cache: Cache | None = None
) -> Iterator[Progress]:
    """How far the run is after each shard; the last one is when the output is in its place.

    The output has the same bytes as that of `batch.run`, whatever the machines.

    Raises:
        UsageError: the input cannot be cut, Ray is not installed, the output cannot be one, or
            what is left there is of another input or order.
        SourceError: the input cannot be read.
        EngineError: Ray or its nodes cannot do the work.
        OutputError: a file cannot be written.
        NothingToQuoteError: the input has no line.
    """
    _check(place)
    path, folder = Path(place.source).absolute(), Path(f"{place.out.absolute()}{PARTS}")
    try:
        cut = shards.cut(path, shards.size(path))
    except OSError as error:
        raise SourceError(place.source, f"cannot be read: {error.strerror}") from error
    with _writing(folder):
        folder.mkdir(exist_ok=True)
        lock = part.locked(folder / LOCK)
        try:
            _plan(folder, {**order.fields(wanted), "input": cut.sha256}, restart=place.restart)
            yield from _parts(Job(path, cut.size, folder, wanted, cache), machines, cut.shards)
            _end(place, folder, cut.shards)
        finally:
            os.close(lock)


def _check(place: Place) -> None:
    run.check(place)
    if place.source == source.STDIN or place.source.endswith(PACKED):
        raise UsageError(f"{place.source}: Ray reads plain JSON Lines from a file; unpack it first")
    if find_spec("ray") is None:
        raise UsageError('--engine ray needs Ray: pip install "summarizer[ray]"')


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        name = error.filename or folder
        raise OutputError(f"{name}: cannot be written: {error.strerror}") from error


def _plan(folder: Path, wanted: Mapping[str, Any], *, restart: bool) -> None:
    """Keep what the parts are of, or see that they are of this."""
    text = json.dumps(wanted)
    plan = folder / PLAN
    if restart:
        for path in folder.iterdir():
            if path.name != LOCK:
                path.unlink()
    if not plan.exists():
        shards.write(plan, [text])
    if plan.read_text(encoding="utf-8") != f"{text}\n":
        raise UsageError(f"{folder}: left by a run with other options or input; {part.BEGIN_ANEW}")


def _parts(job: Job, machines: Machines, wanted: Sequence[Shard]) -> Iterator[Progress]:
    """How far the run is, until all parts are there."""
    there = {path.name for path in job.folder.iterdir()}
    progress = Progress(size=job.size)
    for shard in wanted:
        if shard.part in there:
            progress = _after(progress, job.folder, shard, resumed=1)
    yield progress
    missing = [shard for shard in wanted if shard.part not in there]
    if missing:
        for rank, said in _written(job, machines, missing):
            progress = _after(progress, job.folder, wanted[rank])
            told = tuple(dict.fromkeys((*progress.said, *said)))
            progress = replace(progress, said=told)
            yield progress


def _after(before: Progress, folder: Path, shard: Shard, resumed: int = 0) -> Progress:
    """One more part is there; its lines are counted."""
    position = before.position + shard.end - shard.start
    try:
        with (folder / shard.part).open("rb") as lines:
            for line in lines:
                before = run.after(before, line, position, resumed)
    except FileNotFoundError as error:
        raise EngineError(
            f"{folder}: a node wrote {shard.part}, and it is not here; IN and OUT must lie in a "
            "folder that all nodes share"
        ) from error
    return replace(before, position=position)


def _written(
    job: Job, machines: Machines, wanted: Sequence[Shard]
) -> Iterator[tuple[int, list[str]]]:
    """The ranks of the shards as their parts are written, and what their workers said."""
    context = multiprocessing.get_context("spawn")
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=driver.main, args=(job, machines, wanted, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        patience = ANSWERING if machines.address else STARTING
        if not answers.poll(patience):
            where = machines.address or "this machine"
            raise EngineError(f"{where}: no Ray cluster answers there within {patience:g} s")
        _answer(answers, job)
        for _ in wanted:
            yield _answer(answers, job)
    finally:
        process.terminate()
        process.join(ENDING)
        process.kill()


def _answer(answers: Connection, job: Job) -> Any:
    try:
        answer = answers.recv()
    except EOFError as error:
        log = job.folder / driver.LOG
        raise EngineError(f"Ray stopped: {_last_line(log)} (all it said is in {log})") from error
    if isinstance(answer, EngineError):
        raise answer
    return answer


def _last_line(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]


def _end(place: Place, folder: Path, wanted: Sequence[Shard]) -> None:
    whole = folder / WHOLE
    shards.join(folder, wanted, whole)
    if not whole.stat().st_size:
        shutil.rmtree(folder)
        raise NothingToQuoteError(f"{place.source}: no line in it")
    finish.finish(whole, place.out)
    shutil.rmtree(folder)
