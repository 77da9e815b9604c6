"""One day, from sources to a delivered briefing. READ THIS FIRST.

    lock → open the memory → gather → compose → write files → record → mail → hooks

Killed anywhere, it goes on at the next run: articles are in the store before a feed's marks are,
files are replaced whole before the day is recorded, the day is recorded in one transaction with
what was told and the mails that wait, and a mail is sent until the store knows that it was.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from summarizer.briefing import config as settings
from summarizer.briefing import deliver, forms, gather, links, lock, mail, recall
from summarizer.briefing.compose import Composed, Window, compose
from summarizer.briefing.config import Config
from summarizer.briefing.records import Made, Mail
from summarizer.briefing.store import Store
from summarizer.datatypes import Briefing, Encoder, Problem
from summarizer.errors import OutputError, UsageError
from summarizer.render import trial
from summarizer.render.briefing import FORMATS
from summarizer.render.briefing.mail import mail as mail_page

MEMORY = timedelta(days=14)
"""For which told stories are remembered."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a run."""

    config: Config
    state: Path
    now: datetime
    """Aware."""
    encoder: Encoder
    day: date | None = None
    """None: the day that `now` is in, where the reader is."""
    force: bool = False
    """Make the day again although it is recorded."""
    dry: bool = False
    """Write nothing: no file, no memory, no mail."""


@dataclass
class Done:
    """How a run went."""

    briefing: Briefing | None = None
    """The one that was made now; None when there was nothing to make."""
    printed: list[str] = field(default_factory=list)
    """For standard output."""
    notices: list[str] = field(default_factory=list)
    """What somebody should hear."""
    warned: Sequence[str] = ()
    """Addresses of the feeds that they say to be in trouble."""
    complete: bool = True
    """Every source was read and everything was delivered."""
    read: int = 0
    """Sources that could be read, of those that were asked."""
    asked: int = 0

    @property
    def is_deaf(self) -> bool:
        """No source could be read at all."""
        return self.asked > 0 and self.read == 0


def run(order: Order) -> Done:
    """Makes and delivers the briefing of the day, or what is still to be delivered of it.

    Raises:
        Held: another run has the state folder.
        StateError, OutputError: the memory or a file cannot be written; nothing is lost.
        TemplateError: one of the owner's templates cannot be filled; nothing is lost.
    """
    if order.config.templates:
        trial.check(order.config.templates)
    with _memory(order) as (store, problems):
        done = Done(notices=[f"{each.source}: {each.reason}" for each in problems])
        day = order.day or order.now.astimezone(order.config.zone).date()
        made = store.made(day)
        if made and order.force:
            store.forget(day)
            made = None
        made = made or _make(order, store, day, done)
        if made and (done.briefing or order.dry):
            done.printed = _printed(order, made)
        if made and not order.dry:
            _deliver(order, store, made, done)
        for address in done.warned:  # last: what a run that failed had to say is said by the next
            store.warned(address)
        return done


@contextmanager
def _memory(order: Order) -> Iterator[tuple[Store, Sequence[Problem]]]:
    """The store, held; of a dry run a copy that is thrown away."""
    folder = _copied(order.state) if order.dry else nullcontext(order.state)
    with folder as state, lock.held(state, now=order.now):
        store, problems = Store.open(state, now=order.now)
        with store:
            yield store, problems


@contextmanager
def _copied(state: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="summarizer-") as folder:
        copy = Path(folder) / "state"
        copy.mkdir(mode=0o700)
        for each in state.glob("state.db*"):
            shutil.copy2(each, copy / each.name)
        yield copy


def _make(order: Order, store: Store, day: date, done: Done) -> Made | None:
    """Gathers, composes, writes and records; None when nothing new is worth telling."""
    config = order.config
    window = _window(order, store, day)
    gathered = gather.gather(config, store, oldest=window.oldest, now=window.until)
    done.notices += gathered.notices
    done.warned = gathered.warned
    done.read, done.asked = gathered.read, len(config.sources)
    done.complete = not gathered.problems
    pending = store.pending(window.until)
    told = recall.comparable(store.told(day - MEMORY), store.made, order.encoder)
    composed = compose(config, pending, told, window, order.encoder, gathered.problems)
    if not composed.briefing.stories and not composed.briefing.shorts:
        return None
    done.briefing = composed.briefing
    made = _made(config, composed, window)
    if not order.dry:
        _write(config, made)
        looked_at = [each.article.id for each in pending]
        store.record(made, composed.told, looked_at, _mails(config, composed.briefing))
        store.backup(order.now)
        prune(store, config, day)
    return made


