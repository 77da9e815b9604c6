"""One self-contained page: no script, no request, everything foreign escaped."""

from functools import cache
from typing import TYPE_CHECKING

from summarizer.datatypes import Summary
from summarizer.render import parts

if TYPE_CHECKING:
    import jinja2


def html(summary: Summary) -> str:
    """The template sees the summary and the shared parts, nothing else."""
    return page(
        "summary.html",
        summary=summary,
        parts=parts,
        cited=parts.cited(summary),
        first_quoted=parts.first_quoted(summary),
    )


def page(template: str, **seen: object) -> str:
    """The template of that name, filled with what it may see."""
    return _environment().get_template(template).render(seen) + "\n"


@cache
def _environment() -> "jinja2.Environment":
    import jinja2  # noqa: PLC0415 - only for pages

    return jinja2.Environment(
        loader=jinja2.PackageLoader("summarizer.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
