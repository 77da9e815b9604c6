import base64
import gzip
import json
import random
import socket
import sys
import threading
import time
import zlib

import brotli
import pytest
import zstandard

from summarizer.datatypes import Problem
from summarizer.load import fetch
from summarizer.load.fetch import Fetcher, Request, Response, answers, exchange, target
from tests.limits import LONG, no_hang
from tests.load.fetch.hostile import (
    HERE,
    Hostile,
    Names,
    after,
    bomb,
    drip,
    drop,
    endless,
    head,
    later,
    only_saying,
    page,
    redirect,
    silent,
)

pytestmark = pytest.mark.usefixtures("loopback", "no_proxy", "short_pauses")

CODINGS = ("gzip", "deflate", "br", "zstd")
MIB = 2**20
DAM = b"<p>The dam broke on Monday.</p>"
PRIVATE = "127.0.0.1 is a private address, where no link may lead"


@pytest.fixture
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def short_pauses(monkeypatch):
    monkeypatch.setattr(answers, "JITTER", (0.01, 0.02))


@pytest.fixture
def serve():
    """Start a server with these pages: `serve({"/": page(b"...")})`."""
    servers = []

    def started(pages, **options):
        servers.append(Hostile(pages, **options))
        return servers[-1].__enter__()

    yield started
    for server in servers:
        server.__exit__(None, None, None)


def read(*wanted, **options):
    """What comes of them, each a Request or an address that the user typed."""
    requests = [each if isinstance(each, Request) else Request(each, typed=True) for each in wanted]
    with no_hang(), Fetcher(**{"allow_private": True, "deadline": LONG / 2, **options}) as fetcher:
        return list(fetcher.all(requests))


def refusal(wanted, **options):
    (problem,) = read(wanted, **options)
    assert isinstance(problem, Problem), problem
    return problem.reason


def bodies(*wanted, **options):
    outcomes = read(*wanted, **options)
    assert all(isinstance(each, Response) for each in outcomes), outcomes
    return [each.body for each in outcomes]


# What is found


def test_a_page_is_read(serve):
    server = serve({"/a": page(DAM, content_type="text/html; charset=utf-8", etag='W/"7"')})
    assert read(f" {server.url('/a#part')}\n") == [
        Response(
            url=server.url("/a"),
            body=DAM,
            content_type="text/html; charset=utf-8",
            etag='W/"7"',
            modified=None,
            moved=None,
            unchanged=False,
        )
    ]


def test_a_server_learns_what_this_program_is_and_nothing_about_its_user(serve):
    server = serve(
        {
            "/a": page(b"", "302 Found", location="/b", set_cookie="id=7; Path=/"),
            "/b": page(DAM, set_cookie="id=8; Path=/"),
            "/c": page(DAM),
        }
    )
    assert bodies(server.url("/a"), server.url("/c")) == [DAM, DAM]
    asked = {visit.path: visit.headers for visit in server.visits}
    assert asked["/a"] == asked["/b"] == asked["/c"]
    assert set(asked["/c"]) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert asked["/c"]["host"] == f"{HERE}:{server.port}"
    name, _, about = asked["/c"]["user-agent"].partition(" ")
    assert name.startswith("summarizer/")
    assert about == "(a short, cited briefing from many news articles)"


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(DAM * 9000)),
        ("x-gzip", gzip.compress(DAM * 4000) + gzip.compress(DAM * 5000)),
        ("GZip", gzip.compress(DAM * 9000) + bytes(8)),
        ("gzip, identity", gzip.compress(DAM * 9000)),
        ("deflate", zlib.compress(DAM * 9000)),
        ("deflate", zlib.compress(DAM * 9000, wbits=-15)),
        ("br", brotli.compress(DAM * 9000)),
        ("zstd", zstandard.compress(DAM * 9000)),
        ("zstd", zstandard.compress(DAM * 4000) + zstandard.compress(DAM * 5000)),
        ("identity", DAM * 9000),
    ],
)
def test_packed_pages_are_unpacked(serve, coding, packed):
    pieces = [packed[start : start + 7] for start in range(0, min(len(packed), 700), 7)]
    pieces.append(packed[len(pieces) * 7 :])
    chunked = b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in pieces if each)
    start = head(content_encoding=coding, transfer_encoding="chunked")
    server = serve(
        {"/a": page(packed, content_encoding=coding), "/b": start + chunked + b"0\r\n\r\n"}
    )
    assert bodies(server.url("/a"), server.url("/b")) == [DAM * 9000] * 2


def test_a_packed_page_without_a_body_is_an_empty_page(serve):
    assert bodies(serve({"/": page(b"", content_encoding="gzip")}).url("/")) == [b""]


