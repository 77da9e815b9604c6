"""Other encoders: what is refused, and that one which is accepted keeps the protocol."""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from summarizer import embed
from summarizer.embed.registry import Model
from summarizer.embed.transformers import TransformersEncoder
from summarizer.errors import ModelError, UsageError

needs_torch = pytest.mark.skipif(
    find_spec("sentence_transformers") is None,
    reason="sentence-transformers is NOT INSTALLED: other encoders are untested here",
)
lean = pytest.mark.skipif(
    find_spec("sentence_transformers") is not None, reason="only without sentence-transformers"
)


def written(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content), "utf-8")


def test_pickled_weights_are_refused_before_anything_reads_them(tmp_path: Path) -> None:
    written(tmp_path, "config.json", {"model_type": "bert"})
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelError, match=r"pytorch_model\.bin: pickled weights can run code"):
        embed.encoder(str(tmp_path))


def test_pickled_weights_of_one_part_are_refused_too(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "2_Dense").mkdir()
    (tmp_path / "2_Dense" / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelError, match="pickled weights can run code"):
        embed.encoder(str(tmp_path))


@pytest.mark.parametrize("name", ["", " "])
def test_an_encoder_needs_a_name(name: str) -> None:
    with pytest.raises(ModelError, match="needs a name or a folder"):
        embed.encoder(name)


@lean
def test_without_sentence_transformers_the_way_out_is_named() -> None:
    with pytest.raises(ModelError, match="pip install sentence-transformers"):
        embed.encoder("all-mpnet-base-v2")


@needs_torch
def test_code_of_a_model_is_never_run(tmp_path: Path) -> None:
    part = {"idx": 0, "name": "0", "path": "", "type": "custom.Custom"}
    written(tmp_path, "modules.json", [part])
    (tmp_path / "custom.py").write_text("raise SystemExit('it ran')", "utf-8")
    with pytest.raises(ModelError, match="asks to run code of its own, which is refused"):
        embed.encoder(str(tmp_path))


@needs_torch
def test_code_behind_an_auto_class_is_never_run(tmp_path: Path) -> None:
    classes = {"AutoConfig": "custom.Custom", "AutoModel": "custom.Custom"}
    written(tmp_path, "config.json", {"model_type": "custom", "auto_map": classes})
    (tmp_path / "custom.py").write_text("raise SystemExit('it ran')", "utf-8")
    with pytest.raises(ModelError, match="asks to run code of its own, which is refused"):
        embed.encoder(str(tmp_path))


@needs_torch
def test_an_unknown_name_is_not_downloaded(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model on this machine; use `embedded`") as caught:
        embed.encoder(str(tmp_path / "no-such-model"))
    assert "\n" not in str(caught.value)


@needs_torch
def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    tiny(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"no")
    with pytest.raises(ModelError, match="not a sentence-transformers model"):
        embed.encoder(str(tmp_path))


@needs_torch
def test_a_model_in_a_folder_keeps_the_protocol(tmp_path: Path) -> None:
    tiny(tmp_path)
    encoder = embed.encoder(str(tmp_path))
    vectors = encoder.encode(["dam", "", "dam dam broke"])
    assert vectors.shape == (3, 8)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1], atol=1e-6)
    assert encoder.encode([]).shape == (0, 8)
    assert encoder.name == str(tmp_path)
    assert len(encoder.sha256 or "") == 64
    assert encoder.max_tokens == 16
    assert encoder.truncated(["dam", "dam " * 15, "dam " * 14]) == [1]


@needs_torch
def test_a_text_has_the_same_bits_alone_and_in_a_batch(tmp_path: Path) -> None:
    tiny(tmp_path)
    encoder = embed.encoder(str(tmp_path), device="cpu")
    texts = ["dam broke", "dam", "broke broke dam", "broke dam", "dam " * 20, "broke"]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert encoder.encode(texts).tobytes() == alone.tobytes()


@needs_torch
def test_the_identity_is_another_when_weights_tokenizer_or_prompt_are(tmp_path: Path) -> None:
    tiny(tmp_path)
    name = str(tmp_path)
    known = TransformersEncoder(Model(name, name)).identity
    assert known == TransformersEncoder(Model("short", name)).identity
    found = {known, TransformersEncoder(Model(name, name, prompt="dam: ")).identity}
    with (tmp_path / "config.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    found.add(TransformersEncoder(Model(name, name)).identity)
    assert len(found) == 3


@needs_torch
def test_a_prompt_stands_before_every_text_and_counts(tmp_path: Path) -> None:
    tiny(tmp_path)
    name = str(tmp_path)
    prompted = TransformersEncoder(Model(name, name, prompt="dam "))
    plain = TransformersEncoder(Model(name, name))
    assert prompted.encode(["broke"]).tobytes() == plain.encode(["dam broke"]).tobytes()
    assert prompted.truncated(["dam " * 14]) == [0]


@needs_torch
def test_weights_with_another_checksum_are_refused(tmp_path: Path) -> None:
    tiny(tmp_path)
    with pytest.raises(
        ModelError, match=r"have the SHA-256 [0-9a-f]{64}, not 00; fetch them again"
    ):
        TransformersEncoder(Model("short", str(tmp_path), sha256="00"))


@needs_torch
def test_a_device_that_is_not_here_is_one_line(tmp_path: Path) -> None:
    tiny(tmp_path)
    with pytest.raises(UsageError, match="--device cuda:99: not on this machine, which has cpu"):
        embed.encoder(str(tmp_path), device="cuda:99")


@pytest.mark.parametrize("name", ["embedded", "lexical"])
def test_our_own_encoders_run_on_the_processor_only(name: str) -> None:
    with pytest.raises(UsageError, match=f"the encoder `{name}` runs on the processor only"):
        embed.encoder(name, device="cuda")


@pytest.mark.parametrize(
    ("language", "name"), [("en", "embedded"), ("", "embedded"), ("th", "lexical")]
)
def test_auto_takes_the_best_for_the_language(language: str, name: str) -> None:
    assert embed.encoder(language=language).name == name


def tiny(folder: Path) -> None:
    """Write a complete BERT of one layer and eight dimensions, with random weights."""
    import torch  # noqa: PLC0415 - seconds to import, and not always installed
    from transformers import BertConfig, BertModel, BertTokenizer  # noqa: PLC0415

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "dam", "broke"]
    BertTokenizer(vocab={word: row for row, word in enumerate(words)}).save_pretrained(folder)
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=7,
        hidden_size=8,
        intermediate_size=8,
        max_position_embeddings=16,
        num_hidden_layers=1,
        num_attention_heads=1,
    )
    BertModel(config).save_pretrained(folder)
    written(folder, "sentence_bert_config.json", {"max_seq_length": 16})
