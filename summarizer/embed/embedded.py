"""The default encoder: all-MiniLM-L6-v2 in 8 bits, read from this package's own `models` folder.

Every text runs through the network alone and unpadded, so its vector is a function of the text
only: neither its neighbours nor the number of threads can change a bit of it. The threads share
one session, each run stays on one core, and onnxruntime releases the interpreter lock.

Tokenizer and network are loaded, and their files checked, when they are first used: a run whose
sentences are all in the cache needs neither.
"""

import hashlib
import json
import os
import platform
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from summarizer.datatypes import Vectors
from summarizer.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FOLDER = Path("models") / "all-minilm-l6-v2"

PACKAGE = Path(__file__).resolve().parent.parent

FIELDS = {"dimensions", "max_tokens", "files"}
"""What is read from the manifest."""

WAY_OUT = "reinstall summarizer, or run `make model` in a checkout"

ERRORS_ONLY = 3
"""onnxruntime's log level: its warnings concern graphics cards, which are not used here."""

MOST_THREADS = 4
"""Each holds its own activations, 7 MiB for texts of 256 tokens; the rest of the process needs
130 MiB."""

MOST_CHARACTERS = 10_000
"""What is looked at of a text: 256 tokens of English are about 1,200 characters, and counting
the tokens of a hostile text of a million takes seconds."""

EMPTY_TOKENS = 2
"""The opening and the closing mark: all that is left of a text without words."""

REVISION = 1
"""Of what this file does to a text before and after the network; part of `identity`."""

LIBRARIES = ("onnxruntime", "tokenizers")
"""Whose versions may change a vector."""

PROCESSOR = Path("/proc/cpuinfo")
KINDS = {
    *("vendor_id", "cpu family", "model", "flags"),
    *("CPU implementer", "CPU architecture", "CPU part", "Features"),
}
"""Lines of it, on x86 and ARM, by which onnxruntime chooses among its ways to multiply."""


class EmbeddedEncoder:
    """Vectors from the packaged model; needs neither torch nor a network."""

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        """The model in `folder` (default: the packaged one), of which the manifest is read.

        Raises:
            ModelError: the manifest is missing or damaged.
        """
        self._folder = folder or packaged_folder()
        self._manifest = _manifest(self._folder)
        self._threads = threads or min(_cores(), MOST_THREADS)

    @property
    def name(self) -> str:
        """As the user asks for it."""
        return "embedded"

    @property
    def sha256(self) -> str:
        """Of the network with its weights."""
        return str(self._manifest["files"]["model.onnx"])

    @cached_property
    def identity(self) -> str:
        """A digest over model, tokenizer, the libraries that run them, and the processor."""
        from importlib.metadata import version  # noqa: PLC0415 - 10 ms, not for --no-cache

        versions = [version(library) for library in LIBRARIES]
        facts = [REVISION, MOST_CHARACTERS, self._manifest, versions, _processor()]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def max_tokens(self) -> int:
        """Tokens that are read, the opening and the closing mark included."""
        return int(self._manifest["max_tokens"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 384), float32, unit rows; zero rows for texts without words.

        Equal texts are encoded once.

        Raises:
            ModelError: a file of the model is missing, or differs from what the manifest says.
        """
        unique = list(dict.fromkeys(texts))
        vectors = np.zeros((len(unique), int(self._manifest["dimensions"])), dtype=np.float32)
        if not unique:
            return vectors
        self._load()
        with ThreadPoolExecutor(self._threads) as pool:
            for row, vector in enumerate(pool.map(self._vector, unique)):
                vectors[row] = vector
        rows = {text: row for row, text in enumerate(unique)}
        return vectors[[rows[text] for text in texts]]

    def truncated(self, texts: Sequence[str]) -> list[int]:
        """Row numbers of the texts longer than `max_tokens`; counts tokens, runs no network."""
        return [row for row, text in enumerate(texts) if self._overflows(text)]

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        return _tokenizer(self._checked("tokenizer.json"), self.max_tokens)

    @cached_property
    def _session(self) -> "InferenceSession":
        return _session(self._checked("model.onnx"))

    def _load(self) -> None:
        """Before there are threads, as `cached_property` has no lock."""
        _ = self._tokenizer, self._session

    def _overflows(self, text: str) -> bool:
        return len(text) > MOST_CHARACTERS or bool(self._encoding(text).overflowing)

    def _encoding(self, text: str) -> "Encoding":
        """Tokenize; lone surrogates, which the tokenizer refuses, become question marks."""
        readable = text[:MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        return self._tokenizer.encode(readable)

    def _vector(self, text: str) -> NDArray[np.float32] | float:
        tokens = self._encoding(text).ids
        if len(tokens) <= EMPTY_TOKENS:
            return 0.0
        (vectors,) = self._session.run(None, {"tokens": np.array([tokens], dtype=np.int64)})
        row: NDArray[np.float32] = vectors[0]
        return row

    def _checked(self, name: str) -> bytes:
        """Return the file's bytes, if they are the ones that the manifest names."""
        path = self._folder / name
        content = _read(path)
        if hashlib.sha256(content).hexdigest() != self._manifest["files"].get(name):
            raise _damaged(path)
        return content


def packaged_folder() -> Path:
    """Return the model's folder: in an installed package, else in a source checkout."""
    installed = PACKAGE / FOLDER
    return installed if installed.exists() else PACKAGE.parent / FOLDER


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(_read(path))
    except ValueError as error:
        raise _damaged(path) from error
    if not isinstance(manifest, dict) or not manifest.keys() >= {
        "max_tokens",
        "dimensions",
        "files",
    }:
        raise _damaged(path)
    return manifest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); {WAY_OUT}") from error


def _damaged(path: Path) -> ModelError:
    return ModelError(f"{path}: not the file that this version was built with; {WAY_OUT}")


def _tokenizer(content: bytes, max_tokens: int) -> "Tokenizer":
    from tokenizers import Tokenizer  # noqa: PLC0415 - not for --help

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _session(content: bytes) -> "InferenceSession":
    import onnxruntime  # noqa: PLC0415 - not for --help

    onnxruntime.set_default_logger_severity(ERRORS_ONLY)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The graph is written in its final form; onnxruntime's own fusions make it slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _processor() -> str:
    """Its kind, where the system tells: another one may round a last bit differently."""
    try:
        with PROCESSOR.open(encoding="utf-8", errors="replace") as file:
            first = list(takewhile(str.strip, file))
    except OSError:
        return f"{platform.machine()} {os.environ.get('PROCESSOR_IDENTIFIER', '')}"
    return "".join(line for line in first if line.partition(":")[0].strip() in KINDS)


def _cores() -> int:
    """Count the cores that this process may use, where the system can tell.

    A caller that runs several processes gives each its share by the usual OMP_NUM_THREADS.
    """
    if (share := os.environ.get("OMP_NUM_THREADS", "")).isdecimal():
        return max(1, int(share))
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
