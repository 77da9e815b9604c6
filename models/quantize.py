"""Numbers to 8 bits, in a form that gives the same product on every processor.

x86 processors with AVX2 but without VNNI multiply 8-bit numbers with `vpmaddubsw`: it adds two
neighbouring products in 16 bits and cuts what does not fit, silently. With inputs up to 255 the
sum fits as long as the sizes of two neighbouring weights add up to 128 at most, so that is what
`columns` guarantees.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LARGEST = 127
LARGEST_PAIR = 128
"""255 · 128 = 32,640 fits in 16 bits with a sign (32,767)."""

SMOOTHING = 0.65
"""How much of a large channel's size moves from the input to the weights, 0..1; the best of
0.5, 0.65 and 0.8 (correlation with fp32 0.9989, 0.9991, 0.9990, before the limit on pairs)."""

SMALLEST_WEIGHT = 1e-6


class Quantized(NamedTuple):
    """`values * scales` is the original, up to rounding."""

    values: NDArray[np.int8]
    scales: Floats


def columns(weights: Floats) -> Quantized:
    """Round a matrix (inputs, outputs) with one scale per output; no pair exceeds 128."""
    pairs = np.abs(weights).reshape(len(weights) // 2, 2, -1)
    scales = np.maximum(pairs.sum(1).max(0) / (LARGEST_PAIR - 1), pairs.max((0, 1)) / LARGEST)
    values = np.rint(weights / scales).astype(np.int8)
    sums = np.abs(values.astype(np.int16)).reshape(pairs.shape).sum(1)
    if sums.max() > LARGEST_PAIR:
        raise ValueError("two neighbouring weights could overflow")
    return Quantized(values, scales.astype(np.float32))


def rows(table: Floats) -> Quantized:
    """Round a table (tokens, width) with one scale per token."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True), SMALLEST_WEIGHT) / LARGEST
    return Quantized(np.rint(table / scales).astype(np.int8), scales.astype(np.float32))


def smoothing(maxima: Floats, weights: Floats) -> Floats:
    """One divisor per input channel, so that no channel dwarfs the others (SmoothQuant).

    `maxima` are the channels' largest inputs, `weights` the matrix (inputs, outputs). Powers of
    two: dividing by them is exact, and another machine's last bit does not move them.
    Source: Xiao et al. 2023, https://arxiv.org/abs/2211.10438, equation 4.
    """
    largest = np.maximum(np.abs(weights).max(1), SMALLEST_WEIGHT)
    factors = np.log2(maxima) * SMOOTHING - np.log2(largest) * (1 - SMOOTHING)
    return np.exp2(np.rint(factors - np.median(factors))).astype(np.float32)
