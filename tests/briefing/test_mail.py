"""Real messages to a real server on this machine, with TLS and login."""

import asyncio
import re
import shutil
import socket
import ssl
import subprocess
import threading
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing import mail
from summarizer.briefing.mail import Server, SilentError, TemporaryError
from summarizer.datatypes import Problem
from summarizer.errors import ConfigError, OutputError
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.mail import mail as mail_page
from tests.briefing import quiet
from tests.briefing.quiet import Quiet
from tests.golden.morning import DAM, MORNING
from tests.limits import LONG
from tests.render.briefing.long import day

TEXT, HTML = FORMATS["text"](MORNING), mail_page(MORNING)
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
"""Categories: controls, lone surrogates, separators of lines."""
DESK, READER, OTHER = "Morning desk <desk@example.org>", "ada@example.org", "ben@example.net"


def made(briefing=MORNING, text=TEXT, html=HTML, *, sender=DESK, recipients=(READER, OTHER)):
    return mail.message(briefing, text, html, sender=sender, recipients=recipients)


def read(message: bytes) -> EmailMessage:
    return message_from_bytes(message, policy=policy.default)


def body(part: EmailMessage) -> str:
    return part.get_content().replace("\r\n", "\n")


# --- the message ----------------------------------------------------------------------------------


def test_a_message_has_both_forms_and_says_whose_it_is():
    done = made()
    found = read(done.message)
    assert {name: value.strip() for name, value in found.items()} == {
        "From": "Morning desk <desk@example.org>",
        "To": "ada@example.org, ben@example.net",
        "Subject": (
            "Morning brief, 20 November: Dam above Riverton breaks after nine days of rain"
        ),
        "Date": "Fri, 20 Nov 2026 06:00:00 +0100",
        "Message-ID": done.message_id,
        "List-ID": "<briefing-c6aa9cd74d6a54a6.example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": found["Content-Type"],
    }
    assert found.get_content_type() == "multipart/alternative"
    plain, page = found.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert (body(plain), body(page)) == (TEXT, HTML)
    assert (done.sender, done.recipients) == ("desk@example.org", (READER, OTHER))
    assert (done.day, done.state) == (date(2026, 11, 20), "rendered")


def test_the_same_briefing_makes_the_same_bytes():
    assert made() == made()


def test_any_mail_server_takes_the_bytes():
    lines = made().message.split(b"\r\n")
    assert made().message.isascii()
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_a_message_is_known_by_title_day_sender_and_recipients_alone():
    other = [
        made(replace(MORNING, title="Evening brief")),
        made(replace(MORNING, day=date(2026, 11, 21))),
        made(sender="desk@example.com"),
        made(recipients=(READER,)),
    ]
    assert len({each.message_id for each in (made(), *other)}) == 5
    again = made(replace(MORNING, stories=(DAM,)), "other words", "<p>other words</p>")
    assert again.message_id == made().message_id
    assert again.message != made().message


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"Dam{char}breaks"
            for char in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\x00\x1b\ud800\u202e"
        ),
        "Dam\r\nBcc: evil@evil.example",
        "Dam\n\n<script>alert(1)</script>",
        "=?utf-8?q?Dam=0ABcc=3A_evil?=",
        "==?utf-8?b?RGFtCkJjYzogZXZpbA==?= =??utf-8?q?=0AX=3A_y?=",
        "$(id) `id` %s {0}",
        "x" * 10_000,
        "Dam " * 2_500,
        "水" * 10_000,
        "<evil@evil.example>, ben@example.net",
        "\u2066gnihtyna\u2069 \u200fحجر\u200e",
        "Überschwemmung – “Größe” 水",
    ],
)
def test_no_title_adds_a_header_or_a_line_to_one(text):
    story = replace(DAM, headline=text)
    hostile = replace(MORNING, title=text, stories=(story,))
    found = read(made(hostile, FORMATS["text"](hostile), mail_page(hostile)).message)
    assert [*found] == [*read(made().message)]
    assert len(found["Subject"]) <= 150
    assert found["Subject"].isprintable()
    assert found["To"] == "ada@example.org, ben@example.net"
    assert [part.get_content_type() for part in found.iter_parts()] == ["text/plain", "text/html"]


def test_the_subject_is_cut_where_it_would_be_too_long():
    long = replace(MORNING, stories=(replace(DAM, headline="Dam " * 50),))
    subject = read(made(long).message)["Subject"]
    assert subject == "Morning brief, 20 November: " + "Dam " * 30 + "D…"
    assert len(subject) == 150


