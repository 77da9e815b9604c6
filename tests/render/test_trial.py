"""A folder of templates is tried with a day that has everything a template may be asked for."""

import pytest

from summarizer.errors import TemplateError
from summarizer.render import trial
from summarizer.render.html import OURS, OWN


def test_copies_of_ours_are_without_fault(tmp_path):
    for name in OWN:
        (tmp_path / name).write_bytes((OURS / name).read_bytes())
    assert trial.fault(tmp_path) is None


@pytest.mark.parametrize("name", sorted({*OWN} - {"page.html"}))
def test_every_place_where_ours_print_something_is_reached(name, tmp_path):
    ours = (OURS / name).read_text(encoding="utf-8")
    pieces = ours.split("{{")
    assert len(pieces) > 5
    marked = "".join(f"{piece}⟦{place}⟧{{{{" for place, piece in enumerate(pieces))
    (tmp_path / name).write_text(marked.removesuffix(f"⟦{len(pieces) - 1}⟧{{{{"), encoding="utf-8")
    made = "".join(trial.pages(tmp_path))
    assert [place for place in range(len(pieces) - 1) if f"⟦{place}⟧" not in made] == []


@pytest.mark.parametrize("name", sorted({*OWN} - {"page.html"}))
def test_a_wrong_name_is_found_in_every_template(name, tmp_path):
    ours = (OURS / name).read_text(encoding="utf-8")
    row = ours[: ours.index("{{")].count("\n") + 1
    (tmp_path / name).write_text(ours.replace("{{", "{{ nobody }}{{", 1), encoding="utf-8")
    assert str(trial.fault(tmp_path)) == f"{tmp_path / name}:{row}: 'nobody' is undefined"


def test_a_folder_without_a_template_is_probably_the_wrong_one(tmp_path):
    (tmp_path / "briefing.htm").write_text("")
    with pytest.raises(TemplateError) as raised:
        trial.check(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path}: no template in it; expected one of page.html, macros.html, summary.html, "
        "briefing.html, mail.html, provenance.html"
    )


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert str(trial.fault(tmp_path / "own")).endswith(
        "own: no such folder; make it or leave it out"
    )
