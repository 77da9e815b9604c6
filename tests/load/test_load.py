import contextlib
import io
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import load
from summarizer.datatypes import Problem
from summarizer.errors import SourceError
from summarizer.load.feed import Entry
from summarizer.load.feed.opml import Subscription
from summarizer.load.workers import Job

ONE, TWO = "The dam broke on Monday.", "Nobody was hurt."
KINDS = (
    ".atom, .htm, .html, .json, .jsonl, .markdown, .md, .ndjson, .opml, .pdf, .rdf, .rss, .txt, "
    ".xhtml, .xml"
)
PIECES = [
    *(b"{", b"}", b"[", b"]", b'"text"', b":", b'"a"', b",", b"1", b"\n", b"\r\n", b"\xff\xfe"),
    *(
        b"<p>",
        b"</p>",
        b"<html lang=x>",
        b"<article>",
        b"<!--",
        b"&#0;",
        b"Word. ",
        b"\xe9",
        b"\x00",
    ),
    *(b"---\n", b"date: x\n", b"# ", b"**", b"](", b"\x1b[", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    b'<meta property="article:published_time" content="0001-01-01T00:00:00+23:00">',
]
NO_ARTICLES = f"no articles in this folder; these are read: {KINDS}"


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(name, content=ONE):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def texts(*where, **options):
    articles, problems = load.read(where, **options)
    assert problems == ()
    return sorted((article.path, article.text) for article in articles)


def problems(*where, **options):
    articles, found = load.read(where, **options)
    assert articles == ()
    return [(each.source, each.reason) for each in found]


def test_files_folders_and_patterns_are_read():
    write("a.txt", ONE)
    write("news/deep/b.md", TWO)
    write("news/c.json", '{"text": "Three."}')
    write("more/d1.TXT", "Four.")
    assert texts("a.txt", "news", "more/d?.*") == [
        ("a.txt", ONE),
        ("more/d1.TXT", "Four."),
        ("news/c.json", "Three."),
        ("news/deep/b.md", TWO),
    ]


def test_a_double_star_searches_downwards():
    write("news/deep/b.txt", ONE)
    assert texts("**/*.txt") == [("news/deep/b.txt", ONE)]


def test_a_path_object_and_dot_slash_name_the_same_file():
    write("a.txt")
    assert texts(Path("a.txt"), "./a.txt") == [("a.txt", ONE)]


def test_a_folder_leaves_out_hidden_readme_and_unknown_files():
    write("news/a.txt", ONE)
    for name in (".b.txt", ".git/c.txt", "README.md", "readme.txt", "photo.jpg", "notes"):
        write(f"news/{name}", TWO)
    assert texts("news") == [("news/a.txt", ONE)]


def test_a_file_of_unknown_kind_is_read_when_named():
    write("notes", ONE)
    write("page.php", '<!doctype html><html lang="en"><body><article><p>' + f"{ONE} " * 9)
    assert [path for path, _ in texts("notes", "page.php")] == ["notes", "page.php"]


def test_a_name_with_pattern_marks_is_a_file_first():
    write("a[1].txt", ONE)
    write("a1.txt", TWO)
    assert texts("a[1].txt") == [("a[1].txt", ONE)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"[Reuters] The dam broke.", "[Reuters] The dam broke."),
        (b'\xef\xbb\xbf {"text": "The dam broke."}', "The dam broke."),
        (b'[\n {"text": "The dam broke."}]', "The dam broke."),
        (b'{"text": "The dam broke."}\n', "The dam broke."),
        ('{"text": "The dam broke."}'.encode("utf-16"), "The dam broke."),
        (
            b"<html><p>" + b"The dam broke on Monday. " * 9,
            ("The dam broke on Monday. " * 9).strip(),
        ),
    ],
)
def test_standard_input_is_recognised(data, text):
    assert texts("-", stdin=io.BytesIO(data)) == [("-", text)]


def test_what_leads_nowhere_is_named():
    Path("empty").mkdir()
    assert problems("none.txt", "*.xyz", "empty", "a\0b", "a\0*", "", "x" * 5000) == [
        ("", "no such file or folder"),
        ("*.xyz", "no file matches this pattern"),
        ("a*", "no file matches this pattern"),
        ("ab", "no such file or folder"),
        ("empty", NO_ARTICLES),
        ("none.txt", "no such file or folder"),
        ("x" * 5000, "no such file or folder"),
    ]


def test_a_bad_file_is_named_and_the_others_are_read():
    write("good.txt", ONE)
    write("empty.txt", b"")
    write("photo.jpg", bytes(range(256)) * 9)
    write("stories.jsonl", '{"text": "Two."}\n{"text": "Three."}\n{"text": "Fo\n')
    write("menu.html", "<html><body><img src=x></body></html>")
    articles, found = load.read(
        ["good.txt", "empty.txt", "photo.jpg", "stories.jsonl", "menu.html"]
    )
    assert sorted(article.text for article in articles) == [ONE, "Three.", "Two."]
    assert found == (
        Problem("empty.txt", "nothing in it: 0 bytes"),
        Problem("menu.html", "no article found in this page; save its text as .txt"),
        Problem("photo.jpg", "not text but binary data"),
        Problem("stories.jsonl:3", "not JSON: unterminated string starting at"),
    )


