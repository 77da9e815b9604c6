"""What single values may be, through the table that holds them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.briefing.config.complaints import CONSEQUENCE
from summarizer.briefing.config.settings import Config, Mailing, Output, Source
from summarizer.briefing.config.values import bare, placed

HERE = Path("/srv/desk")
HOSTILE = "Dam\nbreaks\x85 \x1b[31m$(id)\u202e javascript:alert(1)"


def made(table, **values):
    return table.model_validate(values, context={"folder": HERE})


def refused(table, **values):
    """The places that are complained about."""
    with pytest.raises(ValidationError) as error:
        made(table, **values)
    faults = [each for each in error.value.errors() if each["type"] != CONSEQUENCE]
    return [".".join(map(str, each["loc"])) for each in faults]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("clippings", "/srv/desk/clippings"),
        ("./clippings/", "/srv/desk/clippings"),
        ("../other", "/srv/other"),
        ("/var/news", "/var/news"),
        ("a b%c", "/srv/desk/a b%c"),
        ("~", str(Path.home())),
        ("~/news", str(Path.home() / "news")),
    ],
)
def test_a_path_begins_at_the_folder_of_the_configuration(text, path):
    assert placed(text, HERE) == Path(path)


@pytest.mark.parametrize("text", ["", " ", "a\0b", "a\nb", "\x1b[31m", "~nobody-of-that-name/x"])
def test_what_is_no_path_is_refused(text):
    assert refused(Source, name="A", folder=text) == ["folder"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/rss.xml",
        "http://user:word@example.org:8080/rss?key=1",
        "HTTPS://EXAMPLE.ORG/",
        "https://bücher.example/feed",
        "http://[::1]:8000/feed",
    ],
)
def test_the_address_of_a_feed_stays_as_it_was_written(url):
    assert made(Source, name="A", feed=url).feed == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/rss",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://[::1",
        "https://example.org:99999/",
        "ftp://example.org/",
        f"https://example.org/{'a' * 3000}",
    ],
)
def test_what_is_no_address_on_the_web_is_refused(url):
    assert refused(Source, name="A", feed=url) == ["feed"]


def test_an_address_loses_user_name_and_password():
    assert bare("https://me:word@x@example.org/a@b") == "https://example.org/a@b"


def test_a_name_is_one_clean_line():
    assert made(Source, name=HOSTILE).name == "Dam breaks $(id) javascript:alert(1)"


@pytest.mark.parametrize("name", ["", " \n", "\u200b", "x" * 101, 3, True, ["a"]])
def test_a_name_that_is_no_line_is_refused(name):
    assert refused(Source, name=name) == ["name"]


@pytest.mark.parametrize("weight", [0.1, 1, 10, 2.5])
def test_a_weight_is_from_a_tenth_to_ten(weight):
    assert made(Source, name="A", weight=weight).weight == weight


@pytest.mark.parametrize("weight", [0.09, 10.1, float("nan"), float("inf"), "1", True])
def test_any_other_weight_is_refused(weight):
    assert refused(Source, name="A", weight=weight) == ["weight"]


@pytest.mark.parametrize("pattern", ["/etc/*", "../*.txt", "a/../../b", "", "a\nb"])
def test_a_pattern_cannot_leave_its_folder(pattern):
    assert refused(Source, name="A", folder="a", pattern=pattern) == ["pattern"]


def test_a_file_of_articles_is_json_lines():
    assert made(Source, name="A", file="wire.JSONL").file == HERE / "wire.JSONL"
    assert refused(Source, name="A", file="wire.csv") == ["file"]


@pytest.mark.parametrize("path", ["a.md", "b/{date}.html", "{date}/x.json", "~/x.TXT", "-"])
def test_an_output_is_a_file_of_a_known_kind_or_standard_output(path):
    assert made(Output, path=path).path


@pytest.mark.parametrize(
    "path", ["a.doc", "a", "", "{day}.md", "{date.year}.md", "{}.md", "{{date}}.md", "a\n.md", 3]
)
def test_any_other_output_is_refused(path):
    assert refused(Output, path=path) == ["path"]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_time_zone_is_one_that_the_machine_knows(zone):
    found = made(Config, timezone=zone, sources=[{"name": "A"}])
    assert str(found.zone) == zone


@pytest.mark.parametrize(
    "zone", ["", "Berlin", "Europe", "../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5000, 1]
)
def test_any_other_time_zone_is_refused(zone):
    assert refused(Config, timezone=zone, sources=[{"name": "A"}]) == ["timezone"]


@pytest.mark.parametrize(
    "mailbox",
    ["desk@example.org", "Morning desk <desk@example.org>", "Jürgen <a.b+c@mail.example.org>"],
)
def test_a_mailbox_is_an_address_with_or_without_a_name(mailbox):
    assert made(Mailing, **{"from": mailbox, "to": [mailbox], "host": "a"}).sender == mailbox


@pytest.mark.parametrize(
    "mailbox",
    [
        "desk",
        "desk@",
        "@example.org",
        "desk@example.org>",
        "Desk <desk@example.org",
        "a b@c.org",
        "desk@example.org\nBcc: x@example.org",
        "a@b.org, c@d.org",
        "a..b@example.org",
        "",
        3,
        "jürgen@example.org",
        "desk@exämple.org",
        "\x1b <desk@example.org>",
    ],
)
def test_any_other_mailbox_is_refused(mailbox):
    assert refused(Mailing, **{"from": mailbox, "to": ["a@b.org"], "host": "a"}) == ["from"]
    assert refused(Mailing, **{"from": "a@b.org", "to": [mailbox], "host": "a"}) == ["to.0"]


@pytest.mark.parametrize("language", ["en", "pt-BR", "yue"])
def test_a_language_is_a_code(language):
    found = made(Config, timezone="UTC", language=language, sources=[{"name": "A"}])
    assert found.language == language


def test_any_other_language_is_refused():
    for language in ("", "English", "en_GB", "e", "en\n"):
        given = {"timezone": "UTC", "language": language, "sources": [{"name": "A"}]}
        assert refused(Config, **given) == ["language"]


def test_a_hook_is_a_list_of_words_and_its_program_begins_here():
    hooks = [["notify-send", "a b"], ["./print.sh"], ["/bin/true"]]
    found = made(Config, timezone="UTC", sources=[{"name": "A"}], hooks=hooks)
    assert found.hooks == (
        ("notify-send", "a b"),
        ("/srv/desk/print.sh",),
        ("/bin/true",),
    )


@pytest.mark.parametrize("hook", ["true", [], [""], ["a\0b"], [3], [["a"]]])
def test_any_other_hook_is_refused(hook):
    given = {"timezone": "UTC", "sources": [{"name": "A"}], "hooks": [hook]}
    assert [place.startswith("hooks.0") for place in refused(Config, **given)] == [True]
