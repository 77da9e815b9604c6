"""Templates of a reader's own: they go before ours, see words and links, and cannot get out."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from summarizer.errors import ConfigError, TemplateError, UsageError
from summarizer.render import trial
from summarizer.render.briefing.html import html as briefing_page
from summarizer.render.briefing.mail import Cut, mail
from summarizer.render.briefing.view import Chapter, Page, Told
from summarizer.render.html import OURS, OWN, html
from summarizer.render.provenance import provenance
from summarizer.render.view import Account, Also, Disagreement, Line, Mark, Origin, Side
from tests.conftest import ROOT
from tests.golden.morning import DAM, MORNING

FILLED = {
    "summary.html": lambda folder: html(DAM.summary, folder),
    "briefing.html": lambda folder: briefing_page(MORNING, folder),
    "mail.html": lambda folder: mail(MORNING, folder),
    "provenance.html": lambda folder: provenance(DAM.summary, folder),
}
EACH = pytest.mark.parametrize("name", sorted(FILLED))


def filled(name: str, template: str, folder: Path) -> str:
    (folder / name).write_text(template, encoding="utf-8")
    return FILLED[name](folder)


def refused(name: str, template: str, folder: Path) -> str:
    """Why, behind the file's name."""
    with pytest.raises(TemplateError) as raised:
        filled(name, template, folder)
    assert str(raised.value).isprintable()
    return str(raised.value).removeprefix(f"{folder / name}:")


@EACH
def test_a_template_of_the_users_goes_before_ours_and_the_others_stay(name, tmp_path):
    assert filled(name, "{{ 6 * 7 }}", tmp_path) == "42\n"
    for other in FILLED.keys() - {name}:
        assert FILLED[other](tmp_path) == FILLED[other](None)


def test_a_changed_frame_changes_every_page(tmp_path):
    frame = (OURS / "page.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(frame.replace("Georgia", "Palatino"), encoding="utf-8")
    for name in ("summary.html", "briefing.html", "provenance.html"):
        assert "Palatino" in FILLED[name](tmp_path)
        assert "Georgia" not in FILLED[name](tmp_path)


def test_a_template_may_include_files_of_its_folder_and_of_no_other(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "sign.txt").write_text("the desk", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    assert filled("mail.html", "by {% include 'sign.txt' %}", folder) == "by the desk\n"
    assert refused("mail.html", "\n{% include '../secret.txt' %}", folder) == (
        "2: no such template: ../secret.txt"
    )


@EACH
@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ nobody }}", "1: 'nobody' is undefined"),
        ("\n\n{% for %}", "3: Expected an expression, got 'end of statement block'"),
        ("{% if 1 %}", "1: Unexpected end of template."),
        ("\n{% include 'sidebar.html' %}", "2: no such template: sidebar.html"),
        ("{{ 1 / 0 }}", "1: division by zero"),
        ("{{ 'x' | upperr }}", "1: No filter named 'upperr'."),
        ("\n{{ ''.__class__.__mro__ }}", "2: access to attribute '__class__' of 'str' object is"),
        ("{{ version.__class__ }}", "1: "),
        ("{{ range(10 ** 9) }}", "1: Range too big."),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "1: maximum recursion depth"),
    ],
)
def test_what_cannot_be_filled_is_said_with_file_and_line(name, template, reason, tmp_path):
    assert refused(name, template, tmp_path).startswith(reason)


def test_a_fault_in_a_shared_file_names_that_file(tmp_path):
    macros = (OURS / "macros.html").read_text(encoding="utf-8")
    (tmp_path / "macros.html").write_text(
        macros.replace("{{ line.text }}", "{{ line.txt }}"), encoding="utf-8"
    )
    row = next(n for n, line in enumerate(macros.splitlines(), 1) if "line.text" in line)
    with pytest.raises(TemplateError) as raised:
        html(DAM.summary, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'macros.html'}:{row}: "
        "'summarizer.render.view.Line object' has no attribute 'txt'"
    )


@pytest.mark.parametrize(
    "way",
    [
        "parts.re",
        "parts.quote",
        "parts.PurePath",
        "parts.line.__globals__",
        "coverage.__globals__",
        "summary.__init__.__globals__",
        "parts.__class__",
        "summary.__class__",
        "summary.__dict__",
        "self._TemplateReference__context",
        "'{0.__class__}'.format(parts)",
        "summary.picks.append(1)",
        "sources.clear()",
    ],
)
def test_no_way_leads_out_of_the_sandbox(way, tmp_path):
    """The page of the sources sees most: modules of ours, by their public functions alone."""
    assert refused("provenance.html", f"{{{{ {way} }}}}", tmp_path).startswith("1: ")


@pytest.mark.parametrize("name", ["summary.html", "briefing.html", "mail.html"])
def test_foreign_words_are_escaped_in_a_template_of_ones_own(name, tmp_path):
    seen = {
        "summary.html": "closing",
        "briefing.html": "briefing.title",
        "mail.html": "cut.briefing.title",
    }
    hostile = f"{{% set x = {seen[name]} ~ '<b>' %}}{{{{ x }}}}"
    assert filled(name, hostile, tmp_path).endswith("&lt;b&gt;\n")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TemplateError, match=r"own: no such folder; make it or leave it out$"):
        html(DAM.summary, tmp_path / "own")


def test_the_fault_is_one_of_the_command_line_and_of_the_configuration():
    assert issubclass(TemplateError, UsageError)
    assert issubclass(TemplateError, ConfigError)


EXPLAINED = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def test_every_template_that_may_be_changed_is_there_and_explained():
    assert {*OWN} == {*re.findall(r"^\| `(\w+\.html)` \|", EXPLAINED, re.MULTILINE)}
    assert all((OURS / name).is_file() for name in OWN)


def test_every_name_that_a_template_sees_is_explained():
    for record in (Account, Line, Side, Disagreement, Origin, Also, Mark, Told, Chapter, Page, Cut):
        for name in (each.name for each in fields(record)):
            assert f"`{name}`" in EXPLAINED, f"{record.__name__}.{name}"


def test_the_example_is_a_mail_of_headlines(tmp_path):
    [example] = re.findall(r"^```jinja\n(.*?)^```", EXPLAINED, re.MULTILINE | re.DOTALL)
    page = filled("mail.html", example, tmp_path)
    assert "<h1>Morning brief, Friday, 20 November 2026</h1>" in page
    assert page.count("<li ") == 3
    assert ">Dam above Riverton breaks after nine days of rain</a>" in page
    assert "(single source, Update – first reported 17 Nov)" in page
    trial.check(tmp_path)
