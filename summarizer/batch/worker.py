"""The process in which lines are summarized, one after another, for `crew`.

    python -m summarizer.batch.worker

The order comes in on standard input first, and what the encoder is goes out on standard output;
then a line for a line, framed as `load.workers.wire` says. The process ends when its input does,
which is also when its parent was killed.
"""

import gc
import os
import sys
from typing import BinaryIO

from summarizer import embed
from summarizer.batch import line, order
from summarizer.batch.order import Order
from summarizer.datatypes import Encoder
from summarizer.errors import ModelError, SourceError
from summarizer.load import hygiene
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Frame

GARBAGE = 100_000
"""Objects between two looks for cycles; more looks cost 7 % of the time."""


def main() -> None:
    """Answer lines until there are no more."""
    gc.set_threshold(GARBAGE)
    jobs, answers = _channels()
    first = wire.receive(jobs)
    if first is None:
        return
    wanted = order.read(first.fields)
    try:
        encoder = embed.encoder(wanted.model)
    except ModelError as error:
        wire.send(answers, {"error": str(error)})
        return
    wire.send(answers, {"name": encoder.name, "sha256": encoder.sha256})
    while job := wire.receive(jobs):
        wire.send(answers, {}, _answer(job, wanted, encoder).encode())


def _answer(job: Frame, wanted: Order, encoder: Encoder) -> str:
    """Any other error ends this process, and costs this one line."""
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
