import json
import os
import random
import signal
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from summarizer.batch import line as one_line
from summarizer.batch.crew import Crew
from summarizer.batch.order import Cache, Order
from summarizer.batch.source import Line
from summarizer.datatypes import Budget, Options
from summarizer.embed import encoder as made
from summarizer.errors import ModelError, SourceError, UsageError
from tests.batch import invented

ORDER = Order(Options(Budget(40, "words")))


def lines(*texts):
    return [Line(number, text.encode(), "") for number, text in enumerate(texts, start=1)]


def clusters(count, seed=0):
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [json.dumps(invented.cluster(number, chance)) for number in range(count)]


def answers(given, size=2, **more):
    with closing(Crew(ORDER, size, **more)) as crew:
        return [(line.number, answer) for line, answer in crew.answers(iter(given))]


def children():
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


@pytest.fixture
def workers():
    """Asks for the processes that the test has started: this one may have a browser, too."""
    before = set(children())
    return lambda: [pid for pid in children() if pid not in before]


def test_answers_are_those_of_one_process_in_the_order_of_the_lines():
    texts = clusters(9)
    alone = made()
    wanted = [one_line.summarized(text, ORDER.options, lambda _: alone) for text in texts]
    assert answers(lines(*texts)) == list(enumerate(wanted, start=1))


def test_a_line_that_kills_its_worker_twice_is_a_problem_and_the_run_goes_on():
    texts = [*clusters(2), '{"id": "segfault"}', *clusters(1), '{"id": "hunger"}', *clusters(1)]
    found = answers(lines(*texts), program="tests.batch.mortal")
    assert [number for number, _ in found] == [1, 2, 3, 4, 5, 6]
    assert json.loads(found[2][1]) == {
        "id": None,
        "line": 3,
        "problem": "tried twice: the worker process died (SIGSEGV)",
    }
    assert json.loads(found[4][1])["problem"] == (
        "tried twice: takes more memory than there is: split the cluster"
    )
    assert all("problem" not in json.loads(found[each][1]) for each in (0, 1, 3, 5))


def test_a_worker_that_is_killed_once_costs_nothing(workers):
    texts = clusters(8)
    undisturbed = answers(lines(*texts))

    def killing(given):
        for line in given:
            yield line
            if line.number == 3:  # asked for the next one: the third is being worked on
                os.kill(workers()[-1], signal.SIGKILL)

    with closing(Crew(ORDER, 2)) as crew:
        found = [(line.number, text) for line, text in crew.answers(killing(lines(*texts)))]
    assert found == undisturbed


def test_all_workers_killed_at_once_cost_nothing(workers):
    texts = clusters(6)
    undisturbed = answers(lines(*texts))

    def killing(given):
        for line in given:
            yield line
            if line.number == 4:
                for pid in workers():
                    os.kill(pid, signal.SIGKILL)

    with closing(Crew(ORDER, 3)) as crew:
        found = [(line.number, text) for line, text in crew.answers(killing(lines(*texts)))]
    assert found == undisturbed


def test_workers_that_are_killed_while_idle_cost_nothing(workers):
    (text,) = clusters(1)

    def killing():
        for pid in workers():
            os.kill(pid, signal.SIGKILL)
        yield from lines(text)

    with closing(Crew(ORDER, 3)) as crew:
        found = [(line.number, text) for line, text in crew.answers(killing())]
    assert found == answers(lines(text))


def test_any_number_of_lines_that_were_not_read_may_come_first():
    refused = [Line(number, b"", "", "too long") for number in range(1, 101)]
    found = answers([*refused, Line(101, clusters(1)[0].encode(), "")])
    assert [number for number, _ in found] == list(range(1, 102))
    assert json.loads(found[-1][1])["id"] == "cluster-0"


def test_nothing_is_left_when_it_is_closed(workers):
    with closing(Crew(ORDER, 2)):
        assert len(workers()) == 2
    assert workers() == []


def test_a_line_that_was_not_read_is_its_fault():
    found = answers([Line(1, b"", "", "longer than 5 bytes")], size=1)
    assert [json.loads(text) for _, text in found] == [
        {"id": None, "line": 1, "problem": "longer than 5 bytes"}
    ]


def test_bytes_that_are_no_text_are_a_problem():
    found = answers([Line(1, bytes(range(32)) * 9, "")], size=1)
    assert json.loads(found[0][1])["problem"] == "not text but binary data"


def test_where_the_input_ends_too_early_the_lines_before_are_done():
    def damaged():
        yield from lines(*clusters(3))
        raise SourceError("in.jsonl.gz", "damaged")

    found = []
    with closing(Crew(ORDER, 2)) as crew, pytest.raises(SourceError, match="damaged"):
        found.extend(line.number for line, _ in crew.answers(damaged()))
    assert found == [1, 2, 3]


def test_an_unknown_model_is_one_line(tmp_path):
    with pytest.raises(ModelError, match="no folder and no model on this machine"):
        Crew(Order(Options(), str(tmp_path / "none")), 2)


def test_a_model_that_proves_damaged_when_a_line_needs_it_ends_the_run_in_one_line(workers):
    found = []
    given = lines(*clusters(2), '{"id": "damage"}', *clusters(1))
    with (
        pytest.raises(ModelError, match=r"^model\.onnx: not the file that this version was built"),
        closing(Crew(ORDER, 1, program="tests.batch.mortal")) as crew,
    ):
        found.extend(line.number for line, _ in crew.answers(iter(given)))
    assert found == [1, 2]
    assert workers() == []


def test_what_several_workers_say_about_the_cache_is_said_once(tmp_path):
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file", date(2026, 11, 20), 5_000_000)
    with closing(Crew(ORDER, 3, cache)) as crew:
        assert len(list(crew.answers(iter(lines(*clusters(9)))))) == 9
    assert list(crew.said) == [
        f"{tmp_path}/file/vectors.db: cannot be used: File exists; this run goes on without it"
    ]


def test_a_device_that_is_not_for_the_encoder_is_usage():
    with pytest.raises(UsageError, match="--device cuda: the encoder `embedded` runs on the proc"):
        Crew(Order(Options(), device="cuda"), 2)


def test_the_encoders_that_lines_may_get_are_told_before_the_first():
    with closing(Crew(ORDER, 1)) as crew:
        assert list(crew.encoders) == ["embedded", "lexical"]
        assert len(crew.encoders["embedded"]) == 64
        assert crew.encoders["lexical"] is None
    with closing(Crew(Order(Options(), "lexical"), 1)) as crew:
        assert crew.encoders == {"lexical": None}


def test_a_worker_that_cannot_start_is_tried_and_then_said():
    with pytest.raises(ModelError, match=r"cannot be started: the worker process died \(exit"):
        Crew(ORDER, 1, program="no.such.module")


def test_a_worker_has_one_thread_for_the_network(monkeypatch, workers):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    with closing(Crew(ORDER, 1)):
        environment = Path(f"/proc/{workers()[-1]}/environ").read_bytes().split(b"\0")
    assert b"OMP_NUM_THREADS=1" in environment
