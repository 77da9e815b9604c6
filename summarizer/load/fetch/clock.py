"""Deadlines: of one address, and of the whole run."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from summarizer.load.fetch.answers import RefusedError

OVERDUE = "not finished within {:g} s: try again later"
RUN_OVER = "not finished when the {:g} s for the whole run were over: give fewer addresses"


class Run:
    """What all visits share: when they must end, and what to do when they are ended before."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds
        self.cuts: set[Callable[[], None]] = set()
        """Each ends a wait in another thread."""

    def is_over(self) -> bool:
        """Whether nothing more may be waited for."""
        return time.monotonic() >= self.end

    def close(self) -> None:
        """Ends now."""
        self.end = time.monotonic()
        for cut in tuple(self.cuts):
            cut()


class Clock:
    """What is left of the time for one address."""

    def __init__(self, seconds: float, run: Run) -> None:
        self.run = run
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds; none or fewer when the time is over."""
        return min(self._end, self.run.end) - time.monotonic()

    def wait(self, longest: float) -> float:
        """The seconds, `longest` at most, that may be waited now.

        Raises:
            RefusedError: none.
        """
        left = self.left()
        if left <= 0:
            raise self.overdue()
        return min(left, longest)

    def overdue(self) -> RefusedError:
        """Which of the two times is over."""
        if self.run.is_over():
            return RefusedError(RUN_OVER.format(self.run.seconds))
        return RefusedError(OVERDUE.format(self._seconds))

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """For standing in line, which is not the address's fault."""
        began = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - began