def test_a_huge_file_is_refused_by_its_size():
    with Path("huge.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    reason = "100,000,000 bytes; the limit is 25,000,000 bytes: split the file"
    assert problems("huge.txt") == [("huge.txt", reason)]


def test_a_file_of_exactly_the_limit_is_read():
    write("a.txt", ONE)
    assert texts("a.txt", max_bytes=len(ONE)) == [("a.txt", ONE)]
    reason = f"{len(ONE)} bytes; the limit is {len(ONE) - 1} bytes: split the file"
    assert problems("a.txt", max_bytes=len(ONE) - 1) == [("a.txt", reason)]


def test_standard_input_over_the_limit_is_refused():
    found = problems("-", stdin=io.BytesIO(b"x" * 11), max_bytes=10)
    assert found == [("-", "larger than the limit of 10 bytes")]


@pytest.mark.parametrize("suffix", sorted(load.READERS))
@given(data=st.binary() | st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))
def test_no_bytes_are_an_error(suffix, data):
    """Only a SourceError may come out, which `read` turns into a problem."""
    with contextlib.suppress(SourceError):
        for item in load.READERS[suffix](data, "a"):
            assert isinstance(item, Problem | Job | Entry | Subscription) or item.text


def test_standard_input_can_be_missing_or_empty():
    assert problems("-") == [("-", "standard input is not available here")]
    assert problems("-", stdin=io.BytesIO()) == [("-", "nothing in it: 0 bytes")]


def test_pipes_and_devices_are_refused():
    os.mkfifo("pipe.txt")
    assert problems("pipe.txt", "/dev/zero") == [
        ("/dev/zero", "not a regular file"),
        ("pipe.txt", "not a regular file"),
    ]


def test_a_link_out_of_the_folder_is_not_followed():
    write("secret.txt", TWO)
    write("news/a.txt", ONE)
    Path("news/link.txt").symlink_to("../secret.txt")
    Path("news/loop").symlink_to("../news")
    articles, found = load.read(["news"])
    assert [article.text for article in articles] == [ONE]
    reason = "a link out of the folder; name its target to read"
    assert found == (Problem("news/link.txt", reason),)


def test_broken_and_circular_links_are_named():
    Path("gone*.txt").symlink_to("nowhere")
    Path("round.txt").symlink_to("round.txt")
    assert problems("gone*.txt", "round.txt") == [
        ("gone*.txt", "no such file or directory"),
        ("round.txt", "no such file or folder"),
    ]


def test_a_file_name_cannot_command_the_terminal():
    write("a\x1b[31m.txt", b"")
    assert problems("a\x1b[31m.txt") == [("a.txt", "nothing in it: 0 bytes")]


READ_AS_NOBODY = """
import json, os, sys
from summarizer import load
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
articles, problems = load.read(sys.argv[1:])
print(json.dumps([[a.text for a in articles], [[p.source, p.reason] for p in problems]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no user ids")
def test_a_denied_file_or_folder_is_named_and_the_rest_is_read():
    for name in ("news/open.txt", "news/closed.txt", "news/closed/a.txt"):
        write(name, ONE)
    Path("news").chmod(0o755)
    Path("news/open.txt").chmod(0o644)
    Path("news/closed.txt").chmod(0)
    Path("news/closed").chmod(0)
    # Root may read everything, so a reader started by root becomes nobody first. It starts in
    # the folder, because the folders above it may be closed to nobody.
    done = subprocess.run(
        [sys.executable, "-c", READ_AS_NOBODY, ".", "closed.txt", "closed/a.txt", "closed/*"],
        cwd="news",
        env={**os.environ, "PYTHONPATH": str(Path(load.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    Path("news/closed").chmod(0o700)
    assert done.stderr == ""
    assert json.loads(done.stdout) == [
        [ONE],
        [
            ["closed", "permission denied"],
            ["closed/*", "permission denied"],
            ["closed/a.txt", "permission denied"],
            ["closed.txt", "permission denied"],
        ],
    ]


def test_an_article_found_twice_counts_once():
    write("b.txt", ONE)
    write("a.txt", ONE)
    write("c.jsonl", json.dumps({"text": ONE, "url": "https://example.com/dam"}))
    articles, found = load.read(["b.txt", "a.txt", "c.jsonl", "."])
    assert [article.text for article in articles] == [ONE]
    assert found == ()


def test_of_one_id_with_two_texts_the_newest_is_kept_and_the_other_named():
    write("a.json", json.dumps({"id": "7", "text": "Old.", "published": "2026-11-20"}))
    write("b.json", json.dumps({"id": "7", "text": "New.", "published": "2026-11-22"}))
    write("c.json", json.dumps({"id": "7", "text": "Undated."}))
    articles, found = load.read(["a.json", "b.json", "c.json"])
    assert [article.text for article in articles] == ["New."]
    reason = '"7" was already read from b.json with another text; this one is left out'
    assert found == (Problem("a.json", reason), Problem("c.json", reason))


def test_the_order_of_the_inputs_changes_nothing():
    write("a.txt", ONE)
    write("b.jsonl", f'{{"id": "1", "text": "{TWO}"}}\n{{"id": "1", "text": "Other."}}\n{{"text')
    write("c/d.md", ONE)
    names = ["a.txt", "b.jsonl", "c", "none", "*.nix"]
    results = {load.read(order) for order in itertools.permutations(names)}
    assert len(results) == 1
    ids = [article.id for article in results.pop()[0]]
    assert ids == sorted(ids)


def test_reading_a_path_again_gives_the_same_article():
    write("news/b.jsonl", f'{{"text": "{ONE}"}}\n{{"text": "{TWO}"}}')
    articles, _ = load.read(["news"])
    for article in articles:
        assert article in load.read([article.path])[0]


def test_importing_load_imports_no_heavy_library():
    heavy = "{'trafilatura', 'lxml', 'charset_normalizer', 'torch'}"
    code = f"import sys, summarizer.load; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
