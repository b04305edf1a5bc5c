# Every target works in a fresh clone with python3 alone; CI calls the same ones.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: demo test test-slow lint proto clean

demo: $(VENV)/.simulate
	$(BIN)/discreet simulate

test: $(VENV)/.test
	$(PYTEST) -n auto -m "not slow"

test-slow: $(VENV)/.dev
	$(PYTEST) -m slow

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The checksums show that nobody changed one of the two files alone.
proto: $(VENV)/.dev
	$(BIN)/python -m grpc_tools.protoc -Iexchange=exchange/proto --python_out=. exchange/exchange.proto
	sha256sum exchange/proto/exchange.proto exchange/exchange_pb2.py > exchange/proto/SHA256SUMS

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# torch goes first: a range that other packages leave open would bring a newer one.
$(VENV)/.torch:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "discreet needs Python 3.11 or newer"'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet "torch>=2.13,<2.14"
	touch $@

$(VENV)/.simulate: $(VENV)/.torch pyproject.toml
	$(BIN)/pip install --quiet --editable ".[simulate]"
	touch $@

$(VENV)/.test: $(VENV)/.torch pyproject.toml
	$(BIN)/pip install --quiet --editable ".[test]"
	touch $@

$(VENV)/.dev: $(VENV)/.torch pyproject.toml
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $@
