# Two commands matter: make run, make test. The rest is for those who work on the code.
PYTHON ?= python3
VENV := .venv
# How many test files run at the same time, each worker with a Neo4j and a browser of its own (some 2 GB).
WORKERS ?= 2
BIN := $(VENV)/bin

.PHONY: help run test check bench setup docs clean

help:            ## this list
	@grep -E '^[a-z]+: .*##|^[a-z]+:  +##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/.done    ## everything there is to install, then the explorer in the browser
	@$(BIN)/allegata serve

setup: $(VENV)/.done    ## install everything, start nothing
	@$(BIN)/allegata setup

test: $(VENV)/.done-dev    ## every test, on a real Neo4j and in a real browser
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.done-dev    ## lint, format, types, generated documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m allegata.reference --check

docs: $(VENV)/.done-dev    ## write the generated pages of docs/ anew
	@$(BIN)/python -m allegata.reference

bench: $(VENV)/.done-dev    ## measure, as ratios to floors measured in the same run
	@$(BIN)/python -m bench

clean:    ## remove what make has made here; the data folder stays
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.done: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Allegata needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@echo "Installing Python packages into $(VENV)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.done-dev: $(VENV)/.done requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@
