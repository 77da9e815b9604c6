"""What ends a test that would not end by itself, and no test that ends on a busy machine."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

LONG = 120.0
"""Seconds for what takes a few at most; so long is waited for nothing but a fault."""


@contextmanager
def processor_seconds(most: float) -> Iterator[None]:
    """Fails what takes more of the processor, which other programs cannot use up.

    Far above what is linear in the length of a text and far below what is not, which takes minutes.
    """
    with _timer(signal.ITIMER_VIRTUAL, signal.SIGVTALRM, most, "of the processor"):
        yield


@contextmanager
def no_hang() -> Iterator[None]:
    """Fails what would wait for ever."""
    with _timer(signal.ITIMER_REAL, signal.SIGALRM, LONG, "of waiting"):
        yield


@contextmanager
def _timer(timer: int, number: signal.Signals, most: float, kind: str) -> Iterator[None]:
    def stop(*_: object) -> None:
        pytest.fail(f"more than {most:g} s {kind}")  # no Exception: nobody on the way catches it

    before = signal.signal(number, stop)
    signal.setitimer(timer, most)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
