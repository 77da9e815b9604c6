"""One question to one server, over a connection that was judged: the only file that opens one.

It goes resolve, check, connect: the numeric address that was judged is the one connected to, while
TLS is verified against the name. Each wait ends with the clock, the head of an answer and its
unpacked body with their limits.

Of httpx2 this uses the connections of its transport, httpcore2. Its client would keep cookies,
follow redirects, read .netrc and unpack without a limit.
"""

import io
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from summarizer.load import address
from summarizer.load.fetch import inflate, proxies, target
from summarizer.load.fetch.answers import PassingError, RefusedError
from summarizer.load.fetch.clock import Clock

if TYPE_CHECKING:
    import httpcore2
    import httpx2

Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""Like `socket.getaddrinfo`: called with host, port and `type`."""
Headers = tuple[tuple[str, str], ...]

RESOLVE_SECONDS = 20.0
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
"""Of silence."""
MAX_HEADER_BYTES = 65_536
"""Of an answer's whole head. Node.js takes 16 KiB, Chrome 256 KiB."""
MAX_NUMERIC = 4
"""Numeric addresses of one name that are tried."""
OPENED = frozenset({200, 203})
"""Statuses whose body is read: RFC 9110, 15.3."""

UNUSABLE = "{} is the address of no server: check the address"
PRIVATE = "{} is a private address, where no link may lead"
PRIVATE_TYPED = "{} is a private address: add --allow-private to read it"
NO_HOST = "no such host: check the address"
NO_LOOKUP = "the name could not be looked up: check the connection to the internet"
NOT_LISTENING = "nothing listens there (connection refused): check the address"
NOT_REACHED = "cannot be reached ({}): check the connection to the internet"
NO_CONNECTION = "no connection within {:g} s: try again later"
SILENT = "no answer within {:g} s: try again later"
BROKE_OFF = "the connection broke off before the answer was complete: try again later"
NOT_HTTP = "it does not answer in HTTP: check the address"
BAD_CERTIFICATE = "its certificate is not accepted ({}): not read"
NO_TLS = "no secure connection could be made ({}): check the address"
TOO_LARGE = "more than {:,} bytes when unpacked, which is the limit: not read"
HEADERS_TOO_LARGE = f"more than {MAX_HEADER_BYTES:,} bytes of headers: not read"
STACKED = "packed more than once ({}): not read"
UNKNOWN_CODING = "packed as {}, which was not asked for: not read"
DAMAGED = "it cannot be unpacked as {}: not read"
PROXY_REFUSES = "it refuses ({})"
PROXIED = "through the proxy {}: {}"


@dataclass(frozen=True, slots=True)
class Way:
    """How a question may be asked."""

    clock: Clock
    max_bytes: int
    resolve: Resolve
    trusted: bool
    """The user typed host and port himself."""
    allow_private: bool
    """Whether what he typed may be private."""
    proxy: "httpcore2.Proxy | None"
    """It is trusted to judge addresses itself."""
    tls: ssl.SSLContext | None
    """For https."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Unpacked; empty unless the status is one of `OPENED`."""


def ask(url: "httpx2.URL", headers: Headers, way: Way) -> Answer:
    """GET, over a connection of its own.

    Raises:
        RefusedError: in words for the user; PassingError when a second try may help.
    """
    try:
        return _ask(url, headers, way)
    except RefusedError as error:
        if way.proxy is None:
            raise
        raise type(error)(PROXIED.format(proxies.place(way.proxy), error)) from error


def _ask(url: "httpx2.URL", headers: Headers, way: Way) -> Answer:
    import httpcore2  # noqa: PLC0415  100 ms, when something is fetched

    if way.proxy and (reason := _judged(proxies.numeric(target.place(url)[0]), way)):
        raise RefusedError(reason)
    door = Door(way)
    asked = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    pool = httpcore2.ConnectionPool(
        ssl_context=way.tls, proxy=way.proxy, network_backend=cast("httpcore2.NetworkBackend", door)
    )
    sent = [(b"Host", url.netloc), *((n.encode(), v.encode("latin-1")) for n, v in headers)]
    with _in_words(door), pool, pool.stream(b"GET", asked, headers=sent) as response:
        door.end_of_head()
        received = _joined(response.headers)
        body = b""
        if response.status in OPENED:
            body = _body(response.iter_stream(), received, way.max_bytes)
        return Answer(response.status, received, body)


