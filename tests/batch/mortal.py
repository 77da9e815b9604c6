"""A worker that dies of certain lines, as a crash in C would end it."""

import os
import signal
from typing import Any

from summarizer.batch import line, worker
from summarizer.errors import ModelError

alive = line.summarized


def summarized(text: str, *given: Any, **named: Any) -> str:
    if "segfault" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "hunger" in text:
        raise MemoryError
    if "damage" in text:
        raise ModelError("model.onnx: not the file that this version was built with")
    return alive(text, *given, **named)


if __name__ == "__main__":
    line.summarized = summarized
    worker.main()
