"""Is every feed read or refused with one line, in time, and as its authors meant it?

`BENCH_DATA=folder python benchmarks/feeds.py`. Reads there, in memory:
feeds/feedparser_tests.tar.gz and feeds/gofeed_testdata.tar.gz, the test feeds of two libraries
with what they expect of them, and news_days/<date>/<outlet>.xml, feeds of outlets as they were.

Compared are titles, links, ids and dates of entries, as the feed gives them (before an address or
a text is cleaned), wherever an expectation names them. Titles that differ only in markup count as
equal "as text": feedparser's are HTML that it has sanitised; here markup is taken out. A header
Content-Location in an expectation is given as the address of the feed.
"""

import ast
import calendar
import json
import os
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urljoin

from summarizer.datatypes import count_words
from summarizer.errors import SourceError
from summarizer.load import dates, feed
from summarizer.load.feed import encoding, items, markup

ADDRESS = "http://127.0.0.1:8097/"
"""Where the test feeds with "http" in their names say that they are served; others have none."""
EXPECTED = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)
HEADER = re.compile(r"^Header:\s+([^:]+):(.*)$", re.MULTILINE)
ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
NAMES = {
    **{name: name for name in ("title", "link", "id", "published", "updated")},
    "guid": "id",
    "issued": "published",
    "modified": "updated",
    "date": "updated",
}
"""Name in an expectation -> what is compared."""
ACCESSES = ("open", "socket.", "urllib.", "subprocess.", "os.", "shutil.", "glob.", "ftplib.")
"""Beginnings of the names of audit events that reach outside of the process's memory."""


class Fixture(NamedTuple):
    """One file of an archive."""

    name: str
    data: bytes


class Claim(NamedTuple):
    """What an expectation says of one entry."""

    entry: int
    field: str
    value: Any


Claims = Callable[[Fixture, str], Iterable[Claim]]
"""A file and its text, to what is expected of it."""


class _Watch:
    """An audit hook cannot be taken off again; this is its switch and its record."""

    on = False
    seen: ClassVar[Counter[str]] = Counter()


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _Watch.on and event.startswith(ACCESSES):
        _Watch.seen[f"{event} {args[0] if args else ''}"] += 1


def main() -> dict[str, float]:
    """Print the tables; return the figures. Without data: none."""
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        print("FEEDS ARE NOT MEASURED: set BENCH_DATA to a folder with feeds/", file=sys.stderr)
        return {}
    sys.addaudithook(_audit)
    theirs = list(_archive(Path(folder) / "feeds" / "feedparser_tests.tar.gz"))
    others = list(_archive(Path(folder) / "feeds" / "gofeed_testdata.tar.gz"))
    days = sorted((Path(folder) / "news_days").glob("*/*.xml"))
    figures = _all_read([*theirs, *others, *(Fixture(_short(p), p.read_bytes()) for p in days)])
    figures |= _as_expected("feedparser", theirs, _claims_in_comment)
    figures |= _as_expected("gofeed", others, _claims_beside(others))
    return figures | _news(days)


def _archive(path: Path) -> Iterator[Fixture]:
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream and member.name.endswith((".xml", ".json")):
                yield Fixture(member.name, stream.read())


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _all_read(fixtures: list[Fixture]) -> dict[str, float]:
    """Everything twice: the first time loads what Python imports, the second is watched."""
    for fixture in fixtures:
        _outcome(fixture)
    outcomes: Counter[str] = Counter()
    slowest = (0.0, "")
    _Watch.on = True
    for fixture in fixtures:
        start = time.perf_counter()
        outcomes[_outcome(fixture)] += 1
        slowest = max(slowest, (time.perf_counter() - start, fixture.name))
    _Watch.on = False
    failures = sum(count for name, count in outcomes.items() if name.startswith("FAILED"))
    accesses = sum(_Watch.seen.values())
    print(f"{len(fixtures)} files, each read or refused with one line; {failures} failed")
    for outcome, count in outcomes.most_common():
        print(f"  {count:>5}  {outcome}")
    print(f"slowest: {slowest[0]:.3f} s, {slowest[1]}")
    print(f"files, sockets and processes opened meanwhile: {accesses} {dict(_Watch.seen) or ''}")
    seconds = {"feed_seconds": slowest[0]}
    return seconds | {"feed_failures": failures, "feed_accesses": accesses}


