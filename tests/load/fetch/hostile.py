"""A web server that behaves as badly as it is told to, on this machine; and names that lead to it.

with Hostile({"/": page(b"Good day."), "/drip": drip(b"slow", seconds=0.1)}) as server:
    server.url("/drip")
"""

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import brotli
import zstandard

from tests.limits import LONG

HERE = "127.0.0.1"
CHUNK = 65_536

# Made for these tests: an authority, and what it signed for news.example; until 2100.
AUTHORITY = """\
-----BEGIN CERTIFICATE-----
MIIBlTCCATygAwIBAgIBATAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZBdXRob3Jp
dHkgb2YgdGhlIHRlc3RzMCAXDTAwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAw
WjAhMR8wHQYDVQQDDBZBdXRob3JpdHkgb2YgdGhlIHRlc3RzMFkwEwYHKoZIzj0C
AQYIKoZIzj0DAQcDQgAEU9H0Ytdt/5YuUt9nELre59OCxOzuow0hsnfSRelPr2Z/
/baIKE78ZsO3HmmuH2Zxdhi1rhRunrgHyEJQZgu7fKNjMGEwDwYDVR0TAQH/BAUw
AwEB/zAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFOEQIsyREPo5DgRsm7QeV9l9
tGf8MB8GA1UdIwQYMBaAFOEQIsyREPo5DgRsm7QeV9l9tGf8MAoGCCqGSM49BAMC
A0cAMEQCICan+gs1btOGpG31zc/ahxn68+s+Sqb750UklnZ/Uk7kAiAgeu3+0kYQ
n8MK4/ahHfbOSW3+Zdqkx4A8DbvZ6ywt6g==
-----END CERTIFICATE-----
"""
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBuTCCAV+gAwIBAgIBAjAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZBdXRob3Jp
dHkgb2YgdGhlIHRlc3RzMCAXDTAwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAw
WjAXMRUwEwYDVQQDDAxuZXdzLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAAQ87vjnnVba2tQzkBKFCJYsmbdeuugAyEOgupezLOJFZE0RS0UD/2u1/fYR
6UV2jqDMQNEEsAbhiIzZuRTYfaFfo4GPMIGMMAwGA1UdEwEB/wQCMAAwDgYDVR0P
AQH/BAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBTLOmE6FCWU
VfIbVCHtw7sYPmqbszAfBgNVHSMEGDAWgBThECLMkRD6OQ4EbJu0HlfZfbRn/DAX
BgNVHREEEDAOggxuZXdzLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIhALJEuMkL
pcKlsfJD0exWV4WDtj46dlFvzBDvnNXEvaFtAiAMX9A80wgb91G5LCpBGxD2rMl/
t2cjQ/eB585FAeVWTQ==
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEICyDjozjdzJqfbbR/ygvFF9mVqzV8DHmOqOq7+7lCDTYoAoGCCqGSM49
AwEHoUQDQgAEPO74551W2trUM5AShQiWLJm3XrroAMhDoLqXsyziRWRNEUtFA/9r
tf32EelFdo6gzEDRBLAG4YiM2bkU2H2hXw==
-----END EC PRIVATE KEY-----
"""


@dataclass(frozen=True)
class Visit:
    """One connection and what was asked for on it."""

    connection: socket.socket
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    number: int
    """How often the path has been asked for, from 1."""
    over: threading.Event
    """Set when the server goes."""
    server_name: str | None
    """What TLS was asked for."""
    counted: ExitStack
    """Open while the visit is one of those at once."""

    def send(self, data: bytes) -> None:
        self.counted.close()  # before the other side can know, and send its next visitor
        self.connection.sendall(data)

    def endlessly(self) -> Iterator[None]:
        while not self.over.is_set():
            yield


Behaviour = Callable[[Visit], None]
Page = bytes | Behaviour | Sequence[bytes | Behaviour]
"""An answer, something to do, or one for each visit (the last one again and again)."""


class Hostile:
    """Answers each path as `pages` says; 404 for the others. Remembers who asked for what."""

    def __init__(self, pages: Mapping[str, Page], *, folder_for_tls: Path | None = None) -> None:
        self.pages = dict(pages)
        self.visits: list[Visit] = []
        self.most_at_once = Counter[str]()
        """By host asked for: the most visits without an answer at one time; under "" all hosts."""
        self._at_once = Counter[str]()
        self._lock = threading.Lock()
        self._came = threading.Condition(self._lock)
        self._over = threading.Event()
        self._listener = socket.create_server((HERE, 0), backlog=100)
        self._tls = _tls(folder_for_tls) if folder_for_tls else None
        self.port = self._listener.getsockname()[1]

    def url(self, path: str, host: str = HERE) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [visit.path for visit in self.visits]

    def await_visits(self, number: int) -> None:
        """Until so many have been noticed: a visitor may be gone before his visit is."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.visits) >= number, LONG), self.paths

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._over.set()
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):  # closed
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        names: list[str | None] = [None]
        with connection, suppress(OSError):  # the other side may leave at any time
            if self._tls:
                self._tls.sni_callback = lambda _, name, __: names.insert(0, name)
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                self._answer(connection, names[0])

    def _answer(self, connection: socket.socket, server_name: str | None) -> None:
        path, headers = _question(connection)
        with ExitStack() as counted:
            counted.enter_context(self._counted(headers.get("host", "")))
            with self._lock:
                number = self.paths.count(path) + 1
                visit = Visit(connection, path, headers, number, self._over, server_name, counted)
                self.visits.append(visit)
                self._came.notify_all()
            page = self.pages.get(path, NOT_FOUND)
            if not callable(page) and not isinstance(page, bytes):
                page = page[min(number, len(page)) - 1]
            if callable(page):
                page(visit)
            else:
                visit.send(page)

    @contextmanager
    def _counted(self, host: str) -> Iterator[None]:
        with self._lock:
            self._at_once.update((host, ""))
            self.most_at_once |= self._at_once
        try:
            yield
        finally:
            with self._lock:
                self._at_once.subtract((host, ""))