def test_outcomes_come_in_the_order_of_the_requests(serve):
    fast_is_asked_for = threading.Event()

    def fast(visit):
        fast_is_asked_for.set()
        visit.send(page(b"fast"))

    server = serve({"/slow": after(fast_is_asked_for, page(b"slow")), "/fast": fast})
    names = Names({f"{name}.example": HERE for name in "abc"})
    wanted = [
        server.url("/slow", "a.example"),
        server.url("/gone", "b.example"),
        server.url("/fast", "c.example"),
    ]
    first, gone, last = read(*wanted, resolve=names)
    assert (first.body, last.body) == (b"slow", b"fast")
    assert gone == Problem(wanted[1], "answered 404, no such page: check the address")


def test_a_host_has_one_visitor_at_a_time_and_all_hosts_eight(serve):
    hosts = [f"{name}.example" for name in "abcdefghijkl"]
    eight = threading.Barrier(8)

    def first_with_seven_others(visit):
        if len(server.visits) <= 8:
            eight.wait(LONG)
        later(0.05, page(DAM))(visit)

    pages = dict.fromkeys(["/0", "/1", "/2"], first_with_seven_others)
    server = serve(pages)
    wanted = [server.url(path, host) for host in hosts for path in pages]
    assert bodies(*wanted, resolve=Names(dict.fromkeys(hosts, HERE))) == [DAM] * 36
    most = dict(server.most_at_once)
    assert most.pop("") == 8
    assert set(most.values()) == {1}


def test_a_redirect_to_another_host_waits_for_its_turn_there(serve, monkeypatch):
    story = later(0.1, page(DAM))
    proxy = serve({"http://b.example/": story, "http://a.example/": redirect("http://b.example/")})
    monkeypatch.setenv("http_proxy", f"http://{HERE}:{proxy.port}")
    assert bodies(*["http://b.example/", "http://a.example/"] * 3) == [DAM] * 6
    assert proxy.most_at_once["b.example"] == 1


def test_progress_is_told_and_ends_with_all(serve):
    server = serve({"/": page(DAM)})
    told = []
    read(*[server.url("/")] * 5, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(set(told))
    assert told[-1] == (5, 5)


def test_marks_are_sent_to_the_letter_and_an_unchanged_page_has_no_body(serve):
    server = serve({"/a": head("304 Not Modified", etag='"8"'), "/b": head("304 Not Modified")})
    marks = {"etag": 'W/"a b,c"', "modified": "Mon, 02 Mar 2026 07:00:00 +0000 (GMT)"}
    renewed, same = read(
        Request(server.url("/a"), typed=True, **marks),
        Request(server.url("/b"), typed=True, **marks),
    )
    assert (renewed.unchanged, renewed.body, renewed.etag) == (True, b"", '"8"')
    assert (same.unchanged, same.etag, same.modified) == (True, *marks.values())
    assert {visit.headers["if-none-match"] for visit in server.visits} == {marks["etag"]}
    assert {visit.headers["if-modified-since"] for visit in server.visits} == {marks["modified"]}


def test_a_mark_that_no_header_can_hold_is_not_sent(serve):
    server = serve({"/": page(DAM)})
    assert bodies(Request(server.url("/"), typed=True, etag='"a"\r\nX: 1', modified="é€")) == [DAM]
    assert "if-none-match" not in server.visits[0].headers


# Redirects


def test_a_page_that_moved_for_good_tells_its_new_address(serve):
    server = serve(
        {
            "/a": redirect("/b?x=1#y", "301 Moved Permanently"),
            "/b?x=1": redirect("c", "308 Permanent Redirect"),
            "/c": page(DAM),
            "/d": redirect("/e"),
            "/e": redirect("/c", "301 Moved Permanently"),
        }
    )
    for_good, for_now = read(server.url("/a"), server.url("/d"))
    assert (for_good.url, for_good.moved) == (server.url("/c"), server.url("/c"))
    assert (for_now.url, for_now.moved) == (server.url("/c"), None)


def test_five_redirects_are_followed_and_no_more(serve):
    server = serve({f"/{hop}": redirect(f"/{hop + 1}") for hop in range(6)} | {"/6": page(DAM)})
    assert bodies(server.url("/1")) == [DAM]
    reason = "more than 5 redirects: open it in a browser to see where it leads"
    assert refusal(server.url("/0")) == reason


def test_a_redirect_in_a_circle_ends(serve):
    server = serve({"/a": redirect("/b"), "/b": redirect("/a")})
    reason = "more than 5 redirects: open it in a browser to see where it leads"
    assert refusal(server.url("/a")) == reason
    assert len(server.paths) == 6


@pytest.mark.parametrize(
    ("location", "shown", "reason"),
    [
        ("file:///etc/passwd", "file:///etc/passwd", target.NOT_WEB),
        ("ftp://example.com/a", "ftp://example.com/a", target.NOT_WEB),
        ("javascript:alert(1)", "javascript:alert(1)", target.NOT_WEB),
        ("http://[::1", "http://[::1", target.BROKEN),
        ("http://a.example:99999/", "http://a.example:99999/", target.BROKEN),
        ("http://anna:pw@8.8.8.8/", "http://8.8.8.8/", target.WITH_NAME),
        (
            "http://8.8.8.8:22/?token=x",
            "http://8.8.8.8:22/?token=***",
            fetch.UNUSUAL_PORT.format(22),
        ),
        ("http://127.0.0.1/", "http://127.0.0.1/", PRIVATE),
        ("//127.0.0.1/", "http://127.0.0.1/", PRIVATE),
        ("http://2130706433/", "http://2130706433/", PRIVATE),
        ("http://0x7f000001/", "http://0x7f000001/", PRIVATE),
        ("http://0x7f.0.0.1/", "http://0x7f.0.0.1/", PRIVATE),
        ("http://017700000001/", "http://017700000001/", PRIVATE),
        ("http://127.1/", "http://127.1/", PRIVATE),
        ("http://0177.0.0.1/", "http://0177.0.0.1/", target.BROKEN),
        ("http://１２７.0.0.1/", "http://１２７.0.0.1/", target.BROKEN),
        ("http://[::1]/", "http://[::1]/", PRIVATE.replace("127.0.0.1", "::1")),
        (
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:127.0.0.1]/",
            PRIVATE.replace("127.0.0.1", "::ffff:7f00:1"),
        ),
        (
            "http://[64:ff9b::127.0.0.1]/",
            "http://[64:ff9b::127.0.0.1]/",
            PRIVATE.replace("127.0.0.1", "64:ff9b::7f00:1"),
        ),
        (
            "http://[2002:7f00:1::]/",
            "http://[2002:7f00:1::]/",
            PRIVATE.replace("127.0.0.1", "2002:7f00:1::"),
        ),
        (
            "http://169.254.169.254/",
            "http://169.254.169.254/",
            PRIVATE.replace("127.0.0.1", "169.254.169.254"),
        ),
        ("http://0.0.0.0/", "http://0.0.0.0/", exchange.UNUSABLE.format("0.0.0.0")),  # noqa: S104
        (
            "http://inner.example/",
            "http://inner.example/",
            PRIVATE.replace("127.0.0.1", "10.0.0.7"),
        ),
        ("http://nowhere.example/", "http://nowhere.example/", exchange.NO_HOST),
    ],
)
def test_a_redirect_leads_to_no_place_that_a_stranger_may_not_name(serve, location, shown, reason):
    server = serve({"/": redirect(location.encode().decode("latin-1"))})
    names = Names({"inner.example": "10.0.0.7"})
    assert refusal(server.url("/"), resolve=names) == f"redirects to {shown}: {reason}"


