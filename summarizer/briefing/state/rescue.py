"""Three backups, and the newest good one in the place of a state file that is damaged.

A damaged file is renamed, so that it can be looked into. A run may be killed at any moment of a
repair: the next one finds a file missing, and repairs again.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import chain, count
from pathlib import Path

from summarizer import whole
from summarizer.briefing.state import file, private, schema
from summarizer.briefing.state.schema import DamagedError
from summarizer.datatypes import Problem
from summarizer.errors import StateError

UNFINISHED = ".new"
"""Ending of a file that is being written; what a killed run left of it is overwritten."""
FORGOTTEN = "what came later is forgotten, so some of it may be told or mailed again"
ALL_FORGOTTEN = "no good backup is there, so what was told before may be told again"


def opened(path: Path, now: datetime) -> tuple[sqlite3.Connection, tuple[Problem, ...]]:
    """A connection to a file that is whole, and what was done to have one.

    Raises:
        StateError: the file is not ours to touch, or cannot be repaired now; nothing is lost.
    """
    try:
        return file.opened(path), ()
    except DamagedError as damage:
        problem = _restored(path, now, damage)
    try:
        return file.opened(path), (problem,)
    except DamagedError as damage:
        raise StateError(f"{path}: {damage} again at once; look after the disk") from damage


def back_up(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """A compact copy beside the file; of each day the last, of three days.

    Raises:
        StateError: it cannot be written.
    """
    try:
        fresh = _unfinished(path)
        connection.execute("VACUUM INTO ?", [fresh.absolute().as_uri()])
        os.utime(fresh, (now.timestamp(), now.timestamp()))
        whole.settle(fresh)
        _rotate(file.backups(path), now)
        _finish(fresh, file.backups(path)[0])
    except OSError as error:
        raise StateError(f"{path}: no backup could be made: {error.strerror}") from error
    except file.FAILURES as error:
        raise file.explained(path, error) from error


def _restored(path: Path, now: datetime, damage: DamagedError) -> Problem:
    """Puts the newest good backup, else a new file, in its place, and says what that means."""
    backup = next(filter(_is_good, file.backups(path)), None)
    try:
        taken = f"the backup of {_day(backup)} took its place: {FORGOTTEN}" if backup else ""
        fresh = _unfinished(path)
        _fill(fresh, backup)
        whole.settle(fresh)
        kept = _aside(path, now)
        _finish(fresh, path)
    except OSError as error:
        raise StateError(f"{path}: {damage}, cannot be repaired: {error.strerror}") from error
    return Problem(str(path), f"{damage}{kept and ' and is now '}{kept}; {taken or ALL_FORGOTTEN}")


def _rotate(places: list[Path], now: datetime) -> None:
    """Makes room in the first place, unless what is there is of this day too.

    By order and not by date: a clock that was wrong for a day must not cost the good ones.
    """
    if not places[0].exists() or _day(places[0]) == now.astimezone(UTC).date():
        return
    for older, newer in zip(reversed(places[1:]), reversed(places[:-1]), strict=True):
        if newer.exists():
            newer.replace(older)


def _day(backup: Path) -> date:
    return datetime.fromtimestamp(backup.stat().st_mtime, UTC).date()


def _is_good(backup: Path) -> bool:
    if not os.path.lexists(backup):
        return False
    try:
        connection, version = file.checked(backup, "ro")
    except (DamagedError, StateError):
        return False
    connection.close()
    return version > 0


def _unfinished(path: Path) -> Path:
    """An empty file of ours."""
    fresh = path.with_name(f"{path.name}{UNFINISHED}")
    for each in (fresh, *file.beside(fresh, *file.SIBLINGS)):
        each.unlink(missing_ok=True)
    private.file(fresh)
    return fresh


def _fill(fresh: Path, backup: Path | None) -> None:
    if backup:
        shutil.copyfile(backup, fresh)
        return
    with closing(file.connect(fresh, "rw")) as connection:
        try:
            schema.migrate(connection)
        except file.FAILURES as error:
            raise file.explained(fresh, error) from error


def _aside(path: Path, now: datetime) -> str:
    """The name that the file has from now on; empty when there was none.

    First the file, then its log: while a log is left alone, no new file is put beside it.
    """
    name = f"{path.name}.corrupt-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    free = next(name for name in names if not any(path.parent.glob(f"{name}*")))
    kept = free if os.path.lexists(path) else ""
    for ending in ("", *file.SIBLINGS):
        (each,) = file.beside(path, ending)
        if os.path.lexists(each):
            each.replace(path.with_name(f"{free}{ending}"))
    return kept


def _finish(fresh: Path, path: Path) -> None:
    fresh.replace(path)
    whole.settle(path.parent)