def prune(store: Store, config: Config, day: date) -> dict[str, int]:
    """Forgets what the configuration does not keep; how much, by table."""
    kept, briefings = config.retention.articles, config.retention.briefings
    before = day - timedelta(days=briefings) if briefings else None
    return store.prune(day - timedelta(days=kept), briefings=before)


def _window(order: Order, store: Store, day: date) -> Window:
    """Since the last briefing, at most a week; an hour that the clock has lost is no trouble.

    Raises:
        UsageError: the day has not begun.
    """
    until = order.now
    if day > until.astimezone(order.config.zone).date():
        raise UsageError(f"{day.isoformat()} has not begun yet")
    if order.day:  # as if it were the end of that day, there
        end = datetime.combine(day, time(23, 59, 59), order.config.zone)
        until = min(end, order.now).astimezone(UTC)  # where hours are not lost or doubled
    last = store.last()
    if last is None:
        oldest = until - gather.OLDEST_AT_FIRST
        return Window(day, oldest, until, oldest)
    since = min(max(last.until, until - gather.OLDEST), until)
    return Window(day, since, until, until - gather.OLDEST)


def _made(config: Config, composed: Composed, window: Window) -> Made:
    briefing = composed.briefing
    return Made(
        day=window.day,
        since=window.since,
        until=window.until,
        json=forms.all_of(briefing, config),
        words=briefing.words,
        stories=len(briefing.stories) + len(briefing.shorts),
    )


def _printed(order: Order, made: Made) -> list[str]:
    """What goes to standard output; of a dry run the whole text when nothing else does."""
    to_screen = [each for each in order.config.outputs if each.path == settings.STDOUT]
    styles = [each.style for each in to_screen] or (["text"] if order.dry else [])
    return [forms.rendered(made, style) for style in styles]


def _write(config: Config, made: Made) -> list[Path]:
    """The files that are now there: as they were asked for, each before what is beside it."""
    written: list[Path] = []
    for output in config.outputs:
        if output.path != settings.STDOUT:
            to_json = links.to_json(config, output, made.day)
            pages = forms.files(made, output.on(made.day), output.style, to_json)
            for path, text in pages.items():
                deliver.write(path, text)
            written += reversed(pages)
    return written


def _mails(config: Config, briefing: Briefing) -> list[Mail]:
    """One for each recipient, so that one who is refused does not cost the others theirs."""
    if config.mail is None:
        return []
    text, page = FORMATS["text"](briefing), mail_page(briefing, config.templates)
    return [
        mail.message(briefing, text, page, sender=config.mail.sender, recipients=(each,))
        for each in config.mail.to
    ]


def _deliver(order: Order, store: Store, made: Made, done: Done) -> None:
    """Whatever is not there yet: files, mails; after a new briefing hooks and the sign of life."""
    config = order.config
    written = _write(config, made)
    for problem in _sent(order, store):
        done.notices.append(f"{problem.source}: {problem.reason}")
        done.complete = False
    if done.briefing is None:
        return
    listed = "\n".join(map(str, written))
    environment = {"BRIEFING_DAY": made.day.isoformat(), "BRIEFING_FILES": listed}
    ran = [deliver.hook(command, environment) for command in config.hooks]
    if config.ping and done.complete:
        ran.append(deliver.ping(config.ping))
    for problem in filter(None, ran):
        done.notices.append(f"{problem.source}: {problem.reason}")
        done.complete = False


def _sent(order: Order, store: Store) -> Iterator[Problem]:
    """Sends what waits; what cannot be sent waits on, and so does all after a server's silence."""
    waiting = store.outbox()
    post = order.config.mail
    if not waiting or post is None:
        return
    password = settings.password(post, os.environ)
    server = mail.Server(post.host, post.port, post.security, post.username, password or "")
    for number, each in enumerate(waiting, start=1):
        store.sending(each.message_id)
        try:
            yield from mail.send(each, server)
        except mail.SilentError as error:
            yield _unsent(each, error, others=len(waiting) - number)
            return
        except OutputError as error:
            yield _unsent(each, error)
        else:
            store.sent(each.message_id, order.now)


def _unsent(unsent: Mail, error: OutputError, *, others: int = 0) -> Problem:
    """`others`: how many are not even tried now."""
    day = f" of {unsent.day.isoformat()}" if unsent.day else ""
    mails = f"this mail and {others} more wait" if others else "the mail waits"
    name = f"mail{day} to {', '.join(unsent.recipients)}"
    return Problem(name, f"{error}; {mails} for the next run")
