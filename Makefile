# `make demo` and `make test` work on a fresh machine with Python 3.11 or later.
PYTHON ?= python3
BIN := .venv/bin

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup  ## Set up and print a briefing of samples/
	$(BIN)/summarizer summarize samples --words 120

demo-brief: setup  ## Set up and print three daily briefings of the feeds in demo/
	$(BIN)/python demo/brief.py

setup: .venv/ready  ## Make .venv with everything that is needed, tested versions

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -c constraints.txt --group dev -e ".[batch,evaluate,pdf]"
	@touch $@

fix: setup  ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: setup  ## Linters, types and import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup  ## Run the tests
	$(BIN)/pytest -n 2 --dist worksteal

golden: setup  ## Show how what is printed differs from tests/golden; with ACCEPT=1 it is made so
	$(BIN)/python -m tests.golden

bench: setup  ## Measure quality and speed; fail below benchmarks/floors.json
	$(BIN)/python -m benchmarks

package: setup  ## Build the wheel and try it in empty environments, full and lean
	$(BIN)/python -m benchmarks.package

model: setup  ## Build the sentence encoder in models/ again from its source
	$(BIN)/python models/build.py

.PHONY: help demo demo-brief setup fix check test golden bench package model