def _outcome(fixture: Fixture) -> str:
    try:
        found, problems = feed.entries(fixture.data, fixture.name)
    except SourceError as error:
        return f"refused: {re.sub(r'<.*>', '<…>', error.reason)}"
    except Exception as error:  # noqa: BLE001  what must not happen is what is counted here
        return f"FAILED: {error!r}"
    reasons = {re.sub(r"^[\d,]+ entr(y|ies)", "entries", each.reason) for each in problems}
    return "; ".join([f"{'read' if found else 'no entry'}", *sorted(reasons)])


def _as_expected(name: str, fixtures: list[Fixture], claims: Claims) -> dict[str, float]:
    """Print how many expectations hold, and each that does not."""
    tally: Counter[tuple[str, str]] = Counter()
    missed = []
    for fixture in fixtures:
        for claim, verdict, got in _judged(fixture, claims):
            tally[claim.field, verdict] += 1
            if verdict == "missed":
                missed.append(f"{fixture.name}: {claim.field} {got!r}, not {claim.value!r}")
    print(f"\n{name}'s expectations of entries\n{'':<12} compared  exact  as text  missed")
    for field in ("title", "link", "id", "date"):
        counts = [tally[field, verdict] for verdict in ("exact", "as text", "missed")]
        print(f"{field:<12} {sum(counts):>8} {counts[0]:>6} {counts[1]:>8} {counts[2]:>7}")
    print("".join(f"  {line}\n" for line in missed), end="")
    return {f"feed_expectations_{name}": 1 - len(missed) / max(1, tally.total())}


def _judged(fixture: Fixture, claims: Claims) -> Iterator[tuple[Claim, str, Any]]:
    """Each claim, the verdict on it, and what was read."""
    try:
        text = encoding.text(fixture.data, fixture.name)
    except SourceError:
        text = fixture.data.decode("utf-8", "replace")
    claimed = list(claims(fixture, text))
    listed = _listed(fixture, text) if claimed else ()
    for claim in claimed:
        item = listed[claim.entry] if claim.entry < len(listed) else None
        got = _value(item, claim.field) if item else None
        yield claim, _verdict(claim, got), got


def _listed(fixture: Fixture, text: str) -> Sequence[items.Item]:
    headers = {name.strip().lower(): value.strip() for name, value in HEADER.findall(text)}
    served = ADDRESS + fixture.name.removeprefix("feedparser/") if "http" in fixture.name else ""
    where = urljoin(served, headers.get("content-location", ""))
    read = items.from_json if text.lstrip().startswith("{") else items.from_xml
    try:
        decoded = encoding.text(fixture.data, where, headers.get("content-type", ""))
        return read(decoded, where).items
    except SourceError:
        return ()


def _value(item: items.Item, field: str) -> Any:
    values = {"title": item.title.text, "link": item.link, "id": item.guid}
    return {**values, "date": item.published}[field]


def _verdict(claim: Claim, got: Any) -> str:
    if isinstance(got, str) and got.strip() == claim.value.strip():
        return "exact"
    if claim.field == "title" and got is not None:
        same = markup.plain(got) == markup.plain(claim.value)
        return "as text" if same else "missed"
    return "exact" if got == claim.value else "missed"


def _claims_in_comment(fixture: Fixture, text: str) -> Iterator[Claim]:
    """`entries[0]['title'] == 'A'` in the comment at the top; nothing is evaluated but literals."""
    expected = EXPECTED.search(text) if fixture.name.endswith(".xml") else None
    if expected is None:
        return
    for node in ast.walk(ast.parse(f"({expected[1]})", mode="eval")):
        if isinstance(node, ast.Compare) and all(isinstance(op, ast.Eq) for op in node.ops):
            *places, value = node.left, *node.comparators
            yield from _claims(places, value)


