import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_briefing_in_the_readme_is_what_the_program_prints(run_alone):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"\$ summarizer summarize samples --words 120\n(.*?)```", readme, re.DOTALL)
    done = run_alone(
        "-m", "summarizer", "summarize", "samples", "--words", "120", "--format", "text"
    )
    assert shown is not None
    assert shown[1].split() == done.out.split()
