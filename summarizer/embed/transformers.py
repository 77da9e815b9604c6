"""Any other encoder: a sentence-transformers model by name or folder, without a download.

Only weights in the safetensors format are read, and no code that comes with a model is run. Texts
run in batches of one length in tokens: where a batch is padded, the same text gets numbers that
differ by up to 2e-7 beside other texts. Without padding 400 texts had the same bits as alone.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from summarizer.datatypes import Vectors
from summarizer.embed import batches, device
from summarizer.embed.registry import Model
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SAFE = "model*.safetensors"
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
"""Weights that run code while they are read."""
READ = {".json", ".model", ".safetensors", ".txt"}
"""Endings of the files that decide a vector: weights, configuration, tokenizer, prompts."""
UNREAD = {"onnx", "openvino"}
"""Folders with the same model for other programs."""
ALLOWED = [f"*{ending}" for ending in sorted(READ)]
"""Patterns of the files that are fetched and must be there: no pickle, no program."""
IGNORED = [f"{name}/*" for name in sorted(UNREAD)]
LIBRARIES = ("sentence-transformers", "tokenizers", "torch", "transformers")

TOKENS = 8_192
"""Of a batch on the processor: 32 texts of 256. More is no faster there."""
MOST_TOKENS = 65_536
"""Of a batch on an accelerator, however much memory it has."""
NUMBERS_PER_TOKEN = 32
"""Of 4 bytes, times the model's dimensions: what a token takes while it is encoded. Measured on the
processor with batches of 242 tokens a text: see docs/design.md."""
SHARE_OF_FREE = 0.5
"""Of an accelerator's free memory that a batch may take."""

BROKEN = (OSError, ValueError, RuntimeError, ImportError, LookupError, TypeError, AttributeError)
"""What sentence-transformers 6.2 raises for missing, damaged and foreign models."""


class TransformersEncoder:
    """Vectors from torch; loading it takes seconds and half a gigabyte."""

    def __init__(self, model: Model, *, device: str = "auto") -> None:
        """Load what `model` names, a folder or what this machine has downloaded before.

        Raises:
            ModelError: sentence-transformers is not installed, or the model is not here, has
                another checksum, holds only pickled weights, or asks to run code of its own.
            UsageError: the device is not here.
        """
        if not model.name.strip():
            raise ModelError(f"an encoder needs a name or a folder, not {model.name!r}")
        self._about = model
        self._folder = checked(model)
        self._model = _load(model.name, self._folder, device)

    @property
    def name(self) -> str:
        """As the user asked for it."""
        return self._about.name

    @cached_property
    def sha256(self) -> str | None:
        """Of the one safetensors file; None when there are several."""
        return weights_sha256(self._folder)

    @cached_property
    def identity(self) -> str | None:
        """Of all that decides a vector's bits beside the text; None when other texts do, too.

        They do on accelerators, which pick their way to add by the size of a batch.
        """
        if self.device != "cpu" or not self._counts_tokens:
            return None
        import torch  # noqa: PLC0415 - seconds to import; loaded already

        files = sorted(p for p in self._folder.rglob("*") if p.suffix in READ and p.is_file())
        parts = {str(p.relative_to(self._folder)): p for p in files}
        about = {
            "files": {name: _digest(p) for name, p in parts.items() if p.parent.name not in UNREAD},
            "prompt": self._about.prompt,
            "libraries": {name: version(name) for name in LIBRARIES},
            "device": [self.device, torch.backends.cpu.get_cpu_capability()],
        }
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()

    @property
    def device(self) -> str:
        """Where it runs, without a number: cpu, cuda or mps."""
        return str(self._model.device.type)

    @property
    def dimensions(self) -> int:
        """Of a vector."""
        return self._model.get_embedding_dimension() or 0

    @property
    def max_tokens(self) -> int | None:
        """Tokens that are read, marks included; None for models without a limit."""
        limit = self._model.get_max_seq_length()
        return limit if isinstance(limit, int) else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, unit rows; zero rows for blank texts.

        Equal texts are encoded once.
        """
        unique = list(dict.fromkeys(texts))
        if not unique:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = batches.encoded(
            self._encode, unique, self._lengths(unique), tokens=self._room(), is_full=is_full
        )
        vectors[[not text.strip() for text in unique]] = 0.0
        rows = {text: row for row, text in enumerate(unique)}
        return vectors[[rows[text] for text in texts]]

    def truncated(self, texts: Sequence[str]) -> list[int]:
        """Row numbers of the texts longer than `max_tokens`; counts tokens, runs no network."""
        limit = self.max_tokens
        if limit is None or not texts:
            return []
        return [row for row, length in enumerate(self._tokens(texts)) if length > limit]

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts,
            prompt=self._about.prompt,
            batch_size=len(texts),
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)

    @property
    def _counts_tokens(self) -> bool:
        """Whether its tokenizer tells; those of static embeddings and of images do not."""
        return self.max_tokens is not None and callable(self._model.tokenizer)

    def _tokens(self, texts: Sequence[str]) -> list[int]:
        before = self._about.prompt or ""
        given = [before + text for text in texts]
        ids = self._model.tokenizer(given, truncation=False, verbose=False)["input_ids"]
        return [len(each) for each in ids]

    def _lengths(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as it is read; where they cannot be counted, its characters."""
        if not self._counts_tokens:
            return [len(text) for text in texts]
        return [min(length, self.max_tokens or length) for length in self._tokens(texts)]

    def _room(self) -> int:
        """Tokens that a batch may hold."""
        if self.device != "cuda":
            return TOKENS
        import torch  # noqa: PLC0415 - seconds to import; loaded already

        free, _ = torch.cuda.mem_get_info(self._model.device)
        return room(free, self.dimensions)


