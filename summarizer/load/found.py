"""What leads to an article: bytes for a worker, an entry of a feed, a feed of a list."""

from dataclasses import dataclass

from summarizer.datatypes import Article


@dataclass(frozen=True, slots=True)
class Job:
    """Bytes to read in a worker process, and where they are from."""

    kind: str
    """A key of `workers.TASKS`."""
    data: bytes
    where: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    article: Article
    """Its text may be empty when the feed gives none."""
    blurb: bool
    """The text is only a teaser of the page at `article.url`."""
    guid: str = ""
    """The id that the feed gives; empty for none. Some feeds change it with every edition."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list."""

    title: str
    url: str
    folder: str = ""
    """The innermost folder it is in; empty for none."""
