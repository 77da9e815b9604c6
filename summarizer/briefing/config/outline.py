"""A configuration -> what it means, in words."""

from collections.abc import Iterable, Iterator

from summarizer.briefing.config.settings import Config, Source
from summarizer.load.address import redacted


def lines(config: Config) -> Iterator[str]:
    """Everything that it asks for, without passwords and tokens."""
    yield f"{config.title}: {config.timezone}, {config.language}"
    yield (
        f"At most {config.stories} stories of {config.words_per_story} words, "
        f"{config.shorts} more in brief, {config.words:,} words in all"
    )
    outputs = (f"{output.path} ({output.style})" for output in config.outputs)
    yield from _listed("Sources", map(_source, config.sources))
    yield from _listed("Sections", config.sections)
    yield from _listed("Outputs", outputs)
    yield from _listed("Templates", [str(config.templates)] if config.templates else [])
    yield from _listed("Mail", _mail(config))
    yield from _listed("Afterwards", _afterwards(config))
    yield from _listed("Kept", _kept(config))
    yield from _listed("Every day by", ("summarizer schedule cron", "summarizer schedule systemd"))


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    indented = [f"  {item}" for item in items]
    if indented:
        yield from (f"{heading}:", *indented)


def _source(source: Source) -> str:
    notes = {
        f"section {source.section}": source.section != "",
        f"weight {source.weight:g}": source.weight != 1,
        "without full text": not source.full_text,
        "private network allowed": source.allow_private,
    }
    said = ", ".join(note for note, holds in notes.items() if holds)
    place = redacted(source.feed) if source.feed else source.where
    return f"{source.name}: {place}{said and f' ({said})'}"


def _mail(config: Config) -> Iterator[str]:
    if mail := config.mail:
        yield f"to {', '.join(mail.to)} through {mail.host}:{mail.port} ({mail.security})"


def _afterwards(config: Config) -> Iterator[str]:
    """Programs without their arguments, as these may hold a password."""
    yield from (f"run {program}" for program, *_ in config.hooks)
    if config.ping:
        yield f"ask for {redacted(config.ping)}"


def _kept(config: Config) -> Iterator[str]:
    days = config.retention.briefings
    yield f"articles {config.retention.articles} days"
    yield "briefings for ever" if days is None else f"briefings {days} days"