def _joined(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """RFC 9110, 5.3: headers of one name are one list."""
    headers: dict[str, str] = {}
    for name, value in raw:
        known, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        headers[known] = f"{headers[known]}, {text}" if known in headers else text
    return headers


def _body(chunks: Iterable[bytes], headers: Mapping[str, str], limit: int) -> bytes:
    coding = _coding(headers.get("content-encoding", ""))
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise RefusedError(TOO_LARGE.format(limit))
    body = io.BytesIO()
    try:
        for piece in inflate.pieces(_at_most(limit, chunks), coding):
            body.write(piece)
            if body.tell() > limit:
                raise RefusedError(TOO_LARGE.format(limit))
    except ValueError as error:
        raise RefusedError(DAMAGED.format(coding)) from error
    return body.getvalue()


def _at_most(limit: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """As they come over the line: what unpacks to nothing must end too."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise RefusedError(TOO_LARGE.format(limit))
        yield chunk


def _coding(declared: str) -> str:
    """A key of `inflate.CODINGS`. Raises RefusedError: none, or several at once."""
    named = [each.strip().lower() for each in declared.split(",")]
    codings = [each for each in named if each not in {"", "identity"}]
    if len(codings) > 1:
        raise RefusedError(STACKED.format(", ".join(codings)[:40]))
    coding = "".join(codings)
    if coding not in inflate.CODINGS:
        raise RefusedError(UNKNOWN_CODING.format(coding[:40]))
    return coding


class Line:
    """A connection on which every wait ends with the clock."""

    def __init__(self, stream: "httpcore2.NetworkStream", clock: Clock) -> None:
        self._stream = stream
        self._clock = clock
        self._received = 0
        self.in_head = True
        self.ended = False
        """The server has closed its side."""
        clock.run.cuts.add(self.cut)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """At most `max_bytes`; of the head, no more than is allowed for all of it."""
        room = MAX_HEADER_BYTES - self._received if self.in_head else max_bytes
        if not room:
            raise RefusedError(HEADERS_TOO_LARGE)
        chunk = self._stream.read(min(room, max_bytes), self._clock.wait(READ_SECONDS))
        self._received += len(chunk)
        self.ended = not chunk
        return chunk

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """All of it."""
        self._stream.write(buffer, self._clock.wait(READ_SECONDS))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> "Line":
        """The same line, secured; after a proxy's answer another head begins."""
        seconds = self._clock.wait(CONNECT_SECONDS)
        self._stream = self._stream.start_tls(ssl_context, server_hostname, seconds)
        self._received = 0
        return self

    def get_extra_info(self, info: str) -> Any:
        """As the stream below knows it."""
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        """For good."""
        self._clock.run.cuts.discard(self.cut)
        self._stream.close()

    def cut(self) -> None:
        """From another thread: whoever reads or writes gets an error at once."""
        with suppress(OSError):
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


class Door:
    """Opens lines for httpcore2, to judged addresses only: see httpcore2.NetworkBackend."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.line: Line | None = None

    def connect_tcp(self, host: str, port: int, **_: object) -> Line:
        """A line to the first of the permitted addresses that takes one."""
        import httpcore2  # noqa: PLC0415  100 ms, when something is fetched

        clock = self.way.clock
        numeric = self._permitted(_resolved(host, port, self.way))
        failure: Exception | None = None
        for each in numeric[:MAX_NUMERIC]:
            try:
                seconds = clock.wait(CONNECT_SECONDS)
                stream = httpcore2.SyncBackend().connect_tcp(each, port, seconds)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                self.line = Line(stream, clock)
                return self.line
        raise failure or RefusedError(NO_HOST)

    def end_of_head(self) -> None:
        """What comes now is the body."""
        if self.line:
            self.line.in_head = False

    def _permitted(self, numeric: Sequence[str]) -> Sequence[str]:
        """Those of the addresses that may be connected to. Raises RefusedError: there is none."""
        if self.way.proxy:
            return numeric
        judged = {each: _judged(each, self.way) for each in numeric}
        permitted = [each for each, reason in judged.items() if not reason]
        if not permitted:
            raise RefusedError(next(iter(judged.values()), NO_HOST))
        return permitted


def _judged(numeric: str, way: Way) -> str:
    """Why this address must not be connected to; empty when it may, or when there is none."""
    if not numeric:
        return ""
    reach = address.reach(numeric)
    if reach == "unusable":
        return UNUSABLE.format(numeric)
    if reach == "private" and not way.trusted:
        return PRIVATE.format(numeric)
    if reach == "private" and not way.allow_private:
        return PRIVATE_TYPED.format(numeric)
    return ""


def _resolved(host: str, port: int, way: Way) -> list[str]:
    """Numeric addresses, looked up in a thread: a look-up cannot be interrupted, only left."""
    outcome: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = way.resolve(host, port, type=socket.SOCK_STREAM)
            outcome.put([row[4][0] for row in rows])
        except BaseException as error:  # noqa: BLE001  raised again by whoever asked
            outcome.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = outcome.get(timeout=way.clock.wait(RESOLVE_SECONDS))
    except queue.Empty:
        way.clock.wait(0)
        raise PassingError(NO_LOOKUP) from None
    if isinstance(found, list):
        return found
    if isinstance(found, socket.gaierror) and found.errno == socket.EAI_AGAIN:
        raise PassingError(NO_LOOKUP) from found
    if isinstance(found, (OSError, UnicodeError)):  # UnicodeError: a part of it is too long
        raise RefusedError(NO_HOST) from found
    raise found


@contextmanager
def _in_words(door: Door) -> Iterator[None]:
    """Every failure of httpcore2 as one of ours."""
    import httpcore2  # noqa: PLC0415  100 ms, when something is fetched

    failures = (
        *(httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.ProxyError),
        httpcore2.TimeoutException,
    )
    try:
        yield
    except failures as error:
        if door.way.clock.left() <= 0:
            raise door.way.clock.overdue() from error
        raise _worded(error, door) from error


def _worded(error: Exception, door: Door) -> RefusedError:
    import httpcore2  # noqa: PLC0415  100 ms, when something is fetched

    broke_off = isinstance(error, httpcore2.NetworkError) or (door.line and door.line.ended)
    if isinstance(error, httpcore2.ConnectTimeout):
        return PassingError(NO_CONNECTION.format(CONNECT_SECONDS))
    if isinstance(error, httpcore2.TimeoutException):
        return PassingError(SILENT.format(READ_SECONDS))
    if isinstance(error, httpcore2.ConnectError):
        return _unreachable(error.args[0])
    if isinstance(error, httpcore2.ProxyError):
        return RefusedError(PROXY_REFUSES.format(error))
    if isinstance(error, httpcore2.LocalProtocolError):
        return RefusedError(target.BROKEN)
    return PassingError(BROKE_OFF) if broke_off else RefusedError(NOT_HTTP)


def _unreachable(error: OSError) -> RefusedError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return RefusedError(BAD_CERTIFICATE.format(error.verify_message.rstrip(".")))
    if isinstance(error, ssl.SSLError):
        reason = (error.reason or "handshake failed").replace("_", " ").lower()
        return RefusedError(NO_TLS.format(reason))
    if isinstance(error, ConnectionResetError):
        return PassingError(BROKE_OFF)
    if isinstance(error, ConnectionRefusedError):
        return RefusedError(NOT_LISTENING)
    return RefusedError(NOT_REACHED.format((error.strerror or "no way there").lower()))
