"""Files replaced whole: a reader, also after a crash, finds the old file or the new one."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

STALE_SECONDS = 600.0
"""Without a byte more, after which an unfinished file is nobody's: who writes one, writes on."""

_UNFINISHED = f".summarizer-{'[0-9a-f]' * 16}.tmp"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file, which takes the place of `path` when the block ends; a link is replaced too.

    Then its bytes and its name are on the disk. Its mode is what the umask lets it be.

    Raises:
        OSError: it cannot be written; as after any error in the block, the old file is still there
            and nothing beside it. Only where the disk fails to keep the name is it the new one.
    """
    new = path.parent / f".summarizer-{os.urandom(8).hex()}.tmp"
    try:
        with new.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    settle(path.parent)


def settle(path: Path) -> None:
    """Has the disk keep a file, or the names in a folder, before anything else is done.

    A folder that we may write to and not read, and any on Windows, keeps them when it likes.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Removes what `replacing` left where it was killed; what may be still written stays."""
    for unfinished in folder.glob(_UNFINISHED):
        with suppress(OSError):
            if time.time() - unfinished.lstat().st_mtime > STALE_SECONDS:
                unfinished.unlink()