def test_what_was_typed_may_stay_at_its_place_and_lead_no_further(serve):
    server, other = serve({}), serve({"/": page(DAM)})
    server.pages = {"/a": redirect("/c"), "/b": redirect(other.url("/")), "/c": page(DAM)}
    assert bodies(server.url("/a")) == [DAM]
    reason = fetch.UNUSUAL_PORT.format(other.port)
    assert refusal(server.url("/b")) == f"redirects to {other.url('/')}: {reason}"
    assert other.paths == []


def test_what_was_typed_is_private_only_when_that_is_allowed(serve):
    server = serve({"/": page(DAM)})
    reason = "127.0.0.1 is a private address: add --allow-private to read it"
    assert refusal(server.url("/"), allow_private=False) == reason
    assert server.paths == []


def test_what_is_learned_may_lead_where_it_was_found_if_that_was_typed(serve):
    server, other = serve({"/feed": page(b""), "/a": page(DAM)}), serve({"/": page(DAM)})
    learned = [
        Request(server.url("/a")),
        Request(server.url("/a"), found_at=server.url("/feed")),
        Request(other.url("/"), found_at=server.url("/feed")),
        Request(other.url("/"), found_at=other.url("/")),
    ]
    _, unknown, same, away, untyped = read(server.url("/feed"), *learned)
    assert unknown.reason == fetch.UNUSUAL_PORT.format(server.port)
    assert same.body == DAM
    assert {away.reason, untyped.reason} == {fetch.UNUSUAL_PORT.format(other.port)}
    assert other.paths == []


def test_a_name_is_looked_up_once_for_each_connection(serve):
    server = serve({"/a": redirect("/b"), "/b": page(DAM)})
    names = Names({"news.example": [HERE, "0.0.0.0"]})  # noqa: S104  nothing is bound to it
    reason = f"redirects to {server.url('/b', 'news.example')}: {exchange.UNUSABLE}"
    assert refusal(server.url("/a", "news.example"), resolve=names) == reason.format("0.0.0.0")  # noqa: S104
    assert names.asked["news.example"] == 2


# Login and secrets


