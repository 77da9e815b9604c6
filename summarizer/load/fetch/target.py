"""Web addresses that are about to be visited, as httpx2 understands them."""

from base64 import b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from summarizer.load import address
from summarizer.load.fetch.answers import RefusedError

if TYPE_CHECKING:
    import httpx2

LONGEST_LABEL = 63
"""Characters of one part of a name: RFC 1035, 2.3.4."""

NOT_WEB = "only http and https addresses are read"
BROKEN = "not a web address: check how it is written"
WITH_NAME = "a link with a user name in it: give this address yourself to read it"
UNPROTECTED = "not protected, and no redirect is followed from https to http"
NOWHERE = "a redirect that does not say where to: open it in a browser"
REDIRECTED = "redirects to {}: {}"


def parsed(text: str, base: "httpx2.URL | None" = None) -> "httpx2.URL":
    """The address, or what it is when it stands in the document at `base`.

    Raises:
        RefusedError: not an address that is read here.
    """
    import httpx2  # noqa: PLC0415  100 ms, when something is fetched

    try:
        url = base.join(text) if base else httpx2.URL(text.strip())
    except (httpx2.InvalidURL, ValueError) as error:
        raise RefusedError(BROKEN) from error
    if url.scheme not in address.DEFAULT_PORTS:
        raise RefusedError(NOT_WEB)
    host = place(url)[0].removesuffix(".")
    if not _is_host(host) or not 0 < place(url)[1] < 65_536:
        raise RefusedError(BROKEN)
    return url.copy_with(host=host)


def _is_host(host: str) -> bool:
    """Whether a resolver and TLS can take it: they raise all kinds of errors when not."""
    return ":" in host or all(0 < len(part) <= LONGEST_LABEL for part in host.split("."))


def place(url: "httpx2.URL") -> tuple[str, int]:
    """Host, in ASCII, and port."""
    port = address.DEFAULT_PORTS[url.scheme] if url.port is None else url.port
    return url.raw_host.decode("ascii"), port


def place_or_none(text: str) -> tuple[str, int] | None:
    """The same of an address as it is written; None when it is none."""
    try:
        return place(parsed(text))
    except RefusedError:
        return None


def origin(url: "httpx2.URL") -> tuple[str, str, int]:
    """RFC 6454: scheme, host and port."""
    return (url.scheme, *place(url))


def login(url: "httpx2.URL") -> tuple[tuple[str, str], ...]:
    """The header for user name and password of the address, for its own origin only: RFC 7617."""
    if not url.userinfo:
        return ()
    pair = b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")
    return (("Authorization", f"Basic {pair}"),)


def without_login(url: "httpx2.URL") -> "httpx2.URL":
    """And without fragment: what may be sent and shown."""
    return url.copy_with(username=None, password=None, fragment=None)


def redirected(url: "httpx2.URL", location: str) -> "httpx2.URL":
    """Where a redirect from `url` leads; `location` is its header, as Latin-1.

    Raises:
        RefusedError: nowhere, or not where it may.
    """
    if not location:
        raise RefusedError(NOWHERE)
    with suppress(UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return _followable(parsed(location, url), url)
    except RefusedError as error:
        raise RefusedError(REDIRECTED.format(address.redacted(location), error)) from error


def _followable(target: "httpx2.URL", url: "httpx2.URL") -> "httpx2.URL":
    if target.userinfo:
        raise RefusedError(WITH_NAME)
    if url.scheme == "https" and target.scheme == "http":
        raise RefusedError(UNPROTECTED)
    return without_login(target)
