"""One self-contained page: no script, no request, everything foreign escaped.

Templates are filled in a sandbox, as a user may put own ones in the place of ours.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from traceback import walk_tb
from types import FunctionType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

from summarizer.datatypes import Summary
from summarizer.errors import TemplateError
from summarizer.render import parts
from summarizer.render.view import Place, account

if TYPE_CHECKING:
    import jinja2

OURS = Path(__file__).parent / "templates"
OWN = (
    "page.html",
    "macros.html",
    "summary.html",
    "briefing.html",
    "mail.html",
    "provenance.html",
)
"""What a user may write a template of the same name for."""


def html(summary: Summary, templates: Path | None = None) -> str:
    """The template sees the parts of the summary as words and links, nothing else.

    Raises:
        TemplateError: one of those in `templates`, which go before ours, cannot be filled.
    """
    return page(
        "summary.html",
        templates,
        account=account(summary, Place()),
        asides=[parts.line(each) for each in parts.asides(summary)],
        problems=parts.problems(summary.problems),
        closing=parts.closing(summary),
        how=f"{parts.QUOTED} {parts.CHOSEN}",
        version=program(),
    )


def program() -> str:
    """Of this program, as it is installed."""
    from importlib.metadata import version  # noqa: PLC0415 - 30 ms, for pages only

    return version("summarizer")


def page(template: str, templates: Path | None = None, **seen: object) -> str:
    """The template of that name, filled with what it may see.

    A module is seen as its public functions and texts: through what it imports a template could
    leave the sandbox.

    Raises:
        TemplateError: there is no folder `templates`, or what is in it cannot be filled.
    """
    environment = _environment(templates)
    shown = {
        name: _public(value) if isinstance(value, ModuleType) else value
        for name, value in seen.items()
    }
    if templates is None:
        return environment.get_template(template).render(shown) + "\n"
    if not templates.is_dir():
        raise TemplateError(f"{templates}: no such folder; make it or leave it out")
    try:
        return environment.get_template(template).render(shown) + "\n"
    except Exception as error:  # a template can raise anything
        raise TemplateError(_said(error, template, templates)) from error


def _public(module: ModuleType) -> SimpleNamespace:
    """Functions have no way out: the sandbox refuses what begins with an underscore."""
    return SimpleNamespace(
        **{
            name: value
            for name, value in vars(module).items()
            if not name.startswith("_") and (isinstance(value, str) or _is_of(value, module))
        }
    )


def _is_of(value: object, module: ModuleType) -> bool:
    return isinstance(value, FunctionType) and value.__module__ == module.__name__


@cache
def _environment(templates: Path | None) -> "jinja2.Environment":
    import jinja2.sandbox  # noqa: PLC0415 - only for pages

    folders = [templates, OURS] if templates else [OURS]
    return jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _said(error: Exception, template: str, templates: Path) -> str:
    """`folder/briefing.html:12: 'stroy' is undefined`, in one line."""
    import jinja2  # noqa: PLC0415 - only for pages

    reason = getattr(error, "message", None) or str(error) or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        return parts.line(f"{error.filename or template}:{error.lineno}: {reason}")
    if isinstance(error, jinja2.TemplateNotFound):
        reason = f"no such template: {reason}"
    where, row = [(str(templates / template), 1), *_frames(error, templates)][-1]
    return parts.line(f"{where}:{row}: {reason}")


def _frames(error: Exception, templates: Path) -> Iterator[tuple[str, int]]:
    """File and line of the templates that were being filled, the innermost last."""
    for frame, row in walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.parent == OURS or file.is_relative_to(templates):
            yield str(file), row
