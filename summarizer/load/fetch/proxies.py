"""Proxies: which one an address goes through, as the environment says."""

import ipaddress
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from summarizer.load import address
from summarizer.load.fetch.answers import RefusedError

if TYPE_CHECKING:
    import httpcore2
    import httpx2

BAD_PROXY = "the proxy {} is no http:// or https:// address: correct the environment variable"


def chosen(url: "httpx2.URL") -> "httpcore2.Proxy | None":
    """By HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, and the system's settings where it has.

    Raises:
        RefusedError: a proxy that cannot be used.
    """
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415  40 ms

    named = getproxies()
    written = named.get(url.scheme) or named.get("all")
    if not written or proxy_bypass(url.netloc.decode("ascii")):
        return None
    return _proxy(written if "://" in written else f"http://{written}")


def place(proxy: "httpcore2.Proxy") -> str:
    """Host and port, for messages."""
    return f"{proxy.url.host.decode('ascii')}:{proxy.url.port}"


def numeric(host: str) -> str:
    """The numeric address that a host is without being looked up; empty when it is a name.

    For what goes through a proxy: it looks names up, but must not be sent to its own machine.
    """
    if f".{host}".endswith(".localhost"):
        return "127.0.0.1"
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    with suppress(OSError):
        return socket.inet_ntoa(socket.inet_aton(host))  # 127.1 and 0x7f000001 too
    return ""


def _proxy(written: str) -> "httpcore2.Proxy":
    import httpcore2  # noqa: PLC0415  100 ms, when something is fetched
    import httpx2  # noqa: PLC0415  100 ms, when something is fetched

    try:
        url = httpx2.URL(written)
        usable = url.scheme in address.DEFAULT_PORTS and url.raw_host
    except (httpx2.InvalidURL, ValueError):
        usable = False
    if not usable:
        raise RefusedError(BAD_PROXY.format(address.redacted(written)))
    port = url.port or address.DEFAULT_PORTS[url.scheme]
    where = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=port, target=b"/")
    login = (url.username.encode(), url.password.encode()) if url.userinfo else None
    return httpcore2.Proxy(where, auth=login)
