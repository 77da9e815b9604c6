"""A mail server on this machine that stops answering: a real one, over a real socket."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer

PATIENCE = 10.0
"""Seconds after which whoever has not left is held to wait for ever."""
ANSWERS = {
    b"greeting": b"220 Hello",
    b"EHLO": b"250-Hello\r\n250 STARTTLS",
    b"DATA": b"354 Go on",
    b"QUIT": b"221 Bye",
}
"""To all else it says 250."""


@dataclass
class Quiet:
    """It says nothing more from this step on: `greeting`, a command, or `.`, the end of a mail."""

    step: str
    to: str = ""
    """Of which recipient; empty for all."""
    calls: int = 0
    """Connections."""
    left: list[bool] = field(default_factory=list)
    """Of each that got no answer: whether the other side had patience for less than ours."""
    got: list[str] = field(default_factory=list)
    """Recipients of the mails that it has taken, whether or not it could say so."""


@contextmanager
def office(quiet: Quiet) -> Iterator[int]:
    """The port at which it is open."""

    class Handler(StreamRequestHandler):
        """One connection."""

        def handle(self) -> None:
            quiet.calls += 1
            _talk(self, quiet)

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(10)


def _talk(handler: StreamRequestHandler, quiet: Quiet) -> None:
    reader, step = "", b"greeting"
    while step:
        if step == b".":
            quiet.got.append(reader)
        if step == quiet.step.encode() and quiet.to in reader:
            quiet.left.append(_leaves(handler))
            return
        handler.wfile.write(ANSWERS.get(step, b"250 OK") + b"\r\n")
        line = handler.rfile.readline()
        while step == b"DATA" and line not in {b".\r\n", b""}:
            line = handler.rfile.readline()
        step = line.partition(b" ")[0].strip().upper()
        if step == b"RCPT":
            reader = line.partition(b"<")[2].partition(b">")[0].decode()


def _leaves(handler: StreamRequestHandler) -> bool:
    handler.connection.settimeout(PATIENCE)
    try:
        return handler.rfile.read() == b""
    except TimeoutError:
        return False
