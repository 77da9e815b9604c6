"""Web addresses as text, and the numeric addresses behind them: judged here, visited elsewhere."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from summarizer.load import hygiene

Reach = Literal["public", "private", "unusable"]
"""Where a numeric address leads: the internet, a network of one's own, or to no server at all."""

MAX_LENGTH = 2048
"""Characters that are used. The longest of 4,312 addresses in 54 feeds and 181 pages has 390."""
MAX_SHOWN = 300
"""Characters of an address in a message."""

DEFAULT_PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
# What a browser would percent-encode; characters beyond ASCII stay readable.
UNSAFE = {ord(character): f"%{ord(character):02X}" for character in ' "<>\\^`{|}'}

TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid"),
        *("igshid", "igsh", "ttclid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "oly_anon_id"),
        *("oly_enc_id", "vero_id", "_hsenc", "_hsmi", "__twitter_impression", "guccounter"),
        *("at_medium", "at_campaign", "ns_mchannel", "ns_campaign", "ns_source", "ns_linkname"),
        *("ito", "ocid", "smid", "xtor", "wt_mc", "cmpid", "s_cid", "ncid", "sr_share"),
    }
)
"""Of 1,251 addresses with parameters in the same material, 562 say who sent the reader."""
TRACKING_PREFIXES = ("utm_", "at_custom", "guce_", "mtm_", "pk_", "hsa_")
NOT_THE_ARTICLE = frozenset({"amp", "cmp", "outputtype", "ref"})
"""Parameters that choose a form of the page or name a referrer: kept in links, not in keys."""

ALIASES = ("www.", "m.", "mobile.", "amp.")
INDEX = re.compile(r"/index\.(?:html?|php)\Z")
AMP_ENDING = re.compile(r"\.amp(?=(?:\.html?)?\Z)")
# The copies that https://developers.google.com/amp/cache/overview and Google's viewer serve.
AMP_CACHE = re.compile(r"(?:google\.[a-z.]+/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[cv])/(?:s/)?")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

AUTHORITY_END = re.compile(r"[/?#]")
SECRET = re.compile(
    r"([?&;][^=&;#]*(?:token|secret|passw|pwd|api.?key|auth(?!or)|signature|credential|session|jwt)"
    r"[^=&;#]*=|[?&;](?:key|pass|sig|sid|code)=)[^&;#]+",
    re.IGNORECASE,
)

