"""The tables of `briefing.toml`: every key, what it may hold, and what it is when left out.

A field's `description` is what the message about a wrong value calls accepted. What two keys must
not be at the same time is in `clashes`. Made by `config.load` and by nothing else.
"""

from datetime import date
from glob import escape
from pathlib import Path
from typing import Annotated, Literal, cast
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from summarizer.briefing.config import values
from summarizer.briefing.config.values import DATE, MAX_LINE, STDOUT, array, whole
from summarizer.render import SUFFIXES
from summarizer.render.briefing import Format

PORTS = {"tls": 465, "starttls": 587, "none": 25}
"""RFC 8314, RFC 6409 and RFC 5321."""

WORDS_PER_STORY = 150
"""Forty seconds; seven of them and seven in brief are a briefing of five minutes."""

LINE = f"text in one line, at most {MAX_LINE} characters"
SWITCH = "true or false"
ADDRESS = "an address that begins with http:// or https://"
MAILBOX = '"desk@example.org" or "Morning desk <desk@example.org>"'


class Table(BaseModel):
    """Only known keys, each of exactly the type that is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(Table):
    """Where articles come from: one feed, one folder or one file."""

    name: values.Line = Field(description=LINE)
    feed: values.Address | None = Field(None, description=ADDRESS)
    folder: values.Place | None = Field(None, description='a folder, such as "clippings"')
    file: values.RecordsPlace | None = Field(
        None, description='a file of JSON Lines, such as "wire.jsonl"'
    )
    pattern: values.Pattern | None = Field(
        None, description='a pattern for files within the folder, such as "2026-*/*.txt"'
    )
    section: values.Line = Field("", description=LINE)
    weight: float = Field(
        1.0, ge=0.1, le=10, allow_inf_nan=False, description="a number from 0.1 to 10"
    )
    full_text: bool = Field(True, description=SWITCH)
    """Of a feed: whether the pages behind its items are read."""
    allow_private: bool = Field(False, description=SWITCH)
    """Of a feed: whether it may be in a network of one's own."""

    @property
    def where(self) -> str:
        """The place as `load.read` takes it: a folder, a pattern or a file; empty of a feed."""
        if self.folder and self.pattern:
            return f"{escape(str(self.folder))}/{self.pattern}"
        return str(self.folder or self.file or "")


class Output(Table):
    """A file that every briefing is written to, or standard output."""

    path: values.OutputPlace = Field(
        description=f'a file name that ends in {", ".join(SUFFIXES)}, perhaps with {DATE}; or "-"'
    )
    format: Format | None = Field(None, description='"text", "markdown", "html" or "json"')

    @property
    def style(self) -> Format:
        """What was asked for, else what the file's name says."""
        return self.format or cast("Format", SUFFIXES[self.path.suffix.lower()])

    @property
    def folder(self) -> Path | None:
        """The innermost folder that is the same every day; None of standard output."""
        if self.path == STDOUT:
            return None
        return next(each for each in self.path.parents if DATE not in str(each))

    def on(self, day: date) -> Path:
        """The file of this day; `STDOUT` stays what it is."""
        return Path(str(self.path).replace(DATE, day.isoformat()))


class Mailing(Table):
    """How the briefing goes out as mail. The password is never in here."""

    sender: values.Mailbox = Field(alias="from", description=MAILBOX)
    to: values.Mailboxes = array(f"a list of mail addresses, each {MAILBOX}")
    host: str = Field(
        pattern=r"^[A-Za-z0-9._:-]+$", description='a mail server, such as "smtp.example.org"'
    )
    security: Literal["tls", "starttls", "none"] = Field(
        "tls", description='"tls", "starttls" or "none"'
    )
    port: int = Field(
        default_factory=lambda given: PORTS.get(given.get("security"), PORTS["tls"]),
        ge=1,
        le=65_535,
        description="a whole number from 1 to 65,535",
    )
    username: str | None = Field(
        None, pattern=r"^[!-~]+$", description="a user name of ASCII characters, without spaces"
    )
    password_file: values.Place | None = Field(
        None, description="a file of mode 0600 that holds the password"
    )
    credential: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$",
        description='the name of a systemd credential, such as "smtp-password"',
    )


class Retention(Table):
    """How many days the memory keeps what."""

    articles: int = whole(30, 14, 3650)
    briefings: int | None = whole(None, 1, 36_500, ", or left out: for ever")


class Health(Table):
    """When a source counts as being in trouble."""

    failures: int = whole(3, 1, 100)
    """In a row."""
    silent_days: int = whole(14, 1, 3650)
    """Without a new item."""


class Config(Table):
    """Everything that a briefing is made by."""

    title: values.Line = Field("Daily briefing", description=LINE)
    timezone: values.Zone = Field(description='a time zone, such as "Europe/Berlin"')
    language: str = Field(
        "en", pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", description='a language, such as "en" or "pt-BR"'
    )
    words: int = whole(1200, 20, 20_000)
    words_per_story: int = Field(
        default_factory=lambda given: min(WORDS_PER_STORY, given.get("words", WORDS_PER_STORY)),
        ge=20,
        le=1000,
        description="a whole number from 20 to 1,000",
    )
    stories: int = whole(7, 1, 50)
    shorts: int = whole(7, 0, 50)
    sections: values.Lines = array(
        'a list of names, each once, such as ["World", "Business"]', default=()
    )
    """In the order in which they are printed."""
    sources: Annotated[tuple[Source, ...], AfterValidator(values.some)] = array(
        "tables that begin with [[sources]]"
    )
    outputs: tuple[Output, ...] = array("tables that begin with [[outputs]]", default=())
    templates: values.Place | None = Field(None, description='a folder, such as "templates"')
    """With templates of the owner's own for pages and mail."""
    mail: Mailing | None = Field(None, description="a table that begins with [mail]")
    hooks: tuple[values.Arguments, ...] = array(
        'a list of commands, each a list of words, such as [["notify-send", "Ready"]]', default=()
    )
    ping: values.Address | None = Field(None, description=ADDRESS)
    """Asked for when a run went well."""
    retention: Retention = Field(Retention(), description="a table that begins with [retention]")
    health: Health = Field(Health(), description="a table that begins with [health]")

    @property
    def zone(self) -> ZoneInfo:
        """Where the day of a briefing begins and ends."""
        return ZoneInfo(self.timezone)


TABLES: dict[str, type[Table]] = {
    "sources": Source,
    "outputs": Output,
    "mail": Mailing,
    "retention": Retention,
    "health": Health,
}
"""Below which key of `Config` which table stands."""