def _claims(places: list[ast.expr], value: ast.expr) -> Iterator[Claim]:
    try:
        literal = ast.literal_eval(value)
    except ValueError:  # a name, such as another entry's field
        return
    for place in places:
        root, *path = _path(place)
        path = [path[0], "title"] if path[1:] == ["title_detail", "value"] else path
        if root != "entries" or len(path) != 2:
            continue
        name = NAMES.get(str(path[1]).removesuffix("_parsed"))
        if name in {"published", "updated"}:
            yield Claim(path[0], "date", _date(literal))
        elif name:
            yield Claim(path[0], name, literal)


def _path(place: ast.expr) -> list[Any]:
    """`entries[0].title` as "entries", 0, "title"."""
    if isinstance(place, ast.Attribute):
        return [*_path(place.value), place.attr]
    if isinstance(place, ast.Subscript):
        return [*_path(place.value), ast.literal_eval(place.slice)]
    return [place.id if isinstance(place, ast.Name) else ""]


def _date(literal: str | tuple[int, ...]) -> datetime | None:
    if isinstance(literal, str):
        return dates.parse(literal)
    return datetime.fromtimestamp(calendar.timegm(literal), UTC)


def _claims_beside(fixtures: list[Fixture]) -> Claims:
    """The expectation of `a.xml` is in `a.json`."""
    beside = {fixture.name.removesuffix(".json"): fixture.data for fixture in fixtures}

    def claims(fixture: Fixture, _: str) -> Iterator[Claim]:
        name = fixture.name.removesuffix(".xml")
        if name == fixture.name or name not in beside:
            return
        expected = json.loads(beside[name] or "{}")
        for number, entry in enumerate(expected.get("items") or expected.get("entries") or ()):
            yield from _claims_of(number, entry)

    return claims


def _claims_of(number: int, entry: Mapping[str, Any]) -> Iterator[Claim]:
    """Of one entry as gofeed gives it; RSS, Atom and its common form differ in names."""
    guid = entry.get("guid")
    links = [link for link in entry.get("links") or () if isinstance(link, dict)]
    first = next((link for link in links if link.get("rel") in {None, "", "alternate"}), {})
    stamps = (entry.get(f"{name}Parsed") for name in ("pubDate", "published", "updated"))
    stamp = next(filter(None, stamps), None)
    values = {
        "title": entry.get("title"),
        "link": entry.get("link") or first.get("href"),
        "id": entry.get("id") or (guid.get("value") if isinstance(guid, dict) else guid),
        "date": dates.parse(stamp) if stamp else None,
    }
    return (Claim(number, field, value) for field, value in values.items() if value)


def _news(days: list[Path]) -> dict[str, float]:
    """Print a line for each feed; count what is lost."""
    print(f"\n{'outlets on three days':<34} items  read  dated  outlet  teasers  words: half most")
    totals: Counter[str] = Counter()
    for path in days:
        data = path.read_bytes()
        found, problems = feed.entries(data, path.name, limit=10_000)
        words = sorted(count_words(entry.article.text) for entry in found)
        row = {
            "items": len(ENTRY.findall(data)),
            "read": len(found),
            "dated": sum(entry.article.published is not None for entry in found),
            "outlet": sum(bool(entry.article.source) for entry in found),
            "teasers": sum(entry.blurb for entry in found),
        }
        totals.update(row, problems=len(problems))
        print(f"{_short(path):<34}", _columns(row), f"{words[len(words) // 2]:>12} {words[-1]:>4}")
    print(f"{'all':<34}", _columns(totals), f"  problems: {totals['problems']}")
    return {
        "feed_items_lost": totals["items"] - totals["read"],
        "feed_items_without_outlet": totals["read"] - totals["outlet"],
        "feed_items_undated": totals["read"] - totals["dated"],
    }


def _columns(row: Mapping[str, int]) -> str:
    return (
        f"{row['items']:>5} {row['read']:>5} {row['dated']:>6} {row['outlet']:>7}"
        f" {row['teasers']:>8}"
    )


if __name__ == "__main__":
    main()
