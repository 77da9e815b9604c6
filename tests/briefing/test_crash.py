"""The crash test as CI runs it; `python -m benchmarks.crash` kills 200 times."""

import re


def test_weeks_of_killed_and_troubled_runs_lose_nothing_and_tell_nothing_twice(run_alone):
    ran = run_alone("-m", "benchmarks.crash", "--kills", "30", "--seed", "5")
    assert ran.err == ""
    assert ran.code == 0
    figures = dict(re.findall(r"^(\S[^\n]*?) {2,}(.*)$", ran.out, re.MULTILINE))
    assert figures["killed"] == "30"
    assert figures["wrong"] == "0"