def test_the_user_name_in_an_address_is_for_its_own_host_and_for_no_message(serve, monkeypatch):
    proxy = serve(
        {
            "http://a.example/": redirect("/more"),
            "http://a.example/more": redirect("http://b.example/"),
            "http://b.example/": page(b"", "500 Internal Server Error"),
        }
    )
    monkeypatch.setenv("http_proxy", f"http://{HERE}:{proxy.port}")
    (problem,) = read("http://anna:p%40ss@a.example/?token=abc")
    (problem,) = read("http://anna:p%40ss@a.example/")
    expected = "Basic " + base64.b64encode(b"anna:p@ss").decode()
    sent = {visit.path: visit.headers.get("authorization") for visit in proxy.visits}
    assert sent["http://a.example/"] == sent["http://a.example/more"] == expected
    assert sent["http://b.example/"] is None
    assert problem == Problem(
        "http://a.example/", "answered 500, a fault at the server: try again later"
    )


@pytest.mark.parametrize("path", ["/", "/away", "/gone", "/bomb", "/silent", "/x", "/drop"])
def test_no_secret_is_in_a_message_or_a_log(serve, path, caplog):
    caplog.set_level("DEBUG")
    server = serve(
        {
            "/": page(DAM, content_encoding="gzip"),
            "/away": redirect("http://anna:pa55word@127.0.0.1/?api_key=pa55word"),
            "/gone": page(b"", "410 Gone"),
            "/bomb": page(bomb("gzip"), content_encoding="gzip"),
            "/silent": silent,
            "/drop": drop,
        }
    )
    url = server.url(path).replace("//", "//anna:pa55word@")
    (problem,) = read(url, deadline=0.3)
    assert problem.source == server.url(path)
    assert "pa55word" not in problem.reason
    assert "pa55word" not in caplog.text
    assert base64.b64encode(b"anna:pa55word").decode() not in caplog.text


def test_a_link_with_a_user_name_is_not_followed():
    reason = "a link with a user name in it: give this address yourself to read it"
    assert refusal(Request("http://anna:pw@8.8.8.8/")) == reason


# What is refused


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("news.example/feed", "only http and https addresses are read"),
        ("file:///etc/passwd", "only http and https addresses are read"),
        ("http://", "not a web address: check how it is written"),
        ("http://a.example:0/", "not a web address: check how it is written"),
        ("http://a\x00.example/", "not a web address: check how it is written"),
        ("http://a.example/" + "a" * 70_000, "not a web address: check how it is written"),
        ("http://\ud800.example/", "not a web address: check how it is written"),
        ("http://nowhere.example/", "no such host: check the address"),
        (f"http://{'a' * 64}.example/", "not a web address: check how it is written"),
        ("http://.example/", "not a web address: check how it is written"),
        ("http://a..example/", "not a web address: check how it is written"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(typed, reason):
    assert refusal(typed, resolve=Names()) == reason


def test_nothing_listens_there():
    with socket.create_server((HERE, 0)) as unused:
        port = unused.getsockname()[1]
    reason = "nothing listens there (connection refused): check the address"
    assert refusal(f"http://{HERE}:{port}/") == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("204 No Content", "answered 204, not a page: open it in a browser to see why"),
        ("302 Found", "a redirect that does not say where to: open it in a browser"),
        ("304 Not Modified", "answered 304, not a page: open it in a browser to see why"),
        (
            "401 Unauthorized",
            "answered 401, it asks for a name and password: write them as https://NAME:PASSWORD@…",
        ),
        ("403 Forbidden", "answered 403, it refuses programs: save the page and read the file"),
        ("404 Not Found", "answered 404, no such page: check the address"),
        ("410 Gone", "answered 410, gone for good: remove this address"),
        ("418 I'm a teapot", "answered 418, not a page: open it in a browser to see why"),
        ("429 Too Many", "answered 429, too many requests: try again later"),
        ("500 Oh", "answered 500, a fault at the server: try again later"),
    ],
)
def test_an_answer_without_a_page_is_a_problem_that_says_what_to_do(serve, status, reason):
    server = serve({"/": head(status, content_length=0)})
    assert refusal(server.url("/")) == reason
    assert len(server.paths) == 1


def test_a_server_that_wants_more_time_than_a_run_has_says_when_to_come_back(serve):
    server = serve({"/": page(b"", "429 Slow down", retry_after=3600)})
    assert refusal(server.url("/")) == "answered 429, too many requests: try again in 60 minutes"
    assert len(server.paths) == 1


@pytest.mark.parametrize(
    "first",
    [
        drop,
        page(b"", "502 Bad Gateway"),
        page(b"", "503 Busy", retry_after=0),
        page(b"", "429 Slow down", retry_after="Thu, 01 Jan 1998 00:00:00 GMT"),
        head(content_length=100) + b"cut off",
    ],
    ids=["reset", "502", "503", "429", "cut off"],
)
def test_what_can_pass_is_tried_a_second_time(serve, first):
    server = serve({"/": [first, page(DAM)]})
    assert bodies(server.url("/")) == [DAM]
    assert len(server.paths) == 2


