"""The process that has Ray to itself: what Ray prints, and what it waits for, is its own affair."""

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection

from summarizer.batch.distributed.shards import Shard
from summarizer.batch.distributed.worker import Job, Worker
from summarizer.errors import EngineError

LOG = "ray.log"
ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is sent to Ray's makers
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # without --gpus, a worker sees the cards it saw
}
OBJECT_STORE = 80 << 20
"""Bytes on this machine, for the numbers of shards; Ray takes 30 % of the memory if not told, and
refuses less than 75 MiB."""
MOST_TASKS = 10_000
"""Ray keeps a record of each; of more shards, several are one task."""


@dataclass(frozen=True, slots=True)
class Machines:
    """Where the workers are."""

    address: str | None = None
    """HOST:PORT of a cluster; None for this machine alone."""
    workers: int | None = None
    """At most; None for as many as there is room for."""
    gpus: float = 0
    """Of a card, for each worker: 0.25 puts four on one."""


def main(job: Job, machines: Machines, shards: Sequence[Shard], answers: Connection) -> None:
    """Have the shards summarized.

    Into `answers` go the number of workers, then the rank of each shard whose part is written,
    with what its worker said about its cache; or an EngineError.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when it is over
    log = os.open(job.folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    os.environ.update(ENVIRONMENT)
    try:
        workers = _connected(machines)
        answers.send(workers)
        for written in _written(job, shards, workers, machines.gpus):
            answers.send(written)
    except EngineError as error:
        answers.send(error)


def _connected(machines: Machines) -> int:
    import ray  # noqa: PLC0415 - an extra, and a second

    if machines.address is None:
        ray.init("local", include_dashboard=False, object_store_memory=OBJECT_STORE)
    else:
        ray.init(machines.address)
    return room(ray.cluster_resources(), machines)


def room(there: Mapping[str, float], machines: Machines) -> int:
    """As many workers as fit on what is there, by Ray's names.

    Raises:
        EngineError: none does.
    """
    cpus, gpus = there.get("CPU", 0), there.get("GPU", 0)
    fitting = int(min(cpus, gpus / machines.gpus) if machines.gpus else cpus)
    if not fitting:
        raise EngineError(
            f"no node has room for a worker: it takes 1 CPU and {machines.gpus:g} GPU, and Ray "
            f"has {cpus:g} and {gpus:g}"
        )
    return min(fitting, machines.workers or fitting)


def _written(
    job: Job, shards: Sequence[Shard], workers: int, gpus: float
) -> Iterator[tuple[int, list[str]]]:
    """The ranks of the shards as they are done, in no order, and what was said.

    Raises:
        EngineError: a worker cannot do its work.
    """
    import ray.data  # noqa: PLC0415 - a second more

    ray.data.DataContext.get_current().enable_progress_bars = False
    tasks = min(len(shards), MOST_TASKS)
    # A pool that shrinks to one gives back the room that a worker of a lost node needs.
    pool = ray.data.ActorPoolStrategy(min_size=1, max_size=workers, initial_size=workers)
    rows = (
        ray.data.from_items(list(map(asdict, shards)), override_num_blocks=tasks)
        .map_batches(
            Worker,
            fn_constructor_args=(job,),
            batch_size=1,
            compute=pool,
            num_cpus=1,
            num_gpus=gpus or None,
        )
        .iter_rows()
    )
    for row in rows:
        if row["fault"]:
            raise EngineError(row["fault"])
        yield row["rank"], row["said"].splitlines()
