import pytest

import summarizer

HEAVY = {"torch", "transformers", "sentence_transformers", "sklearn", "trafilatura", "scipy"}
MODELS = {"torch", "transformers", "sentence_transformers"}

# Runs the command in a fresh interpreter and names, last on standard error, what it imported.
LOADED = """
import runpy, sys
sys.argv = ["summarizer", *sys.argv[1:]]
try:
    runpy.run_module("summarizer", run_name="__main__")
except SystemExit as end:
    print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
    raise
"""

# Makes the model libraries impossible to import and the network impossible to reach.
BLOCKED = f"""
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {MODELS!r}:
            raise ImportError(name + " is blocked here")
def refuse(event, args):
    if event == "socket.getaddrinfo" or event == "socket.connect":
        raise RuntimeError("the network is blocked here")
sys.meta_path.insert(0, Refuse())
sys.addaudithook(refuse)
"""

NAMES = [
    "Article",
    "Budget",
    "Encoder",
    "Options",
    "Pick",
    "Problem",
    "Sentence",
    "Summary",
    "SummarizerError",
    "read",
    "summarize",
]


def test_help_loads_neither_numpy_nor_anything_heavier(run_alone):
    ran = run_alone("-c", LOADED, "--help")
    loaded = set(ran.err.split())
    assert ran.code == 0
    assert "Usage:" in ran.out
    assert "typer" in loaded
    assert not loaded & {*HEAVY, "numpy", "onnxruntime", "jinja2", "sentencex"}


def test_a_summary_loads_no_model_library(run_alone):
    ran = run_alone("-c", LOADED, "summarize", "samples", "--words", "50")
    loaded = set(ran.err.split())
    assert ran.code == 0
    assert {"summarizer", "onnxruntime"} <= loaded
    assert not loaded & {*MODELS, "sklearn"}


def test_a_summary_needs_no_model_library_and_no_network(run_alone):
    ran = run_alone("-c", BLOCKED + LOADED, "summarize", "samples", "--words", "50")
    assert ran.code == 0, ran.err
    assert "Sources" in ran.out


def test_the_public_names_are_these_and_each_can_be_used():
    assert sorted(NAMES) == summarizer.__all__
    assert all(getattr(summarizer, name).__name__ == name for name in NAMES)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        _ = summarizer.summarise


def test_importing_the_package_alone_loads_no_numpy(run_alone):
    ran = run_alone("-c", "import summarizer, sys; print('numpy' in sys.modules)")
    assert (ran.code, ran.out) == (0, "False\n")
