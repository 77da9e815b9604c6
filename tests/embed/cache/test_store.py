"""What is kept, for how long, and what becomes of it when something is wrong with it."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from summarizer.datatypes import Vectors
from summarizer.embed.cache import Cached, file
from summarizer.embed.cache.store import Count, counts
from summarizer.errors import CacheError
from tests.embed.cache.hands import DAY, Listening, asked, changed, store
from tests.fakes import HashEncoder

TEXTS = ["The dam broke.", "Two people died.", "The mayor resigned."]
EXPECTED = Cached(HashEncoder()).encode(TEXTS)


def filled(folder: Path) -> Path:
    Cached(HashEncoder(), store(folder)).encode(TEXTS)
    return folder


def encoded(folder: Path) -> tuple[list[str], list[str]]:
    """What the encoder was asked and what was said by a run that must go well, and one after it."""
    said: list[str] = []
    encoder = Listening()
    cached = Cached(encoder, store(folder, said.append))
    for _ in range(2):
        assert np.array_equal(cached.encode(TEXTS), EXPECTED)
    return encoder.asked, said


def test_no_text_is_in_the_file(tmp_path: Path) -> None:
    content = (filled(tmp_path) / file.NAME).read_bytes()
    assert len(content) > 3 * 2 * 64
    assert not any(word in content for word in (b"dam", b"people", b"mayor"))


def test_how_much_is_kept_is_counted_by_encoder(tmp_path: Path) -> None:
    Cached(Listening("other"), store(filled(tmp_path))).encode(TEXTS[:1])
    assert counts(tmp_path) == [Count("hash", "hash", 3), Count("hash", "other", 1)]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE vectors SET vector = zeroblob(128) WHERE number = 1",
        "UPDATE vectors SET vector = x'0001' WHERE number = 1",
        "UPDATE vectors SET seal = seal + 1 WHERE number = 1",
        "UPDATE vectors SET sentence = zeroblob(16) WHERE number = 2;",
    ],
)
def test_an_entry_that_was_altered_is_made_anew(tmp_path: Path, damage: str) -> None:
    changed(filled(tmp_path), damage)
    asked_for, said = encoded(tmp_path)
    assert len(asked_for) == 1
    assert len(said) <= 1
    assert encoded(tmp_path) == ([], [])


def test_an_altered_entry_is_said_once(tmp_path: Path) -> None:
    changed(filled(tmp_path), "UPDATE vectors SET seal = 0")
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS
    assert said == [f"{tmp_path}/vectors.db: damaged entries were found and are made anew"]


class Wide(HashEncoder):
    """Says that it is the other one, and gives vectors twice as long."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = super().encode(texts)
        return np.concatenate([rows, rows], axis=1) / np.float32(np.sqrt(2))


def test_vectors_of_another_length_are_made_anew(tmp_path: Path) -> None:
    said: list[str] = []
    wide = Cached(Wide(), store(filled(tmp_path), said.append))
    assert wide.encode(TEXTS).shape == (3, 128)
    assert len(said) == 1
    assert encoded(tmp_path)[0] == TEXTS


def test_what_was_not_used_for_the_longest_time_makes_room(tmp_path: Path) -> None:
    old = [f"Item {number} is old." for number in range(3000)]
    later, latest = DAY + timedelta(1), DAY + timedelta(2)
    Cached(HashEncoder(), store(tmp_path)).encode(old)
    Cached(HashEncoder(), store(tmp_path, today=later)).encode(old[:50])
    size = (tmp_path / file.NAME).stat().st_size
    new = [f"Item {number} is new." for number in range(1000)]
    Cached(HashEncoder(), store(tmp_path, today=latest, limit=size)).encode(new)
    encoder = Listening()
    Cached(encoder, store(tmp_path)).encode([*new, *old[:50], old[50], old[51]])
    assert encoder.asked == [old[50], old[51]]
    assert (tmp_path / file.NAME).stat().st_size < 1.5 * size


def test_the_file_does_not_grow_past_its_limit(tmp_path: Path) -> None:
    limit = 500_000
    for number in range(12):
        texts = [f"Item {number} {row} is new." for row in range(500)]
        Cached(HashEncoder(), store(tmp_path, limit=limit)).encode(texts)
        assert (tmp_path / file.NAME).stat().st_size < limit + 500 * 400
    encoder = Listening()
    Cached(encoder, store(tmp_path, limit=limit)).encode(texts)
    assert encoder.asked == []


def test_a_use_is_noted_once_a_day(tmp_path: Path) -> None:
    filled(tmp_path)
    before = (tmp_path / file.NAME).read_bytes()
    encoded(tmp_path)
    assert (tmp_path / file.NAME).read_bytes() == before
    Cached(HashEncoder(), store(tmp_path, today=DAY + timedelta(1))).encode(TEXTS[:1])
    used = asked(tmp_path, "SELECT used FROM vectors ORDER BY number")
    assert used == [(DAY.toordinal() + 1,), (DAY.toordinal(),), (DAY.toordinal(),)]


@pytest.mark.parametrize("content", [b"no database at all " * 400, b"SQLite format 3\0" * 300])
def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / file.NAME).write_bytes(content)
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS
    assert said == [
        f"{tmp_path}/vectors.db: was damaged (file is not a database) and was begun anew"
    ]
    assert encoded(tmp_path) == ([], [])


def test_a_file_cut_short_is_begun_anew(tmp_path: Path) -> None:
    Cached(HashEncoder(), store(tmp_path)).encode([f"Item {n} is new." for n in range(500)])
    whole = (tmp_path / file.NAME).read_bytes()
    (tmp_path / file.NAME).write_bytes(whole[: len(whole) // 2])
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS
    assert len(said) == 1
    assert "begun anew" in said[0]
    assert encoded(tmp_path) == ([], [])


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("PRAGMA user_version = 7", "was of another version (7)"),
        ("DROP TABLE vectors", "was damaged (no such table: vectors)"),
        ("ALTER TABLE vectors RENAME COLUMN seal TO mark", "was damaged (no such column: seal)"),
    ],
)
def test_a_file_with_other_tables_is_begun_anew(
    tmp_path: Path, statement: str, reason: str
) -> None:
    changed(filled(tmp_path), statement)
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS
    assert said == [f"{tmp_path}/vectors.db: {reason} and was begun anew"]
    assert encoded(tmp_path) == ([], [])


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    changed(tmp_path, "CREATE TABLE recipes (name)")
    before = (tmp_path / file.NAME).read_bytes()
    asked_for, said = encoded(tmp_path)
    assert asked_for == TEXTS * 2
    assert said == [
        f"{tmp_path}/vectors.db: is the database of another program; this run goes on without it"
    ]
    assert (tmp_path / file.NAME).read_bytes() == before


def test_damage_is_an_error_for_whoever_asks_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / file.NAME).write_bytes(b"no database at all " * 400)
    with pytest.raises(CacheError, match="the next run begins it anew"):
        counts(tmp_path)
