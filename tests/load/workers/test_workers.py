import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.datatypes import Article, Problem
from summarizer.load import workers
from summarizer.load.found import Job
from summarizer.load.workers import Task
from tests.limits import LONG, no_hang
from tests.load.workers import misbehaving

ROOT = Path(__file__).parents[3]
ACT = "tests.load.workers.misbehaving:act"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals and limits")


def run(*acts, most=1, seconds=LONG, **limits):
    """What came of each act, in order: the text, or the reason why not."""
    task = Task(ACT, seconds, **limits)
    jobs = [Job("act", act.encode(), f"job {number}") for number, act in enumerate(acts)]
    with no_hang():
        outcomes = list(workers.run(jobs, tasks={"act": task}, most=most))
    places = [each.path if isinstance(each, Article) else each.source for each in outcomes]
    assert places == [job.where for job in jobs]
    return [each.text if isinstance(each, Article) else each.reason for each in outcomes]


def has_ended(process):
    """True when there is no process of that number any more, or it is only not yet buried."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.01)
    return False


def test_outcomes_come_in_the_order_of_the_jobs():
    assert run("wait 0.3", "say one", "say two", most=2) == ["awake", "one", "two"]


def test_an_article_comes_back_whole():
    tasks = {"any": Task("tests.load.workers.misbehaving:complete", LONG)}
    (article,) = workers.run([Job("any", b"", "odd\udcff name")], tasks=tasks)
    assert article == misbehaving.complete(b"", "odd\udcff name")


def test_what_cannot_be_read_is_a_problem_with_its_own_source_and_reason():
    tasks = {"act": Task(ACT, LONG)}
    (problem,) = workers.run([Job("act", b"refuse not today", "job 0")], tasks=tasks)
    assert problem == Problem("elsewhere", "not today")


@posix
def test_a_process_that_dies_costs_one_article():
    ends = {
        "abort": "SIGABRT",
        "crash": "SIGSEGV",
        "be_killed": "SIGKILL",
        "leave 3": "exit status 3",
        "fail": "exit status 1",
    }
    reasons = [f"its reader crashed ({cause}); save its text as .txt" for cause in ends.values()]
    assert run("say before", *ends, "say after") == ["before", *reasons, "after"]


@posix
def test_a_job_that_hangs_costs_its_deadline_and_one_article():
    tasks = {"act": Task(ACT, LONG), "hang": Task(ACT, 0.3)}
    acts = (b"hang_in_python", b"hang_in_c", b"wait 600")
    jobs = [Job("hang", act, "here") for act in acts]
    jobs = [Job("act", b"say before", "here"), *jobs, Job("act", b"say after", "here")]
    with no_hang():
        before, *hung, after = workers.run(jobs, tasks=tasks, most=1)
    late = Problem("here", "takes longer than 0.3 s to read; save its text as .txt")
    assert hung == [late] * 3
    assert (before.text, after.text) == ("before", "after")


def test_the_clock_runs_for_one_job_at_a_time():
    assert run(*["wait 0.2"] * 16, seconds=3.0) == ["awake"] * 16


@posix
def test_a_job_that_eats_memory_costs_one_article():
    reason = "takes more than 64 MiB of memory to read; save its text as .txt"
    acts = ("eat 32", "eat 100", "eat_for_ever", "eat 32")
    assert run(*acts, memory=64 << 20) == ["33554432", reason, reason, "33554432"]


def test_what_a_job_prints_reaches_nobody_and_there_is_nothing_for_it_to_read(capfd):
    assert run("chatter", "say after") == ["''", "after"]
    assert capfd.readouterr() == ("", "")


def test_an_answer_that_is_none_costs_one_article():
    nonsense, after = run("talk_nonsense", "say after")
    assert nonsense.startswith("its reader crashed (")
    assert after == "after"


def test_a_process_is_used_again_and_replaced_after_its_number_of_jobs():
    first, second, third, fourth = run(*["tell_process"] * 4, jobs=2)
    assert first == second != third == fourth


def test_there_are_no_more_processes_than_allowed_and_none_is_left():
    processes = {int(text) for text in run(*["tell_process"] * 20, most=2)}
    assert len(processes) <= 2
    assert all(has_ended(process) for process in processes)


def test_another_kind_of_job_has_a_process_of_its_own():
    tasks = {"act": Task(ACT, LONG), "any": Task("tests.load.workers.misbehaving:complete", LONG)}
    kinds = ["act", "any", "act"]
    jobs = [Job(kind, b"tell_process", "here") for kind in kinds]
    one, other, again = (each.text for each in workers.run(jobs, tasks=tasks, most=1))
    assert other.startswith("Der Damm")
    assert one != again


def test_without_jobs_nothing_is_started():
    before = threading.active_count()
    assert list(workers.run([])) == []
    assert threading.active_count() == before


def test_jobs_are_taken_only_as_they_can_be_worked_on():
    taken = []

    def jobs():
        for number in range(50):
            taken.append(number)
            yield Job("act", b"wait 0.5" if not number else b"say it", "here")

    outcomes = workers.run(jobs(), tasks={"act": Task(ACT, LONG)}, most=1)
    assert next(outcomes).text == "awake"
    assert len(taken) <= 4
    outcomes.close()


def test_a_run_that_is_given_up_ends_its_processes_at_once():
    acts = [b"tell_process", b"wait 600"]
    jobs = [Job("act", act, "here") for act in acts]
    outcomes = workers.run(jobs, tasks={"act": Task(ACT, 700.0)}, most=1)
    process = int(next(outcomes).text)
    with no_hang():
        outcomes.close()
    assert has_ended(process)


def test_a_process_that_cannot_be_started_is_a_problem(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert run("say it") == ["no process to read it in: no such file or directory"]


# A user's script: it has no main guard, and it prints the number of its worker process.
SCRIPT = f"""
import sys
from summarizer.load import workers
from summarizer.load.found import Job
from summarizer.load.workers import Task
seconds, *acts = sys.argv[1:]
jobs = [Job("act", act.encode(), "here") for act in acts]
for outcome in workers.run(jobs, tasks={{"act": Task({ACT!r}, float(seconds))}}, most=1):
    print(outcome.text, flush=True)
