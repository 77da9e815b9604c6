"""How a wrong value is spoken of: through `config.load`, as a user meets it."""

import pytest

from summarizer.briefing import config
from summarizer.briefing.config import complaints
from summarizer.errors import ConfigError

TOP = 'timezone = "UTC"\noutputs = [{path = "a.md"}]\n'
SOURCE = '[[sources]]\nname = "Example Times"\nfeed = "https://example.org/"\n'
MAIL = '[mail]\nfrom = "a@b.org"\nto = ["a@b.org"]\nhost = "localhost"\n'


@pytest.fixture
def said(tmp_path):
    """The one line that is said, without the name of the file."""

    def line(text: str) -> str:
        path = tmp_path / "briefing.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as error:
            config.load(path)
        return str(error.value).removeprefix(f"{path}: ")

    return line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            f"words = 30_000\n{TOP}{SOURCE}",
            "words: found 30000; expected a whole number from 20 to 20,000",
        ),
        (
            f"stories = true\n{TOP}{SOURCE}",
            "stories: found true; expected a whole number from 1 to 50",
        ),
        (
            f"shorts = 2.5\n{TOP}{SOURCE}",
            "shorts: found 2.5; expected a whole number from 0 to 50",
        ),
        (
            f"title = 2026-11-22\n{TOP}{SOURCE}",
            "title: found 2026-11-22; expected text in one line, at most 100 characters",
        ),
        (
            f"ping = []\n{TOP}{SOURCE}",
            "ping: found an empty list; expected an address that begins with http:// or https://",
        ),
        (
            f"{TOP}{SOURCE}weight = 20\n",
            'sources[0].weight ("Example Times"): found 20; expected a number from 0.1 to 10',
        ),
        (
            f"{TOP}{SOURCE}[retention]\nbriefings = 0\n",
            (
                "retention.briefings: found 0; "
                "expected a whole number from 1 to 36,500, or left out: for ever"
            ),
        ),
        (
            f'sections = ["A", "A"]\n{TOP}{SOURCE}',
            (
                "sections: found a list; expected a list of names, each once, such as "
                '["World", "Business"]; "A" is there twice'
            ),
        ),
        (
            TOP.replace("UTC", "Europe/Berln") + SOURCE,
            (
                'timezone: found "Europe/Berln"; expected a time zone, such as "Europe/Berlin"; '
                'did you mean "Europe/Berlin"?'
            ),
        ),
        (
            TOP,
            "sources: missing; expected tables that begin with [[sources]]",
        ),
        (
            f"{TOP}[sources]\nname = 'A'\n",
            "sources: found a table; expected tables that begin with [[sources]]",
        ),
        (
            f"{TOP}sources = [3]",
            "sources[0]: found 3; expected tables that begin with [[sources]]",
        ),
    ],
)
def test_a_wrong_value_is_shown_beside_what_is_accepted(said, text, line):
    assert said(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"wrods = 5\n{TOP}{SOURCE}", 'wrods: unknown key; did you mean "words"?'),
        (f"{TOP}{SOURCE}[mial]\n", 'mial: unknown key; did you mean "mail"?'),
        (
            f"{TOP}{SOURCE}full_texts = true\n",
            'sources[0].full_texts ("Example Times"): unknown key; did you mean "full_text"?',
        ),
        (f"{TOP}{SOURCE}{MAIL}form = 3", 'mail.form: unknown key; did you mean "from"?'),
        (
            f"{TOP}{SOURCE}[retention]\nxyz = 1\n",
            "retention.xyz: unknown key; expected one of articles, briefings",
        ),
        (
            f"{TOP}{SOURCE}words = 100\n",
            (
                'sources[0].words ("Example Times"): unknown key here; '
                "move it to the top, above the first line in brackets"
            ),
        ),
    ],
)
def test_an_unknown_key_is_told_what_it_may_have_meant(said, text, line):
    assert said(text) == line


def test_a_key_with_terminal_commands_stays_one_printable_line(said):
    line = said(f'{TOP}{SOURCE}"a\\u001b[31m\\u0085b\\n" = 1\n')
    assert line.startswith('sources[0]."a b" ("Example Times"): unknown key; expected one of name')
    assert line.isprintable()


def test_a_password_is_never_accepted_and_never_repeated(said):
    line = said(f'{TOP}{SOURCE}{MAIL}password = "hunter2"\n')
    assert line.startswith("mail.password: a password has no place in this file; put it into a ")
    assert 'password_file = "smtp-password"' in line
    assert "hunter2" not in line


def test_what_may_be_a_password_by_mistake_is_not_repeated(said):
    line = said(f'{TOP}{SOURCE}{MAIL}username = "a"\ncredential = "hunter 2"\n')
    assert line == (
        "mail.credential: found something else (not repeated here); "
        'expected the name of a systemd credential, such as "smtp-password"'
    )


def test_passwords_and_tokens_in_addresses_are_not_repeated(said):
    line = said(f'ping = "ftp://me:hunter2@example.org/?token=hunter2"\n{TOP}{SOURCE}')
    assert line.startswith('ping: found "ftp://example.org/?token=***"; expected an address')
    assert "hunter2" not in line


def test_a_long_or_hostile_value_is_shown_short_and_clean():
    assert complaints.shown("x" * 10_000) == '"' + "x" * 60 + '…"'
    assert complaints.shown('a\n\x1b[31m"b"\u202e') == '"a \\"b\\""'
