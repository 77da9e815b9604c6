"""The network of all-MiniLM-L6-v2 as an ONNX graph: tokens in, one unit vector per row out.

Six transformer layers, the mean over all tokens, and normalisation. There is no attention mask:
every text runs alone, so nothing is padded. The inputs of each matrix product are scaled per
token, never per call, which makes a token's numbers independent of what else is computed.
Operators of the com.microsoft domain are part of every build of onnxruntime.
"""

import numpy as np
import onnx
import quantize
from calibrate import Maxima
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from quantize import Floats

WIDTH = 384
LAYERS = 6
HEADS = 12
MAX_TOKENS = 256
"""What sentence-transformers reads of a text with this model."""
EPSILON = 1e-12
"""Of every layer normalisation, from the model's configuration."""

GELU_FLOOR = np.float32(0.17)
"""GELU is never below -0.17; adding this makes its output unsigned, which saves a bit."""

Weights = dict[str, Floats]


class Graph:
    """Collects nodes and constants; every method returns the name of what it added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def add(self, operator: str, *inputs: str, output: str = "", **attributes: object) -> str:
        return self.split(operator, *inputs, outputs=(output or self._fresh(),), **attributes)[0]

    def split(
        self, operator: str, *inputs: str, outputs: tuple[str, ...], **attributes: object
    ) -> tuple[str, ...]:
        domain = "com.microsoft" if operator in MICROSOFT else ""
        node = helper.make_node(operator, inputs, outputs, domain=domain, **attributes)
        self.nodes.append(node)
        return outputs

    def _fresh(self) -> str:
        return f"value{len(self.nodes)}"


MICROSOFT = {"Gelu", "MatMulIntegerToFloat", "MultiHeadAttention"}


def build(weights: Weights, maxima: Maxima) -> onnx.ModelProto:
    graph = Graph()
    graph.constant("zero", np.array([0], dtype=np.int64))
    graph.constant("last", np.array([-1], dtype=np.int64))
    hidden = _embeddings(graph, weights)
    for number in range(LAYERS):
        hidden = _layer(graph, hidden, number, weights, maxima)
    _pool(graph, hidden)
    return _model(graph)


def _embeddings(graph: Graph, weights: Weights) -> str:
    words = quantize.rows(weights["embeddings.word_embeddings.weight"])
    row = graph.add("Gather", graph.constant("words", words.values), "tokens")
    scale = graph.add("Gather", graph.constant("words.scales", words.scales), "tokens")
    word = graph.add("Mul", graph.add("Cast", row, to=TensorProto.FLOAT), scale)
    places = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    places = places + weights["embeddings.token_type_embeddings.weight"][0]
    count = graph.add("Shape", "tokens", start=1, end=2)
    place = graph.add("Slice", graph.constant("places", places), "zero", count, "zero")
    return _normalised(graph, graph.add("Add", word, place), "embeddings.LayerNorm", weights)


def _layer(graph: Graph, hidden: str, number: int, weights: Weights, maxima: Maxima) -> str:
    original = f"encoder.layer.{number}."
    attended = _attention(graph, hidden, number, weights, maxima)
    name = original + "attention.output."
    mixed = _linear(graph, attended, f"{number}.mix", *_dense(weights, name + "dense"))
    hidden = _normalised(graph, graph.add("Add", mixed, hidden), name + "LayerNorm", weights)
    wide = f"{number}.expand"
    matrix, bias = _dense(weights, original + "intermediate.dense")
    expanded = _smoothed(graph, hidden, wide, matrix, bias, maxima[wide])
    activated = graph.add("Gelu", expanded)
    shrunk = _unsigned(
        graph, activated, f"{number}.shrink", *_dense(weights, original + "output.dense")
    )
    total = graph.add("Add", shrunk, hidden)
    return _normalised(graph, total, original + "output.LayerNorm", weights)


def _attention(graph: Graph, hidden: str, number: int, weights: Weights, maxima: Maxima) -> str:
    original = f"encoder.layer.{number}.attention.self."
    parts = [_dense(weights, original + part) for part in ("query", "key", "value")]
    matrix = np.concatenate([part[0] for part in parts], axis=1)
    bias = np.concatenate([part[1] for part in parts])
    name = f"{number}.projections"
    projected = _smoothed(graph, hidden, name, matrix, bias, maxima[name])
    outputs = tuple(f"{number}.{part}" for part in ("query", "key", "value"))
    graph.split("Split", projected, outputs=outputs, axis=-1, num_outputs=3)
    return graph.add("MultiHeadAttention", *outputs, num_heads=HEADS)


def _smoothed(
    graph: Graph, value: str, name: str, matrix: Floats, bias: Floats, maxima: Floats
) -> str:
    divisors = quantize.smoothing(maxima, matrix)
    smoothed = graph.add("Mul", value, graph.constant(name + ".smoothing", 1 / divisors))
    return _linear(graph, smoothed, name, matrix * divisors[:, None], bias)


def _linear(graph: Graph, value: str, name: str, matrix: Floats, bias: Floats) -> str:
    """value @ matrix + bias in 8 bits; each token's inputs are scaled by their largest size."""
    largest = graph.add("ReduceMax", graph.add("Abs", value), "last", keepdims=1)
    step = graph.constant("signed.step", np.float32(1 / 127))
    zero = graph.constant("signed.zero", np.array(128, dtype=np.uint8))
    quantized = quantize.columns(matrix)
    return _product(graph, (value, largest, step, zero), name, quantized, bias)


