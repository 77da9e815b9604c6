"""The process in which lines are summarized, one after another, for `crew`.

    python -m summarizer.batch.worker

The order comes in on standard input first, and which encoders it may take goes out on standard
output; then a line for a line, framed as `load.workers.wire` says. The process ends when its input
does, which is also when its parent was killed. Models are loaded by the first line that needs them.
"""

import gc
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from summarizer import embed
from summarizer.batch import line, order
from summarizer.batch.order import Cache, Order
from summarizer.datatypes import Encoder
from summarizer.embed.cache.store import Store
from summarizer.errors import ModelError, SourceError, UsageError
from summarizer.load import hygiene
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Frame


def main() -> None:
    """Answer lines until there are no more."""
    gc.disable()  # until the line is answered; looking sooner costs 7 % of the time
    jobs, answers = _channels()
    first = wire.receive(jobs)
    if first is None:
        return
    try:
        _work(jobs, answers, first.fields)
    except (ModelError, UsageError) as error:
        wire.send(answers, {"error": str(error), "usage": isinstance(error, UsageError)})


def _work(jobs: BinaryIO, answers: BinaryIO, told: Mapping[str, Any]) -> None:
    """Raises ModelError, UsageError: an encoder cannot be used."""
    wanted, cache, said = order.read(told), order.read_cache(told), list[str]()
    store = _store(cache, said.append) if cache else None
    names = embed.BEST if wanted.model == embed.AUTO else (wanted.model,)
    made = {name: embed.encoder(name, device=wanted.device, store=store) for name in names}
    wire.send(answers, {"encoders": {each.name: each.sha256 for each in made.values()}})

    def encoder(language: str) -> Encoder:
        return made[embed.best(language) if wanted.model == embed.AUTO else wanted.model]

    while job := wire.receive(jobs):
        answer = _answer(job, wanted, encoder)
        wire.send(answers, {"said": said}, answer.encode())
        said.clear()
        _tidy()


def _tidy() -> None:
    """Free what the line leaves in cycles: left to themselves, 5,000 clusters' pile up to 60 MiB.

    What stays is not looked at again, so that this takes half a millisecond.
    """
    gc.collect()
    gc.freeze()


def _store(cache: Cache, say: Callable[[str], None]) -> Store:
    return Store(cache.folder, today=cache.today, say=say, limit=cache.limit)


def _answer(job: Frame, wanted: Order, encoder: Callable[[str], Encoder]) -> str:
    """Any error but of a model ends this process, and costs this one line."""
    number = job.fields["number"]
    try:
        text = hygiene.decode(job.data, line.HERE)
        return line.summarized(text, wanted.options, encoder, number=number)
    except SourceError as error:
        return line.problem(error.reason, number)
    except MemoryError:
        os._exit(wire.OUT_OF_MEMORY)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, out of reach of everything else that reads and prints."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return jobs, answers


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):  # nobody waits for the answer any more
        sys.exit(1)
