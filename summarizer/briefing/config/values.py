"""What single values of `briefing.toml` may be.

Each check raises ValueError; its text, when it has one, is a hint beside what is accepted. The
validation context holds `folder`, the one of the configuration, where relative paths begin.
"""

import os
import re
from difflib import get_close_matches
from email import headerregistry
from email.errors import MessageError
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from summarizer.load import address, hygiene
from summarizer.render import SUFFIXES

MAX_LINE = 100
"""Characters of a name or title: what fits into one line of a page or a mail's subject."""
STDOUT = Path("-")
DATE = "{date}"
"""What stands in an output's path for the day of the briefing."""
RECORDS = (".jsonl", ".ndjson")

# A plain address, or one in angle brackets after a name without the characters that RFC 5322
# wants quoted.
MAILBOX = re.compile(r"(?:[^<>()\[\]\"@,;:\\]+ <)?([\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>?", re.ASCII)

_Item = TypeVar("_Item")


def placed(text: str, folder: Path) -> Path:
    """Absolute: `~` is the home folder, and anything relative begins at `folder`.

    Raises:
        ValueError: no path, or in the home of a user who is not there.
    """
    if not text.strip() or not text.isprintable():
        raise ValueError
    try:
        path = folder / Path(text).expanduser()
    except RuntimeError as error:
        raise ValueError from error
    return Path(os.path.normpath(path)) if ".." in path.parts else path


def bare(url: str) -> str:
    """The address without user name and password.

    Raises:
        ValueError: no address at all.
    """
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _folder(info: ValidationInfo) -> Path:
    return cast("dict[str, Path]", info.context)["folder"]


def _line(text: str) -> str:
    line = hygiene.line(text)
    if not 0 < len(line) <= MAX_LINE:
        raise ValueError
    return line


def _place(value: object, info: ValidationInfo) -> object:
    return placed(value, _folder(info)) if isinstance(value, str) else value


def _output(value: object, info: ValidationInfo) -> object:
    if value == str(STDOUT):
        return STDOUT
    if not isinstance(value, str):
        return value
    braces = {"{", "}"} & set(value.replace(DATE, ""))
    if braces or Path(value).suffix.lower() not in SUFFIXES:
        raise ValueError
    return placed(value, _folder(info))


def _records(path: Path) -> Path:
    if path.suffix.lower() not in RECORDS:
        raise ValueError
    return path


def _pattern(text: str) -> str:
    path = Path(text)
    if not text.strip() or not text.isprintable() or path.is_absolute() or ".." in path.parts:
        raise ValueError
    return text


def _arguments(arguments: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """A program named with a slash is a file like all others: relative to the configuration."""
    if not arguments or not arguments[0].strip() or any("\0" in each for each in arguments):
        raise ValueError
    program, *rest = arguments
    if "/" in program:
        program = str(placed(program, _folder(info)))
    return (program, *rest)


def _address(url: str) -> str:
    if address.clean(bare(url)) is None:
        raise ValueError
    return url.strip()


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, KeyError, ValueError) as error:
        close = get_close_matches(name, sorted(available_timezones()), 1)
        raise ValueError(f'did you mean "{close[0]}"?' if close else "") from error
    return name


def _mailbox(text: str) -> str:
    found = MAILBOX.fullmatch(text)
    if not found or ("<" in text) != text.endswith(">") or not text.isprintable():
        raise ValueError
    try:
        headerregistry.Address(addr_spec=found[1])
    except (ValueError, IndexError, MessageError) as error:
        raise ValueError from error
    return text


def some(values: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """At least one. Pydantic's `min_length` counts a wrong item as missing: two complaints.

    Raises:
        ValueError: none.
    """
    if not values:
        raise ValueError
    return values


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    doubles = [value for value in values if values.count(value) > 1]
    if doubles:
        raise ValueError(f'"{doubles[0]}" is there twice')
    return values


Line = Annotated[str, AfterValidator(_line)]
Place = Annotated[Path, BeforeValidator(_place)]
OutputPlace = Annotated[Path, BeforeValidator(_output)]
RecordsPlace = Annotated[Path, BeforeValidator(_place), AfterValidator(_records)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Arguments = Annotated[tuple[str, ...], AfterValidator(_arguments), Field(strict=False)]
Address = Annotated[str, AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_zone)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Mailboxes = Annotated[tuple[Mailbox, ...], AfterValidator(some)]
Lines = Annotated[tuple[Line, ...], AfterValidator(_each_once)]


def whole(default: int | None, low: int, high: int, more: str = "") -> Any:
    """A field for a whole number from `low` to `high`."""
    accepted = f"a whole number from {low:,} to {high:,}{more}"
    return Field(default, ge=low, le=high, description=accepted)


def array(accepted: str, **settings: Any) -> Any:
    """A field for a list, which strict validation would not take for a tuple."""
    return Field(strict=False, description=accepted, **settings)
