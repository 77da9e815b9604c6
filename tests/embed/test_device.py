import pytest

from summarizer.embed.device import Devices, chosen
from summarizer.errors import UsageError

TWO = Devices(cuda=2)
APPLE = Devices(mps=True)


@pytest.mark.parametrize(
    ("wanted", "found", "told"),
    [
        ("auto", Devices(), "cpu"),
        ("auto", TWO, "cuda:0"),
        ("auto", APPLE, "mps"),
        ("cpu", TWO, "cpu"),
        ("cuda", TWO, "cuda:0"),
        ("cuda:1", TWO, "cuda:1"),
        ("mps", APPLE, "mps"),
    ],
)
def test_a_device_that_is_there_is_taken(wanted, found, told):
    assert chosen(wanted, found) == told


@pytest.mark.parametrize(
    ("wanted", "found", "line"),
    [
        ("cuda", Devices(), "--device cuda: not on this machine, which has cpu"),
        ("cuda:2", TWO, "--device cuda:2: not on this machine, which has cpu, cuda:0, cuda:1"),
        ("cuda", APPLE, "--device cuda: not on this machine, which has cpu, mps"),
        ("mps", TWO, "--device mps: not on this machine, which has cpu, cuda:0, cuda:1"),
        ("gpu", TWO, "--device gpu: expected auto, cpu, cuda, cuda:1 or mps"),
        ("cuda:x", TWO, "--device cuda:x: expected auto, cpu, cuda, cuda:1 or mps"),
        ("", TWO, "--device : expected auto, cpu, cuda, cuda:1 or mps"),
    ],
)
def test_one_that_is_not_is_one_line(wanted, found, line):
    with pytest.raises(UsageError) as caught:
        chosen(wanted, found)
    assert str(caught.value) == line
