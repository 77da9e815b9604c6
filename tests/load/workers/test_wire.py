import io
from datetime import UTC, datetime

import pytest

from summarizer.datatypes import Article, Problem
from summarizer.load.workers import wire
from summarizer.load.workers.wire import Frame

ARTICLE = Article("The dam broke.", "Dam", "Post", "https://a.example/x", datetime.now(UTC), "en")


def sent(fields, data=b""):
    stream = io.BytesIO()
    wire.send(stream, fields, data)
    return stream.getvalue()


def test_frames_are_read_one_after_another_until_there_are_no_more():
    stream = io.BytesIO(sent({"where": "één\udcff"}, b"\x00\n") + sent({}))
    frames = [wire.receive(stream) for _ in range(3)]
    assert frames == [Frame({"where": "één\udcff"}, b"\x00\n"), Frame({}, b""), None]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x00",
        sent({"where": "here"})[:-3],
        b"\xff" * 100,
        wire.SIZES.pack(2, 0) + b"[]",
        wire.SIZES.pack(4, 0) + b"\xff{}}",
    ],
)
def test_what_is_no_frame_is_none(data):
    assert wire.receive(io.BytesIO(data)) is None


@pytest.mark.parametrize("outcome", [ARTICLE, Article("x"), Problem("here", "why")])
def test_an_outcome_comes_out_as_it_went_in(outcome):
    frame = wire.receive(io.BytesIO(sent(wire.fields(outcome))))
    assert wire.outcome(frame.fields) == outcome


@pytest.mark.parametrize(
    "fields",
    [{}, {"reason": "why"}, {"published": None}, {"published": "soon", "text": "x"}, {"text": 1}],
)
def test_other_fields_are_no_outcome(fields):
    assert wire.outcome(fields) is None
