"""What is wanted of every line: made once, told to every worker, kept beside an unfinished run."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from summarizer.datatypes import Budget, Options


@dataclass(frozen=True, slots=True)
class Order:
    """The output is a function of this, the input and the version of the program."""

    options: Options
    model: str = "embedded"
    """As `embed.encoder` takes it."""


def fields(order: Order) -> dict[str, Any]:
    """For JSON; equal orders give equal fields."""
    since = order.options.since
    return {
        "model": order.model,
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
    )
