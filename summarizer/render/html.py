"""One self-contained page: no script, no request, everything foreign escaped."""

from summarizer.datatypes import Summary
from summarizer.render import parts


def html(summary: Summary) -> str:
    """The template sees the summary and the shared parts, nothing else."""
    import jinja2  # noqa: PLC0415 - only for pages

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("summarizer.render"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("summary.html")
    return template.render(summary=summary, parts=parts, cited=parts.cited(summary)) + "\n"
