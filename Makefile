# Every target does its own set-up: a virtual environment from the hash-checked lock. `make help` lists them.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.made

.DEFAULT_GOAL := help
.PHONY: help setup demo test check check-static wheel-test quality openapi lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SETUP) ## Make the virtual environment (every other target does this by itself)

$(SETUP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "bythen needs Python 3.11 or later as $(PYTHON); name another with make PYTHON=python3"; exit 2; }
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(SETUP) ## Walk the main job on an embedded store: article in, claims, deadlines, resolutions, report, scorecard
	@$(BIN)/python examples/demo.py

test: $(SETUP) ## Run the tests
	@$(BIN)/python -m pytest

check: check-static test wheel-test ## Format, lint, types, layers, the tests, and the tests against the built wheel

check-static: $(SETUP) ## Format, lint, types and layers only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

wheel-test: $(SETUP) ## Run the tests against the built wheel, from a folder that holds no source
	.ci/wheel-test

quality: $(SETUP) ## Print how well the engine reads: the corpus, and the shared data where it lies beside the checkout
	@$(BIN)/python bench/quality.py

openapi: $(SETUP) ## Write openapi/openapi.json
	@$(BIN)/bythen openapi > openapi/openapi.json

lock: $(SETUP) ## Resolve the dependencies anew into requirements/dev.txt, with hashes
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate pyproject.toml requirements/dev.in -o requirements/dev.txt

clean: ## Remove the virtual environment and what the tools left behind
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
