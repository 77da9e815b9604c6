import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.briefing.records import FeedState, Seen
from summarizer.briefing.store import KEPT_BRIEFINGS, Store
from summarizer.datatypes import Article
from summarizer.errors import StateError
from tests.briefing.days import DAY, EVER, NOW, made, mail, open_once, quick_folder, seen, told

HOUR = timedelta(hours=1)
TODAY = NOW.date()
FEED = "https://example.org/feed"
FINE = {"failures": 0, "failing_since": None, "warned": False, "last_reason": ""}
HOSTILE = [
    "two\nlines\r\nand\x85more\u2028still\v\f",
    "\x1b]52;c;aGk=\x07\x9b31m",
    "$(id) `id` %s {0} '; DROP TABLE articles; --",
    "[click](javascript:alert(1)) <script>",
    "\u202egnorw\u2066\u200b\u0301\u0301",
    "nul \x00 half \ud800 pair",
    "long " * 2000,
    "",
]


@pytest.fixture
def folder():
    with quick_folder() as quick:
        yield quick / "state"


@pytest.fixture
def open_at(folder):
    """Open the store of this test at a time; all that were opened are closed in the end."""
    stores = []

    def opened(now=NOW):
        store, problems = Store.open(folder, now=now)
        stores.append(store)
        assert problems == ()
        return store

    yield opened
    for store in stores:
        store.__exit__(None, None, None)


@pytest.fixture
def store(open_at):
    return open_at()


def titles(found):
    return [each.article.title for each in found]


def ids(*numbers):
    return [seen(number).article.id for number in numbers]


# Articles


def test_an_article_is_pending_until_a_briefing_has_looked_at_it(store):
    assert store.add([seen(1), seen(2)]) == 2
    assert store.pending(NOW) == (seen(1), seen(2))
    store.record(made(TODAY), [], ids(1), [])
    assert store.pending(NOW) == (seen(2),)


def test_one_address_is_one_article_however_it_is_written(store):
    again = Article("Other words.", url="http://www.example.org/1/?utm_source=feed#top")
    assert store.add([seen(1), seen(1), Seen(again, "Elsewhere", NOW)]) == 1
    assert store.add([seen(1)]) == 0
    assert store.pending(NOW) == (seen(1),)


def test_articles_without_an_address_are_known_by_what_they_say(store):
    notes = [Seen(Article(text), "Clippings", NOW) for text in ("One.", "Two.", "One.")]
    assert store.add(notes) == 2
    assert store.pending(NOW) == tuple(notes[:2])


def test_an_address_is_known_when_its_article_was_seen(store):
    store.add([seen(1)])
    asked = ["http://www.example.org/1?utm_medium=rss", "https://example.org/2", "not an address"]
    assert store.knows(asked) == {"http://www.example.org/1?utm_medium=rss"}
    assert store.knows([]) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_strangers_write_comes_back_as_it_went_in(open_at, text):
    url = f"https://example.org/{text[:20]}"
    article = Article(text, text, text, url, NOW + 5 * HOUR, "en", path=text)
    plain = text.replace("\ud800", "")
    given_ = Seen(article, plain, NOW, 3, plain, 0.25)
    story = replace(told(TODAY, headline=text), sentences=(text, "Two."))
    letter = replace(mail(TODAY), message=text.encode("utf-8", "replace"))
    briefing = replace(made(TODAY), json=text)
    with open_at() as store:
        assert store.add([given_]) == 1
        assert store.failed(FEED, NOW, text).last_reason == text
        store.record(briefing, [story], [], [letter])
    store = open_at()
    assert store.pending(NOW) == (given_,)
    assert store.told(TODAY) == (story,)
    assert store.made(TODAY) == briefing
    assert store.outbox() == (letter,)
    assert store.feed(FEED).last_reason == text.replace("\ud800", "?")


