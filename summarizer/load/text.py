"""Plain text and Markdown -> Article."""

import re
from collections.abc import Iterator

from summarizer.datatypes import Article
from summarizer.errors import SourceError
from summarizer.load import address, dates, hygiene

MAX_TITLE = 200
"""Characters. The longest headline of 40 saved news pages has 145."""

# What ends a sentence, or shows that it goes on, in any of the larger scripts.
NO_TITLE_ENDING = re.compile(r"[.!?…。．！？｡؟۔।॥።။។,;:，；：、،؛][\"'”’»›)\]」』]*\Z")

# A line with nothing but a date in it, in any language and digits: the day, at last the year.
DATELINE = re.compile(r"(?=.*(?<!\d)\d{1,2}(?!\d))[^\n]{1,40}(?<!\d)\d{4}[^\w\n]{0,2}")
MAX_DATELINE_WORDS = 7

FRONT_MATTER = "---"
MAX_FRONT_LINES = 50

# Quotes read badly with markup in them; structure (lists, headings) is told by lines already.
MARKUP = (
    (re.compile(r"^(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"<!--[^<>\n]*-->"), ""),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)"), ""),
    (re.compile(r"^\[[^\[\]\n]+\]:[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"^>[> ]*", re.MULTILINE), ""),
    (re.compile(r"^[-*_= ]{3,}$", re.MULTILINE), ""),
    (re.compile(r"^#{1,6} ([^\n]*?)(?: #+)?$", re.MULTILINE), r"\1"),
    (re.compile(r"^[-*+] ", re.MULTILINE), ""),
    *2
    * (  # twice, for emphasis within emphasis
        (re.compile(r"(?<![\\*])\*{1,3}(?=\S)([^*\n\\]+)(?<=\S)\*{1,3}"), r"\1"),
        (re.compile(r"(?<![\\\w])_{1,3}(?=\S)([^_\n\\]+)(?<=\S)_{1,3}(?!\w)"), r"\1"),
    ),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def plain(data: bytes, path: str) -> Iterator[Article]:
    """One article; its first line is the title if it looks like one, and then not in the text."""
    title, text = _titled(hygiene.clean(hygiene.decode(data, path)))
    yield _article(path, title=title, text=text)


def markdown(data: bytes, path: str) -> Iterator[Article]:
    """One article without its markup; front matter may give title, source, url, date, lang."""
    fields, body = _front_matter(hygiene.clean(hygiene.decode(data, path)))
    heading, text = _headed(body)
    title = hygiene.line(fields.get("title", ""))
    if title and heading != title:
        text = _unmarked(body)
    yield _article(
        path,
        title=title or heading,
        text=text,
        source=hygiene.line(fields.get("source", "")),
        url=address.clean(fields.get("url", "")),
        published=dates.parse(fields.get("date", "")),
        lang=fields.get("lang") or None,
    )


def _article(path: str, **fields: object) -> Article:
    if not fields["text"]:
        raise SourceError(path, "no text in it")
    return Article(path=path, **fields)  # type: ignore[arg-type]


def _titled(text: str) -> tuple[str, str]:
    """The headline, empty when the first line is none, and the text below it.

    A headline stands alone above a blank line and is no sentence; or the page repeats it at
    once, as many do, or has the day alone below it, whatever it ends in.
    """
    first, _, rest = text.partition("\n")
    body = rest.lstrip("\n")
    repeated = body.partition("\n")[0] == first
    ends = NO_TITLE_ENDING.search(first) and not _is_day(body.partition("\n\n")[0])
    alone = rest.startswith("\n") and not ends
    if body and len(first) <= MAX_TITLE and (repeated or alone):
        return first, body
    return "", text


def _is_day(line: str) -> bool:
    few = len(line.split()) <= MAX_DATELINE_WORDS
    return few and DATELINE.fullmatch(line) is not None


def _headed(body: str) -> tuple[str, str]:
    """The same for Markdown, where `# ` marks the headline."""
    first, _, rest = body.partition("\n")
    if first.startswith("# ") and rest:
        return hygiene.line(_unmarked(first)), _unmarked(rest)
    return _titled(_unmarked(body))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---` at the top, and the text below them."""
    lines = text.split("\n", MAX_FRONT_LINES)
    if lines[0] != FRONT_MATTER or FRONT_MATTER not in lines[1:]:
        return {}, text
    end = lines.index(FRONT_MATTER, 1)
    pairs = (line.partition(":") for line in lines[1:end])
    fields = {key.strip().lower(): value.strip(" \"'") for key, _, value in pairs}
    return fields, "\n".join(lines[end + 1 :]).lstrip("\n")


def _unmarked(text: str) -> str:
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    return hygiene.clean(hygiene.unescaped(text))
