# Two commands do everything: `make demo` and `make test`. Both use one virtual environment of their own.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint docs clean

demo: $(READY)
	@$(BIN)/detente demo -o brief > brief.path && echo "The brief is in $$(cat brief.path): open it in a browser." && rm brief.path

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY)
	$(BIN)/python -m detente.cli.reference > docs/shell.md

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --only-binary=:all: --no-binary=detente -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) brief
