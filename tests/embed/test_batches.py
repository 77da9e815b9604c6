import numpy as np
import pytest

from summarizer.embed import batches
from summarizer.embed.transformers import MOST_TOKENS, is_full, room


class SmallDevice:
    """Encodes a text as its length in letters; has room for so many letters at once."""

    def __init__(self, letters):
        self.letters = letters
        self.calls = []

    def encode(self, texts):
        self.calls.append(list(texts))
        if sum(map(len, texts)) > self.letters:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return np.array([[len(text)] for text in texts], np.float32)


def encoded(device, texts, tokens):
    lengths = [len(text) for text in texts]
    found = batches.encoded(device.encode, texts, lengths, tokens=tokens, is_full=is_full)
    return found[:, 0].tolist()


def test_vectors_come_in_the_order_of_the_texts():
    assert encoded(SmallDevice(99), ["a", "bbb", "cc", "dd"], 99) == [1, 3, 2, 2]


def test_a_batch_holds_texts_of_one_length_and_the_longest_come_first():
    device = SmallDevice(99)
    encoded(device, ["a", "bbb", "cc", "dd"], 99)
    assert device.calls == [["bbb"], ["cc", "dd"], ["a"]]


def test_a_batch_holds_no_more_tokens_than_asked_but_always_one_text():
    device = SmallDevice(99)
    encoded(device, ["aa", "bb", "cc", "ddddd"], 4)
    assert device.calls == [["ddddd"], ["aa", "bb"], ["cc"]]


def test_batches_are_halved_when_memory_is_full_and_stay_so():
    device = SmallDevice(4)
    texts = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"]
    assert encoded(device, texts, 16) == [2] * 8
    assert [len(call) for call in device.calls] == [8, 4, 2, 2, 2, 2]


def test_one_text_that_does_not_fit_is_an_error():
    with pytest.raises(RuntimeError, match="out of memory"):
        encoded(SmallDevice(2), ["aaa"], 16)


def test_another_error_is_not_taken_for_a_lack_of_memory():
    def broken(_texts):
        raise RuntimeError("size mismatch")

    with pytest.raises(RuntimeError, match="size mismatch"):
        batches.encoded(broken, ["a", "b"], [1, 1], tokens=9, is_full=is_full)


@pytest.mark.parametrize(
    "said",
    [
        "CUDA out of memory. Tried to allocate 2.00 GiB.",
        "MPS backend out of memory (MPS allocated: 9 GB)",
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.",
    ],
)
def test_what_torch_says_of_memory_on_every_device_is_understood(said):
    assert is_full(RuntimeError(said))
    assert not is_full(ValueError(said))


def test_room_grows_with_free_memory_and_shrinks_with_the_model():
    gibibyte = 2**30
    assert room(gibibyte, 384) == 10_922
    assert room(gibibyte, 768) == 5_461
    assert room(100 * gibibyte, 384) == MOST_TOKENS
    assert room(0, 384) == 1