"""


def script(folder, *acts, seconds=30.0):
    """The script at work, and the number of its worker process."""
    path = folder / "script.py"
    path.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        [sys.executable, path, str(seconds), "tell_process", *acts],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return started, int(started.stdout.readline())


def await_file(path):
    end = time.monotonic() + LONG
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.01)


def test_a_script_needs_no_main_guard(tmp_path):
    started, process = script(tmp_path, "say done")
    assert (started.stdout.read(), started.stderr.read()) == ("done\n", "")
    started.communicate()
    assert has_ended(process)


def test_files_beside_the_user_are_not_taken_for_modules(tmp_path):
    (tmp_path / "html.py").write_text("raise SystemExit('a trap')")
    (tmp_path / "json.py").write_text("raise SystemExit('a trap')")
    code = SCRIPT.replace("sys.argv[1:]", "['60', 'say fine']")
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        timeout=LONG,
        check=True,
    )
    assert done.stdout == b"fine\n"


@posix
def test_ctrl_c_ends_the_script_and_its_process_at_once(tmp_path):
    begun = tmp_path / "begun"
    started, process = script(tmp_path, f"wait 600 {begun}", seconds=700.0)
    await_file(begun)
    started.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in started.communicate(timeout=LONG)[1]
    assert has_ended(process)


@posix
def test_a_process_whose_parent_was_killed_ends_with_its_deadline(tmp_path):
    begun = tmp_path / "begun"
    started, process = script(tmp_path, f"hang_in_python {begun}", seconds=2.0)
    await_file(begun)
    started.kill()
    started.communicate()
    assert has_ended(process)


def test_an_unknown_kind_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError, match="mp3"):
        list(workers.run([Job("mp3", b"", "here")]))


def test_the_functions_of_the_table_exist():
    for task in workers.TASKS.values():
        module, _, name = task.function.partition(":")
        assert callable(getattr(__import__(module, fromlist=[name]), name))


@posix
def test_a_page_that_keeps_the_parser_busy_for_minutes_costs_one_article():
    sentence = "The dam above the town of Velden broke on Monday night after a week of rain."
    page = f"<html><body><article>{f'<p>{sentence}</p>' * 3}</article></body></html>"
    names = " ".join(f"a{number}=b" for number in range(100_000))  # each is compared with all
    pages = {"html": page, "endless": f"<p {names}>"}
    jobs = [Job(kind, pages[kind].encode(), "here") for kind in ("html", "endless", "html")]
    tasks = {**workers.TASKS, "endless": replace(workers.TASKS["html"], seconds=1.0)}
    before, endless, after = workers.run(jobs, tasks=tasks, most=1)
    assert endless == Problem("here", "takes longer than 1 s to read; save its text as .txt")
    assert before.text == after.text == "\n".join([sentence] * 3)
