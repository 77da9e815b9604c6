import pytest

from summarizer.briefing import config
from summarizer.errors import ConfigError
from tests.conftest import opened

CONFIG = """
timezone = "UTC"
[[sources]]
name = "A"
feed = "https://example.org/"
[mail]
from = "a@example.org"
to = ["a@example.org"]
host = "smtp.example.org"
"""


@pytest.fixture
def read(tmp_path):
    """The mail of a configuration with this text after its [mail] table."""

    def mail(text: str) -> config.Mailing:
        (tmp_path / "briefing.toml").write_text(CONFIG + text, encoding="utf-8")
        found = config.load(tmp_path / "briefing.toml").mail
        assert found
        return found

    return mail


@pytest.fixture
def secret(read, tmp_path):
    """A configuration with a password file that holds these bytes."""

    def mail(data: bytes, mode: int = 0o600) -> config.Mailing:
        (tmp_path / "secret").write_bytes(data)
        (tmp_path / "secret").chmod(mode)
        return read('username = "desk"\npassword_file = "secret"\n')

    return mail


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_password_is_the_line_in_the_file(secret, end):
    assert config.password(secret(b"correct horse" + end), {}) == "correct horse"


@pytest.mark.parametrize("data", [b"", b"\n", b"horse\ntwo\n", b"\xff", b"x" * 5000, b"a\x00b"])
def test_a_file_that_holds_no_password_is_refused_without_repeating_it(secret, data):
    with pytest.raises(ConfigError, match="no usable password") as error:
        config.password(secret(data), {})
    assert "horse" not in str(error.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_password_that_others_may_read_is_refused(secret, mode):
    with pytest.raises(ConfigError, match=rf"others may read it \(mode {mode:04o}\); run: chmod"):
        config.password(secret(b"correct horse", mode), {})


def test_a_password_of_another_user_is_refused(secret, ordinary_user, tmp_path):
    mail = secret(b"correct horse")
    opened(tmp_path)
    with ordinary_user():
        if (tmp_path / "secret").owner() == "root":
            with pytest.raises(ConfigError, match="belongs to another user"):
                config.password(mail, {})


def test_a_credential_is_read_where_systemd_puts_it(read, tmp_path):
    (tmp_path / "smtp").write_text("correct horse\n", encoding="utf-8")
    mail = read('username = "desk"\ncredential = "smtp"\n')
    assert config.password(mail, {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == "correct horse"
    with pytest.raises(ConfigError, match=r"mail\.credential: \$CREDENTIALS_DIRECTORY is not set"):
        config.password(mail, {})
    with pytest.raises(ConfigError, match="nowhere/smtp: no usable password: No such file"):
        config.password(mail, {"CREDENTIALS_DIRECTORY": "nowhere"})


def test_without_a_login_there_is_no_password(read):
    assert config.password(read(""), {}) is None
