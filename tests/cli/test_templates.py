"""`--templates`: pages in a form of one's own, and only pages."""

import pytest

from summarizer.render.html import OURS


@pytest.fixture
def dam(tmp_path):
    path = tmp_path / "dam.txt"
    path.write_text("The dam broke on Monday. Nobody was hurt.", encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path):
    """A folder with a page of the user's own: what it says."""
    folder = tmp_path / "own"
    folder.mkdir()

    def says(template: str):
        (folder / "summary.html").write_text(template, encoding="utf-8")
        return folder

    return says


def test_the_page_is_made_from_the_users_template(run, dam, own, tmp_path):
    folder = own("{{ account.lines[0].text }} {{ account.sources[0].title }}")
    ran = run("summarize", dam, "--templates", folder, "-o", tmp_path / "dam.html")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    page = (tmp_path / "dam.html").read_text(encoding="utf-8")
    assert page == "The dam broke on Monday. dam.txt\n"


def test_the_page_of_the_sources_has_the_users_frame(run, dam, tmp_path):
    frame = (OURS / "page.html").read_text(encoding="utf-8").replace("Georgia", "Palatino")
    (tmp_path / "page.html").write_text(frame, encoding="utf-8")
    ran = run("summarize", dam, "--format", "html", "--sources", "--templates", tmp_path)
    assert "Palatino" in ran.out
    assert "<mark " in ran.out


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ stroy }}", "1: 'stroy' is undefined"),
        ("\n{% for %}", "2: Expected an expression, got 'end of statement block'"),
        ("{{ version.__class__.__mro__ }}", "1: access to attribute '__class__' of 'str' object"),
    ],
)
def test_a_template_with_a_fault_is_one_line_and_the_old_page_stays(
    run, dam, own, tmp_path, template, reason
):
    (tmp_path / "dam.html").write_text("of yesterday", encoding="utf-8")
    folder = own(template)
    ran = run("summarize", dam, "--templates", folder, "-o", tmp_path / "dam.html")
    assert (ran.code, ran.out) == (2, "")
    [line] = ran.complaints
    assert line.startswith(f"{folder}/summary.html:{reason}")
    assert (tmp_path / "dam.html").read_text(encoding="utf-8") == "of yesterday"


def test_a_folder_that_is_not_there_is_one_line(run, dam, tmp_path):
    ran = run("summarize", dam, "--format", "html", "--templates", tmp_path / "none")
    complaint = f"{tmp_path}/none: no such folder; make it or leave it out"
    assert (ran.code, ran.out, ran.complaints) == (2, "", [complaint])


def test_templates_are_for_pages_only(run, dam, own):
    ran = run("summarize", dam, "--format", "text", "--templates", own(""))
    assert ran.code == 2
    assert ran.complaints == ["--templates with the format text: they are for html only"]