@pytest.mark.parametrize(
    ("each", "reason"),
    [
        (drop, "the connection broke off before the answer was complete: try again later"),
        (
            head(content_length=100) + b"not a hundred bytes",
            "the connection broke off before the answer was complete: try again later",
        ),
        (page(b"", "504 Late"), "answered 504, a fault at the server: try again later"),
        (page(b"", "503 Busy"), "answered 503, not available now: try again later"),
        (
            page(b"", "503 Busy", retry_after=0),
            "answered 503, not available now: try again later",
        ),
    ],
    ids=["reset", "cut off", "504", "503", "503 at once"],
)
def test_what_does_not_pass_is_not_tried_a_third_time(serve, each, reason):
    server = serve({"/": each})
    assert refusal(server.url("/")) == reason
    assert len(server.paths) == 2


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_does_not_go_off(serve, coding):
    def fall(visit):
        visit.send(head(content_encoding=coding) + bomb(coding))
        silent(visit)  # whoever waits for the end of it is told nothing more

    reason = "more than 15,728,640 bytes when unpacked, which is the limit: not read"
    assert refusal(serve({"/": fall}).url("/")) == reason


CHUNKED = head(transfer_encoding="chunked")
TOO_LARGE = "more than 1,048,576 bytes when unpacked, which is the limit: not read"
TOO_MANY_HEADERS = "more than 65,536 bytes of headers: not read"
OVERDUE = "not finished within 0.4 s: try again later"


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (endless(head(), b"x" * 65_536), TOO_LARGE),
        (endless(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"), TOO_LARGE),
        (endless(head(content_encoding="gzip"), gzip.compress(b"") * 3000), TOO_LARGE),
        (page(b"x" * (MIB + 1)), TOO_LARGE),
        (head(content_length=10**12), TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 4 * MIB + b"\r\n\r\n", TOO_MANY_HEADERS),
        (b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * MIB + b"\r\n", TOO_MANY_HEADERS),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X: x\r\n" * 1000), TOO_MANY_HEADERS),
        (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000), TOO_MANY_HEADERS),
        (
            endless(CHUNKED + b"0\r\n", b"X: x\r\n" * 1000),
            "it does not answer in HTTP: check the address",
        ),
        (drip(b"", 0.05), OVERDUE),
        (drip(b"HTTP/1.1 200 OK\r\nX: ", 0.05), OVERDUE),
        (drip(head(), 0.05), OVERDUE),
        (drip(head(content_length=1000), 0.05), OVERDUE),
        (drip(CHUNKED + b"1000\r\n", 0.05), OVERDUE),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), TOO_MANY_HEADERS),
        (silent, OVERDUE),
        (page(DAM, content_encoding="gzip, gzip"), "packed more than once (gzip, gzip): not read"),
        (page(DAM, content_encoding="br,zstd"), "packed more than once (br, zstd): not read"),
        (
            head(content_encoding="gzip", Content_Encoding="gzip", content_length=0),
            "packed more than once (gzip, gzip): not read",
        ),
        (page(DAM, content_encoding="lzw"), "packed as lzw, which was not asked for: not read"),
        *(
            (page(DAM, content_encoding=each), f"it cannot be unpacked as {each}: not read")
            for each in ("gzip", "deflate", "br", "zstd")
        ),
        *(
            (
                page(packed[:-9], content_encoding=each),
                f"it cannot be unpacked as {each}: not read",
            )
            for each, packed in (
                ("gzip", gzip.compress(DAM * 9)),
                ("deflate", zlib.compress(DAM * 9)),
                ("br", brotli.compress(DAM * 9)),
                ("zstd", zstandard.compress(DAM * 9)),
            )
        ),
        (head(content_length="many"), "it does not answer in HTTP: check the address"),
        (head(content_length=7, Content_Length=8), "it does not answer in HTTP: check the address"),
        (head(transfer_encoding="gzip, chunked"), "it does not answer in HTTP: check the address"),
        (b"220 mail.example ESMTP\r\n\r\n", "it does not answer in HTTP: check the address"),
        (bytes(range(256)), "it does not answer in HTTP: check the address"),
    ],
)
def test_a_hostile_answer_is_one_problem_within_its_deadline(serve, hostile, reason):
    server = serve({"/": hostile})
    deadline = 0.4 if reason == OVERDUE else LONG / 2
    assert refusal(server.url("/"), max_bytes=MIB, deadline=deadline) == reason


def test_damaged_answers_never_end_the_run(serve):
    chance = random.Random(7)  # noqa: S311  the same damage on every run
    chunked = head(transfer_encoding="chunked") + b"5\r\nhello\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n"
    whole = [page(gzip.compress(DAM), content_encoding="gzip"), chunked, redirect("//xn--a.x/\xff")]
    pages = {f"/{number}": damaged(chance.choice(whole), chance) for number in range(200)}
    server = serve(pages)
    urls = [server.url(path, f"h{number % 8}.example") for number, path in enumerate(pages)]
    outcomes = read(*urls, resolve=lambda *_, **__: [(2, 1, 6, "", (HERE, server.port))])
    reasons = [each.reason for each in outcomes if isinstance(each, Problem)]
    assert len(outcomes) == 200
    assert 100 < len(reasons) < 200
    assert all(reason.isprintable() for reason in reasons)


