"""A briefing as mail: the message, made once and the same each time, and its way to a server."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import errors, policy
from email.headerregistry import Address
from email.message import EmailMessage
from hashlib import sha256
from ipaddress import ip_address
from typing import Literal

from summarizer.briefing.records import Mail
from summarizer.datatypes import Briefing, Problem
from summarizer.errors import ConfigError, OutputError
from summarizer.load import hygiene

Security = Literal["tls", "starttls", "none"]
"""From the first byte; after asking for it; not at all, which only this machine itself gets."""

MAX_SUBJECT = 150
"""Characters."""
MAX_SAID = 200
"""Characters of what a server says that are passed on."""
TIMEOUT = 60.0
"""Seconds of silence of a server. Some take half a minute to greet a stranger."""
PARTING = 1.0
"""Seconds that a server has to say goodbye: the mail is taken, and nobody needs the answer."""
NAME_AT_SERVERS = "[127.0.0.1]"
"""What a program without a name of its own says, RFC 5321, 4.1.4; a look-up could take minutes."""

_SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")
"""Any server takes it, and what was made is what arrives."""
_MAILBOX = re.compile(
    r"(?:([^<>]*)<)?"  # the name
    r"([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,255}))"
    r"(>?)"
)


class TemporaryError(OutputError):
    """The same mail may well be taken when it is sent again later."""


class SilentError(TemporaryError):
    """The server did not answer in time, and would be waited for as long with the next mail."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over."""

    host: str
    port: int
    security: Security = "tls"
    username: str | None = None
    """None: there is no login."""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT


def message(
    briefing: Briefing, text: str, html: str, *, sender: str, recipients: tuple[str, ...]
) -> Mail:
    """The briefing in its two forms; same input, same bytes.

    The Message-ID depends on title, day, sender and recipients only, so that a second copy is
    known as one.

    Raises:
        ConfigError: `sender` or a recipient is no mail address.
    """
    author, receivers = _address(sender), [_address(each) for each in recipients]
    addresses = (author.addr_spec, *(each.addr_spec for each in receivers))
    digest = _digest(briefing.title, briefing.day.isoformat(), *addresses)
    mail = EmailMessage(policy=_SEVEN_BITS)
    mail["From"] = author
    mail["To"] = receivers
    mail["Subject"] = _subject(briefing)
    mail["Date"] = briefing.until
    mail["Message-ID"] = f"<{briefing.day}.{digest}@{author.domain}>"
    mail["List-ID"] = f"<briefing-{_digest(briefing.title)}.{author.domain}>"  # RFC 2919
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"={digest}=")
    return Mail(
        message_id=mail["Message-ID"],
        sender=addresses[0],
        recipients=addresses[1:],
        message=mail.as_bytes(),
        day=briefing.day,
    )


def _address(mailbox: str) -> Address:
    found = _MAILBOX.fullmatch(mailbox.strip())
    if found and (found[1] is None) == (found[4] == ""):
        with suppress(ValueError, IndexError, errors.MessageError):
            return Address(_words(found[1] or "").strip('" '), addr_spec=found[2])
    raise ConfigError(f"not a mail address: {hygiene.line(mailbox)[:MAX_SAID]}")


def _subject(briefing: Briefing) -> str:
    """`Morning brief, 20 November: Dam breaks`, in one line, whatever the headline holds."""
    subject = f"{_words(briefing.title)}, {briefing.day:%-d %B}"
    for story in (*briefing.stories, *briefing.shorts)[:1]:
        subject += f": {_words(story.headline)}"
    return subject if len(subject) <= MAX_SUBJECT else f"{subject[: MAX_SUBJECT - 1].rstrip()}…"


def _words(text: str) -> str:
    """For a header: in one line, and with nothing that is decoded there (RFC 2047), breaks too."""
    return hygiene.line(text).replace("=?", "= ?")


