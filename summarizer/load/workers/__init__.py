"""Reading what strangers wrote, in processes of their own: one that dies costs one article.

Parsers crash, hang and eat memory. Each job has a deadline and each process a memory limit; a
process is started when there is a job for it, used for many, and gone when the last one is done.
"""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue, SimpleQueue
from types import MappingProxyType

from summarizer.datatypes import Problem
from summarizer.load.found import Job
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Outcome


@dataclass(frozen=True, slots=True)
class Task:
    """How one kind of job is done."""

    function: str
    """As `module:function`: bytes and where -> Article, or raises SourceError."""
    seconds: float
    """The longest that one job may take."""
    imports: tuple[str, ...] = ()
    """Modules that the function needs, imported before its clock runs."""
    memory: int = 240 << 20
    """Bytes that jobs may take. 181 news pages, one after another in one process, take 60 MB."""
    jobs: int = 200
    """After which a new process takes over, so that what a parser leaks does not add up."""


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "html": Task(
            "summarizer.load.page.html:extract",
            20.0,
            ("summarizer.load.page.body", "summarizer.load.page.masthead"),
        ),
        "pdf": Task("summarizer.load.page.pdf:extract", 30.0, memory=400 << 20),
    }
)

MOST_PROCESSES = 4
"""Each takes 100 MB; reading is then no longer what takes the time."""
STARTING = 30.0
"""Seconds that starting may take on top of the first job, on a slow disk."""
ENDING = 1.0
"""Seconds to wait for what was killed."""
REMEDY = "save its text as .txt"

Answer = SimpleQueue[Outcome | None]
"""Holds one outcome once it is there; None if this program failed."""


def run(
    jobs: Iterable[Job], *, tasks: Mapping[str, Task] = TASKS, most: int | None = None
) -> Iterator[Outcome]:
    """One outcome for each job, in the order of the jobs.

    Jobs are taken as they can be worked on, so they may still be arriving. At most `most`
    processes; by default as many as processors, and no more than `MOST_PROCESSES`.
    """
    crew = _Crew(most or min(_processors(), MOST_PROCESSES))
    under_way: deque[Answer] = deque()
    try:
        for job in jobs:
            under_way.append(crew.take(job, tasks[job.kind]))
            while under_way and not under_way[0].empty():
                yield _outcome(under_way.popleft())
        while under_way:
            yield _outcome(under_way.popleft())
    finally:
        crew.end()


def _outcome(answer: Answer) -> Outcome:
    outcome = answer.get()
    if outcome is None:
        raise RuntimeError("a thread that waits for a worker process failed; see its traceback")
    return outcome


def _processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Crew:
    """Threads that each see one job at a time through, and the processes that they share."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._threads: list[threading.Thread] = []
        self._jobs: Queue[tuple[Job, Task, Answer] | None] = Queue(most)
        self._processes: set[_Process] = set()
        self._idle: list[_Process] = []
        self._lock = threading.Lock()
        self._ended = False

    def take(self, job: Job, task: Task) -> Answer:
        """Where the outcome will be. Waits while all are busy and as many jobs are waiting."""
        answer: Answer = SimpleQueue()
        if len(self._threads) < self._most:
            # A daemon: an interrupted program does not wait for it.
            self._threads.append(threading.Thread(target=self._work, name="reader", daemon=True))
            self._threads[-1].start()
        self._jobs.put((job, task, answer))
        return answer

    def end(self) -> None:
        """At once: after Ctrl-C, some processes are at work and some jobs are waiting."""
        with self._lock:
            self._ended = True
            for process in self._processes:
                process.kill()
        with suppress(Empty):
            while True:
                self._jobs.get_nowait()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(ENDING)
        for process in self._idle:
            process.close()

    def _work(self) -> None:
        while taken := self._jobs.get():
            job, task, answer = taken
            outcome = None
            try:
                outcome = self._read(job, task)
            finally:
                answer.put(outcome)

    def _read(self, job: Job, task: Task) -> Outcome:
        try:
            process = self._process(task)
        except OSError as error:
            return Problem(job.where, f"no process to read it in: {error.strerror}".lower())
        outcome = process.read(job)
        with self._lock:
            if process.is_usable():
                self._idle.append(process)
            else:
                self._dismiss(process)
        return outcome

    def _process(self, task: Task) -> "_Process":
        """One that is idle, else a new one, in the place of those that do something else."""
        with self._lock:
            if self._ended:
                raise InterruptedError(0, "the run has ended")
            fits = (each for each in self._idle if each.task == task and each.is_usable())
            if found := next(fits, None):
                self._idle.remove(found)
                return found
            while self._idle:
                self._dismiss(self._idle.pop())
            self._processes.add(new := _Process(task))
            return new

    def _dismiss(self, process: "_Process") -> None:
        self._processes.discard(process)
        process.close()


class _Process:
    """A worker process: see `worker`."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._jobs = 0
        command = [sys.executable, "-P", "-m", "summarizer.load.workers.worker", task.function]
        command += [str(task.seconds), str(task.memory), *task.imports]
        # In a session of its own: Ctrl-C reaches the parent only, which knows what to do.
        self._popen = subprocess.Popen(  # noqa: S603  no shell, nothing from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )

    def is_usable(self) -> bool:
        return self._jobs < self.task.jobs and self._popen.poll() is None

    def kill(self) -> None:
        """Whatever it is doing."""
        self._popen.kill()

    def close(self) -> None:
        """Leave nothing of it behind."""
        self.kill()
        self._popen.wait()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):  # bytes that were not sent
                if pipe:
                    pipe.close()

    def read(self, job: Job) -> Outcome:
        """The answer; or, from a process that died, what it died of."""
        self._jobs += 1
        # A process keeps its time itself; this is for one that does not get as far.
        watchdog = threading.Timer(self.task.seconds + STARTING, self.kill)
        watchdog.daemon = True
        watchdog.start()
        answer = self._answer(job)
        late = not watchdog.is_alive()
        watchdog.cancel()
        return answer or Problem(job.where, self._death(late))

    def _answer(self, job: Job) -> Outcome | None:
        jobs, answers = self._popen.stdin, self._popen.stdout
        if not (jobs and answers):
            return None
        with suppress(BrokenPipeError):  # then there is no answer either
            wire.send(jobs, {"where": job.where}, job.data)
        frame = wire.receive(answers)
        return wire.outcome(frame.fields) if frame else None

    def _death(self, late: bool) -> str:
        try:
            status = self._popen.wait(ENDING)
        except subprocess.TimeoutExpired:  # it lives and talks nonsense
            self.kill()
            status = self._popen.wait()
        if late or status == -_number("SIGALRM"):
            return f"takes longer than {self.task.seconds:g} s to read; {REMEDY}"
        if status == wire.OUT_OF_MEMORY:
            return f"takes more than {self.task.memory >> 20} MiB of memory to read; {REMEDY}"
        cause = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"its reader crashed ({cause}); {REMEDY}"


def environment() -> dict[str, str]:
    """This program's own, with its module search path. One thread: more take address space."""
    places = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, "PYTHONPATH": places, "OPENBLAS_NUM_THREADS": "1"}


def _number(name: str) -> int:
    """Of a signal; 0 where there is no such signal."""
    return int(getattr(signal, name, 0))
