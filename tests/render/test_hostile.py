"""Articles are written by strangers: nothing in them may become a tag, a link or a command."""

import json
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer import load, render
from summarizer.datatypes import Article, Budget, Sentence, Summary
from summarizer.load import hygiene
from summarizer.render.markdown import escape
from tests.fakes import pick

HOSTILE = [
    "<script>alert(1)</script>",
    "</a></li></span><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "<!-- ",
    "]]> &lt;b&gt; &amp; &#60;",
    "{{ 7 * 7 }} {% raw %}",
    "[link](https://evil.example)",
    "[link](javascript:alert(1))",
    "![image](https://evil.example/pixel.png)",
    "<https://evil.example> <evil@evil.example>",
    "[1]: https://evil.example",
    "[1]",
    "https://evil.example www.evil.example",
    "**bold** __bold__ *i* _i_ ~~s~~ `code` ``` ~~~",
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quotation",
    "---",
    "===",
    "| a | b |",
    "$x^2$ ^[note] [^1]",
    "[bold red]rich[/bold red] [link=https://evil.example]x[/link] :smile:",
    "back\\slash\\",
]


def summary(text: str, url: str | None = None) -> Summary:
    """Everything that can be foreign is this text."""
    article = Article(text, title=text, source=text, url=url, lang=text, path=text)
    return Summary((pick(Sentence(article, 0, 0, text)),), (article,), Budget(), "hash")


class Page(HTMLParser):
    """Tags with the names of their attributes, the links without text fragments, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: list[object] = []
        self.links: list[str] = []
        self.fragments: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, [name for name, _ in attrs]))
        for name, value in attrs:
            if name in {"href", "src"}:
                address, _, fragment = (value or "").partition("#:~:text=")
                self.links.append(address)
                self.fragments += [fragment] if fragment else []

    def handle_endtag(self, tag):
        self.shape.append(tag)

    def handle_comment(self, data):
        self.shape.append(("comment", data))

    def handle_data(self, data):
        self.words += data


URL = "https://example.org/a?b='c'&d=(e)*f*"
LINKED = "https://example.org/a?b='c'&d=%28e%29*f*"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_a_tag_an_attribute_or_a_link_to_html(text):
    page, harmless = (
        Page(render.html(summary(text, URL))),
        Page(render.html(summary("Dam breaks", URL))),
    )
    assert page.shape == harmless.shape
    assert page.links == harmless.links == ["#source-1", LINKED, "#sentence-1"]
    assert page.words.count(text.strip()) >= 3
    assert all(re.fullmatch(r"[A-Za-z0-9_.~%,]+", fragment) for fragment in page.fragments)


@given(st.text().map(hygiene.line).filter(bool))
def test_any_text_is_printed_by_html_as_it_is(text):
    page = Page(render.html(summary(text)))
    assert page.links == ["#source-1", "#sentence-1"]
    assert text in page.words


def inline(source: str) -> tuple[list[str], str]:
    """The links and the text that a CommonMark reader would show."""
    links, words, tags = [], "", []
    for block in MarkdownIt("commonmark").parse(source):
        assert block.type != "html_block"
        for token in block.children or []:
            tags.append(token.type)
            links += [str(token.attrs["href"])] if token.type == "link_open" else []
            words += token.content if token.type == "text" else ""
    assert {*tags} <= {"text", "link_open", "link_close", "em_open", "em_close", "softbreak"}
    return links, words


def blocks(source: str) -> list[str]:
    return [token.type for token in MarkdownIt("commonmark").parse(source)]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_in_markdown(text):
    hostile = render.markdown(summary(text, "https://example.org/a?b=(c)*d*_e_"))
    links, words = inline(hostile)
    assert blocks(hostile) == blocks(render.markdown(summary("Dam", "https://example.org/")))
    assert links == ["https://example.org/a?b=%28c%29*d*_e_"]
    assert words.count(text) >= 3


@given(st.one_of(st.text(), st.text("\\`*_{}[]<>#|~!&$^=:@-+.) 1ax\n")).map(hygiene.line))
def test_escaped_text_reads_as_it_was(text):
    assert inline(escape(text)) == ([], text)
    assert inline(f"1. {escape(text)} x")[1].strip() == f"{text} x".strip()


CONTROLS = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\ "
    "\x9b31m \x08\x08\x7f \u202eback\u202c \x00end of the sentence here."
)


@pytest.mark.parametrize("name", ["terminal", "text", "markdown"])
def test_nothing_that_was_read_can_command_a_terminal(tmp_path, name):
    record = {"title": CONTROLS, "source": CONTROLS, "text": CONTROLS, "url": "https://a.example/"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    [article], _ = load.read([path])
    quoted = pick(Sentence(article, 0, 0, article.text))
    printed = render.RENDERERS[name](Summary((quoted,), (article,), Budget(), "hash"))
    controls = [char for char in printed if unicodedata.category(char) in {"Cc", "Cf"}]
    assert {*controls} == {"\n"}
    assert "end of the sentence here." in printed


def test_rich_markup_in_a_text_stays_text(monkeypatch):
    monkeypatch.setenv("COLUMNS", "88")
    assert "[bold red]rich[/bold red] :smile:" in render.terminal(
        summary("[bold red]rich[/bold red] :smile:")
    )


@pytest.mark.parametrize("name", sorted(render.RENDERERS.keys() - {"json"}))
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,alert(1)",
        "file:///etc/passwd",
        "//evil.example",
        'https://evil.example/" onclick="alert(1)',
        "https://evil.example/<script>alert(1)",
        "https://evil.example/\njavascript:alert(1)",
    ],
)
def test_an_address_that_is_not_plainly_of_the_web_is_no_link(name, url):
    printed = render.RENDERERS[name](summary("Dam", url))
    assert "alert(1)" not in printed
    assert "evil.example" not in printed
    assert "passwd" not in printed
