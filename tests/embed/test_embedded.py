"""The packaged encoder: a text's vector depends on that text alone, and on checked files."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.embed.embedded import EmbeddedEncoder, packaged_folder
from summarizer.errors import ModelError

ROOT = Path(__file__).parents[2]

SHORT = "The dam broke on Monday."
LONG = "Engineers had warned for years that the old wall could not hold such a flood. " * 12
TEXTS = [
    SHORT,
    LONG,
    "Yes.",
    "At least 14 people died when the dam above Oberdorf broke, the mayor said on Tuesday.",
    "Überflutung: 3 Dörfer evakuiert, 大坝决堤, плотина прорвана 🌊",
    "“We heard a roar,” said Ana Ruiz, 41, “and then the street was a river.”",
]


@pytest.fixture(scope="module")
def encoder() -> EmbeddedEncoder:
    return EmbeddedEncoder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(packaged_folder(), tmp_path / "model"))


def test_a_vector_is_the_same_alone_and_among_others(encoder: EmbeddedEncoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(encoder.encode(TEXTS), alone)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_neighbours_change_a_vector(encoder: EmbeddedEncoder, others: list[str]) -> None:
    vectors = encoder.encode([*others, SHORT, *others])
    assert np.array_equal(vectors[len(others)], encoder.encode([SHORT])[0])
    assert np.array_equal(vectors[: len(others)], vectors[len(others) + 1 :])


def test_the_number_of_threads_changes_nothing(encoder: EmbeddedEncoder) -> None:
    for threads in (1, 3):
        again = EmbeddedEncoder(threads=threads).encode(TEXTS * 3)
        assert np.array_equal(again, encoder.encode(TEXTS * 3))


def test_another_process_gets_the_same_vectors(encoder: EmbeddedEncoder) -> None:
    code = (
        "import sys; from summarizer.embed.embedded import EmbeddedEncoder; "
        f"sys.stdout.buffer.write(EmbeddedEncoder().encode({TEXTS!r}).tobytes())"
    )
    output = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert output.stdout == encoder.encode(TEXTS).tobytes()
    assert output.stderr == b""


def test_rows_are_float32_and_of_unit_length(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (6, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_texts_without_words_get_zero_rows(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode(["", SHORT, " \n\t", "\x00"])
    assert vectors.any(axis=1).tolist() == [False, True, False, False]


def test_no_texts_give_no_rows(encoder: EmbeddedEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.truncated([]) == []


def test_row_i_is_text_i_also_when_texts_repeat(encoder: EmbeddedEncoder) -> None:
    vectors = encoder.encode([SHORT, LONG, SHORT])
    assert np.array_equal(vectors, encoder.encode([LONG, SHORT])[[1, 0, 1]])


def test_the_same_fact_is_nearer_than_another_one(encoder: EmbeddedEncoder) -> None:
    dam, also_dam, match = encoder.encode(
        [SHORT, "On Monday the dam burst.", "The home side won the match 3-1."]
    )
    assert dam @ also_dam > 0.7
    assert dam @ match < 0.2


def test_vectors_stay_what_they_were(encoder: EmbeddedEncoder) -> None:
    """First numbers of the original model in fp32, which 8 bits keep to two digits."""
    assert encoder.encode([SHORT])[0, :4].tolist() == pytest.approx(ORIGINAL, abs=0.01)


ORIGINAL = [-0.0620, -0.0026, 0.0821, 0.0148]


def test_texts_beyond_256_tokens_are_reported(encoder: EmbeddedEncoder) -> None:
    fits, exceeds = "dam " * 254, "dam " * 255
    assert encoder.max_tokens == 256
    assert encoder.truncated([SHORT, exceeds, fits, "x" * 10_001]) == [1, 3]
    assert np.array_equal(encoder.encode([exceeds]), encoder.encode([fits]))


def test_a_lone_surrogate_is_no_reason_to_stop(encoder: EmbeddedEncoder) -> None:
    assert encoder.encode(["The dam \ud800 broke."]).any()


def test_the_hash_is_that_of_the_model_file(encoder: EmbeddedEncoder) -> None:
    manifest = json.loads((packaged_folder() / "manifest.json").read_text("utf-8"))
    assert encoder.sha256 == manifest["files"]["model.onnx"]
    assert encoder.name == "embedded"


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused_by_name(copied: Path, name: str) -> None:
    with (copied / name).open("r+b") as file:
        file.seek(1000)
        file.write(b"\x00\xff\x00")
    with pytest.raises(ModelError, match=rf"{name}: not the file .* `make model`") as caught:
        EmbeddedEncoder(copied).encode([SHORT])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "manifest.json"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: cannot be read .*reinstall"):
        EmbeddedEncoder(copied).encode([SHORT])


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": {}}', "\udcff"])
def test_a_broken_manifest_is_refused(copied: Path, content: str) -> None:
    (copied / "manifest.json").write_text(content, "utf-8", errors="surrogateescape")
    with pytest.raises(ModelError, match=r"manifest\.json: not the file"):
        EmbeddedEncoder(copied)


def test_a_model_that_the_manifest_does_not_name_is_refused(copied: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    manifest["files"]["model.onnx"] = "0" * 64
    (copied / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(ModelError, match=r"model\.onnx: not the file"):
        EmbeddedEncoder(copied).encode([SHORT])


def test_what_it_is_can_be_told_without_the_network(copied: Path) -> None:
    whole = EmbeddedEncoder(copied)
    (copied / "model.onnx").unlink()
    (copied / "tokenizer.json").unlink()
    encoder = EmbeddedEncoder(copied)
    assert (encoder.name, encoder.max_tokens, encoder.sha256) == ("embedded", 256, whole.sha256)
    assert encoder.identity == whole.identity
    assert encoder.encode([]).shape == (0, 384)


def test_another_model_has_another_identity(copied: Path) -> None:
    before = EmbeddedEncoder(copied).identity
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    manifest["files"]["tokenizer.json"] = "0" * 64
    (copied / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert EmbeddedEncoder(copied).identity != before


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_another_version_of_a_library_makes_another_identity(tmp_path: Path, library: str) -> None:
    ours = EmbeddedEncoder().identity
    found = tmp_path / f"{library}-99.dist-info"
    found.mkdir()
    (found / "METADATA").write_text(f"Name: {library}\nVersion: 99\n", "utf-8")
    code = "from summarizer import embed; print(embed.encoder().identity)"
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths}
    output = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment
    )
    assert len(output.stdout) == len(ours) + 1
    assert output.stdout.decode().strip() != ours


def test_the_default_encoder_loads_no_torch() -> None:
    code = (
        "import sys; from summarizer import embed; embed.encoder().encode(['a']); "
        "heavy = {'torch', 'transformers', 'sentence_transformers'}; "
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_no_model_library() -> None:
    code = (
        "import sys; from summarizer import embed; "
        "sys.exit(bool({'onnxruntime', 'tokenizers', 'torch'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_model_card_names_the_hashes_of_the_files() -> None:
    manifest = json.loads((packaged_folder() / "manifest.json").read_text("utf-8"))
    card = (Path(__file__).parents[2] / "models" / "README.md").read_text("utf-8")
    assert manifest["origin_sha256"] in card
    assert all(digest in card for digest in manifest["files"].values())