def test_of_several_articles_all_are_added_or_none(store):
    def broken():
        yield seen(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.add(broken())
    assert store.pending(NOW) == ()


def test_what_was_seen_later_than_asked_for_waits(store):
    store.add([seen(1, NOW - 2 * HOUR), seen(2, NOW - HOUR)])
    assert titles(store.pending(NOW - HOUR)) == ["Title 1", "Title 2"]
    assert titles(store.pending(NOW - HOUR - timedelta(microseconds=1))) == ["Title 1"]


def test_times_of_all_zones_are_told_apart(store):
    west = timezone(timedelta(hours=-5, minutes=-30))
    early, late = (datetime(2025, 11, 19, 22, minute, tzinfo=west) for minute in (30, 31))
    store.add([seen(1, early), seen(2, late)])
    assert store.pending(NOW - 2 * HOUR) == (seen(1, NOW - 2 * HOUR),)
    with pytest.raises(ValueError, match="without its zone"):
        store.pending(datetime(2025, 11, 20))


# Briefings


def test_a_recorded_briefing_comes_back(store):
    assert (store.last(), store.made(TODAY), store.history(5)) == (None, None, ())
    for days in (2, 1, 0):
        store.record(made(TODAY - days * DAY, NOW - days * DAY), [], [], [])
    assert store.last() == store.made(TODAY) == made(TODAY)
    assert store.made(TODAY + DAY) is None
    assert store.history(2) == (made(TODAY), made(TODAY - DAY, NOW - DAY))


def test_a_briefing_is_recorded_whole_or_not_at_all(store):
    store.add([seen(1)])
    with pytest.raises(StateError, match="CHECK constraint failed"):
        store.record(made(TODAY), [told(TODAY)], ids(1), [replace(mail(TODAY), state="lost")])
    assert store.made(TODAY) is None
    assert store.told(EVER) == ()
    assert store.pending(NOW) == (seen(1),)


def test_a_day_is_recorded_once(store):
    store.record(made(TODAY), [], [], [])
    with pytest.raises(StateError, match=r"the briefing of 2025-11-20 is recorded already$"):
        store.record(made(TODAY), [], [], [])


def test_a_forgotten_day_can_be_made_again(store):
    store.add([seen(1), seen(2)])
    store.record(made(TODAY - DAY), [told(TODAY - DAY)], ids(1), [])
    store.record(made(TODAY), [told(TODAY)], ids(2), [mail(TODAY, "a"), mail(TODAY, "b")])
    store.sent(mail(TODAY, "a").message_id, NOW)
    store.forget(TODAY)
    assert store.made(TODAY) is None
    assert store.pending(NOW) == (seen(2),)
    assert store.told(EVER) == (told(TODAY - DAY),)
    assert store.outbox() == ()
    store.record(made(TODAY), [], ids(2), [mail(TODAY, "a")])
    assert store.outbox() == (mail(TODAY, "a"),)
    assert store.last() == made(TODAY)


def test_an_article_stays_with_the_briefing_that_looked_at_it_first(store):
    store.add([seen(1)])
    store.record(made(TODAY - DAY), [], ids(1), [])
    store.record(made(TODAY), [], ids(1), [])
    store.forget(TODAY)
    assert store.pending(NOW) == ()


def test_told_stories_come_in_the_order_of_telling(store):
    today = [told(TODAY, name, TODAY - DAY) for name in "ba"]
    store.record(made(TODAY), today, [], [])
    store.record(made(TODAY - DAY), [told(TODAY - DAY, "c")], [], [])
    assert store.told(TODAY) == tuple(today)
    assert store.told(TODAY - DAY) == (told(TODAY - DAY, "c"), *today)


def test_who_made_a_direction_is_kept(store):
    known, unknown = replace(told(TODAY), encoder="one"), told(TODAY, "b")
    store.record(made(TODAY), [known, unknown], [], [])
    assert [each.encoder for each in store.told(TODAY)] == ["one", None]


def test_a_direction_is_kept_as_float32(store):
    story = replace(told(TODAY), centroid=(0.1, 1e-8, -1.0))
    store.record(made(TODAY), [story], [], [])
    assert store.told(TODAY)[0].centroid == pytest.approx(story.centroid, rel=1e-7)


# Mail


def test_a_mail_waits_until_it_was_sent(store):
    first, second = mail(TODAY, "a"), mail(None, "b")
    store.record(made(TODAY), [], [], [first, second])
    assert store.outbox() == (first, second)
    store.sending(second.message_id)
    assert store.outbox() == (first, replace(second, state="sending"))
    store.sent(first.message_id, NOW)
    assert store.outbox() == (replace(second, state="sending"),)
    store.sending(first.message_id)
    assert store.outbox() == (replace(second, state="sending"),)


def test_the_mail_that_was_tried_least_often_comes_first_then_the_oldest(store):
    one, two, three = (mail(TODAY, name) for name in ("a", "b", "c"))
    store.record(made(TODAY), [], [], [one, two, three])
    for tried in (one, two, one):
        store.sending(tried.message_id)
    assert [each.message_id for each in store.outbox()] == [
        *(three.message_id, two.message_id, one.message_id)
    ]
    store.sending(three.message_id)
    assert [each.message_id for each in store.outbox()] == [
        *(two.message_id, three.message_id, one.message_id)
    ]


# Feeds


def test_nothing_is_known_of_a_feed_before_the_first_visit(store):
    assert store.feed(FEED) == FeedState(
        FEED, None, None, None, 0, None, None, None, warned=False, last_reason=""
    )
    assert store.feeds() == ()


def test_failures_in_a_row_are_counted_and_a_success_ends_them(store):
    assert store.failed(FEED, NOW, "no answer").failures == 1
    store.warned(FEED)
    failed = store.failed(FEED, NOW + DAY, "404 Not Found")
    assert (failed.failures, failed.failing_since, failed.warned) == (2, NOW, True)
    assert failed == store.feed(FEED) == store.feeds()[0]
    fetch(store, NOW + 2 * DAY)
    read = store.feed(FEED)
    assert (read.failures, read.failing_since, read.warned, read.last_reason) == (
        0,
        None,
        False,
        "",
    )
    assert read.last_success == NOW + 2 * DAY


def test_marks_are_replaced_and_a_move_is_for_good(store):
    fetch(store, NOW, etag='"a"', modified="Thu", moved="https://example.org/new")
    fetch(store, NOW, etag=None, modified="Fri", moved=None)
    found = store.feed(FEED)
    assert (found.etag, found.modified, found.moved) == (None, "Fri", "https://example.org/new")


@pytest.mark.parametrize(
    ("first", "second", "newest"),
    [
        (NOW - DAY, NOW - HOUR, NOW - HOUR),
        (NOW - HOUR, NOW - DAY, NOW - HOUR),
        (NOW - HOUR, None, NOW - HOUR),
        (None, NOW + HOUR, None),
        (NOW - HOUR, NOW + 9 * DAY, NOW - HOUR),
    ],
)
def test_the_newest_item_is_never_of_the_future(store, first, second, newest):
    fetch(store, NOW, newest=first)
    fetch(store, NOW, newest=second)
    assert store.feed(FEED).newest == newest


def test_after_the_clock_was_put_back_no_feed_is_ahead_of_it(store):
    fetch(store, NOW, newest=NOW)
    store.failed(FEED, NOW, "no answer")
    assert store.failed(FEED, NOW - DAY, "no answer").failing_since == NOW - DAY
    fetch(store, NOW - DAY)
    assert store.feed(FEED).newest == NOW - DAY


def fetch(store, when, *, newest=None, etag=None, modified=None, moved=None):
    store.fetched(FEED, when, etag=etag, modified=modified, moved=moved, newest=newest)


# Clocks


def test_after_the_clock_was_put_back_nothing_is_lost(open_at):
    with open_at(NOW + 3650 * DAY) as store:
        store.add([seen(1, NOW + 3650 * DAY)])
        store.record(made(TODAY + 3650 * DAY, NOW + 3650 * DAY), [], [], [])
    store = open_at(NOW)
    store.add([seen(2)])
    assert store.pending(NOW) == (seen(2), seen(1, NOW))
    assert store.last().until == NOW
    store.record(made(TODAY), [], ids(1, 2), [])
    assert open_at(NOW + DAY).last() == made(TODAY)


def test_a_day_made_again_later_is_not_the_last(store):
    for days in (1, 0):
        store.record(made(TODAY - days * DAY, NOW - days * DAY), [], [], [])
    store.forget(TODAY - DAY)
    store.record(made(TODAY - DAY, NOW - DAY), [], [], [])
    assert store.last() == made(TODAY)


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(3, 5)), max_size=12))
def test_no_article_is_lost_or_told_twice_whatever_the_clock_says(steps):
    now, met, looked_at = NOW, set(), []
    with quick_folder() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("summarizer.briefing.store.KEPT_BRIEFINGS", 2)
        for number, (days, length) in enumerate(steps):
            now += days * DAY
            listed = [seen(each, now) for each in range(number, number + length)]
            met |= {each.article.id for each in listed}
            with Store.open(folder, now=now)[0] as store:
                looked_at += live(store, now, listed)
                waiting = {each.article.id for each in store.pending(now)}
            assert len(looked_at) == len(set(looked_at))
            assert {*looked_at, *waiting} == met