# https://www.iana.org/assignments/iana-ipv4-special-registry and its like for IPv6. The standard
# library's is_global differs from version to version, and lets 6to4, NAT64 and fec0:: pass.
PRIVATE = tuple(
    map(
        ipaddress.ip_network,
        (
            *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.168.0.0/16", "198.18.0.0/15", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10"),
        ),
    )
)
UNUSABLE = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.51.100.0/24"),
            *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            *("2001::/23", "2001:db8::/32", "3fff::/20"),
        ),
    )
)
UNICAST = ipaddress.ip_network("2000::/3")
"""All of IPv6 that leads to servers; what is embedded in it is taken out first."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""


def clean(text: str) -> str | None:
    """The address when it is safe to print and to follow: http or https, a host, no user name.

    Without fragment, default port and the parameters that only say where a reader came from. A
    host beyond ASCII is given in its ASCII form, so that it cannot pass for another.
    """
    parts = _split(text)
    if parts is None or "@" in parts.netloc:
        return None
    path = parts.path.translate(UNSAFE)
    query = "&".join(_parameters(parts.query.translate(UNSAFE)))
    return f"{parts.scheme}://{_place(parts)}{path}{query and '?'}{query}"


def key(url: str) -> str:
    """Equal for the addresses of one article: http and https, www and mobile, AMP and plain.

    To compare by, not to follow. What is no web address is its own key.
    """
    parts = _split(url)
    if parts is None:
        return url
    place = _place(parts)
    if cached := AMP_CACHE.match(f"{place.removeprefix('www.')}{parts.path}"):
        inner = f"{place.removeprefix('www.')}{parts.path}"[cached.end() :]
        parts = _split(f"https://{inner}?{parts.query}") or parts
        place = _place(parts)
    named = (each for each in _parameters(parts.query) if _name(each) not in NOT_THE_ARTICLE)
    query = "&".join(sorted(map(spelled, named)))
    return f"{_plain_host(place)}{_plain_path(parts.path)}{query and '?'}{query}"


def spelled(text: str) -> str:
    """Path or query in one spelling of percent-encoding: RFC 3986, 6.2.2."""
    ascii_only = BEYOND_ASCII.sub(_escaped, text.translate(UNSAFE))
    return ESCAPE.sub(_plain_escape, ascii_only)


def redacted(url: str) -> str:
    """For messages: without user name and password, secret-looking values, and great length."""
    before, slashes, rest = hygiene.line(url).partition("//")
    scheme, rest = (before + slashes, rest) if slashes else ("", before)
    end = AUTHORITY_END.search(rest) if _has_port(f"//{rest}") else None
    start = rest.rfind("@", 0, end.start() if end else None) + 1
    shown = f"{scheme}{rest[start:]}"
    return SECRET.sub(r"\1***", shown if len(shown) <= MAX_SHOWN else f"{shown[:MAX_SHOWN]}…")


def reach(numeric: str) -> Reach:
    """Where a resolved address leads; one that carries IPv4 addresses leads where they lead.

    Raises:
        ValueError: no numeric address.
    """
    address = ipaddress.ip_address(numeric)
    carried = list(_carried(address))
    if not carried:
        return _reach(address)
    reaches: set[Reach] = {_reach(each) for each in carried}
    return "unusable" if "unusable" in reaches else "private" if "private" in reaches else "public"


def _reach(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Reach:
    if any(address in network for network in PRIVATE):
        return "private"
    if any(address in network for network in UNUSABLE):
        return "unusable"
    return "public" if address.version == 4 or address in UNICAST else "unusable"


def _carried(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses that a router or gateway would go on to."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _split(text: str) -> SplitResult | None:
    """Cleaned and taken apart; None when it is no web address."""
    if len(text) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(hygiene.line(text))
        usable = parts.scheme in DEFAULT_PORTS and parts.port != 0
        return parts if usable and HOST.fullmatch(_host(parts)) else None
    except ValueError:  # half an IPv6 address, a port that is no number, a host that is no name
        return None


def _has_port(address: str) -> bool:
    """False when what stands there is none: a password with a slash in it, perhaps."""
    try:
        return (urlsplit(address).port or 0) >= 0
    except ValueError:
        return False


def _host(parts: SplitResult) -> str:
    """In ASCII, lower case; an IPv6 address in brackets. Raises ValueError: not a name."""
    host = (parts.hostname or "").removesuffix(".")
    if not host.isascii():
        import idna  # noqa: PLC0415  50 ms, for few addresses

        host = idna.encode(host, uts46=True).decode("ascii")
    return f"[{host}]" if ":" in host else host


def _place(parts: SplitResult) -> str:
    """Host and port, the port only when it is not the scheme's own."""
    port = parts.port
    return _host(parts) if port in {None, DEFAULT_PORTS[parts.scheme]} else f"{_host(parts)}:{port}"


def _parameters(query: str) -> Iterator[str]:
    for each in query.split("&"):
        name = _name(each)
        if each and name not in TRACKING and not name.startswith(TRACKING_PREFIXES):
            yield each


def _name(parameter: str) -> str:
    """Lower case; an ampersand that was escaped twice leaves "amp;" before the name."""
    return parameter.partition("=")[0].lower().removeprefix("amp;")


def _plain_host(place: str) -> str:
    for alias in ALIASES:
        shorter = place.removeprefix(alias)
        place = shorter if "." in shorter else place
    return place


def _plain_path(path: str) -> str:
    """Without what differs between twins: AMP parts, the index page, the slash at the end."""
    segments = (each for each in spelled(path).split("/") if each.lower() != "amp")
    plain = AMP_ENDING.sub("", "/".join(segments))
    return INDEX.sub("", plain).rstrip("/")


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _plain_escape(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code in PLAIN else found[0].upper()
