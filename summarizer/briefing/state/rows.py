"""Records as a table holds them, and back.

Moments are UTC in one width, so that their order as texts is their order in time. What strangers
wrote is kept as JSON in ASCII, or as bytes: both take every character there is.
"""

import json
from dataclasses import asdict, astuple, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from summarizer.briefing.records import FeedState, Made, Mail, Seen, Told
from summarizer.datatypes import Article

Row = tuple[Any, ...]

ODD = "surrogatepass"
"""Half a surrogate pair, as in the name of a file that is not UTF-8, is kept as it is."""


def stamp(when: datetime) -> str:
    """Raises ValueError: it is not said in which zone."""
    if when.tzinfo is None:
        raise ValueError(f"{when}: a time without its zone")
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def from_article(article: Article) -> str:
    """All of it; the text is not cleaned or changed in any way."""
    published = article.published and article.published.isoformat()
    return json.dumps({**asdict(article), "published": published})


def seen(row: Row, latest: datetime) -> Seen:
    """A time after `latest` was read from a clock that was wrong, and is taken as that."""
    said, source, first_seen, *more = row
    fields = json.loads(said)
    fields["published"] = fields["published"] and datetime.fromisoformat(fields["published"])
    return Seen(Article(**fields), source, min(datetime.fromisoformat(first_seen), latest), *more)


def from_told(story: Told) -> Row:
    """Day, headline and sentences, centroid, first day, identity of the encoder."""
    said = json.dumps([story.headline, story.sentences])
    centroid = np.asarray(story.centroid, dtype="<f4").tobytes()
    return story.day.isoformat(), said, centroid, story.first_day.isoformat(), story.encoder


def told(row: Row) -> Told:
    """Of what `from_told` gives."""
    day, said, centroid, first_day, encoder = row
    headline, sentences = json.loads(said)
    return Told(
        date.fromisoformat(day),
        headline,
        tuple(np.frombuffer(centroid, dtype="<f4").tolist()),
        tuple(sentences),
        date.fromisoformat(first_day),
        encoder,
    )


def from_made(made: Made) -> Row:
    """The columns in the order of the record."""
    content = made.json.encode("utf-8", ODD)
    return (
        *(made.day.isoformat(), stamp(made.since), stamp(made.until)),
        *(content, made.words, made.stories),
    )


def made(row: Row) -> Made:
    """Of what `from_made` gives."""
    day, since, until, content, words, stories = row
    since, until = datetime.fromisoformat(since), datetime.fromisoformat(until)
    return Made(date.fromisoformat(day), since, until, content.decode("utf-8", ODD), words, stories)


def from_mail(mail: Mail) -> Row:
    """The columns in the order of the record."""
    day = mail.day and mail.day.isoformat()
    recipients = json.dumps(mail.recipients)
    return mail.message_id, mail.sender, recipients, mail.message, mail.state, day


def mail(row: Row) -> Mail:
    """Of what `from_mail` gives."""
    message_id, sender, recipients, message, state, day = row
    day = day and date.fromisoformat(day)
    return Mail(message_id, sender, tuple(json.loads(recipients)), message, state, day)


def unvisited(address: str) -> FeedState:
    """What is known of a feed before the first visit."""
    return feed((address, None, None, None, 0, None, None, None, False, ""))


def from_feed(feed: FeedState) -> Row:
    """The columns in the order of the record; what cannot be printed of a reason is replaced."""
    feed = replace(feed, last_reason=feed.last_reason.encode("utf-8", "replace").decode())
    return tuple(stamp(each) if isinstance(each, datetime) else each for each in astuple(feed))


def feed(row: Row) -> FeedState:
    """Of what `from_feed` gives."""
    address, etag, modified, moved, failures, *times, warned, reason = row
    failing_since, last_success, newest = (each and datetime.fromisoformat(each) for each in times)
    return FeedState(
        address=address,
        etag=etag,
        modified=modified,
        moved=moved,
        failures=failures,
        failing_since=failing_since,
        last_success=last_success,
        newest=newest,
        warned=bool(warned),
        last_reason=reason,
    )