def live(store, now, listed):
    """A run of the day, unless there was one: the ids of the articles that it looked at."""
    known = store.knows(each.article.url for each in listed)
    store.add(each for each in listed if each.article.url not in known)
    looked_at = []
    if not store.made(now.date()):
        looked_at = [each.article.id for each in store.pending(now)]
        store.record(made(now.date(), now), [told(now.date())], looked_at, [mail(now.date())])
        store.sent(mail(now.date()).message_id, now)
    store.prune((now - 20 * DAY).date(), briefings=(now - 20 * DAY).date())
    return looked_at


# Pruning


def live_for(days, open_at):
    """A briefing a day, each of the article of that number, which is listed on that day only."""
    for number in range(days):
        with open_at(NOW + number * DAY) as store:
            live(store, NOW + number * DAY, [seen(number, NOW + number * DAY)])


def test_what_is_old_is_forgotten_and_counted(open_at):
    live_for(KEPT_BRIEFINGS + 6, open_at)
    store = open_at(NOW + 30 * DAY)
    pruned = {"texts": 4, "articles": 4, "told": 4, "briefings": 0, "mails": 4}
    assert store.prune(TODAY + 4 * DAY) == pruned
    assert store.prune(TODAY + 4 * DAY) == dict.fromkeys(pruned, 0)
    assert store.told(EVER)[0].day == TODAY + 4 * DAY
    assert store.add([seen(3), seen(4)]) == 1