def test_without_a_story_the_subject_is_title_and_day():
    empty = replace(MORNING, stories=(), shorts=())
    assert read(made(empty).message)["Subject"] == "Morning brief, 20 November"


@given(st.text(), st.text())
def test_both_forms_come_back_as_they_were_put_in_whatever_the_titles(title, headline):
    story = replace(DAM, headline=headline)
    hostile = replace(MORNING, title=title, stories=(story,), shorts=(story,))
    text, page = FORMATS["text"](hostile), mail_page(hostile)
    found = read(made(hostile, text, page).message)
    assert [body(part) for part in found.iter_parts()] == [text, page]
    assert [*found] == [*read(made().message)]
    assert {unicodedata.category(char) for char in found["Subject"]}.isdisjoint(UNSEEN)
    assert not any(part.defects for part in found.walk())


def test_lines_of_the_text_have_72_columns_unless_they_are_an_address():
    plain, _ = read(made(text=FORMATS["text"](day(20))).message).iter_parts()
    lines = body(plain).splitlines()
    assert max(len(line) for line in lines if "https://" not in line) == 72
    long = [line for line in lines if len(line) > 72]
    assert len(long) == 107
    assert all(re.fullmatch(r" +https://[^ ]+", line) for line in long)


@pytest.mark.parametrize(
    ("mailbox", "shown"),
    [
        ("desk@example.org", "desk@example.org"),
        ("<desk@example.org>", "desk@example.org"),
        ("Früh, am Morgen <desk@example.org>", '"Früh, am Morgen" <desk@example.org>'),
        ('"Desk" <desk@example.org>', "Desk <desk@example.org>"),
        (
            "=?utf-8?q?=0ABcc=3A_evil?= <desk@example.org>",
            "= ?utf-8?q?=0ABcc=3A_evil?= <desk@example.org>",
        ),
    ],
)
def test_a_sender_may_have_a_name(mailbox, shown):
    assert read(made(sender=mailbox).message)["From"] == shown


@pytest.mark.parametrize(
    "mailbox",
    [
        *("", "@", "desk", "desk@", "@example.org", "a b@example.org", "a..b@example.org"),
        *("desk@example..org", "<desk@example.org", "desk@example.org>", "ü@example.org"),
        *("desk@example.org\nBcc: evil@evil.example", "a@b.example, c@d.example", "a@b.example\0"),
    ],
)
def test_what_is_no_mail_address_is_a_fault_of_the_configuration(mailbox):
    with pytest.raises(ConfigError, match="not a mail address: "):
        made(sender=mailbox)
    with pytest.raises(ConfigError, match="not a mail address: "):
        made(recipients=(READER, mailbox))


# --- the server -----------------------------------------------------------------------------------


class Post:
    """What the server does with each step, and what it got."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.got: list[tuple[str, tuple[str, ...], bytes]] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.drops = ""
        """The step at which it drops the connection."""

    def authenticate(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"se cret", handled=False)

    async def handle_RCPT(self, _server, _session, envelope: Envelope, address: str, _options):  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.got.append((envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        if self.drops == "DATA":
            server.transport.abort()
        return self.answers.get("DATA", "250 OK")

    async def handle_QUIT(self, server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        if self.drops == "QUIT":
            server.transport.abort()
        return self.answers.get("QUIT", "221 Bye")


Serve = Callable[..., int]


@pytest.fixture
def serve(loopback: None) -> Iterator[Serve]:  # noqa: ARG001 - the permission
    """Start a server: `serve(post, ssl=...)`, its port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    servers = []

    def started(post: Post, tls: ssl.SSLContext | None = None, **more: object) -> int:
        factory = lambda: SMTP(post, hostname="mail.example", loop=loop, **more)  # noqa: E731
        starting = loop.create_server(factory, "127.0.0.1", 0, ssl=tls)
        server = asyncio.run_coroutine_threadsafe(starting, loop).result(LONG)
        servers.append(server)
        return server.sockets[0].getsockname()[1]

    async def stop() -> None:
        for server in servers:
            server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0.01)

    yield started
    asyncio.run_coroutine_threadsafe(stop(), loop).result(LONG)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(LONG)
    loop.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory):
    """A certificate for localhost that nobody has signed but itself, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", path, "-out", path),
            *("-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    return path


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    """The server's side."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test's client takes the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def plain(port: int, *login: str) -> Server:
    return Server("127.0.0.1", port, "none", *login, timeout=LONG)


