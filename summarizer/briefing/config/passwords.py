"""The one secret: it is never in the configuration, only the place where it is."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from summarizer.briefing.config.settings import Mailing
from summarizer.errors import ConfigError
from summarizer.render.parts import printable

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd puts what LoadCredential= names: systemd.exec(5)."""

MAX_PASSWORD_BYTES = 4096
"""A mail password is far shorter; a wrong file is usually longer."""


def password(mail: Mailing, environment: Mapping[str, str]) -> str | None:
    """What the mail server asks for, from the file or credential; None when it asks nothing.

    Raises:
        ConfigError: it is not there, or others may read it.
    """
    if mail.credential:
        path = _credential(mail.credential, environment)
    elif mail.password_file:
        path = mail.password_file
        if reason := unsafe(path):
            raise ConfigError(f"{_name(path)}: {reason}")
    else:
        return None
    try:
        with path.open("rb") as file:
            secret = file.read(MAX_PASSWORD_BYTES + 1)
        return _secret(secret)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(f"{_name(path)}: no usable password: {reason}") from error


def unsafe(path: Path) -> str | None:
    """Why the file is no place for a password; None when it is one: of this user, for it alone."""
    try:
        found = path.stat()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if not stat.S_ISREG(found.st_mode):
        return "not a file"
    if os.name == "posix" and found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return f"others may read it (mode {stat.S_IMODE(found.st_mode):04o}); run: chmod 600"
    if os.name == "posix" and found.st_uid != os.geteuid():
        return "belongs to another user"
    return None


def _credential(name: str, environment: Mapping[str, str]) -> Path:
    folder = environment.get(CREDENTIALS)
    if not folder:
        reason = "a credential is there only when systemd starts the program; see LoadCredential="
        raise ConfigError(f"mail.credential: ${CREDENTIALS} is not set: {reason}")
    return Path(folder) / name


def _secret(data: bytes) -> str:
    """Without the line end that editors add. Raises ValueError: no password."""
    text = data.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")
    if not text or len(data) > MAX_PASSWORD_BYTES or not text.isprintable():
        raise ValueError("expected one line of text, and nothing else in the file")
    return text


def _name(path: Path) -> str:
    return printable(str(path))
