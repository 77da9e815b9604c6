"""Whether what the configuration names is there on this machine. Nothing is sent or written."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from summarizer.briefing.config.passwords import unsafe
from summarizer.briefing.config.settings import Config, Mailing, Output, Source
from summarizer.render import trial

CRON_PATH = "/usr/bin:/bin"
"""Where cron looks for programs: crontab(5)."""


def faults(config: Config) -> Iterator[str]:
    """One line for each thing that would be missing at the next run: the key, the path, the way."""
    for number, source in enumerate(config.sources):
        if reason := _source(source):
            yield f"sources[{number}] ({source.name}): {reason}"
    for number, output in enumerate(config.outputs):
        if reason := _output(output):
            yield f"outputs[{number}].path: {reason}"
    yield from _templates(config)
    for number, (program, *_) in enumerate(config.hooks):
        if reason := _program(program):
            yield f"hooks[{number}]: {program}: {reason}"
    if config.mail:
        yield from _mail(config.mail)


def _templates(config: Config) -> Iterator[str]:
    if config.templates and (reason := trial.fault(config.templates)):
        yield f"templates: {reason}"


def _source(source: Source) -> str | None:
    if source.folder and not source.folder.is_dir():
        return f"folder {source.folder}: no such folder; make it or correct the path"
    if source.folder and not _may(source.folder, os.R_OK | os.X_OK):
        return f"folder {source.folder}: may not be read by this user"
    if source.file and not source.file.is_file():
        return f"file {source.file}: no such file; make it or correct the path"
    if source.file and not _may(source.file, os.R_OK):
        return f"file {source.file}: may not be read by this user"
    return None


def _output(output: Output) -> str | None:
    """Missing folders are made when the briefing is written: the next one above counts."""
    if output.folder is None:
        return None
    there = next(each for each in (output.folder, *output.folder.parents) if each.exists())
    if not there.is_dir():
        return f"{there}: not a folder"
    if not _may(there, os.W_OK | os.X_OK):
        return f"{there}: may not be written to by this user"
    return None


def _may(path: Path, what: int) -> bool:
    """By the rights with which the files will be opened, also where these were changed."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _program(program: str) -> str | None:
    found = shutil.which(program)
    if found is None:
        return "no such program, or it may not be run"
    if shutil.which(program, path=CRON_PATH) is None:
        return f"cron does not look where it is; write {found}"
    return None


def _mail(mail: Mailing) -> Iterator[str]:
    if mail.password_file and (reason := unsafe(mail.password_file)):
        yield f"mail.password_file: {mail.password_file}: {reason}"
