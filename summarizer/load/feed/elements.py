"""The elements and attributes of feeds that are used, each under one name, with its limit."""

MAX_TEXT = 1_000_000
"""Characters of a summary or content with its markup. A long article has 50,000."""
MAX_TITLE = 10_000
"""Characters of a title with its markup."""
MAX_ADDRESS = 2_048
"""Characters of a link, an id or an attribute; servers refuse longer addresses."""
MAX_WORD = 100
"""Characters of a date or a language."""

ROOTS = frozenset({"rss", "feed", "rdf:rdf", "channel"})
ENTRIES = frozenset({"item", "entry"})
HOLDERS = ROOTS | ENTRIES | {"source", "media:group"}
"""Elements that hold elements."""
TRANSPARENT = frozenset({"media:group"})
"""Holders that are left out, and what they hold is not."""

ADDRESSES = frozenset({"link", "guid", "id"})
WORDS = frozenset(
    {"published", "pubdate", "issued", "updated", "modified", "created", "language", "dc:date"}
    | {"dc:language", "dcterms:issued", "dcterms:modified", "dcterms:created"}
)
TITLES = frozenset({"title", "dc:title"})
HTML_BODIES = frozenset({"description", "content:encoded", "fullitem", "media:description"})
"""Texts that are HTML unless they say otherwise."""
BODIES = HTML_BODIES | {"abstract", "summary", "content", "body", "xhtml:body", "dc:description"}
SPARE = {"media:title": "title", "media:description": "summary"}
"""Of a picture or film, as a rule: for entries that have none of their own, as on YouTube."""
LIMITS = {
    **dict.fromkeys(ADDRESSES, MAX_ADDRESS),
    **dict.fromkeys(WORDS, MAX_WORD),
    **dict.fromkeys(TITLES | {"media:title"}, MAX_TITLE),
    **dict.fromkeys(BODIES, MAX_TEXT),
}
"""Elements that hold text -> the most characters."""
ATTRIBUTES = frozenset(
    {"base", "href", "ispermalink", "lang", "lastmod", "mode", "rdf:about", "rel", "src", "type"}
    | {"url", "version", "xml:base", "xml:lang"}
)

FAMILIES = {
    "backend.userland.com/rss2": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "purl.org/atom/ns": "",
    "purl.org/rss/1.0": "",
    "www.w3.org/2005/atom": "",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "search.yahoo.com/mrss": "media",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "www.w3.org/1999/xhtml": "xhtml",
}
"""Namespace, without what publishers vary, -> the prefix of its names here."""
USUAL = {"xml": "xml", "atom": "", "rss": ""} | {name: name for name in FAMILIES.values()}
"""The same for prefixes that a feed forgot to declare."""
UNKNOWN = "?"

DECLARED = (
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
"""The namespaces as the first element of a copy declares them."""
DEFAULTS = {
    "feed": ' xmlns="http://www.w3.org/2005/Atom"',
    "rdf:rdf": ' xmlns="http://purl.org/rss/1.0/"',
}


def name(raw: str, prefixes: dict[str, str]) -> str:
    """`a:Entry` as `entry` when `a` was declared for Atom; foreign names begin with "?"."""
    prefix, colon, local = raw.rpartition(":")
    if not colon:
        return raw
    known = prefixes.get(prefix, USUAL.get(prefix, UNKNOWN))
    return f"{known}:{local}" if known else local


def family(namespace: str) -> str:
    """The prefix that stands for the namespace here; "?" for one that is not used."""
    _, _, address = namespace.strip().lower().rpartition("//")
    return FAMILIES.get(address.rstrip("/#"), UNKNOWN)
