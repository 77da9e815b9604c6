import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing import config
from summarizer.briefing.config.settings import TABLES, Config, Mailing, Source
from summarizer.errors import ConfigError

SMALLEST = """
title = "Morning brief"
timezone = "Europe/Berlin"
[[sources]]
name = "Example Times"
feed = "https://example.org/rss.xml"
[[sources]]
name = "Clippings"
folder = "clippings"
[[outputs]]
path = "briefings/{date}.md"
"""
MAIL = """
[mail]
from = "Morning desk <desk@example.org>"
to = ["reader@example.org"]
host = "smtp.example.org"
"""


@pytest.fixture
def read(tmp_path):
    """The configuration with this text, in a folder of its own."""

    def loaded(text: str) -> Config:
        (tmp_path / "briefing.toml").write_text(text, encoding="utf-8")
        return config.load(tmp_path / "briefing.toml")

    return loaded


@pytest.fixture
def refused(read, tmp_path):
    """What is said about this text: lines without the name of the file, which each begins with."""

    def lines(text: str) -> list[str]:
        with pytest.raises(ConfigError) as error:
            read(text)
        start = f"{tmp_path / 'briefing.toml'}: "
        assert all(line.startswith(start) for line in str(error.value).split("\n"))
        return [line.removeprefix(start) for line in str(error.value).split("\n")]

    return lines


def test_the_smallest_useful_file_is_enough(read, tmp_path):
    found = read(SMALLEST)
    times, clippings = found.sources
    assert (found.title, found.timezone, str(found.zone)) == (
        *("Morning brief", "Europe/Berlin", "Europe/Berlin"),
    )
    assert (found.language, found.words_per_story, found.words) == ("en", 150, 1200)
    assert (found.stories, found.shorts, found.sections) == (7, 7, ())
    assert (times.feed, times.full_text, times.allow_private) == (
        *("https://example.org/rss.xml", True, False),
    )
    assert (times.weight, times.section) == (1.0, "")
    assert clippings.folder == tmp_path / "clippings"
    assert found.outputs[0].path == tmp_path / "briefings" / "{date}.md"
    assert (found.mail, found.hooks, found.ping) == (None, (), None)
    assert (found.retention.articles, found.retention.briefings) == (30, None)
    assert (found.health.failures, found.health.silent_days) == (3, 14)


def test_the_example_can_be_used_as_it_is(read):
    found = read(config.EXAMPLE)
    assert found.sources[0].name == "Example Times"
    assert found.outputs[0].path == Path.home() / "briefings" / "{date}.md"


def test_what_the_example_shows_in_comments_can_be_used_too(read):
    text = re.sub(r"^# (?=\[|\w+ = )", "", config.EXAMPLE, flags=re.MULTILINE)
    found = read(re.sub(r"^credential = .*\n", "", text, flags=re.MULTILINE))
    assert [source.name for source in found.sources] == ["Example Times", "Clippings", "The wire"]
    assert found.mail
    assert found.mail.username == "brief@example.org"
    assert found.hooks == (("notify-send", "Your briefing is ready"),)


def test_the_example_explains_every_key():
    known = {*Config.model_fields, *("from",)}
    for table in TABLES.values():
        known |= {*table.model_fields}
    shown = {*re.findall(r"^(?:# )?\[{0,2}(\w+)(?: = |\])", config.EXAMPLE, re.MULTILINE)}
    assert known - {"sender"} == shown


def test_all_keys_of_a_full_file_are_read(read, tmp_path):
    found = read(
        SMALLEST
        + MAIL
        + """
security = "starttls"
username = "desk"
password_file = "smtp-password"
[retention]
briefings = 365
[health]
failures = 5
"""
    )
    assert found.mail
    assert found.mail.sender == "Morning desk <desk@example.org>"
    assert found.mail.to == ("reader@example.org",)
    assert found.mail.port == 587
    assert found.mail.password_file == tmp_path / "smtp-password"
    assert (found.retention.briefings, found.health.failures) == (365, 5)


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587), ("none", 25)])
def test_the_port_is_the_usual_one_unless_it_is_said(read, security, port):
    mail = MAIL.replace("smtp.example.org", "localhost") + f'security = "{security}"\n'
    usual, said = read(SMALLEST + mail).mail, read(SMALLEST + mail + "port = 2525\n").mail
    assert usual
    assert said
    assert (usual.port, said.port) == (port, 2525)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "briefing.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode())
    assert config.load(path).title == "Morning brief"


