import json
import os
import re
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli import app

DAM = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Two thousand people left their homes before the water came. "
    "The mayor said that the bridge would stay closed this week."
)
FLOOD = (
    "The dam above Riverton broke on Monday evening after nine days of rain. "
    "Forty houses were ruined by the flood in the lower town."
)


@pytest.fixture
def news(tmp_path) -> Path:
    """A folder of two small articles about one event."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "dam.txt").write_text(DAM, encoding="utf-8")
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    return folder


def quoted(out: str) -> str:
    """The sentences of a summary in plain text, without their marks."""
    return re.sub(r" ?(?:\[\d+\])+", "", out.partition("\n\nSources\n")[0])


@pytest.mark.parametrize("limit", [50, 120, 150, 250])
def test_the_samples_fill_a_budget_of_words_and_never_exceed_it(run, samples, limit):
    ran = run("summarize", samples, "--words", limit)
    assert (ran.code, ran.err) == (0, "")
    assert 0.9 * limit <= len(quoted(ran.out).split()) <= limit


def test_the_default_budget_is_150_words(run, samples):
    assert run("summarize", samples).out == run("summarize", samples, "--words", 150).out


@pytest.mark.parametrize(
    ("flag", "limit", "measure"),
    [
        ("--sentences", 3, lambda text: len(re.findall(r"[.?!]”?(?: |$)", text))),
        ("--chars", 400, len),
        ("--minutes", 0.5, lambda text: len(text.split()) / 238),
    ],
)
def test_the_other_budgets_hold_too(run, samples, flag, limit, measure):
    ran = run("summarize", samples, flag, limit)
    assert ran.code == 0
    assert 0.5 * limit <= measure(quoted(ran.out)) <= limit


def test_what_several_articles_say_is_printed_once_and_cites_them_all(run, news):
    ran = run("summarize", news, "--sentences", 1)
    assert ran.out.startswith(
        "The dam above Riverton broke on Monday evening after nine days of rain. [1][2]\n"
    )


def test_it_runs_under_typers_own_runner_too(news):
    result = CliRunner().invoke(app, ["summarize", str(news), "--words", "20"])
    assert result.exit_code == 0
    assert "Sources" in result.output


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        ("text", "The dam"),
        ("terminal", "The dam"),
        ("markdown", "The dam"),
        ("html", "<!doctype html>"),
        ("json", "{\n"),
    ],
)
def test_each_format_can_be_asked_for(run, news, wanted, start):
    ran = run("summarize", news, "--format", wanted, "--words", 30)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.txt", "The dam"),
        ("a.md", "The dam"),
        ("a.html", "<!doctype html>"),
        ("a.HTM", "<!doctype html>"),
        ("a.json", "{\n"),
        ("briefing", "The dam"),
    ],
)
def test_the_name_of_the_output_chooses_the_format(run, news, tmp_path, name, start):
    ran = run("summarize", news, "-o", tmp_path / name)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_format_asked_for_goes_before_the_name_of_the_output(run, news, tmp_path):
    run("summarize", news, "-o", tmp_path / "a.txt", "--format", "json")
    assert json.loads((tmp_path / "a.txt").read_text(encoding="utf-8"))["schema_version"] == 1


def test_the_output_is_replaced_whole(run, news, tmp_path):
    path = tmp_path / "out" / "a.txt"
    path.parent.mkdir()
    path.write_text("old " * 10_000, encoding="utf-8")
    run("summarize", news, "-o", path, "--sentences", 1)
    assert "old" not in path.read_text(encoding="utf-8")
    assert [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_an_output_that_cannot_be_replaced_leaves_nothing_behind(run, news, tmp_path):
    folder = tmp_path / "out"
    (folder / "a.txt").mkdir(parents=True)
    ran = run("summarize", news, "-o", folder / "a.txt")
    assert (ran.code, ran.out) == (1, "")
    [complaint] = ran.complaints
    assert "a.txt: cannot be written: " in complaint
    assert [entry.name for entry in folder.iterdir()] == ["a.txt"]


def test_an_output_in_a_folder_that_is_not_there_is_one_line(run, news, tmp_path):
    ran = run("summarize", news, "-o", tmp_path / "no" / "a.txt")
    assert ran.code == 1
    assert ran.complaints == [f"{tmp_path}/no/a.txt: cannot be written: No such file or directory"]


def test_an_output_in_a_folder_of_others_is_one_line(run, ordinary_user):
    with tempfile.TemporaryDirectory() as place:
        Path(place, "dam.txt").write_text(DAM, encoding="utf-8")
        Path(place).chmod(0o555)
        run("summarize", Path(place, "dam.txt"))  # whatever is imported late is imported now
        with ordinary_user():
            ran = run("summarize", Path(place, "dam.txt"), "-o", Path(place, "a.txt"))
        Path(place).chmod(0o755)
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaints == [f"{place}/a.txt: cannot be written: Permission denied"]


def test_a_source_that_cannot_be_read_is_told_and_the_summary_printed(run, news):
    (news / "broken.html").write_text("<html><body></body></html>", encoding="utf-8")
    ran = run("summarize", news)
    assert ran.code == 3
    assert "1 source unreadable" in ran.out
    [complaint] = ran.complaints
    assert complaint.startswith(f"{news}/broken.html: ")


def test_quiet_leaves_the_problem_out_but_not_the_exit_code(run, news):
    (news / "broken.html").write_text("<html></html>", encoding="utf-8")
    loud, quiet = run("summarize", news), run("summarize", news, "--quiet")
    assert (quiet.code, quiet.err) == (3, "")
    assert quiet.out == loud.out


@pytest.mark.parametrize(
    ("flag", "said"),
    [("--verbose", "sentences read"), ("--explain", "salience"), ("-v", "model: "), ("-q", "")],
)
def test_details_go_to_standard_error_only(run, news, flag, said):
    plain, detailed = run("summarize", news), run("summarize", news, flag)
    assert detailed.out == plain.out
    assert said in detailed.err
    assert (detailed.err == "") == (said == "")


def test_one_sentence_in_all_is_a_summary_if_it_fits(run, tmp_path):
    (tmp_path / "a.txt").write_text("The dam broke on Monday evening.", encoding="utf-8")
    ran = run("summarize", tmp_path / "a.txt", "--words", 6)
    assert ran.code == 0
    assert ran.out.startswith("The dam broke on Monday evening. [1]\n")
    ran = run("summarize", tmp_path / "a.txt", "--words", 5)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == ["no sentence fits into 5 words: the shortest takes 6"]


def test_ten_thousand_copies_are_one_article(run, tmp_path):
    lines = [
        json.dumps({"id": str(number), "title": "Dam", "source": f"Outlet {number}", "text": DAM})
        for number in range(10_000)
    ]
    (tmp_path / "copies.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "one.jsonl").write_text(lines[0], encoding="utf-8")
    many, one = (
        run("summarize", tmp_path / "copies.jsonl"),
        run("summarize", tmp_path / "one.jsonl"),
    )
    assert (many.code, many.err) == (0, "")
    assert "1 article read, 1 cited" in many.out
    assert many.out == one.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "انهار السد فوق المدينة مساء الاثنين بعد المطر. غادر ألفا شخص منازلهم قبل وصول الماء.",
            30,
        ),
        (
            "星期一晚上，城市上方的大坝倒塌了。两千人在洪水到来之前离开了家。市长说大桥本周将继续关闭。",
            40,
        ),
    ],
)
def test_articles_in_other_scripts_are_summarized(run, tmp_path, text, words):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ran = run("summarize", tmp_path / "a.txt", "--words", words)
    assert (ran.code, ran.err) == (0, "")
    assert quoted(ran.out)[:10] in text


def test_the_order_of_the_sources_changes_nothing(run, news):
    there = run("summarize", news / "dam.txt", news / "flood.txt")
    back = run("summarize", news / "flood.txt", news / "dam.txt", news / "dam.txt")
    assert there == back


def test_standard_input_can_be_text(run):
    ran = run("summarize", "-", "--sentences", 1, stdin=DAM.encode())
    assert ran.code == 0
    assert quoted(ran.out) in DAM


def test_standard_input_can_be_json(run):
    record = {"title": "Dam breaks", "source": "Harbour Times", "text": DAM}
    ran = run("summarize", "-", "--sentences", 1, stdin=json.dumps(record).encode())
    assert ran.code == 0
    assert "[1] Dam breaks · Harbour Times\n" in ran.out


def test_empty_standard_input_is_one_line(run):
    ran = run("summarize", "-")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == ["-: nothing in it: 0 bytes", "no article could be read"]


@pytest.mark.parametrize("flag", ["--mmr-lambda", "--duplicate-threshold"])
def test_tuning_outside_zero_to_one_is_refused(run, news, flag):
    ran = run("summarize", news, flag, "1.5")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints[0].endswith("1.5: expected a number from 0 to 1")


UNREADABLE = {
    "empty.txt": (b"", "nothing in it: 0 bytes"),
    "binary.txt": (bytes(range(256)) * 40, "not text but binary data"),
    "paper.pdf": (b"%PDF-1.7 ...", "a damaged PDF"),
    "truncated.jsonl": (b'{"text": "The dam broke on Mon', "not JSON"),
    "empty.html": (b"<!doctype html><html><body></body></html>", ""),
    "spaces.txt": (b"  \n \n", "no text in it"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_without_an_article_is_told_and_ends_with_one(run, tmp_path, name):
    data, said = UNREADABLE[name]
    (tmp_path / name).write_bytes(data)
    ran = run("summarize", tmp_path / name)
    assert (ran.code, ran.out) == (1, "")
    first, last = ran.complaints
    assert first.startswith(str(tmp_path / name))
    assert said in first
    assert last == "no article could be read"


def test_text_that_is_no_utf8_is_read_all_the_same(run, tmp_path):
    text = DAM + " “Le barrage a cédé,” said Mr. Lefèvre, the mayor’s aide."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    ran = run("summarize", tmp_path / "a.txt", "--words", 60)
    assert (ran.code, ran.err) == (0, "")
    (tmp_path / "b.txt").write_bytes(DAM.encode() + b" caf\xff\xfe\x80.")
    assert run("summarize", tmp_path / "b.txt", "--sentences", 1).code == 0


def test_a_truncated_line_costs_only_its_article(run, tmp_path):
    whole = json.dumps({"text": DAM})
    (tmp_path / "a.jsonl").write_text(f'{whole}\n{{"text": "The dam bro\n', encoding="utf-8")
    ran = run("summarize", tmp_path / "a.jsonl", "--sentences", 1)
    assert ran.code == 3
    assert quoted(ran.out) in DAM
    [complaint] = ran.complaints
    assert complaint.startswith(f"{tmp_path}/a.jsonl:2: not JSON")


def test_a_huge_file_is_refused_before_it_is_read(run, tmp_path):
    (tmp_path / "huge.txt").touch()
    os.truncate(tmp_path / "huge.txt", 100_000_000)
    ran = run("summarize", tmp_path / "huge.txt")
    assert ran.code == 1
    assert "100,000,000 bytes; the limit is 25,000,000 bytes" in ran.complaints[0]


def test_a_path_that_leads_nowhere_is_named(run, tmp_path):
    ran = run("summarize", tmp_path / "no.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == [
        f"{tmp_path}/no.txt: no such file or folder",
        "no article could be read",
    ]


def test_an_empty_folder_is_named(run, tmp_path):
    ran = run("summarize", tmp_path)
    assert ran.code == 1
    assert ran.complaints[0].startswith(f"{tmp_path}: no articles in this folder")


def test_a_folder_of_others_is_named(run, ordinary_user, news):
    run("summarize", news)  # whatever is imported late is imported now
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0)
        with ordinary_user():
            ran = run("summarize", place)
        Path(place).chmod(0o700)
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaints == [f"{place}: permission denied", "no article could be read"]


def test_a_page_of_menus_holds_nothing_to_quote(run, tmp_path):
    page = "<html><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    ran = run("summarize", tmp_path / "a.html")
    assert (ran.code, ran.out) == (1, "")
    assert 1 <= len(ran.complaints) <= 2


def test_an_article_of_furniture_alone_holds_nothing_to_quote(run, tmp_path):
    (tmp_path / "a.txt").write_text("Sign up for our free newsletter today.", encoding="utf-8")
    ran = run("summarize", tmp_path / "a.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints == ["no whole sentence to quote in what was read"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--words", "0"], 2, "expected more than 0"),
        (["--words", "-5"], 2, "expected more than 0"),
        (["--minutes", "nan"], 2, "expected more than 0"),
        (["--minutes", "inf"], 2, "expected more than 0"),
        (["--words", "ten"], 2, "valid integer"),
        (["--words", "3"], 1, "no sentence fits into 3 words"),
        (["--words", "50", "--chars", "200"], 2, "not several"),
        (["--format", "pdf"], 2, "'pdf'"),
        (["--colour"], 2, "--colour"),
    ],
)
def test_what_cannot_be_asked_for_is_one_line(run, news, arguments, code, said):
    ran = run("summarize", news, *arguments)
    assert (ran.code, ran.out) == (code, "")
    [complaint] = ran.complaints
    assert said in complaint


def test_without_sources_the_usage_is_pointed_at(run):
    ran = run("summarize")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == ["Missing argument 'sources'. (see --help)"]