def damaged(data, chance):
    """A few bytes changed, left out, doubled."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        piece = chance.choice([b"", bytes([chance.randrange(256)]), data[: chance.randrange(60)]])
        data = data[:place] + piece + data[place + chance.choice([0, 1, 9]) :]
    return data


def test_a_page_is_as_long_as_it_says(serve):
    assert bodies(serve({"/": head(content_length=7) + b"The dam broke."}).url("/")) == [b"The dam"]


def test_silence_is_noticed_before_the_deadline(serve, monkeypatch):
    monkeypatch.setattr(exchange, "READ_SECONDS", 0.1)
    server = serve({"/": silent})
    assert refusal(server.url("/")) == "no answer within 0.1 s: try again later"
    server.await_visits(2)
    assert len(server.paths) == 2


def test_a_name_that_is_never_looked_up_ends_with_the_deadline():
    over = threading.Event()

    def resolve(*_, **__):
        over.wait()
        return []

    assert refusal("http://a.example/", resolve=resolve, deadline=0.3) == OVERDUE.replace("4", "3")
    over.set()


def test_a_name_that_cannot_be_looked_up_now_is_tried_again():
    def resolve(*_, **__):
        asked.append(1)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    asked = []
    reason = "the name could not be looked up: check the connection to the internet"
    assert refusal("http://a.example/", resolve=resolve) == reason
    assert len(asked) == 2


def test_the_whole_run_ends_with_its_own_deadline(serve):
    server = serve({"/": drip(head(), 0.05), "/next": page(DAM)})
    outcomes = read(server.url("/"), server.url("/next"), run_deadline=0.3)
    reason = "not finished when the 0.3 s for the whole run were over: give fewer addresses"
    assert [each.reason for each in outcomes] == [reason, reason]
    assert "/next" not in server.paths


def test_one_slow_host_holds_up_no_other(serve):
    others_are_read = threading.Event()
    server = serve({"/slow": after(others_are_read, page(DAM)), "/fast": page(DAM)})
    hosts = [f"{name}.example" for name in "abcdefghijkl"]
    names = Names(dict.fromkeys(hosts, HERE))
    wanted = [server.url("/slow", hosts[0]), *(server.url("/fast", host) for host in hosts[1:])]

    def told(done, _):
        if done == 11:
            others_are_read.set()

    assert bodies(*wanted, resolve=names, progress=told) == [DAM] * 12


def test_a_closed_fetcher_waits_for_nothing(serve, monkeypatch):
    monkeypatch.setattr(exchange, "READ_SECONDS", LONG * 9)
    hung_up = threading.Event()

    def until_the_visitor_leaves(visit):
        visit.connection.recv(1)
        hung_up.set()

    server = serve({"/": until_the_visitor_leaves, "/a": page(DAM)})
    names = [server.url("/a"), server.url("/")]
    with no_hang(), Fetcher(allow_private=True, deadline=LONG * 9) as fetcher:
        outcomes = fetcher.all([Request(each, typed=True) for each in names])
        assert next(outcomes).body == DAM
        server.await_visits(2)
        time.sleep(0.2)  # he is to wait for his answer by then; with less this proves less
    assert hung_up.wait(LONG)


def test_a_mistake_in_this_program_is_not_hidden():
    def resolve(*_, **__):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        read("http://a.example/", resolve=resolve)


# TLS


@pytest.fixture
def secure(serve, tmp_path, monkeypatch):
    """A server for https://news.example whose authority is trusted."""

    def started(pages):
        server = serve(pages, folder_for_tls=tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        return server

    return started


NEWS = Names({"news.example": HERE, "other.example": HERE})


def test_the_name_is_what_tls_is_verified_against_and_asks_for(secure):
    server = secure({"/": page(DAM)})
    assert bodies(server.url("/", "news.example"), resolve=NEWS) == [DAM]
    assert server.visits[0].server_name == "news.example"
    assert server.visits[0].headers["host"] == f"news.example:{server.port}"


def test_a_certificate_for_another_name_is_refused(secure):
    server = secure({"/": page(DAM)})
    reason = refusal(server.url("/", "other.example"), resolve=NEWS)
    assert reason.startswith("its certificate is not accepted (Hostname mismatch")
    assert reason.endswith("): not read")
    assert server.paths == []


def test_a_certificate_of_an_unknown_authority_is_refused(secure, monkeypatch):
    server = secure({"/": page(DAM)})
    monkeypatch.delenv("SSL_CERT_FILE")
    reason = refusal(server.url("/", "news.example"), resolve=NEWS)
    assert reason.startswith("its certificate is not accepted (")
    assert server.paths == []


@pytest.mark.parametrize(
    "said",
    [b"\x15\x03\x03\x00\x02\x02\x28", page(b"", "400 Bad Request"), b"220 mail.example ESMTP\r\n"],
    ids=["refusal", "HTTP", "mail"],
)
def test_a_server_that_refuses_tls_is_refused(said):
    with only_saying(said) as port:
        reason = refusal(f"https://{HERE}:{port}/")
    assert reason.startswith("no secure connection could be made (")
    assert reason.endswith("): check the address")


def test_a_server_that_hangs_in_the_handshake_ends_with_the_deadline():
    with socket.create_server((HERE, 0)) as deaf:
        url = f"https://{HERE}:{deaf.getsockname()[1]}/"
        assert refusal(url, deadline=0.4) == OVERDUE


def test_no_redirect_is_followed_from_https_to_http(secure):
    server = secure({"/": redirect("http://news.example/a")})
    reason = "redirects to http://news.example/a: "
    reason += "not protected, and no redirect is followed from https to http"
    assert refusal(server.url("/", "news.example"), resolve=NEWS) == reason


# robots.txt


def asking(url, server):
    return Request(url, found_at=server.url("/feed"), robots=True)


@pytest.mark.parametrize(
    ("answer", "read_anyway"),
    [
        (page(b"User-agent: *\nDisallow: /private"), ["/public"]),
        (
            page(b"User-agent: *\nDisallow: /\n\nUser-agent: Summarizer/1\nDisallow:"),
            ["/public", "/private"],
        ),
        (page(b"User-agent: otherbot\nDisallow: /"), ["/public", "/private"]),
        (page(b"", "404 Not Found"), ["/public", "/private"]),
        (page(b"", "403 Forbidden"), ["/public", "/private"]),
        (redirect("/rules"), ["/public"]),
    ],
    ids=["a part", "for this program", "for another", "none", "forbidden", "elsewhere"],
)
def test_pages_found_in_feeds_are_read_as_their_site_asks(serve, answer, read_anyway):
    rules = page(b"User-agent: summarizer\nDisallow: /private")
    pages = {"/feed": page(b""), "/public": page(DAM), "/private": page(DAM), "/rules": rules}
    server = serve({**pages, "/robots.txt": answer})
    wanted = [asking(server.url(path), server) for path in ("/public", "/private")]
    outcomes = read(server.url("/feed"), *wanted)
    found = [each for each in outcomes[1:] if isinstance(each, Response)]
    assert [each.url for each in found] == [server.url(path) for path in read_anyway]
    assert server.paths.count("/robots.txt") == 1
    reasons = {each.reason for each in outcomes if isinstance(each, Problem)}
    left_alone = (
        "its robots.txt asks programs to leave it alone: give this address yourself to read it"
    )
    assert reasons <= {left_alone}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", "500 Oh"), "answered 500, a fault at the server: try again later"),
        (
            redirect("http://10.0.0.7/"),
            "redirects to http://10.0.0.7/: 10.0.0.7 is a private address, where no link may lead",
        ),
        (drop, "the connection broke off before the answer was complete: try again later"),
        (
            endless(head(), b"x" * 65_536),
            "more than 15,728,640 bytes when unpacked, which is the limit: not read",
        ),
    ],
    ids=["fault", "private", "reset", "endless"],
)
def test_pages_are_left_alone_when_robots_txt_cannot_be_read(serve, answer, reason):
    server = serve({"/feed": page(b""), "/robots.txt": answer, "/a": page(DAM)})
    wanted = [asking(server.url("/a"), server), asking(server.url("/b"), server)]
    _, *problems = read(server.url("/feed"), *wanted, resolve=Names())
    expected = f"left alone, as its robots.txt cannot be read: {reason}"
    assert [each.reason for each in problems] == [expected, expected]
    assert not {"/a", "/b"} & set(server.paths)