def folder(model: Model) -> Path:
    """The folder of a model: its source, else what was downloaded of that repository.

    Raises:
        ModelError: it is neither, or sentence-transformers is not installed.
    """
    if Path(model.source).is_dir():
        return Path(model.source)
    _installed(model.name)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - half a second
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    repositories = [model.source]
    if "/" not in model.source:  # as sentence-transformers reads such names
        repositories.append(f"sentence-transformers/{model.source}")
    for repository in repositories:
        try:
            return Path(
                snapshot_download(
                    repository,
                    revision=model.revision,
                    local_files_only=True,
                    allow_patterns=ALLOWED,
                    ignore_patterns=IGNORED,
                )
            )
        except (OSError, HFValidationError):
            continue
    raise ModelError(
        f"{model.name}: no folder and no model on this machine; use `embedded`, a folder, or "
        f"download it first: summarizer models fetch {model.name}"
    )


def checked(model: Model) -> Path:
    """The folder of a model whose weights are safetensors, and those that the registry names.

    Raises:
        ModelError: it is not here, or they are not.
    """
    place = folder(model)
    _refuse_pickles(place)
    if model.sha256 and weights_sha256(place) != model.sha256.lower():
        raise ModelError(
            f"{model.name}: the weights in {place} have the SHA-256 {weights_sha256(place)}, "
            f"not {model.sha256}; fetch them again, or correct models.toml"
        )
    return place


def weights_sha256(place: Path) -> str | None:
    """Of the one safetensors file in a model's folder; None when there are several or none."""
    weights = list(place.glob(SAFE))
    return _digest(weights[0]) if len(weights) == 1 else None


def room(free: int, dimensions: int) -> int:
    """Tokens of a batch on a device with so many bytes free, for vectors of so many dimensions."""
    bytes_each = 4 * NUMBERS_PER_TOKEN * max(1, dimensions)
    return max(1, min(MOST_TOKENS, int(SHARE_OF_FREE * free) // bytes_each))


def is_full(error: Exception) -> bool:
    """Whether torch means that a device has no memory left."""
    return isinstance(error, RuntimeError) and "memory" in str(error).lower()


def _installed(name: str) -> None:
    if find_spec("sentence_transformers") is None:
        raise ModelError(
            f"{name}: needs sentence-transformers (pip install sentence-transformers); "
            "the encoder `embedded` works without it"
        )


def _load(name: str, place: Path, wanted: str) -> "SentenceTransformer":
    _installed(name)
    from safetensors import SafetensorError  # noqa: PLC0415 - seconds to import
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers says no types
    where = device.chosen(wanted, device.present())
    try:
        return SentenceTransformer(
            str(place),
            device=where,
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (*BROKEN, SafetensorError) as error:
        raise _unusable(name, error) from error


def _refuse_pickles(place: Path) -> None:
    """Refuse a folder in which some weights exist as a pickle only, before anything reads it."""
    for part in (place, *(path for path in place.glob("*") if path.is_dir())):
        pickles = [path for pattern in PICKLES for path in sorted(part.glob(pattern))]
        if pickles and not any(part.glob(SAFE)):
            raise ModelError(f"{pickles[0]}: pickled weights can run code; save as safetensors")


def _unusable(name: str, error: Exception) -> ModelError:
    """One line: what is wrong with the model, and what to do about it."""
    if "trust_remote_code" in str(error):
        return ModelError(f"{name}: asks to run code of its own, which is refused")
    reason = str(error).strip().partition("\n")[0]
    return ModelError(f"{name}: not a sentence-transformers model ({reason})")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
