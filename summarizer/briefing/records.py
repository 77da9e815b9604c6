"""What the steps of a day hand to each other and what the store remembers. All times are aware."""

from dataclasses import dataclass
from datetime import date, datetime

from summarizer.datatypes import Article


@dataclass(frozen=True, slots=True)
class Seen:
    """An article and how it came."""

    article: Article
    source: str
    """Name of the configured source that brought it."""
    first_seen: datetime
    """When this program met it, whatever the feed says of its age."""
    rank: int = 0
    """Place in its feed; 0 is the first."""
    section: str = ""
    weight: float = 1.0
    """Of its source; higher counts for more."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story as an earlier briefing told it."""

    day: date
    headline: str
    centroid: tuple[float, ...]
    """The direction of the story's vectors; kept as float32."""
    sentences: tuple[str, ...]
    first_day: date
    """Of the first briefing that told this story."""
    encoder: str | None = None
    """Identity of the encoder that made the centroid. None: it is not known, or the encoder makes
    no vectors that are sure to fit those of another run."""


@dataclass(frozen=True, slots=True)
class Made:
    """A recorded briefing."""

    day: date
    since: datetime
    until: datetime
    """Articles first seen after `since` and up to `until` were looked at."""
    json: str
    """The whole briefing, from which every output can be written again."""
    words: int
    stories: int


@dataclass(frozen=True, slots=True)
class Mail:
    """A finished message that waits for a mail server, or has been sent."""

    message_id: str
    sender: str
    recipients: tuple[str, ...]
    message: bytes
    state: str = "rendered"
    """`rendered`, then `sending`, then `sent`; found in `sending`, it is sent again."""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from earlier visits."""

    address: str
    etag: str | None
    modified: str | None
    moved: str | None
    """Where it has gone for good."""
    failures: int
    """In a row, up to now."""
    failing_since: datetime | None
    last_success: datetime | None
    newest: datetime | None
    """When its newest item was published."""
    warned: bool
    """Whether its owner has been told that it fails."""
    last_reason: str = ""
