"""What the user named -> paths, and a path -> its bytes."""

import glob
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from summarizer.datatypes import Problem
from summarizer.errors import SourceError

STDIN = "-"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def expand(
    where: Iterable[str | Path], suffixes: Collection[str]
) -> tuple[list[str], list[Problem]]:
    """Paths, sorted, each once, and the names that lead nowhere.

    In a folder only files with one of `suffixes` (lower case, with the dot) count; hidden files
    and files named README are left out. A file named by itself or by a pattern always counts.
    """
    paths: set[str] = set()
    problems: set[Problem] = set()
    for name in where:
        for item in _named(os.fspath(name), suffixes):
            if isinstance(item, Problem):
                problems.add(item)
            else:
                paths.add(item)
    return sorted(paths), sorted(problems, key=lambda each: (each.source, each.reason))


def is_address(name: str | Path) -> bool:
    """Whether it leads to the web."""
    return isinstance(name, str) and ADDRESS.match(name) is not None


def fetch(path: str, stdin: BinaryIO | None, max_bytes: int) -> bytes:
    """The whole file, at most `max_bytes`.

    Raises:
        SourceError: not a file, not readable, too large or empty.
    """
    try:
        data = _piped(stdin, max_bytes) if path == STDIN else _stored(Path(path), max_bytes)
    except OSError as error:
        raise SourceError(path, _reason(error)) from error
    if len(data) > max_bytes:
        raise SourceError(path, f"larger than the limit of {max_bytes:,} bytes")
    if not data:
        raise SourceError(path, "nothing in it: 0 bytes")
    return data


def _piped(stdin: BinaryIO | None, max_bytes: int) -> bytes:
    if stdin is None:
        raise SourceError(STDIN, "standard input is not available here")
    return stdin.read(max_bytes + 1)


def _stored(path: Path, max_bytes: int) -> bytes:
    """Size and kind are asked first: a FIFO would wait for ever, a huge file fill the memory."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise SourceError(path.as_posix(), "not a regular file")
    if found.st_size > max_bytes:
        reason = f"{found.st_size:,} bytes; the limit is {max_bytes:,} bytes"
        raise SourceError(path.as_posix(), f"{reason}: split the file")
    with path.open("rb") as stream:
        return stream.read(max_bytes + 1)


def _named(name: str, suffixes: Collection[str]) -> Iterator[str | Problem]:
    if name == STDIN:
        yield name
    elif _exists(name):
        yield from _found(Path(name), suffixes)
    elif any(mark in name for mark in "*?["):
        yield from _matching(name, suffixes)
    else:
        yield Problem(name, "no such file or folder")


def _exists(name: str) -> bool:
    """False too for what cannot be a name at all, such as one with a NUL; a place that may not
    be looked into counts as existing, so that the reason given is the permission."""
    try:
        Path(name).stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return bool(name)


def _matching(pattern: str, suffixes: Collection[str]) -> Iterator[str | Problem]:
    """What the shell would have put in the pattern's place."""
    try:
        matches = glob.glob(pattern, recursive=True)  # noqa: PTH207  Path.glob refuses "/abs/*"
    except ValueError:  # a NUL
        matches = []
    if not matches:
        yield Problem(pattern, "no file matches this pattern")
    for match in matches:
        yield from _found(Path(match), suffixes)


def _found(path: Path, suffixes: Collection[str]) -> Iterator[str | Problem]:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        yield Problem(path.as_posix(), _reason(error))
        return
    if not is_folder:
        yield path.as_posix()
        return
    within = list(_below(path, suffixes))
    if not within:
        kinds = ", ".join(sorted(suffixes))
        yield Problem(path.as_posix(), f"no articles in this folder; these are read: {kinds}")
    yield from within


def _below(root: Path, suffixes: Collection[str]) -> Iterator[str | Problem]:
    """Files at any depth. Linked folders are not entered: that ends loops."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not _ignored(entry.name)]
        except OSError as error:
            yield Problem(folder.as_posix(), _reason(error))
            continue
        for entry in entries:
            path = folder / entry.name
            known = path.suffix.lower() in suffixes
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif known and entry.is_symlink() and not _stays(path, root):
                yield Problem(path.as_posix(), "a link out of the folder; name its target to read")
            elif known:
                yield path.as_posix()


def _ignored(name: str) -> bool:
    return name.startswith(".") or name.lower().partition(".")[0] == "readme"


def _stays(path: Path, root: Path) -> bool:
    """True when the link ends below `root`: an unpacked archive may hold links to anything."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _reason(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()
