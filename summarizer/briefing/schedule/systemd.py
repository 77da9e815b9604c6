"""A service and a timer for the user's own systemd.

Settings: systemd.service(5), systemd.exec(5), systemd.timer(5) of version 252; quoting:
systemd.syntax(7), and systemd.unit(5) for `%`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from summarizer.briefing.schedule import printable
from summarizer.errors import UsageError

TIMEOUT = "30min"
"""For one run, which takes a minute: only one that hangs is ended."""
TRIES = 4
WITHIN = "6h"
"""Longer than all tries together if each of them hangs, and shorter than a day."""
PAUSE = "10min"
"""Between tries: a machine that has just woken up may have no network yet."""

PLAIN = re.compile(r"[\w@+=:,./-]+", re.ASCII)
SLUG_BREAK = re.compile(r"[^a-z0-9]+")
TEMPORARY = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108  what PrivateTmp= replaces

SERVICE = """\
{signature}
[Unit]
Description=Daily news briefing
StartLimitIntervalSec={within}
StartLimitBurst={tries}

[Service]
Type=oneshot
ExecStart={command}
TimeoutStartSec={timeout}
# 3: a briefing was made, but a source failed; `summarizer status` names it.
SuccessExitStatus=3
# A machine that has just woken up may have no network yet. Not after 2 and 78: they would stay.
Restart=on-failure
RestartSec={pause}
RestartPreventExitStatus=2 78
{credential}
# The vectors of sentences that were read before: ~/.cache/summarizer, made if it is missing.
CacheDirectory=summarizer
CacheDirectoryMode=0700
NoNewPrivileges=true
LockPersonality=true
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native

{confinement}
"""
CONFINED = """\
# Nothing can be written but these folders, which must be there; that goes for hooks too.
"""
UNCONFINED = """\
# This machine's kernel gives users no namespaces, without which these lines cannot be kept:
"""
TIMER = """\
{signature}
[Unit]
Description=Daily news briefing

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00 {timezone}
# A machine that was off at that time catches up when it is on again.
Persistent=true

[Install]
WantedBy=timers.target
"""
CREDENTIAL = """\
# The mail password, in a file that only you may read.
LoadCredential={name}:{path}
"""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the service may do on this machine."""

    writable: tuple[Path, ...]
    """Folders of the memory and of the outputs."""
    has_namespaces: bool = True
    """Whether users may make namespaces, by which folders are made read only. Some systems allow
    that to root alone (Ubuntu 24.04 as it is shipped), and then refuse to start the service."""


def name(config: Path) -> str:
    """Of both units, without suffix: `summarizer-briefing` for `briefing.toml`."""
    slug = SLUG_BREAK.sub("-", config.stem.lower()).strip("-")
    return f"summarizer-{slug or 'briefing'}"


def signature(config: Path) -> str:
    """The first line of the units of this configuration: only they may be replaced.

    Raises:
        UsageError: a path that cannot stand there.
    """
    return f"# Written by `summarizer schedule systemd` for {printable(str(config))}"


def service(
    words: Sequence[str], config: Path, confinement: Confinement, credential: str | None = None
) -> str:
    """Runs the command once. The credential is a file of that name beside the configuration.

    Raises:
        UsageError: systemd could not read it back.
    """
    return SERVICE.format(
        signature=signature(config),
        within=WITHIN,
        tries=TRIES,
        command=_command(words),
        timeout=TIMEOUT,
        pause=PAUSE,
        credential=_credential(credential, config) if credential else "",
        confinement=_confinement(confinement),
    )


def timer(config: Path, at: time, timezone: str) -> str:
    """Starts the service of the same name every day at that time of the zone.

    Raises:
        UsageError: a path that cannot stand there.
    """
    return TIMER.format(signature=signature(config), at=at, timezone=timezone)


def _command(words: Sequence[str]) -> str:
    """The colon says that `$` begins no variable. In a program's name systemd takes no quotes."""
    if {'"', "'", "\\"} & set(words[0]):
        raise UsageError(f"systemd starts no program with quotes or backslashes in it: {words[0]}")
    return " ".join(map(_quoted, (f":{words[0]}", *words[1:])))


def _quoted(word: str) -> str:
    if PLAIN.fullmatch(printable(word)):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _credential(credential: str, config: Path) -> str:
    """The path stands there without quotes, whatever is in it, but `%` counts."""
    path = printable(str(config.parent / credential)).replace("%", "%%")
    return CREDENTIAL.format(name=credential, path=path)


def _confinement(confinement: Confinement) -> str:
    """What is in /tmp can be seen only if it is not replaced by a private one."""
    folders = sorted(set(confinement.writable))
    in_tmp = any(each.is_relative_to(tmp) for each in folders for tmp in TEMPORARY)
    lines = (
        "PrivateUsers=true",
        "ProtectSystem=strict",
        *(f"ReadWritePaths={_quoted(str(each))}" for each in folders),
        "ReadWritePaths=/tmp" if in_tmp else "PrivateTmp=true",
    )
    if confinement.has_namespaces:
        return CONFINED + "\n".join(lines)
    return UNCONFINED + "\n".join(f"# {each}" for each in lines)
