import threading
import time
from contextlib import suppress

import pytest

from tests import limits


def test_work_without_an_end_is_ended():
    def work():
        with limits.processor_seconds(0.1):
            while True:
                pass

    with pytest.raises(pytest.fail.Exception, match=r"^more than 0\.1 s of the processor$"):
        work()


def test_waiting_takes_nothing_of_the_processor():
    with limits.processor_seconds(0.1):
        time.sleep(0.2)


def test_waiting_without_an_end_is_ended_though_errors_are_caught(monkeypatch):
    monkeypatch.setattr(limits, "LONG", 0.1)

    def wait():
        with limits.no_hang(), suppress(Exception):
            threading.Event().wait()

    with pytest.raises(pytest.fail.Exception, match=r"^more than 0\.1 s of waiting$"):
        wait()