def test_every_fault_is_a_line_of_its_own(refused):
    lines = refused("""
timezne = "Europe/Berlin"
words = "many"
[[sources]]
name = "A"
feed = "https://example.org/a"
weight = 20
folder = "a"
[[outputs]]
path = "a.doc"
[mail]
from = "desk"
to = []
host = "smtp.example.org"
security = "none"
""")
    assert [line.partition(": ")[0] for line in lines] == [
        "timezone",
        "words",
        'sources[0].weight ("A")',
        "outputs[0].path",
        "mail.from",
        "mail.to",
        "timezne",
        'sources[0] ("A")',
        "mail.security",
    ]


def test_a_missing_file_says_how_to_begin(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.toml: no such file; `summarizer config init`"):
        config.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"title = ", "not TOML: Invalid value (at end of document)"),
        (b"words = 1\nwords = 2\n", "not TOML: Cannot overwrite a value (at line 2, column 10)"),
        (b"a = " + b"[" * 100_000, "not TOML: maximum recursion depth exceeded"),
        (b"title = '\xff'", "byte 10 is not UTF-8"),
        (b"\x1b[2J", "not TOML: Invalid statement (at line 1, column 1)"),
    ],
)
def test_what_is_not_toml_is_one_line(tmp_path, data, said):
    path = tmp_path / "briefing.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as error:
        config.load(path)
    assert str(error.value).startswith(f"{path}: {said}")
    assert "\n" not in str(error.value)


def test_a_folder_is_no_configuration(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        config.load(tmp_path)


KEYS = [*Config.model_fields, *Source.model_fields, *Mailing.model_fields, "from", "password", "x"]
KEYS += ['"a b"', r'"\u001b[2J\u0085\n"', f'"{"x" * 300}"', '""']
VALUES = st.recursive(
    st.booleans()
    | st.integers(-1, 2000)
    | st.floats()
    | st.sampled_from(["-", "a", "https://example.org/", "~x/{date}.md", "\x1b\u202e\u0085", "x@y"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=20,
)


def written(value: object) -> str:
    """The value in TOML, for a line of its own."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(f"\\U{ord(char):08x}" for char in value) + '"'
        case list():
            return f"[{', '.join(map(written, value))}]"
        case dict():
            return f"{{{', '.join(f'{key} = {written(each)}' for key, each in value.items())}}}"
        case _:
            return str(value)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10))
def test_whatever_a_file_holds_it_is_read_or_refused_line_by_line(tmp_path_factory, document):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    lines = [f"{key} = {written(value)}" for key, value in document.items()]
    path.write_text("\n".join(lines), encoding="utf-8", errors="surrogatepass")
    try:
        assert config.load(path).sources
    except ConfigError as error:
        said = str(error).split("\n")
        assert all(line.startswith(f"{path}: ") and line.isprintable() for line in said)


def test_the_file_is_the_one_asked_for_else_the_variables_else_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("SUMMARIZER_CONFIG", raising=False)
    assert config.find(None) == tmp_path / "summarizer" / "briefing.toml"
    monkeypatch.setenv("SUMMARIZER_CONFIG", "~/evening.toml")
    assert config.find(None) == Path.home() / "evening.toml"
    assert config.find(Path("noon.toml")) == Path.cwd() / "noon.toml"


def test_the_memory_is_where_it_was_asked_for_else_in_the_users_own_place(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("SUMMARIZER_CONFIG", raising=False)
    own = config.find(None)
    assert config.state_folder(None, own) == tmp_path / "summarizer"
    assert config.state_folder(Path("memory"), own) == Path.cwd() / "memory"


def test_every_configuration_has_a_memory_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    folders = {config.state_folder(None, Path(f"/{name}.toml")) for name in ("noon", "evening")}
    assert {folder.name.partition("-")[0] for folder in folders} == {"noon", "evening"}
    assert {folder.parent for folder in folders} == {tmp_path / "summarizer"}


def test_nobodys_home_is_no_place():
    with pytest.raises(ConfigError, match="~nobody-of-that-name/x: no such home folder"):
        config.find(Path("~nobody-of-that-name/x"))


def test_a_short_briefing_has_shorter_stories(read):
    found = read("words = 100\n" + SMALLEST)
    assert (found.words, found.words_per_story) == (100, 100)