def _tls(folder: Path) -> ssl.SSLContext:
    """Also leaves `authority.pem` in the folder, for whoever is to trust this server."""
    (folder / "authority.pem").write_text(AUTHORITY, encoding="ascii")
    (folder / "server.pem").write_text(KEY + CERTIFICATE, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context


def _question(connection: socket.socket) -> tuple[str, dict[str, str]]:
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(CHUNK)
        if not received:
            raise ConnectionError
        data += received
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}


def head(status: str = "200 OK", **headers: object) -> bytes:
    """`content_length=5` is the header Content-Length: 5."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1")


def page(body: bytes, status: str = "200 OK", **headers: object) -> bytes:
    return head(status, content_length=len(body), **headers) + body


NOT_FOUND = page(b"", "404 Not Found")


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status, location=to)


def drop(visit: Visit) -> None:
    """Hangs up in mid-air: the other side sees a reset."""
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    visit.connection.close()


def silent(visit: Visit) -> None:
    visit.over.wait()


def later(seconds: float, answer: bytes) -> Behaviour:
    def behave(visit: Visit) -> None:
        time.sleep(seconds)
        visit.send(answer)

    return behave


def after(event: threading.Event, answer: bytes) -> Behaviour:
    """The answer when something has happened elsewhere."""

    def behave(visit: Visit) -> None:
        assert event.wait(LONG)
        visit.send(answer)

    return behave


def drip(start: bytes, seconds: float) -> Behaviour:
    """After `start`, one byte and a pause, for ever."""

    def behave(visit: Visit) -> None:
        visit.send(start)
        for _ in visit.endlessly():
            visit.send(b"x")
            time.sleep(seconds)

    return behave


def endless(start: bytes, chunk: bytes) -> Behaviour:
    """After `start` the same chunk, for ever."""

    def behave(visit: Visit) -> None:
        visit.send(start)
        for _ in visit.endlessly():
            visit.send(chunk)

    return behave


@contextmanager
def only_saying(answer: bytes) -> Iterator[int]:
    """The port of a server that says the same to everybody, whatever it is asked."""
    with socket.create_server((HERE, 0)) as listener:

        def serve() -> None:
            with suppress(OSError):  # closed
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.recv(CHUNK)
                        connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]


def bomb(coding: str, megabytes: int = 1024) -> bytes:
    """Zeros; 1 GB is 1 MB of gzip or deflate, 33 kB of zstd and a few kB of brotli."""
    million = bytes(2**20)
    if coding == "br":
        packer = brotli.Compressor(quality=3, lgwin=22)
        start = [packer.process(million) + packer.flush() for _ in range(32)]
        return b"".join(start) + start[-1] * (megabytes - 32)
    if coding == "zstd":
        return zstandard.compress(million) * megabytes
    zipper = zlib.compressobj(wbits=31 if coding == "gzip" else 15)
    first, again = (zipper.compress(million) + zipper.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1)


class Names:
    """A resolver: knows these names and what is numeric already, and counts who asks.

    A name with several addresses gives one after the other, and the last one again and again.
    """

    def __init__(self, known: Mapping[str, str | Sequence[str]] | None = None) -> None:
        self.known = known or {}
        self.asked = Counter[str]()

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        self.asked[host] += 1
        at = self.known.get(host) or _numeric(host)
        if not isinstance(at, str):
            at = at[min(self.asked[host], len(at)) - 1]
        family = socket.AF_INET6 if ":" in at else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (at, port))]


def _numeric(host: str) -> str:
    """As getaddrinfo reads them, 127.1 and 0x7f000001 too."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
