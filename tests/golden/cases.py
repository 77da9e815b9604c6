"""What each golden file holds: two clusters, the samples and a morning, in every format.

The command is `make golden`: it shows how what is printed now differs from the files beside, and
`make golden ACCEPT=1` rewrites them. A change is to be read by a person before it is accepted.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from difflib import unified_diff
from functools import cache, partial
from io import StringIO
from pathlib import Path

from summarizer import read, render, summarize
from summarizer.briefing import mail
from summarizer.datatypes import Briefing, Budget, Options, Summary
from summarizer.render import archive
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.mail import mail as mail_page
from summarizer.render.briefing.sources import sources
from summarizer.render.provenance import provenance
from tests.golden.morning import MORNING

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
COMMAND = "make golden"
COLUMNS = 88
ENDINGS = {format_: ending for ending, format_ in reversed(render.SUFFIXES.items())}
"""Of the files; the table names the usual one of two first."""
MEASURED = re.compile(r'("(?:score|salience|redundancy)": )[\d.]+')
"""Numbers of the model, which differ in the last digit from processor to processor."""
VERSION = re.compile(r"(Made by summarizer )[^\s<]+(?=\.)")
"""Of the program, which changes with each release."""


@cache
def summary(pattern: str, words: int) -> Summary:
    """Of the project's own articles; their paths as they are seen from its folder."""
    articles, problems = read(sorted(ROOT.glob(pattern)))
    assert problems == ()
    here = [replace(each, path=Path(each.path or "").relative_to(ROOT).as_posix())
            for each in articles]  # fmt: skip
    return summarize(here, Options(Budget(words)))


@contextmanager
def at_no_terminal() -> Iterator[None]:
    """Whatever the terminal is: so many columns, no colours."""
    kept = dict(os.environ)
    try:
        os.environ.clear()
        os.environ["COLUMNS"] = str(COLUMNS)
        with redirect_stdout(StringIO()):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _summary(render_: Callable[[Summary], str], pattern: str, words: int) -> str:
    found = summary(pattern, words)
    with at_no_terminal():
        return VERSION.sub(r"\1…", MEASURED.sub(r"\1…", render_(found)))


def _samples(render_: Callable[[Summary], str]) -> str:
    return _summary(render_, "samples/*.txt", 120)


def _morning(render_: Callable[[Briefing], str]) -> str:
    return VERSION.sub(r"\1…", render_(MORNING))


def _mail() -> str:
    """The page has its own file."""
    text, html = FORMATS["text"](MORNING), "<p>See morning.mail.html.</p>\n"
    to = ("Ada <ada@example.org>", "ben@example.net")
    made = mail.message(MORNING, text, html, sender="Desk <desk@example.org>", recipients=to)
    return made.message.decode("ascii").replace("\r\n", "\n")


def _archive(write: Callable[[archive.Archive], str]) -> str:
    day = archive.read(json.loads(FORMATS["json"](MORNING)))
    return write(archive.Archive("All mornings", [day], "https://example.org/briefings/"))


def index(found: archive.Archive) -> str:
    """The first page of an archive."""
    return dict(archive.pages(found))["index.html"]


def _cases() -> Iterator[tuple[str, Callable[[], str]]]:
    for story in ("landslide", "coalition"):
        yield f"{story}.txt", partial(_summary, render.text, f"tests/clusters/{story}/*.md", 100)
    for name, each in render.RENDERERS.items():
        yield f"samples{ENDINGS.get(name, '.terminal.txt')}", partial(_samples, each)
    yield "samples.provenance.html", partial(_samples, provenance)
    for kind, every in FORMATS.items():
        yield f"morning{ENDINGS[kind]}", partial(_morning, every)
    yield "morning.sources.html", partial(_morning, partial(sources, told_on="morning.html"))
    yield "morning.mail.html", partial(_morning, mail_page)
    yield "morning.eml", _mail
    yield "morning.archive.html", partial(_archive, index)
    yield "morning.atom.xml", partial(_archive, archive.atom)


CASES: Mapping[str, Callable[[], str]] = dict(_cases())
"""Name of the file → what prints it now."""


def changes(name: str) -> str:
    """The unified diff from the file to what is printed now; empty when they are equal.

    A line ends after a citation, too: some formats print all sentences in one.
    """
    file = HERE / name
    golden = file.read_text(encoding="utf-8") if file.exists() else ""
    now = CASES[name]()
    if golden == now:
        return ""
    before, after = (text.replace("] ", "]\n").split("\n") for text in (golden, now))
    return "\n".join(unified_diff(before, after, f"golden/{name}", "printed now", lineterm=""))


def accept(name: str) -> None:
    """What is printed now is the golden file from here on."""
    (HERE / name).write_text(CASES[name](), encoding="utf-8", newline="\n")