# Proxies


def test_addresses_go_through_the_proxy_that_the_environment_names(serve, monkeypatch):
    proxy, server = serve({"http://news.example/a": page(DAM)}), serve({"/": page(DAM)})
    monkeypatch.setenv("HTTP_PROXY", f"http://anna:pw@{HERE}:{proxy.port}")
    monkeypatch.setenv("NO_PROXY", HERE)
    wanted = [Request("http://news.example/a"), server.url("/")]
    assert bodies(*wanted, resolve=Names()) == [DAM, DAM]
    expected = "Basic " + base64.b64encode(b"anna:pw").decode()
    assert proxy.visits[0].headers["proxy-authorization"] == expected
    assert len(server.visits) == 1


def test_a_proxy_is_never_sent_to_its_own_machine(serve, monkeypatch):
    proxy = serve({})
    monkeypatch.setenv("ALL_PROXY", f"{HERE}:{proxy.port}")
    start = f"through the proxy {HERE}:{proxy.port}: "
    for host in ("127.0.0.1", "127.1", "0x7f000001", "localhost"):
        assert refusal(Request(f"http://{host}/")) == start + PRIVATE
    reason = "127.0.0.1 is a private address: add --allow-private to read it"
    assert refusal("http://localhost/", allow_private=False) == start + reason
    assert proxy.paths == []


