"""Many visits at once, one at a time to each host, outcomes in the order they were asked for.

Threads, as a visit is nearly all waiting. What finished early is kept until its turn comes, and no
visit begins while much is kept: one slow answer at the front does not fill the memory.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with the number of finished visits and of all, in the thread that takes the outcomes."""

POLL = 0.5
"""Seconds; the longest that a waiting thread takes to notice that the run is over."""


class Turns:
    """Which hosts are being visited: at most `most` at once, whoever asks."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.changed = threading.Condition()
        self._busy: set[str] = set()

    def is_free(self, host: str) -> bool:
        """Whether `host` could be entered now; the caller holds `changed`."""
        return host not in self._busy and len(self._busy) < self.most

    def enter(self, host: str) -> "Turn":
        """The right to visit a free host; the caller holds `changed`."""
        self._busy.add(host)
        return Turn(self, host)

    def free(self, host: str) -> None:
        """Whoever waits for `host` may enter."""
        with self.changed:
            self._busy.discard(host)
            self.changed.notify_all()


class Turn:
    """The right to visit one host at a time."""

    def __init__(self, turns: Turns, host: str | None) -> None:
        self._turns = turns
        self._host = host

    def move(self, host: str, over: Callable[[], bool]) -> bool:
        """Leaves one host and waits for another; False, without either, when `over` comes first."""
        if host == self._host:
            return True
        self.leave()
        with self._turns.changed:
            while not self._turns.is_free(host):
                if over():
                    return False
                self._turns.changed.wait(POLL)
            self._turns.enter(host)
        self._host = host
        return True

    def leave(self) -> None:
        """Lets the next one in."""
        if self._host is not None:
            self._turns.free(self._host)
            self._host = None


class Visits(Generic[T]):
    """One list of visits and what has come of them so far."""

    def __init__(
        self,
        turns: Turns,
        hosts: Sequence[str],
        visit: Callable[[int, Turn], T],
        is_full: Callable[[Sequence[T]], bool],
    ) -> None:
        """`visit` gets an index into `hosts`; `is_full` judges the outcomes that are kept."""
        self._turns = turns
        self._hosts = hosts
        self._visit = visit
        self._is_full = is_full
        self._waiting = list(range(len(hosts)))
        self._kept: dict[int, T] = {}
        self._crash: BaseException | None = None
        self._next = 0
        self._finished = 0
        self._told = 0
        self._stopped = False

    def outcomes(self, progress: Progress | None) -> Iterator[T]:
        """In the order of `hosts`. What a visit raises is raised here."""
        try:
            for _ in range(min(self._turns.most, len(self._hosts))):
                threading.Thread(target=self._work, daemon=True).start()
            for index in range(len(self._hosts)):
                while not self._has_come(index):
                    self._tell(progress)
                self._tell(progress)
                yield self._taken(index)
        finally:
            with self._turns.changed:
                self._stopped = True
                self._turns.changed.notify_all()

    def _has_come(self, index: int) -> bool:
        """Waits for this outcome or for any news."""
        with self._turns.changed:
            if index not in self._kept and self._finished == self._told and not self._crash:
                self._turns.changed.wait(POLL)
            if self._crash is not None:
                raise self._crash
            return index in self._kept

    def _tell(self, progress: Progress | None) -> None:
        with self._turns.changed:
            news, self._told = self._finished > self._told, self._finished
        if progress and news:
            progress(self._told, len(self._hosts))

    def _taken(self, index: int) -> T:
        with self._turns.changed:
            self._next = index + 1
            self._turns.changed.notify_all()
            return self._kept.pop(index)

    def _work(self) -> None:
        while (begun := self._begin()) is not None:
            self._finish(*begun)

    def _finish(self, index: int, turn: Turn) -> None:
        """A function of its own: a waiting thread must not hold on to its last outcome."""
        try:
            outcome = self._visit(index, turn)
        except BaseException as error:  # noqa: BLE001  raised again where outcomes are taken
            self._crash = error  # leaving the turn wakes up whoever waits
            self._stopped = True
            return
        finally:
            turn.leave()
        with self._turns.changed:
            self._kept[index] = outcome
            self._finished += 1
            self._turns.changed.notify_all()

    def _begin(self) -> tuple[int, Turn] | None:
        """The next visit that may begin, as soon as one may; None when there is none left."""
        with self._turns.changed:
            while self._waiting and not self._stopped:
                index = self._ready()
                if index is not None:
                    self._waiting.remove(index)
                    return index, self._turns.enter(self._hosts[index])
                self._turns.changed.wait(POLL)
            return None

    def _ready(self) -> int | None:
        """The first whose host is free; only the one that is waited for when much is kept."""
        full = self._is_full(tuple(self._kept.values()))
        candidates = self._waiting[:1] if full else self._waiting
        for index in candidates:
            if self._turns.is_free(self._hosts[index]) and not (full and index != self._next):
                return index
        return None
