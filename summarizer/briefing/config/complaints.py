"""What validation refused -> lines of text: the place, what was found, what is accepted."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from summarizer.briefing.config.settings import TABLES, Config
from summarizer.load import address, hygiene
from summarizer.render.parts import printable

Place = tuple[int | str, ...]
"""Keys and list indices from 0, from the outermost inwards."""

MAX_SHOWN = 60
"""Characters of a wrong value: enough to find it in the file."""
ADDRESSES = frozenset({"feed", "ping"})
"""Keys whose values can hold a password or a token."""
SECRETS = frozenset({"credential", "password_file"})
"""Keys at which a password may stand by mistake: their values are not repeated."""
NO_PASSWORD = (
    "a password has no place in this file; put it into a file of mode 0600 and say "  # noqa: S105
    'password_file = "smtp-password", or name a systemd credential'
)
CONSEQUENCE = "default_factory_not_called"
"""What pydantic says of a default that depends on another value, which was refused."""


def lines(error: ValidationError, document: Mapping[str, Any]) -> list[str]:
    """One line for every fault, without the name of the file."""
    found = [each for each in error.errors(include_url=False) if each["type"] != CONSEQUENCE]
    return [f"{where(each['loc'], document)}: {_reason(each)}" for each in found]


def where(place: Place, document: Mapping[str, Any]) -> str:
    """`sources[2].feed ("Example Times")`: the place, and whose it is if that has a name."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{_key(part)}" for part in place)
    match place:
        case ("sources", int(index), *_):
            name = _name(document["sources"][index])
        case _:
            name = ""
    return path.removeprefix(".") + (name and f" ({shown(name)})")


def _key(text: str) -> str:
    """As it is, or in quotes: a key can hold anything."""
    return text if text.isidentifier() and len(text) <= MAX_SHOWN else shown(text)


def shown(value: object) -> str:
    """As TOML would write it, in one short line."""
    match value:
        case str():
            text = printable(hygiene.line(value))
            cut = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
            return json.dumps(cut, ensure_ascii=False)
        case bool() | int() | float():
            return json.dumps(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return "a list" if value else "an empty list"
        case _:
            return "a table"


def _name(source: object) -> str:
    name = source.get("name") if isinstance(source, Mapping) else None
    return name if isinstance(name, str) else ""


def _reason(fault: ErrorDetails) -> str:
    keys = [part for part in fault["loc"] if isinstance(part, str)]
    fields = _fields(keys)
    if fault["type"] == "extra_forbidden":
        return _unknown(keys[-1], list(fields), is_nested=len(keys) > 1)
    accepted = fields[keys[-1]].description
    if fault["type"] == "missing":
        return f"missing; expected {accepted}"
    hint = str(fault.get("ctx", {}).get("error", ""))
    return f"found {_found(keys[-1], fault['input'])}; expected {accepted}{hint and f'; {hint}'}"


def _fields(keys: list[str]) -> dict[str, FieldInfo]:
    """The keys, as they are written, of the table that the last of `keys` stands in."""
    table = TABLES[keys[0]] if len(keys) > 1 else Config
    return {field.alias or name: field for name, field in table.model_fields.items()}


def _unknown(key: str, known: list[str], *, is_nested: bool) -> str:
    if key == "password":
        return NO_PASSWORD
    if is_nested and key in Config.model_fields:
        return "unknown key here; move it to the top, above the first line in brackets"
    if close := get_close_matches(key, known, 1):
        return f'unknown key; did you mean "{close[0]}"?'
    return f"unknown key; expected one of {', '.join(known)}"


def _found(key: str, value: object) -> str:
    if key in SECRETS:
        return "something else (not repeated here)"
    if key in ADDRESSES and isinstance(value, str):
        return shown(address.redacted(value))
    return shown(value)
