"""The folder where a user's own systemd looks for units, and what this kernel lets units do."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from summarizer.cli import output
from summarizer.errors import OutputError, UsageError

NO_NAMESPACES = {
    "/proc/sys/user/max_user_namespaces": "0",
    "/proc/sys/kernel/unprivileged_userns_clone": "0",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1",
}
"""Where a kernel says, and how, that users can make no namespaces. None has all three."""


def folder() -> Path:
    """systemd.unit(5): the first of those that belong to the user."""
    import platformdirs  # noqa: PLC0415 - not for --help

    return platformdirs.user_config_path("systemd") / "user"


def has_namespaces() -> bool:
    """Whether a user's own systemd can confine a service to some folders."""
    for file, no in NO_NAMESPACES.items():
        with suppress(OSError):
            if Path(file).read_text(encoding="ascii").strip() == no:
                return False
    return True


def refuse_strangers(files: Mapping[str, str]) -> None:
    """Makes sure that only units of the same first line would be replaced.

    Raises:
        UsageError: one of that name is somebody else's, or of another configuration.
        OutputError: it cannot be read.
    """
    for name, text in files.items():
        path = folder() / name
        try:
            there = path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(f"{path}: cannot be read: {error.strerror}") from error
        if there.partition("\n")[0] != text.partition("\n")[0]:
            raise UsageError(f"{path}: is there for something else; rename one of the two")


def write(files: Mapping[str, str], memory: Path, writable: Sequence[Path]) -> None:
    """Writes the units, and makes the folders without which the service would not start.

    Raises:
        OutputError: one cannot be made or written.
    """
    try:
        memory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (folder(), *writable):
            each.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be made: {error.strerror}") from error
    for name, text in files.items():
        output.write(text, folder() / name)
