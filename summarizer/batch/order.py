"""What is wanted of every line: made once, told to every worker, kept beside an unfinished run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from summarizer.datatypes import Budget, Options


@dataclass(frozen=True, slots=True)
class Order:
    """The output is a function of this, the input and the version of the program."""

    options: Options
    model: str = "auto"
    """As `embed.encoder` takes it; `auto` is chosen for the language of each line."""
    device: str = "auto"
    """As `embed.encoder` takes it."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Where workers look for vectors before they make them; it changes no output."""

    folder: Path
    """Of that name on every machine."""
    today: date
    limit: int
    """Bytes of its file."""


def fields(order: Order) -> dict[str, Any]:
    """For JSON; equal orders give equal fields."""
    since = order.options.since
    return {
        "model": order.model,
        "device": order.device,
        "options": {
            **asdict(order.options),
            "known": list(order.options.known),
            "since": since.isoformat() if since else None,
        },
    }


def read(given: Mapping[str, Any]) -> Order:
    """What `fields` was made from."""
    options = dict(given["options"])
    since = options["since"]
    return Order(
        Options(
            **{
                **options,
                "budget": Budget(**options["budget"]),
                "known": tuple(options["known"]),
                "since": datetime.fromisoformat(since) if since else None,
            }
        ),
        given["model"],
        given["device"],
    )


def cache_fields(cache: Cache | None) -> dict[str, Any]:
    """For JSON, beside those of an order."""
    if cache is None:
        return {"cache": None}
    today, folder = cache.today.isoformat(), str(cache.folder)
    return {"cache": {"folder": folder, "today": today, "limit": cache.limit}}


def read_cache(given: Mapping[str, Any]) -> Cache | None:
    """What `cache_fields` was made from."""
    if given["cache"] is None:
        return None
    found = given["cache"]
    return Cache(Path(found["folder"]), date.fromisoformat(found["today"]), found["limit"])