def _unsigned(graph: Graph, value: str, name: str, matrix: Floats, bias: Floats) -> str:
    """Like `_linear`, for outputs of GELU: they are lifted above zero and use all 256 steps."""
    lifted = graph.add("Add", value, graph.constant("gelu.floor", GELU_FLOOR))
    largest = graph.add("ReduceMax", lifted, "last", keepdims=1)
    step = graph.constant("unsigned.step", np.float32(1 / 255))
    zero = graph.constant("unsigned.zero", np.array(0, dtype=np.uint8))
    quantized = quantize.columns(matrix)
    lift = float(GELU_FLOOR) * (quantized.values.astype(np.float64) * quantized.scales).sum(0)
    lowered = (bias - lift).astype(np.float32)
    return _product(graph, (lifted, largest, step, zero), name, quantized, lowered)


def _product(
    graph: Graph,
    inputs: tuple[str, str, str, str],
    name: str,
    matrix: quantize.Quantized,
    bias: Floats,
) -> str:
    value, largest, step, zero = inputs
    scaled = graph.add("Div", value, largest)
    product = graph.add(
        "MatMulIntegerToFloat",
        graph.add("QuantizeLinear", scaled, step, zero),
        graph.constant(name, matrix.values),
        step,
        graph.constant(name + ".scales", matrix.scales),
        zero,
    )
    restored = graph.add("Mul", product, largest)
    return graph.add("Add", restored, graph.constant(name + ".bias", bias))


def _dense(weights: Weights, name: str) -> tuple[Floats, Floats]:
    return weights[name + ".weight"].T, weights[name + ".bias"]


def _normalised(graph: Graph, value: str, name: str, weights: Weights) -> str:
    scale = graph.constant(name + ".scale", weights[name + ".weight"])
    bias = graph.constant(name + ".bias", weights[name + ".bias"])
    return graph.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=EPSILON)


def _pool(graph: Graph, hidden: str) -> None:
    mean = graph.add("ReduceMean", hidden, graph.constant("tokens.axis", np.array([1])), keepdims=0)
    length = graph.add("ReduceL2", mean, "last", keepdims=1)
    graph.add("Div", mean, length, output="vectors")


def _model(graph: Graph) -> onnx.ModelProto:
    """Opset 18 and IR 8: what onnxruntime 1.14 and later read."""
    described = helper.make_graph(
        graph.nodes,
        "all-minilm-l6-v2",
        [helper.make_tensor_value_info("tokens", TensorProto.INT64, ["texts", "length"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(described, opset_imports=opsets, ir_version=8)