def test_https_goes_through_the_proxy_as_a_tunnel(serve, secure, monkeypatch):
    server = secure({"/": page(DAM)})

    def tunnel(visit):
        with socket.create_connection((HERE, server.port)) as onward:
            visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=carry, args=(onward, visit.connection), daemon=True)
            back.start()
            carry(visit.connection, onward)
            back.join(2)

    proxy = serve({"news.example:443": tunnel, "b.example:443": page(b"", "403 Forbidden")})
    monkeypatch.setenv("https_proxy", f"http://{HERE}:{proxy.port}")
    assert bodies("https://news.example/") == [DAM]
    assert server.visits[0].server_name == "news.example"
    reason = f"through the proxy {HERE}:{proxy.port}: it refuses (403 Forbidden)"
    assert refusal("https://b.example/") == reason


def carry(source, sink):
    try:
        while received := source.recv(65_536):
            sink.sendall(received)
    except OSError:
        pass


def test_a_proxy_of_another_kind_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("http_proxy", "socks5://anna:pw@proxy.example:1080")
    reason = "the proxy socks5://proxy.example:1080 is no http:// or https:// address: "
    assert refusal("http://news.example/") == reason + "correct the environment variable"


# In a process of its own: memory, and the system's own resolver

IN_PRIVATE = """
import json, sys
from summarizer.load.fetch import Fetcher, Request
sys.addaudithook(guard)
def told(outcome):
    return getattr(outcome, "reason", None) or len(outcome.body)
wanted = [Request(url, typed="typed" in url) for url in json.load(sys.stdin)]
with Fetcher(allow_private=True, deadline=120, resolve=resolve) as fetcher:
    outcomes = [told(outcome) for outcome in fetcher.all(wanted)]
lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps([outcomes, int(lines["VmHWM"].split()[0]) // 1024, connected]))
"""
# Only this machine can be reached; where else a connection was tried is remembered.
GUARD = """
connected = []
def guard(event, args):
    if event == "socket.connect" and not str(args[1][0]).startswith("127."):
        connected.append(args[1][0])
        raise ConnectionRefusedError(111, "Connection refused")
"""
SYSTEM = GUARD + "from socket import getaddrinfo as resolve\n" + IN_PRIVATE
FAKE = """
answers = [{}]
def resolve(host, port, **_):
    return [(2, 1, 6, "", (answers.pop(0) if answers else "127.0.0.1", port))]
"""
HERE_ALWAYS = GUARD + FAKE.format("") + IN_PRIVATE
TWO_FACED = GUARD + FAKE.format('"8.8.8.8", "127.0.0.1"') + IN_PRIVATE


@pytest.fixture
def run_private(run_alone):
    """Outcomes, peak of memory in MiB and addresses outside, of a process of its own."""

    def ran(script, urls):
        done = run_alone("-c", script, input=json.dumps(urls))
        assert done.code == 0, done.err
        return json.loads(done.out)

    return ran


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_many_hostile_answers_at_once_take_little_memory(serve, run_private):
    pages = {f"/{coding}": page(bomb(coding), content_encoding=coding) for coding in CODINGS}
    pages["/endless"] = endless(head(), bytes(65_536))
    pages["/large"] = page(bytes(15 * MIB))
    pages["/late"] = later(0.5, page(DAM))
    server = serve(pages)
    hosts = [f"typed{number}.example" for number in range(8)]
    paths = ["/late", "/large", "/endless", "/large", *(f"/{coding}" for coding in CODINGS)]
    urls = [server.url(path, host) for path in paths for host in hosts]
    outcomes, peak, _ = run_private(HERE_ALWAYS, urls)
    large = "more than 15,728,640 bytes when unpacked, which is the limit: not read"
    expected = {"/late": len(DAM), "/large": 15 * MIB}
    assert outcomes == [expected.get(path, large) for path in paths for _ in hosts]
    assert peak <= 300


def test_the_resolver_of_the_system_is_judged_by_what_it_answers(run_private):
    hosts = ("2130706433", "0x7f000001", "017700000001", "127.1", "0x7f.1", "localhost")
    outcomes, _, connected = run_private(SYSTEM, [f"http://{host}/" for host in hosts])
    assert {each.partition(" ")[2] for each in outcomes} == {PRIVATE.partition(" ")[2]}
    assert connected == []


def test_the_address_that_was_judged_is_the_one_connected_to(run_private):
    urls = ["http://rebound.example/", "http://rebound.example/"]
    outcomes, _, connected = run_private(TWO_FACED, urls)
    assert outcomes == [exchange.NOT_LISTENING, PRIVATE]
    assert connected == ["8.8.8.8"]
