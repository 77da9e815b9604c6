"""Any other encoder: a sentence-transformers model by name or folder, without a download.

Only weights in the safetensors format are read, and no code that comes with a model is run.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from summarizer.datatypes import Vectors
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SAFE = "model*.safetensors"
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")
"""Weights that run code while they are read."""

BROKEN = (OSError, ValueError, RuntimeError, ImportError, LookupError, TypeError, AttributeError)
"""What sentence-transformers 6.2 raises for missing, damaged and foreign models."""


class TransformersEncoder:
    """Vectors from torch; loading it takes seconds and half a gigabyte."""

    def __init__(self, name: str) -> None:
        """Load `name`, a folder or a model that this machine has downloaded before.

        Raises:
            ModelError: sentence-transformers is not installed, or the model is not here, holds
                only pickled weights, or asks to run code of its own.
        """
        self._name = name
        if not name.strip():
            raise ModelError(f"an encoder needs a name or a folder, not {name!r}")
        _refuse_pickles(Path(name))
        self._model = _load(name)

    @property
    def name(self) -> str:
        """As the user asked for it."""
        return self._name

    @property
    def sha256(self) -> str | None:
        """Of the one safetensors file in the folder; None for a model asked for by name."""
        weights = list(Path(self._name).glob(SAFE))
        if len(weights) != 1:
            return None
        with weights[0].open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def identity(self) -> None:
        """None: texts are padded to each other's lengths."""
        return

    @property
    def max_tokens(self) -> int | None:
        """Tokens that are read, marks included; None for models without a limit."""
        limit = self._model.get_max_seq_length()
        return limit if isinstance(limit, int) else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, unit rows; zero rows for blank texts."""
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        rows: Vectors = np.asarray(vectors, dtype=np.float32)
        rows[[not text.strip() for text in texts]] = 0.0
        return rows

    def truncated(self, texts: Sequence[str]) -> list[int]:
        """Row numbers of the texts longer than `max_tokens`; counts tokens, runs no network."""
        limit = self.max_tokens
        if limit is None or not texts:
            return []
        tokens = self._model.tokenizer(list(texts), truncation=False, verbose=False)["input_ids"]
        return [row for row, ids in enumerate(tokens) if len(ids) > limit]


def _load(name: str) -> "SentenceTransformer":
    try:
        import torch  # noqa: PLC0415 - seconds to import
        from safetensors import SafetensorError  # noqa: PLC0415
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        from transformers.utils import logging  # noqa: PLC0415
    except ImportError as error:
        raise ModelError(
            f"{name}: needs sentence-transformers (pip install sentence-transformers); "
            "the encoder `embedded` works without it"
        ) from error
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers says no types
    try:
        return SentenceTransformer(
            name,
            device="cuda" if torch.cuda.is_available() else "cpu",
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
    except (*BROKEN, SafetensorError) as error:
        raise _unusable(name, error) from error


def _refuse_pickles(folder: Path) -> None:
    """Refuse a folder in which some weights exist as a pickle only, before anything reads it."""
    for place in (folder, *(path for path in folder.glob("*") if path.is_dir())):
        pickles = [path for pattern in PICKLES for path in sorted(place.glob(pattern))]
        if pickles and not any(place.glob(SAFE)):
            raise ModelError(f"{pickles[0]}: pickled weights can run code; save as safetensors")


def _unusable(name: str, error: Exception) -> ModelError:
    """One line: what is wrong with the model, and what to do about it."""
    if "trust_remote_code" in str(error):
        return ModelError(f"{name}: asks to run code of its own, which is refused")
    if Path(name).is_dir():
        reason = str(error).strip().partition("\n")[0]
        return ModelError(f"{name}: not a sentence-transformers model ({reason})")
    return ModelError(
        f"{name}: no folder and no model on this machine; use `embedded`, a folder, or download "
        "it first: hf download NAME"
    )
