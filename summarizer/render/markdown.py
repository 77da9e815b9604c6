"""CommonMark that reads well raw. Everything foreign is escaped: no link or tag is theirs."""

import re

from summarizer.datatypes import Summary
from summarizer.render import parts

_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#|~^=@]"
    r"|&(?=\w+;)"  # elsewhere, as in "AT&T", it is no entity
    r"|:(?=//|[\w+-]+:)"  # an address or `:smile:`; not "Update: bridge closed at 10:30"
    r"|\$(?!\d)"  # formulas cannot end with "$5", so that nothing begins with it either
    r"|(?<=www)\.",
    re.IGNORECASE,
)
"""What has a meaning in CommonMark, or to GitHub and other readers; no more, to read well raw."""
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+:])")


def markdown(summary: Summary) -> str:
    """A paragraph, a list of sources, a closing line.

    No mark is a link: what would make it one, a line `[1]: address`, is escaped wherever it comes.
    """
    body = " ".join(
        f"{escape(pick.display)} {parts.marks(summary, pick)}" for pick in summary.picks
    )
    sources = []
    for number, article in parts.cited(summary):
        origin = escape(parts.origin(article))
        link = f"<{address}>" if (address := parts.address(article)) else ""
        sources.append(
            f"{number}. " + " · ".join(filter(None, (escape(parts.name(article)), origin, link)))
        )
    lines = [body, ""]
    for heading, found in (
        ("What differs", [f"- {escape(line)}" for line in parts.differences(summary)]),
        ("Sources", sources),
        ("Set aside", [f"- {escape(line)}" for line in parts.asides(summary)]),
    ):
        lines += [f"## {heading}", "", *found, ""] if found else []
    return "\n".join([*lines, f"*{parts.closing(summary)}*", ""])


def escape(text: str) -> str:
    """The text in one line, as CommonMark would print it, whatever it holds."""
    escaped = _SPECIAL.sub(r"\\\g<0>", parts.line(text))
    return _LINE_START.sub(
        lambda found: rf"{found[1]}\{found[2]}" if found[1] else rf"\{found[3]}", escaped
    )
