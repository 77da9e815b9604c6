"""What two keys must not say together; every other value is right."""

from pathlib import Path

import pytest

from summarizer.briefing.config.clashes import lines

HERE = Path("/srv/desk")
OUTPUT = {"path": "briefings/{date}.md"}
FEED = {"name": "A", "feed": "https://example.org/rss"}
MAIL = {"from": "a@b.org", "to": ["a@b.org"], "host": "smtp.example.org"}


def said(*sources, outputs=(OUTPUT,), **more):
    return lines({"sources": list(sources), "outputs": list(outputs), **more}, HERE)


def test_a_plain_configuration_has_no_clash():
    assert said(FEED, {"name": "B", "folder": "b", "pattern": "*.txt"}, mail=MAIL) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ({"name": "A"}, "none"),
        ({"name": "A", "feed": "https://a.org/", "folder": "b"}, "feed and folder"),
        ({"name": "A", "feed": "https://a.org/", "folder": "b", "file": "c.jsonl"}, None),
    ],
)
def test_a_source_is_one_of_feed_folder_and_file(source, found):
    [line] = said(source)
    assert line.startswith(f'sources[0] ("A"): found {found or "feed and folder and file"}; ')
    assert line.endswith("expected exactly one of feed, folder, file")


def test_keys_of_another_kind_of_source_are_named():
    assert said({**FEED, "pattern": "*"}, {"name": "B", "file": "b.jsonl", "full_text": False}) == [
        'sources[0].pattern ("A"): found beside feed; goes with folder only',
        'sources[1].full_text ("B"): found beside file; goes with feed only',
    ]
    [line] = said({"name": "B", "folder": "b", "allow_private": True})
    assert line == 'sources[0].allow_private ("B"): found beside folder; goes with feed only'


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        ("name", {"name": "The Times", "folder": "a"}, {"name": " the  times", "folder": "b"}),
        ("feed", FEED, {"name": "B", "feed": "http://EXAMPLE.org/rss/?utm_source=x#top"}),
        ("folder", {"name": "A", "folder": "a/../b"}, {"name": "B", "folder": "/srv/desk/b/"}),
        ("file", {"name": "A", "file": "a.jsonl"}, {"name": "B", "file": "./a.jsonl"}),
    ],
)
def test_the_same_source_twice_is_refused(key, first, second):
    [line] = said(first, FEED | {"name": "C", "feed": "https://c.example/"}, second)
    assert line.startswith(f"sources[2].{key} (")
    assert line.endswith(f": the same as sources[0].{key}; expected each only once")


def test_two_patterns_of_one_folder_and_two_logins_of_one_feed_are_two_sources():
    folders = [{"name": each, "folder": "b", "pattern": f"*.{each}"} for each in ("txt", "md")]
    feeds = [{"name": each, "feed": f"https://{each}@example.org/"} for each in ("me", "you")]
    assert said(*folders, *feeds) == []


def test_a_section_is_one_of_the_sections_when_these_are_listed():
    source = {**FEED, "section": "Wrold"}
    assert said(source) == []
    assert said(source, sections=["World", "Sport"]) == [
        'sources[0].section ("A"): found "Wrold"; expected one of sections; did you mean "World"?'
    ]
    assert said({**FEED, "section": "World"}, sections=["World", "Sport"]) == []


def test_standard_output_needs_a_format_and_a_file_name_needs_none():
    assert said(FEED, outputs=[{"path": "-"}]) == [
        'outputs[0].format: missing; expected with path "-"'
    ]
    assert said(FEED, outputs=[{"path": "a.md", "format": "html"}]) == [
        'outputs[0].format: found beside a file name; goes with path "-" only'
    ]
    assert said(FEED, outputs=[{"path": "-", "format": "text"}]) == []