def test_briefings_are_kept_for_ever_or_as_long_as_asked(open_at):
    live_for(KEPT_BRIEFINGS + 6, open_at)
    store = open_at(NOW + 30 * DAY)
    assert store.prune(TODAY + 4 * DAY, briefings=TODAY + 2 * DAY)["briefings"] == 2
    assert store.history(99)[-1].day == TODAY + 2 * DAY


def test_a_clock_far_ahead_does_not_cost_the_newest_briefings(open_at):
    live_for(KEPT_BRIEFINGS + 6, open_at)
    store = open_at(NOW + 3650 * DAY)
    future = TODAY + 3600 * DAY
    assert store.prune(future, briefings=future)["briefings"] == 6
    assert len(store.history(99)) == len(store.told(EVER)) == KEPT_BRIEFINGS


def test_a_clock_far_behind_prunes_nothing(open_at):
    live_for(KEPT_BRIEFINGS + 1, open_at)
    assert set(open_at(NOW).prune(date(1970, 1, 1)).values()) == {0}


def test_what_is_pending_or_unsent_is_not_pruned(open_at):
    with open_at(NOW) as store:
        store.record(made(TODAY - DAY), [], [], [mail(TODAY - DAY, "unsent")])
    live_for(KEPT_BRIEFINGS + 6, open_at)
    store = open_at(NOW + 90 * DAY)
    store.add([seen(100)])
    store.prune(TODAY + 60 * DAY)
    assert store.pending(NOW) == (seen(100),)
    assert store.outbox() == (mail(TODAY - DAY, "unsent"),)


