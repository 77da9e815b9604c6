"""What two keys of `briefing.toml` must not say at the same time.

Read from the tables as they are in the file, so that these faults are found beside those of
single values: whatever is not of the right type is passed over here, and refused by `settings`.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from fnmatch import fnmatch
from ipaddress import ip_address
from itertools import chain
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from summarizer.briefing.config.complaints import shown, where
from summarizer.briefing.config.values import STDOUT, bare, placed
from summarizer.load import address, hygiene
from summarizer.render import SUFFIXES
from summarizer.render.briefing.sources import beside

KINDS = ("feed", "folder", "file")
BELONGS = {"pattern": "folder", "full_text": "feed", "allow_private": "feed"}
"""Keys of a source that only one kind has."""

Fault = tuple[tuple[int | str, ...], str]
"""Where, and what is wrong there."""
Tables = list[tuple[int, Mapping[str, Any]]]
"""The tables of one name with their indices from 0."""


def lines(document: Mapping[str, Any], folder: Path) -> list[str]:
    """One line for every fault, without the name of the file; `folder` is the one it is in."""
    sources, outputs = _tables(document, "sources"), _tables(document, "outputs")
    mail = document.get("mail")
    faults = chain(
        _kinds(sources),
        _doubles(sources, folder),
        _sections(sources, document.get("sections")),
        _forms(outputs),
        _same_files(outputs, folder),
        _circles(sources, outputs, folder),
        _mail(mail) if isinstance(mail, Mapping) else (),
        _budget(document),
        _nowhere(document),
    )
    return [f"{where(place, document) or 'the file'}: {reason}" for place, reason in faults]


def _tables(document: Mapping[str, Any], key: str) -> Tables:
    found = document.get(key)
    items = enumerate(found) if isinstance(found, list) else ()
    return [(index, table) for index, table in items if isinstance(table, Mapping)]


def _kinds(sources: Tables) -> Iterator[Fault]:
    for index, source in sources:
        given = [kind for kind in KINDS if kind in source]
        if len(given) != 1:
            found = " and ".join(given) or "none"
            yield ("sources", index), f"found {found}; expected exactly one of {', '.join(KINDS)}"
        for key, kind in BELONGS.items():
            if key in source and given and kind not in given:
                yield ("sources", index, key), f"found beside {given[0]}; goes with {kind} only"


def _doubles(sources: Tables, folder: Path) -> Iterator[Fault]:
    """The same name, feed, folder or file in two sources."""
    first: dict[tuple[str, str], int] = {}
    for index, source in sources:
        for same in _identities(source, folder):
            if same in first:
                reason = f"the same as sources[{first[same]}].{same[0]}; expected each only once"
                yield ("sources", index, same[0]), reason
            first.setdefault(same, index)


def _identities(source: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    """Key, and what no other source may have there."""
    texts = {key: text for key, text in source.items() if isinstance(text, str)}
    with suppress(ValueError):  # nothing usable, which is said elsewhere
        if "name" in texts:
            yield "name", hygiene.line(texts["name"]).casefold()
        if "feed" in texts:
            yield "feed", _feed(texts["feed"])
        if "folder" in texts:
            yield "folder", f"{placed(texts['folder'], folder)}\0{texts.get('pattern')}"
        if "file" in texts:
            yield "file", str(placed(texts["file"], folder))


def _feed(url: str) -> str:
    """Equal for one feed with http and https, with and without a slash at the end."""
    cleaned = address.clean(bare(url)) or url
    return f"{urlsplit(url).username}@{cleaned.partition('//')[2].rstrip('/')}"


def _sections(sources: Tables, sections: object) -> Iterator[Fault]:
    """A section that the list of sections does not know is a slip of the pen."""
    known = [each for each in sections if isinstance(each, str)] if _is_list(sections) else []
    for index, source in sources:
        section = source.get("section")
        if known and isinstance(section, str) and section not in known:
            close = get_close_matches(section, known, 1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            reason = f"found {shown(section)}; expected one of sections{hint}"
            yield ("sources", index, "section"), reason


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _forms(outputs: Tables) -> Iterator[Fault]:
    for index, output in outputs:
        is_stdout = output.get("path") == str(STDOUT)
        if is_stdout and "format" not in output:
            yield ("outputs", index, "format"), 'missing; expected with path "-"'
        if "format" in output and not is_stdout:
            reason = 'found beside a file name; goes with path "-" only'
            yield ("outputs", index, "format"), reason


def _same_files(outputs: Tables, folder: Path) -> Iterator[Fault]:
    first: dict[Path, str] = {}
    for index, path in _paths(outputs, folder):
        files = {path: f"outputs[{index}].path"}
        if SUFFIXES.get(path.suffix.lower()) == "html":
            files[beside(path)] = f"the page of sources beside outputs[{index}].path"
        if taken := [first[each] for each in files if each in first]:
            yield ("outputs", index, "path"), f"the same as {taken[0]}"
        first = files | first


def _paths(outputs: Tables, folder: Path) -> Iterator[tuple[int, Path]]:
    for index, output in outputs:
        path = output.get("path")
        if isinstance(path, str):
            with suppress(ValueError):
                yield index, STDOUT if path == str(STDOUT) else placed(path, folder)


def _circles(sources: Tables, outputs: Tables, folder: Path) -> Iterator[Fault]:
    """A briefing written where articles are read would be news the next day."""
    for number, source in sources:
        text = source.get("folder")
        if not isinstance(text, str):
            continue
        with suppress(ValueError):
            root = placed(text, folder)
            for index, path in _paths(outputs, folder):
                if path.is_relative_to(root) and _is_read(path.relative_to(root), source):
                    reason = f"would be read as news by sources[{number}]; choose another folder"
                    yield ("outputs", index, "path"), reason


def _is_read(path: Path, source: Mapping[str, Any]) -> bool:
    """Whether the source's pattern, if it has one, matches."""
    pattern = str(source.get("pattern", "**"))
    if "**" in pattern:
        return fnmatch(str(path), pattern.replace("**/", "*"))
    return len(path.parts) == len(Path(pattern).parts) and path.match(pattern)


def _mail(mail: Mapping[str, Any]) -> Iterator[Fault]:
    secrets = [key for key in ("password_file", "credential") if key in mail]
    if len(secrets) > 1:
        yield ("mail",), "found password_file and credential; expected one of them"
    if secrets and "username" not in mail:
        yield ("mail", "username"), f"missing; expected with {secrets[0]}"
    if "username" in mail and not secrets:
        yield ("mail", "username"), "found alone; expected with password_file or credential"
    if mail.get("security") == "none" and not _is_loopback(str(mail.get("host"))):
        reason = 'found "none"; expected "tls" or "starttls" unless the host is this machine'
        yield ("mail", "security"), reason


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _budget(document: Mapping[str, Any]) -> Iterator[Fault]:
    each, all_ = document.get("words_per_story"), document.get("words")
    if isinstance(each, int) and isinstance(all_, int) and each > all_:
        reason = f"found {each}; expected at most words, the {all_} of the whole briefing"
        yield ("words_per_story",), reason


def _nowhere(document: Mapping[str, Any]) -> Iterator[Fault]:
    if not document.get("outputs") and "mail" not in document:
        yield (), "found neither [[outputs]] nor [mail]; expected at least one"
