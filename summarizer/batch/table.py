"""Output lines as a Parquet table: the same fields, null where a line has none."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from summarizer.batch import extra

ROWS = 1_000
"""Lines of a row group: all that is held at once, about 20 MB."""


def schema() -> Any:
    """The columns: `render.json.document` with `id`, and `line` and `problem` of a bad line."""
    arrow = extra.pyarrow("pyarrow")
    text, number, real = arrow.string(), arrow.int64(), arrow.float64()

    def record(**fields: Any) -> Any:
        return arrow.struct(list(fields.items()))

    place = {"text": text, "article": number, "start": number, "end": number}
    sentence = record(
        **place,
        display=text,
        lang=text,
        citations=arrow.list_(number),
        score=real,
        salience=real,
        redundancy=real,
        repeats=arrow.list_(record(**place)),
    )
    words = ("id", "title", "source", "url", "published", "lang", "path", "sha256")
    columns = {
        "id": text,
        "line": number,
        "problem": text,
        "schema_version": number,
        "text": text,
        "budget": record(limit=real, unit=text),
        "length": record(words=number, sentences=number, characters=number, minutes=real),
        "sentences": arrow.list_(sentence),
        "differences": arrow.list_(arrow.list_(record(**place, figure=text))),
        "articles": arrow.list_(
            record(number=number, **dict.fromkeys(words, text), cited=arrow.bool_())
        ),
        "set_aside": arrow.list_(record(article=number, reason=text)),
        "problems": arrow.list_(record(source=text, reason=text)),
        "model": record(name=text, sha256=text),
    }
    return arrow.schema(list(columns.items()))


def write(part: Path, file: BinaryIO) -> None:
    """The lines of the part as rows.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, parquet = extra.pyarrow("pyarrow"), extra.pyarrow("pyarrow.parquet")
    columns = schema()
    with part.open("rb") as lines, parquet.ParquetWriter(file, columns) as writer:
        for rows in _groups(map(json.loads, lines)):
            writer.write_table(arrow.Table.from_pylist(rows, columns))


def _groups(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while group := list(islice(rows, ROWS)):
        yield group
