import os
from pathlib import Path

import pytest

from summarizer.batch.part import Part
from summarizer.batch.source import Line, digest
from summarizer.errors import OutputError, UsageError

ORDER = {"model": "embedded"}
LINES = [Line(number, text, digest(text)) for number, text in enumerate([b"a", b"b", b"c"], 1)]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.jsonl"


def begun(out, *texts):
    """What a run leaves that was killed after so many lines."""
    part = Part(out, ORDER)
    assert list(part.skip(iter(LINES))) == []
    for line, text in zip(LINES, texts, strict=False):
        part.add(line, text)
    part.close()
    return part.path


def resumed(out, lines=LINES, order=ORDER, **more):
    rest = iter(lines)
    part = Part(out, order, **more)
    try:
        return [text.decode().strip() for text in part.skip(rest)], [each.data for each in rest]
    finally:
        part.close()


def test_whole_lines_are_kept_and_their_input_passed_over(out):
    begun(out, "A", "B")
    assert resumed(out) == (["A", "B"], [b"c"])


@pytest.mark.parametrize("torn", [b"C", b'{"id": "half', b"C\n", b"\0" * 4096])
def test_what_the_log_does_not_know_is_cut_off(out, torn):
    path = begun(out, "A", "B")
    with path.open("ab") as file:
        file.write(torn)
    assert resumed(out) == (["A", "B"], [b"c"])
    assert path.read_bytes() == b"A\nB\n"


@pytest.mark.parametrize("end", range(1, 5))
def test_a_part_that_lost_its_end_is_made_again_from_there(out, end):
    path = begun(out, "A", "B")
    path.write_bytes(path.read_bytes()[:end])
    kept, rest = resumed(out)
    assert (kept, rest) == (["A", "B"][: end // 2], [b"a", b"b", b"c"][end // 2 :])


def test_a_log_that_lost_its_end_is_made_again_from_there(out):
    begun(out, "A", "B")
    log = out.with_name("out.jsonl.part.log")
    log.write_bytes(log.read_bytes()[:-1])
    assert resumed(out) == (["A"], [b"b", b"c"])
    assert log.read_bytes().count(b"\n") == 2


def test_a_line_that_was_damaged_on_disk_is_made_again(out):
    path = begun(out, "A", "B")
    path.write_bytes(b"A\nX\n")
    assert resumed(out) == (["A"], [b"b", b"c"])


def test_another_input_is_refused_and_nothing_is_lost(out):
    path = begun(out, "A", "B")
    other = [LINES[0], Line(2, b"x", digest(b"x")), LINES[2]]
    with pytest.raises(UsageError, match=r"left by a run over another input; .*--restart"):
        resumed(out, other)
    with pytest.raises(UsageError, match="another input"):
        resumed(out, LINES[:1])
    assert path.read_bytes() == b"A\nB\n"
    assert resumed(out) == (["A", "B"], [b"c"])


def test_other_options_are_refused(out):
    begun(out, "A")
    with pytest.raises(UsageError, match=r"left by a run with other options; .*--restart"):
        resumed(out, order={"model": "other"})
    assert resumed(out) == (["A"], [b"b", b"c"])


def test_a_restart_begins_anew(out):
    begun(out, "A", "B")
    assert resumed(out, order={"model": "other"}, restart=True) == ([], [b"a", b"b", b"c"])


def test_a_part_without_its_log_is_refused(out):
    begun(out, "A")
    out.with_name("out.jsonl.part.log").unlink()
    with pytest.raises(UsageError, match="other options"):
        resumed(out)


def test_two_runs_cannot_write_one_output(out):
    part = Part(out, ORDER)
    with pytest.raises(UsageError, match="another run is writing it"):
        Part(out, ORDER)
    part.close()
    Part(out, ORDER).close()


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        Part(tmp_path / "none" / "out.jsonl", ORDER)


def test_no_other_process_inherits_the_files(out):
    part = Part(out, ORDER)
    held = [each.name for each in Path("/proc/self/fd").iterdir() if _is(each, part.path)]
    assert len(held) == 2
    assert not any(os.get_inheritable(int(descriptor)) for descriptor in held)
    part.close()


def _is(descriptor, path):
    return descriptor.exists() and str(descriptor.readlink()).startswith(str(path))
