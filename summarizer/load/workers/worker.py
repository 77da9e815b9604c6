"""The process in which pages and PDFs are read, one after another, for `workers`.

    python -m summarizer.load.workers.worker MODULE:FUNCTION SECONDS BYTES [MODULE ...]

FUNCTION takes bytes and the place they came from, and returns an Article or raises SourceError.
MODULEs are imported first; then SECONDS is the longest a job may take, and BYTES the most memory
that jobs may take beyond what the modules do. Jobs come in on standard input and answers go out on
standard output, framed as `wire` says. The process ends when its input does.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from summarizer.datatypes import Article, Problem
from summarizer.errors import SourceError
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Frame, Outcome

UNKNOWN_SIZE = 1 << 30
"""Bytes; where a process cannot be asked. On Linux this one has 140 MB after its imports."""


def main(function: str, seconds: str, memory: str, *imports: str) -> None:
    """Answer jobs until there are no more."""
    jobs, answers = _channels()
    module, _, name = function.partition(":")
    read = getattr(importlib.import_module(module), name)
    for each in imports:
        importlib.import_module(each)
    _limit_memory(int(memory))
    while job := wire.receive(jobs):
        _start_clock(float(seconds))
        answer = _answer(read, job)
        _start_clock(0)
        wire.send(answers, wire.fields(answer))


def _answer(read: Callable[[bytes, str], Article], job: Frame) -> Outcome:
    """Any other error ends this process, and costs this one job."""
    try:
        return read(job.data, job.fields["where"])
    except SourceError as error:
        return Problem(error.source, error.reason)
    except MemoryError:
        os._exit(wire.OUT_OF_MEMORY)


def _limit_memory(more: int) -> None:
    """What is taken beyond it fails in this process only, and no core is dumped."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    for limit, value in ((resource.RLIMIT_AS, _size() + more), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        lower = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # not every system has every limit
            resource.setrlimit(limit, (lower, lower))


def _size() -> int:
    """Bytes of address space in use: libraries map what they may never touch."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return UNKNOWN_SIZE
    return pages * os.sysconf("SC_PAGE_SIZE")


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, out of reach of everything else that reads and prints."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return jobs, answers


def _start_clock(seconds: float) -> None:
    """When it has run down, the system ends this process, even in the middle of C code and even
    if its parent is gone. 0 stops it."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])