def test_two_outputs_of_one_path_are_refused():
    outputs = [
        {"path": "a.md"},
        {"path": "b.md"},
        {"path": "x/../a.md"},
        {"path": "/srv/desk/b.md"},
    ]
    assert said(FEED, outputs=outputs) == [
        "outputs[2].path: the same as outputs[0].path",
        "outputs[3].path: the same as outputs[1].path",
    ]
    stdout = {"path": "-", "format": "text"}
    assert said(FEED, outputs=[stdout, stdout]) == ["outputs[1].path: the same as outputs[0].path"]


@pytest.mark.parametrize(
    ("other", "taken"),
    [
        ("{date}.sources.html", "the page of sources beside outputs[0].path"),
        ("{date}.htm", "the page of sources beside outputs[0].path"),
        ("{date}.html", "outputs[0].path"),
    ],
)
def test_an_output_in_the_place_of_a_page_of_sources_is_refused(other, taken):
    outputs = [{"path": "{date}.html"}, {"path": other}]
    assert said(FEED, outputs=outputs) == [f"outputs[1].path: the same as {taken}"]
    last = said(FEED, outputs=outputs[::-1])
    assert [line.split(":")[0] for line in last] == ["outputs[1].path"]


@pytest.mark.parametrize("pattern", [None, "**", "**/*.md", "briefings/*", "*/2*.md", "*/*"])
def test_a_briefing_is_not_written_where_articles_are_read(pattern):
    source = {"name": "A", "folder": "."} | ({"pattern": pattern} if pattern else {})
    assert said(source, outputs=[{"path": "briefings/2{date}.md"}]) == [
        "outputs[0].path: would be read as news by sources[0]; choose another folder"
    ]


@pytest.mark.parametrize("pattern", ["*.md", "clips/*", "**/*.txt", "*/*.txt", "a/b/*.md"])
def test_a_briefing_beside_what_a_pattern_reads_is_fine(pattern):
    assert said({"name": "A", "folder": ".", "pattern": pattern}) == []


def test_a_login_is_a_user_name_and_one_place_of_the_password():
    assert said(FEED, mail={**MAIL, "username": "a"}) == [
        "mail.username: found alone; expected with password_file or credential"
    ]
    assert said(FEED, mail={**MAIL, "credential": "c"}) == [
        "mail.username: missing; expected with credential"
    ]
    both = {"username": "a", "credential": "c", "password_file": "p"}
    assert said(FEED, mail={**MAIL, **both}) == [
        "mail: found password_file and credential; expected one of them"
    ]
    assert said(FEED, mail={**MAIL, "username": "a", "password_file": "p"}) == []


@pytest.mark.parametrize("host", ["smtp.example.org", "10.0.0.1", "localhost.example.org", "0"])
def test_mail_leaves_this_machine_only_under_tls(host):
    assert said(FEED, mail={**MAIL, "host": host, "security": "none"}) == [
        'mail.security: found "none"; expected "tls" or "starttls" unless the host is this machine'
    ]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_mail_within_this_machine_needs_no_tls(host):
    assert said(FEED, mail={**MAIL, "host": host, "security": "none"}) == []


def test_a_story_is_no_longer_than_the_briefing():
    assert said(FEED, words=100, words_per_story=101) == [
        "words_per_story: found 101; expected at most words, the 100 of the whole briefing"
    ]
    assert said(FEED, words=100, words_per_story=100) == []


def test_a_briefing_that_goes_nowhere_is_refused():
    assert said(FEED, outputs=[]) == [
        "the file: found neither [[outputs]] nor [mail]; expected at least one"
    ]
    assert said(FEED, outputs=[], mail=MAIL) == []


def test_values_of_another_type_are_left_to_others():
    document = {
        "sources": [3, {"name": 3, "feed": 4, "section": []}, {"folder": "~nobody-there/x"}],
        "outputs": {"path": "x"},
        "sections": "World",
        "mail": 3,
        "words": "x",
    }
    assert lines(document, HERE) == []
