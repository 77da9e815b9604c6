"""Plain text: nothing but characters, one sentence after the other, unwrapped."""

from summarizer.datatypes import Summary
from summarizer.render import parts


def text(summary: Summary) -> str:
    """Sentences with their marks, the sources, a closing line."""
    body = " ".join(
        f"{parts.line(pick.display)} {parts.marks(summary, pick)}" for pick in summary.picks
    )
    sources = [
        " · ".join(
            filter(
                None,
                (
                    f"[{number}] {parts.name(article)}",
                    parts.origin(article),
                    parts.address(article),
                ),
            )
        )
        for number, article in parts.cited(summary)
    ]
    lines = [body, ""]
    for heading, found in (
        ("What differs", parts.differences(summary)),
        ("Sources", sources),
        ("Set aside", parts.asides(summary)),
    ):
        lines += [heading, *found, ""] if found else []
    return "\n".join([*lines, parts.closing(summary), ""])