@pytest.mark.usefixtures("trusted")
def test_mail_goes_out_protected_from_the_first_byte_and_after_a_login(serve, tls):
    post = Post()
    port = serve(post, tls, authenticator=post.authenticate, auth_require_tls=False)
    server = Server("localhost", port, "tls", "desk", "se cret", timeout=LONG)
    assert mail.send(made(), server) == ()
    assert post.got == [("desk@example.org", (READER, OTHER), made().message)]
    assert post.logins == [(b"desk", b"se cret")]


@pytest.mark.usefixtures("trusted")
def test_mail_goes_out_protected_after_asking_for_it(serve, tls):
    post = Post()
    port = serve(post, tls_context=tls, require_starttls=True, authenticator=post.authenticate)
    server = Server("localhost", port, "starttls", "desk", "se cret", timeout=LONG)
    assert mail.send(made(), server) == ()
    assert post.got == [("desk@example.org", (READER, OTHER), made().message)]
    assert post.logins == [(b"desk", b"se cret")]


def test_mail_goes_out_unprotected_on_this_machine(serve):
    post = Post()
    assert mail.send(made(), plain(serve(post))) == ()
    assert len(post.got) == 1


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.1", "localhost.example.org", "::"])
def test_mail_goes_unprotected_to_no_other_machine(host):
    with pytest.raises(OutputError, match="not sent there unprotected") as raised:
        mail.send(made(), Server(host, 25, "none"))
    assert not isinstance(raised.value, TemporaryError)


def refused(server: Server) -> OutputError:
    """Why it is; in one line, and without the password, wherever somebody may look."""
    with pytest.raises(OutputError) as raised:
        mail.send(made(), server)
    assert str(raised.value).isprintable()
    seen = "".join(traceback.format_exception(raised.value)) + repr(server)
    assert not server.password or server.password not in seen
    return raised.value


def is_temporary(error: OutputError) -> bool:
    return isinstance(error, TemporaryError)


def test_a_server_without_starttls_gets_neither_mail_nor_password(serve):
    post = Post()
    port = serve(post, authenticator=post.authenticate, auth_require_tls=False)
    error = refused(Server("localhost", port, "starttls", "desk", "se cret", timeout=LONG))
    assert str(error) == (
        f"mail server localhost:{port}: it offers no STARTTLS, and nothing is sent unprotected"
    )
    assert not is_temporary(error)
    assert (post.got, post.logins) == ([], [])


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_nobody_vouches_for_gets_neither_mail_nor_password(serve, tls, security):
    post = Post()
    more = {"tls": tls} if security == "tls" else {"tls_context": tls}
    port = serve(post, authenticator=post.authenticate, **more)
    error = refused(Server("localhost", port, security, "desk", "se cret", timeout=LONG))
    assert "its certificate is not accepted (self-signed certificate" in str(error)
    assert not is_temporary(error)
    assert (post.got, post.logins) == ([], [])


@pytest.mark.usefixtures("trusted")
def test_a_server_of_another_name_gets_nothing(serve, tls):
    post = Post()
    error = refused(Server("127.0.0.1", serve(post, tls), "tls", timeout=LONG))
    assert "its certificate is not accepted (IP address mismatch" in str(error)
    assert post.got == []


def test_a_server_that_speaks_no_tls_is_told_from_one_that_does(serve):
    error = refused(Server("localhost", serve(Post()), "tls", timeout=LONG))
    assert str(error).endswith("no protected connection can be made: look at port and security")


def test_a_wrong_password_is_said_and_not_shown(serve):
    post = Post()
    port = serve(post, authenticator=post.authenticate, auth_require_tls=False)
    error = refused(plain(port, "desk", "wr0ng"))
    assert str(error).endswith("it does not take user name and password (535)")
    assert not is_temporary(error)
    assert post.got == []


def test_a_server_that_offers_no_login_gets_no_password(serve):
    error = refused(plain(serve(Post()), "desk", "se cret"))
    assert str(error).endswith("it offers no login: leave out the user name")


def test_a_password_that_no_login_can_carry_is_refused_before_anything_is_sent():
    error = refused(plain(9, "desk", "pässword"))
    assert str(error).endswith("a login can hold only ASCII characters")