def test_what_a_source_still_lists_stays_known(open_at):
    with open_at(NOW) as store:
        store.add([seen(1), replace(seen(2), source="Quiet Times"), seen(3)])
        store.record(made(TODAY), [], ids(1, 2, 3), [])
    for number in range(1, KEPT_BRIEFINGS + 6):
        with open_at(NOW + number * DAY) as store:
            store.knows(["https://example.org/1"])  # the other feed has not changed
            store.record(made(TODAY + number * DAY, NOW + number * DAY), [], [], [])
    store = open_at(NOW + 60 * DAY)
    assert store.prune(TODAY + 60 * DAY)["articles"] == 1
    assert store.add([seen(1), seen(2), seen(3)]) == 1
    assert titles(store.pending(NOW + 60 * DAY)) == ["Title 3"]


def test_a_clock_put_back_does_not_make_an_article_seem_gone(open_at):
    live_for(KEPT_BRIEFINGS + 6, open_at)
    with open_at(NOW + 30 * DAY) as store:
        store.knows(["https://example.org/1", "https://example.org/2"])
    with open_at(NOW) as store:
        store.knows(["https://example.org/1"])
    store = open_at(NOW + 60 * DAY)
    assert store.prune(TODAY + 60 * DAY)["articles"] == 4
    assert store.add([seen(0), seen(1), seen(2)]) == 1


# Files and neighbours


def test_a_second_run_with_nothing_new_does_not_touch_the_file(open_at, folder):
    with open_at() as store:
        store.add([seen(1)])
    before = (folder / "state.db").stat()
    with open_at() as store:
        assert store.knows(["https://example.org/1"])
        assert store.add([seen(1)]) == 0
    after = (folder / "state.db").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [path.name for path in folder.iterdir()] == ["state.db"]


def test_all_files_are_their_owners_alone(open_at, folder):
    with open_at() as store:
        store.add([seen(1)])
        store.backup(NOW)
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == dict.fromkeys(
        ("state.db", "state.db-wal", "state.db-shm", "state.db.backup-1"), 0o600
    )


@pytest.mark.parametrize("name", ["state.db", "state.db-wal", "state.db-journal"])
def test_a_link_in_place_of_a_file_is_refused(open_at, folder, tmp_path, name):
    open_at().__exit__(None, None, None)
    (tmp_path / "diary").write_text("dear")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(tmp_path / "diary")
    with pytest.raises(StateError, match=rf"{name}: is a symbolic link"):
        Store.open(folder, now=NOW)
    assert (tmp_path / "diary").read_text() == "dear"


def test_a_folder_that_others_may_write_to_is_refused(tmp_path):
    tmp_path.chmod(0o777)
    with pytest.raises(StateError, match="others may write to it"):
        Store.open(tmp_path, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_one_may_look_while_another_writes_and_not_touch(open_at, folder):
    store = open_at()
    store.add([seen(1)])
    with Store.view(folder, now=NOW) as view:
        assert view.pending(NOW) == (seen(1),)
        store.add([seen(2)])
        assert view.pending(NOW) == (seen(1), seen(2))
        with pytest.raises(StateError, match=r"state\.db: cannot be written$"):
            view.add([seen(3)])


def test_there_is_nothing_to_look_at_before_the_first_briefing(tmp_path):
    with pytest.raises(StateError, match=r"state\.db: not there; the first briefing makes it$"):
        Store.view(tmp_path / "state", now=NOW)
    assert not (tmp_path / "state").exists()
    (tmp_path / "state.db").touch()
    with pytest.raises(StateError, match="cannot be read before the next briefing"):
        Store.view(tmp_path, now=NOW)


def test_a_file_that_another_keeps_to_itself_is_one_line(open_at, folder, monkeypatch):
    open_at().__exit__(None, None, None)
    monkeypatch.setattr("summarizer.briefing.state.file.WAIT", 0.01)
    database = sqlite3.connect(folder / "state.db", isolation_level=None)
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StateError, match=r"state\.db: is in use by another process$"):
        Store.open(folder, now=NOW)
    database.close()
    open_once(folder)
