"""Worker processes, one line each at a time: answers come back in the order of the lines.

Each has one thread and encoders of its own. One that dies (out of memory, a crash in C) costs
its line one more try, alone, and then a problem; a new process takes its place.
"""

import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from summarizer.batch import line as one_line
from summarizer.batch import order
from summarizer.batch.order import Cache, Order
from summarizer.batch.source import Line
from summarizer.errors import ModelError, SourceError, UsageError
from summarizer.load import workers
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Frame

AHEAD = 16
"""Lines for each worker that may be done before an earlier one is: a slow line stops nobody soon,
and what waits for it is bounded."""

PROGRAM = "summarizer.batch.worker"
STARTS = 3
"""Processes that may die in a row before they can work; more is no accident."""
ENDING = 5.0
"""Seconds that a process whose output has ended may take to end itself; a core dump takes some."""


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """The processes; `close` it, whatever happens."""

    def __init__(
        self,
        wanted: Order,
        size: int,
        cache: Cache | None = None,
        *,
        program: str = PROGRAM,
        debug: bool = False,
    ) -> None:
        """Start them all, and wait until they are ready.

        Raises:
            ModelError: an encoder cannot be used.
            UsageError: its device is not there, or not one for it.
        """
        self._told = {**order.fields(wanted), **order.cache_fields(cache)}
        self._program, self._debug = program, debug
        self._selector = selectors.DefaultSelector()
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, Line] = {}
        self._suspects: deque[Line] = deque()
        """Lines whose worker died; each is tried once more while nothing else is done."""
        self._tried: set[int] = set()
        self._answers: dict[int, str] = {}
        """By line number: done, and waiting for an earlier one."""
        self._order: deque[Line] = deque()
        """Lines given out, in order, those with answers included."""
        self._damage: SourceError | None = None
        """Where the input ends too early."""
        self.encoders: Mapping[str, Any] = {}
        """Which they may take: the SHA-256 of each by its name."""
        self.said: dict[str, None] = {}
        """Lines about the cache, each once, whichever worker said it."""
        self._size = size
        try:
            # All at once: loading a model takes each a while.
            started = [self._started() for _ in range(size)]
            self._idle += started
            self._idle = [self._ready(worker) for worker in started]
        except BaseException:
            self.close()
            raise

    def answers(self, lines: Iterator[Line]) -> Iterator[tuple[Line, str]]:
        """Each line with its output line, in order. Lines are taken as they can be worked on.

        Raises:
            ModelError: a new worker could not be started, or a model not be loaded.
            SourceError: the input is damaged; all lines before that have been given.
        """
        while True:
            self._give(lines)
            if not self._order and self._damage:
                raise self._damage
            if not self._order:
                return
            self._collect()
            while self._order and self._order[0].number in self._answers:
                line = self._order.popleft()
                yield line, self._answers.pop(line.number)

    def close(self) -> None:
        """At once, whatever they are doing."""
        for worker in (*self._idle, *self._busy):
            worker.close()
        self._selector.close()

    def _give(self, lines: Iterator[Line]) -> None:
        """Work for every idle worker; a suspect only when all are idle."""
        if self._suspects:
            if not self._busy:
                self._start(self._suspects.popleft(), self._fresh())
            return
        while len(self._busy) < self._size and len(self._order) < AHEAD * self._size:
            line = self._next(lines)
            if line is None:
                return
            self._order.append(line)
            if line.fault:
                self._answers[line.number] = one_line.problem(line.fault, line.number)
            else:
                self._start(line, self._idle.pop() if self._idle else self._new())

    def _next(self, lines: Iterator[Line]) -> Line | None:
        try:
            return next(lines, None)
        except SourceError as error:
            self._damage = error
            return None

    def _start(self, line: Line, worker: "_Worker") -> None:
        self._busy[worker] = line
        self._selector.register(worker.answers, selectors.EVENT_READ, worker)
        worker.give(line)

    def _new(self) -> "_Worker":
        return self._ready(self._started())

    def _fresh(self) -> "_Worker":
        """In the place of an idle one, which may have been killed with the others."""
        if self._idle:
            self._idle.pop().close()
        return self._new()

    def _started(self) -> "_Worker":
        return _Worker(self._told, self._program, self._debug)

    def _ready(self, worker: "_Worker", tries: int = STARTS) -> "_Worker":
        """The worker when it knows its encoders, or another if it died meanwhile."""
        try:
            encoders = worker.ready()
        except BaseException:
            worker.close()
            raise
        if encoders:
            self.encoders = encoders
            return worker
        death = worker.death()
        if tries == 1:
            raise ModelError(f"a worker process cannot be started: {death}")
        return self._ready(self._started(), tries - 1)

    def _collect(self) -> None:
        """Wait for the next answers, or deaths; nothing to wait for is no wait."""
        if not self._busy:
            return
        for key, _ in self._selector.select():
            worker: _Worker = key.data
            self._selector.unregister(worker.answers)
            answer = worker.answer()
            line = self._busy.pop(worker)
            if answer:
                self._idle.append(worker)
                self._answers[line.number] = answer.data.decode()
                self.said |= dict.fromkeys(answer.fields["said"])
            elif line.number in self._tried:
                self._answers[line.number] = one_line.problem(
                    f"tried twice: {worker.death()}", line.number
                )
            else:
                worker.close()
                self._tried.add(line.number)
                self._suspects.append(line)


class _Worker:
    """A worker process: see `worker`."""

    def __init__(self, told: Mapping[str, Any], program: str, debug: bool) -> None:
        # In a session of its own: Ctrl-C reaches the parent only, which knows what to do.
        self._popen = subprocess.Popen(  # noqa: S603  no shell, nothing from outside
            [sys.executable, "-P", "-m", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if debug else subprocess.DEVNULL,
            env={**workers.environment(), "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        if not (self._popen.stdin and self._popen.stdout):
            raise AssertionError("pipes were asked for")
        self._jobs, self.answers = self._popen.stdin, self._popen.stdout
        self._send(told)

    def ready(self) -> Mapping[str, Any]:
        """Its encoders; nothing from a process that died.

        Raises:
            ModelError: an encoder cannot be used.
            UsageError: its device is not there, or not one for it.
        """
        frame = self.answer()
        encoders: Mapping[str, Any] = frame.fields["encoders"] if frame else {}
        return encoders

    def give(self, line: Line) -> None:
        self._send({"number": line.number}, line.data)

    def answer(self) -> Frame | None:
        """What it sends next; None from a process that died.

        Raises:
            ModelError, UsageError: an encoder cannot be used.
        """
        frame = wire.receive(self.answers)
        if frame and "error" in frame.fields:
            raise (UsageError if frame.fields["usage"] else ModelError)(frame.fields["error"])
        return frame

    def death(self) -> str:
        """What it died of; for the last time that anybody asks."""
        with suppress(subprocess.TimeoutExpired):  # then it lives and talks nonsense
            self._popen.wait(ENDING)
        self.close()
        status = self._popen.wait()
        if status == wire.OUT_OF_MEMORY:
            return "takes more memory than there is: split the cluster"
        cause = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"the worker process died ({cause})"

    def close(self) -> None:
        """Leave nothing of it behind."""
        self._popen.kill()
        self._popen.wait()
        for pipe in (self._jobs, self.answers):
            with suppress(OSError):  # bytes that were not sent
                pipe.close()

    def _send(self, fields: Mapping[str, Any], data: bytes = b"") -> None:
        with suppress(BrokenPipeError):  # then there is no answer either
            wire.send(self._jobs, fields, data)
