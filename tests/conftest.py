"""What every test may rely on: no network, one set of articles, one way to run the command."""

import io
import ipaddress
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import Phase, settings

from summarizer.cli import main
from summarizer.datatypes import Article
from tests.fakes import HashEncoder
from tests.limits import LONG

pytest.register_assert_rewrite("tests.hostile.checks")  # what it says is explained as in a test

# A job in the background begins with Ctrl-C ignored, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
NOBODY = 65534

# The same examples on every run: a red test is a change in the program, never bad luck.
# Without explanations: they take longer than all the tests together.
settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    phases=[phase for phase in Phase if phase is not Phase.explain],
)
settings.load_profile("same")


class _Network:
    """The guard's one switch; an audit hook cannot be taken off again."""

    loopback = False


def _forbid_network(event: str, args: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = args[-1]
        # Addresses of other families are paths or bytes; a connected socket sends to None.
        host = address[0] if isinstance(address, tuple) else None
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        host = args[0]
    else:
        return
    if host is not None and not (_Network.loopback and _is_here(host)):
        pytest.fail(f"a test reached for the network: {event} {host}")


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name)
        return (getattr(address, "ipv4_mapped", None) or address).is_loopback
    except ValueError:
        return name == "localhost"


sys.addaudithook(_forbid_network)


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the caches of this session are: the user's own is left alone."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZER_CACHE", str(folder / "shared"))
        yield folder


@pytest.fixture(autouse=True)
def _own_cache(_caches: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins without a cache; nothing is made before it is used."""
    monkeypatch.setenv("SUMMARIZER_CACHE", str(_caches / uuid4().hex))


@pytest.fixture
def loopback() -> Iterator[None]:
    """This test may talk to a server on this machine."""
    _Network.loopback = True
    yield
    _Network.loopback = False


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the five sample articles."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def news_of() -> Callable[[str], Path]:
    """The pattern for the articles of an invented story: `news_of("landslide")`."""
    return lambda story: ROOT / "tests" / "clusters" / story / "*.md"


@pytest.fixture
def article() -> Callable[..., Article]:
    """Make an article of sentences: `article("One.", "Two.", source="Harbour Times")`."""

    def made(*sentences: str, **fields: Any) -> Article:
        return Article(" ".join(sentences), **fields)

    return made


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error, each of which must come from this program."""
        lines = self.err.splitlines()
        assert all(line.startswith("summarizer: ") for line in lines), self.err
        return [line.removeprefix("summarizer: ") for line in lines]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in this process: `run("summarize", path, stdin=b"...")`."""

    def ran(*args: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["summarizer", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        code = exit_.value.code
        return Ran(code if isinstance(code, int) else 0, *capsys.readouterr())

    return ran


@pytest.fixture
def run_alone() -> Callable[..., Ran]:
    """Run `python ARGS` as a process of its own, in the project's folder."""

    def ran(*args: object, **more: Any) -> Ran:
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "input": "", **more}
        command = [sys.executable, *map(str, args)]
        done = subprocess.run(command, cwd=ROOT, text=True, timeout=LONG, check=False, **more)
        return Ran(done.returncode, done.stdout or "", done.stderr or "")

    return ran


def opened(folder: Path) -> None:
    """Let any user into the folder of a test."""
    top = Path(tempfile.gettempdir())
    for each in (folder, *folder.parents):
        if each != top and each.is_relative_to(top):
            each.chmod(0o755)


@pytest.fixture
def ordinary_user() -> Callable[[], AbstractContextManager[None]]:
    """A context in which file permissions count, also when the tests are run by root."""

    @contextmanager
    def ordinary() -> Iterator[None]:
        if os.geteuid():
            yield
            return
        os.seteuid(NOBODY)
        try:
            with tempfile.TemporaryDirectory() as cache, pytest.MonkeyPatch.context() as patch:
                patch.setenv("SUMMARIZER_CACHE", cache)
                yield
        finally:
            os.seteuid(0)

    return ordinary
