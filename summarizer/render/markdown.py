"""CommonMark that reads well raw. Everything foreign is escaped: no link or tag is theirs."""

import re
from urllib.parse import quote

from summarizer.datatypes import Summary
from summarizer.render import parts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=:@])")
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+])")


def markdown(summary: Summary) -> str:
    """A paragraph, a list of sources, a closing line."""
    body = " ".join(
        f"{escape(pick.display)} {escape(parts.marks(summary, pick))}" for pick in summary.picks
    )
    sources = []
    for number, article in parts.cited(summary):
        origin = escape(parts.origin(article))
        link = f"<{quote(url, safe=_URL_SAFE)}>" if (url := parts.link(article)) else ""
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


_URL_SAFE = ":/?#[]@!$&'*+,;=%~-._"


def escape(text: str) -> str:
    """The text as CommonMark would print it, whatever it holds."""
    one_line = " ".join(text.split())
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _LINE_START.sub(
        lambda found: rf"{found[1]}\{found[2]}" if found[1] else rf"\{found[3]}", escaped
    )
