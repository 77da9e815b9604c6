import subprocess
import sys

import numpy as np
import pytest

from summarizer import embed
from summarizer.embed.lexical import DIMENSIONS, LexicalEncoder

DAM = "The dam above Riverton broke on Monday."


def cosines(texts):
    vectors = LexicalEncoder().encode(texts)
    return vectors @ vectors.T


def test_it_keeps_the_protocol():
    encoder = embed.encoder("lexical")
    vectors = encoder.encode([DAM, "", "A school opened.", "– …"])
    assert vectors.dtype == np.float32
    assert len(vectors) == 4
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 0], atol=1e-6)
    assert (encoder.name, encoder.sha256, encoder.max_tokens) == ("lexical", None, None)
    assert encoder.truncated([DAM * 1000]) == []


def test_its_vectors_depend_on_the_other_texts_and_it_says_so():
    assert LexicalEncoder().identity is None


def test_no_text_and_no_word_have_vectors_without_length():
    assert LexicalEncoder().encode([]).shape == (0, 1)
    assert LexicalEncoder().encode(["", "…"]).tolist() == [[0.0], [0.0]]


def test_equal_texts_have_equal_vectors():
    vectors = LexicalEncoder().encode([DAM, "A school opened.", DAM])
    assert vectors[0].tolist() == vectors[2].tolist()


@pytest.mark.parametrize(
    "texts",
    [
        [DAM, "Riverton's dam broke Monday.", "A school opened in the capital."],
        ["Плотина прорвалась у города.", "У города прорвало плотину.", "Открылась новая школа."],
        ["大坝在城市上方决堤。", "城市上方的大坝决堤了。", "一所新学校开学。"],
        ["सोमवार को बाँध टूट गया।", "बाँध सोमवार को टूटा।", "नया विद्यालय खुला।"],
    ],
)
def test_what_says_the_same_is_closer_than_what_does_not(texts):
    alike = cosines(texts)
    assert alike[0, 1] > 0.3
    assert alike[0, 2] < 0.1


def test_pieces_of_words_meet_across_inflections():
    texts = ["Verhandlungen", "Verhandlung", "Schulhaus"]
    alike = cosines(texts)
    assert alike[0, 1] > 0.5 > alike[0, 2]


def test_many_texts_are_reduced_and_come_out_the_same_again():
    texts = [f"Town number {n} lost bridge {n % 7} and road {n % 11}." for n in range(300)]
    vectors = LexicalEncoder().encode(texts)
    assert vectors.shape == (300, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    again = LexicalEncoder().encode(texts)
    assert np.allclose(vectors @ vectors.T, again @ again.T, atol=1e-5)
    assert vectors[0] @ vectors[77] > vectors[0] @ vectors[1]


def test_more_texts_than_features_are_no_trouble():
    vectors = LexicalEncoder().encode(["1", *("a" * n for n in range(1, 4)), *map(str, range(300))])
    assert len(vectors) == 304


@pytest.mark.parametrize("number", [1_000, 2_100])
def test_two_processes_give_a_thousand_texts_the_same_bits(number):
    program = (
        "import hashlib; from summarizer.embed.lexical import LexicalEncoder;"
        f"texts = [f'Town {{n}} lost bridge {{n % 7}}, road {{n % 11}}.' for n in range({number})];"
        "print(hashlib.sha256(LexicalEncoder().encode(texts).tobytes()).hexdigest())"
    )
    runs = [subprocess.check_output([sys.executable, "-c", program]) for _ in range(2)]
    assert runs[0] == runs[1]