def _digest(*parts: str) -> str:
    """Sixteen characters that differ when one of the parts does."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def send(mail: Mail, server: Server) -> tuple[Problem, ...]:
    """Hands the mail over; a problem for each recipient that was refused while others were not.

    Raises:
        SilentError: the server did not answer in time.
        TemporaryError: it was not taken, perhaps only for now.
        OutputError: it was not taken and will not be before something is changed.
    """
    try:
        with _session(server) as session:
            refused = session.sendmail(mail.sender, mail.recipients, mail.message)
    except UnicodeError as error:
        raise _refusal(server, "that is the name of no host") from error
    except OSError as error:  # all of smtplib's are, too
        raise _worded(error, server) from error
    return tuple(Problem(each, _said(*answer)) for each, answer in sorted(refused.items()))


@contextmanager
def _session(server: Server) -> Iterator[smtplib.SMTP]:
    """Connected, protected and logged in; the mail counts, whatever is said at parting."""
    if server.security == "none" and not _is_here(server.host):
        raise _refusal(server, 'mail is not sent there unprotected: set security to "starttls"')
    if not f"{server.username or ''}{server.password}".isascii():
        raise _refusal(server, "a login can hold only ASCII characters")
    session = _connected(server)
    try:
        _enter(session, server)
        yield session
        _part(session, server)
    finally:
        session.close()


def _part(session: smtplib.SMTP, server: Server) -> None:
    if session.sock:
        session.sock.settimeout(min(PARTING, server.timeout))
    with suppress(OSError):
        session.quit()


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            NAME_AT_SERVERS,
            timeout=server.timeout,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(server.host, server.port, NAME_AT_SERVERS, server.timeout)


def _enter(session: smtplib.SMTP, server: Server) -> None:
    session.ehlo_or_helo_if_needed()
    if server.security == "starttls":
        if not session.has_extn("starttls"):
            raise _refusal(server, "it offers no STARTTLS, and nothing is sent unprotected")
        session.starttls(context=ssl.create_default_context())
        session.ehlo_or_helo_if_needed()
    if server.username is not None:
        if not session.has_extn("auth"):
            raise _refusal(server, "it offers no login: leave out the user name")
        session.login(server.username, server.password)


def _is_here(host: str) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _worded(error: OSError, server: Server) -> OutputError:
    if _is_silence(error):
        return SilentError(f"{_name(server)}: no answer within {server.timeout:g} s")
    kind = TemporaryError if _passes(error) else OutputError
    return kind(f"{_name(server)}: {_reason(error)}")


def _refusal(server: Server, reason: str) -> OutputError:
    return OutputError(f"{_name(server)}: {reason}")


def _name(server: Server) -> str:
    return f"mail server {server.host}:{server.port}"


def _is_silence(error: OSError) -> bool:
    """smtplib says of a server that it hung up when it did not wait for it any longer."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _passes(error: OSError) -> bool:
    """RFC 5321, 4.2.1: what begins with 4 is temporary. So is what a network does."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(_is_temporary(code) for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _is_temporary(error.smtp_code)
    if isinstance(error, smtplib.SMTPException):
        return isinstance(error, smtplib.SMTPServerDisconnected)
    return not isinstance(error, ssl.SSLError) or isinstance(error, ssl.SSLEOFError)


def _is_temporary(code: int) -> bool:
    return 400 <= code < 500


def _reason(error: OSError) -> str:
    """In words."""
    if isinstance(error, smtplib.SMTPException):
        return _refused(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted ({error.verify_message.rstrip('.')})"
    if isinstance(error, ssl.SSLError):
        return "no protected connection can be made: look at port and security"
    return hygiene.line(error.strerror or str(error)).lower()


def _refused(error: smtplib.SMTPException) -> str:
    """Never what was said about a login, which may repeat it."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"it does not take user name and password ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{each}: {_said(*error.recipients[each])}" for each in error.recipients)
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the connection broke off"
    return hygiene.line(str(error))


def _said(code: int, text: bytes | str) -> str:
    """What a server answered, fit for one line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"it answered {code} {hygiene.line(words)}"[:MAX_SAID].rstrip()
