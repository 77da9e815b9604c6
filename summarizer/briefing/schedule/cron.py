"""The line of a crontab, and its place among the others: crontab(5)."""

import shlex
from collections.abc import Sequence
from datetime import time
from pathlib import Path

from summarizer.briefing.schedule import printable
from summarizer.errors import UsageError

MAX_BYTES = 998
"""Of a command. The cron of Debian and its kin cuts off the rest: crontab(5), LIMITATIONS."""
BEGIN = "# >>> summarizer brief "
END = "# <<< summarizer brief "
"""Before the path of the configuration: what stands between is ours, and only for that one."""

BLOCK = """\
{begin}{config}
# By this machine's clock. It says nothing when all went well, so that cron mails only trouble:
# to you, or elsewhere after a line MAILTO=you@example.org above.
{line}
{end}{config}
"""


def line(words: Sequence[str], at: time) -> str:
    r"""Runs the command every day at that time of the machine's clock.

    A `%` stands outside the quotes as `\%`: most crons make a `%` of it, and where a cron leaves
    it as it is, the shell does.

    Raises:
        UsageError: cron could not read it back.
    """
    quoted = " ".join(map(_quoted, words))
    if len(quoted.encode()) > MAX_BYTES:
        raise UsageError(f"cron takes commands of at most {MAX_BYTES} bytes; use shorter paths")
    return f"{at.minute} {at.hour} * * * {quoted}"


def block(words: Sequence[str], at: time, config: Path) -> str:
    """The line between our marks, as it stands in a crontab.

    Raises:
        UsageError: cron could not read it back.
    """
    path = printable(str(config))
    return BLOCK.format(begin=BEGIN, end=END, config=path, line=line(words, at))


def placed(block: str, crontab: str) -> str:
    """The crontab with the block instead of the one of the same configuration, else at its end.

    All other lines stay as they are.

    Raises:
        UsageError: the marks of an earlier block are not one pair.
    """
    ours = block.split("\n")[:-1]
    lines = crontab.split("\n")
    marks = [index for index, text in enumerate(lines) if text in {ours[0], ours[-1]}]
    if not marks:
        is_open = crontab != "" and not crontab.endswith("\n")
        return "\n".join((crontab, block)) if is_open else crontab + block
    if [lines[index] for index in marks] != [ours[0], ours[-1]]:
        raise UsageError(f'the crontab should hold "{ours[0]}" and "{ours[-1]}" once each: mend it')
    first, last = marks
    return "\n".join((*lines[:first], *ours, *lines[last + 1 :]))


def _quoted(word: str) -> str:
    r"""For the shell. Refuses a backslash: some crons make `\` of `\\`, others leave it."""
    if "\\" in printable(word):
        raise UsageError(f"a path with a backslash, which not every cron reads alike: {word}")
    return r"\%".join(shlex.quote(part) if part else "" for part in word.split("%"))