def test_after_a_connection_dropped_at_the_end_the_same_message_is_sent_again(serve):
    post = Post()
    post.drops = "DATA"
    server = plain(serve(post))
    error = refused(server)
    assert str(error).endswith("the connection broke off")
    assert is_temporary(error)
    post.drops = ""
    assert mail.send(made(), server) == ()
    first, second = (read(message) for _, _, message in post.got)
    assert first["Message-ID"] == second["Message-ID"] == made().message_id
    assert post.got[0] == post.got[1]


@pytest.mark.parametrize("answer", ["421 Going", "500 No", "drop"])
def test_a_mail_that_was_taken_counts_whatever_is_said_at_parting(serve, answer):
    post = Post(QUIT=answer)
    post.drops = "QUIT" * (answer == "drop")
    assert mail.send(made(), plain(serve(post))) == ()
    assert len(post.got) == 1


@pytest.mark.parametrize(
    ("answer", "temporary"),
    [
        ("451 Try again later", True),
        ("452 Full", True),
        ("552 Too large", False),
        ("554 No", False),
    ],
)
def test_a_refusal_says_whether_it_is_for_now_or_for_good(serve, answer, temporary):
    error = refused(plain(serve(Post(DATA=answer))))
    assert str(error).endswith(f"it answered {answer}")
    assert is_temporary(error) == temporary


def test_a_recipient_that_is_refused_keeps_the_mail_from_no_other(serve):
    post = Post(**{OTHER: "550 No such user"})
    assert mail.send(made(), plain(serve(post))) == (
        Problem("ben@example.net", "it answered 550 No such user"),
    )
    assert [recipients for _, recipients, _ in post.got] == [(READER,)]


@pytest.mark.parametrize(
    ("first", "temporary"), [("550 No such user", False), ("450 Greylisted", True)]
)
def test_a_mail_that_nobody_gets_is_refused(serve, first, temporary):
    error = refused(plain(serve(Post(**{READER: first, OTHER: "550 No"}))))
    assert f"ada@example.org: it answered {first}; ben@example.net: it" in str(error)
    assert is_temporary(error) == temporary


def test_what_a_server_says_is_one_short_line(serve):
    error = refused(plain(serve(Post(DATA="554 \x1b[31mred\x07\u202e " + "x" * 400))))
    assert len(str(error)) < 300
    assert "red" in str(error)


@pytest.mark.usefixtures("loopback")
def test_a_server_that_is_away_is_tried_again_later():
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        error = refused(plain(unheard.getsockname()[1]))
    assert str(error).endswith("connection refused")
    assert is_temporary(error)
    assert not isinstance(error, SilentError)


@pytest.mark.usefixtures("loopback")
def test_a_server_that_says_nothing_is_left():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        error = refused(Server("127.0.0.1", port, "none", timeout=0.2))
    assert str(error) == f"mail server 127.0.0.1:{port}: no answer within 0.2 s"
    assert isinstance(error, SilentError)
    assert is_temporary(error)


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."])
def test_a_server_that_stops_answering_is_known_as_such_at_every_step(step):
    hung = Quiet(step)
    with quiet.office(hung) as port:
        assert isinstance(refused(Server("127.0.0.1", port, "none", timeout=0.2)), SilentError)
    assert hung.left == [True]


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_goes_silent_where_it_should_protect_is_known_as_such(security):
    hung = Quiet("greeting" if security == "tls" else "STARTTLS")
    with quiet.office(hung) as port:
        assert isinstance(refused(Server("127.0.0.1", port, security, timeout=0.2)), SilentError)
    assert hung.calls == 1


@pytest.mark.usefixtures("loopback")
def test_a_server_that_has_taken_the_mail_is_not_waited_for_at_parting():
    hung = Quiet("QUIT")
    with quiet.office(hung) as port:
        assert mail.send(made(recipients=(READER,)), Server("127.0.0.1", port, "none")) == ()
    assert (hung.got, hung.left) == ([READER], [True])


def hang_up(listening: socket.socket) -> None:
    listening.accept()[0].close()


@pytest.mark.usefixtures("loopback")
def test_a_server_that_drops_the_connection_at_once_is_tried_again_later():
    with socket.create_server(("127.0.0.1", 0)) as rude:
        threading.Thread(target=hang_up, args=[rude]).start()
        error = refused(plain(rude.getsockname()[1]))
    assert str(error).endswith("the connection broke off")
    assert is_temporary(error)


def test_a_host_that_cannot_be_a_name_is_refused():
    error = refused(Server("a..b", 465))
    assert str(error) == "mail server a..b:465: that is the name of no host"
