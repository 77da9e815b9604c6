"""Where a torch model runs."""

import re
from dataclasses import dataclass

from summarizer.errors import UsageError

_CUDA = re.compile(r"cuda(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class Devices:
    """What this machine has beside its processor."""

    cuda: int = 0
    """Devices that torch can use."""
    mps: bool = False

    def __str__(self) -> str:
        """`cpu, cuda:0, cuda:1`."""
        names = ["cpu", *(f"cuda:{number}" for number in range(self.cuda))]
        return ", ".join([*names, "mps"] if self.mps else names)


def present() -> Devices:
    """The devices that torch finds; torch must be installed."""
    import torch  # noqa: PLC0415 - seconds to import

    cuda = torch.cuda.device_count() if torch.cuda.is_available() else 0
    return Devices(cuda, torch.backends.mps.is_available())


def chosen(wanted: str, found: Devices) -> str:
    """The device as torch names it; `auto` takes the first accelerator.

    Raises:
        UsageError: it is not here, or there is no such thing.
    """
    if wanted == "auto":
        return "cuda:0" if found.cuda else "mps" if found.mps else "cpu"
    if wanted == "cpu" or (wanted == "mps" and found.mps):
        return wanted
    cuda = _CUDA.fullmatch(wanted)
    if cuda and int(cuda[1] or 0) < found.cuda:
        return f"cuda:{cuda[1] or 0}"
    if cuda or wanted == "mps":
        raise UsageError(f"--device {wanted}: not on this machine, which has {found}")
    raise UsageError(f"--device {wanted}: expected auto, cpu, cuda, cuda:1 or mps")
