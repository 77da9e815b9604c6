"""What may happen to a run at any moment happens to it often, in processes of its own."""

import os
import re
import subprocess
import sys

import pytest

from tests.limits import LONG

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL and limits")


@pytest.mark.parametrize(
    ("what", "noted"),
    [
        ("kill", r"\d+"),
        ("fill", r"\d+"),  # days that a run lived through before the disk was full
        ("mend", "3"),
        ("race", "100"),
    ],
)
def test_nothing_is_lost_or_done_twice(what, noted, quick):
    command = [sys.executable, "-m", "tests.briefing.days", what, quick / "state"]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # it forks
    done = subprocess.run(
        command, env=one_thread, capture_output=True, text=True, timeout=LONG, check=False
    )
    assert re.fullmatch(rf"noted: {noted}\n", done.stdout), done.stdout + done.stderr
    assert done.stderr == ""
