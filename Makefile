# Every target does its own set-up: a virtual environment from the hash-checked lock. `make help` lists them.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.made
BENCH_VENV := .venv-bench
BENCH_SETUP := $(BENCH_VENV)/.made

.DEFAULT_GOAL := help
.PHONY: help bench bench-setup bench-reading fuzz setup demo test check check-static wheel-test quality openapi soak lock upgrade clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SETUP) ## Make the virtual environment (every other target does this by itself)

$(SETUP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "bythen needs Python 3.11 or later as $(PYTHON); name another with make PYTHON=python3"; exit 2; }
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv --clear $(VENV)
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

wheel-test: $(SETUP) ## Compare the built wheel with the sources, and run the tests that read its files from a folder that holds no source
	.ci/wheel-test

quality: $(SETUP) ## Print how well the engine reads: the corpus, and the shared data where it lies beside the checkout
	@$(BIN)/python bench/quality.py

bench-setup: $(BENCH_SETUP) ## Make the measuring environment with the peers (spaCy and others), apart from the default one

$(BENCH_SETUP): requirements/bench.txt
	@echo "Setting up $(BENCH_VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(BENCH_VENV)
	@$(BENCH_VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

bench-reading: $(BENCH_SETUP) ## Measure the reading: words a second, cost by length, import, memory, and the peers in the same run
	@$(BENCH_VENV)/bin/python -m bench.reading_speed
	@$(BENCH_VENV)/bin/python -m bench.import_cost

bench: $(BENCH_SETUP) ## Measure the ledger beside its peers at 100 thousand, 1 million and 10 million claims (CLAIMS="n ..." for others; an hour)
	@for n in $(or $(CLAIMS),100000 1000000 10000000); do $(BENCH_VENV)/bin/python -m bench.ledger --claims $$n || exit 1; done
	@$(BENCH_VENV)/bin/python -m bench.ledger_table

fuzz: $(SETUP) ## Throw hostile text at the reading for five minutes (FUZZ_SECONDS=n for another while)
	@$(BIN)/python -m bench.fuzz_reading --seconds $(or $(FUZZ_SECONDS),300)

openapi: $(SETUP) ## Write openapi/openapi.json
	@$(BIN)/bythen openapi > openapi/openapi.json

soak: $(SETUP) ## Kill a real service 210 times at random moments and write bench/results/soak.json (ten minutes)
	@$(BIN)/python -m tests.crash.kills --out bench/results/soak.json

lock: $(SETUP) ## Write what pyproject.toml and dev.in need into requirements/dev.txt, with hashes; what is pinned stays
	$(BIN)/uv pip compile --quiet --universal $(UPGRADE) --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate pyproject.toml requirements/dev.in -o requirements/dev.txt

upgrade: ## Lock the newest versions of everything
	@$(MAKE) lock UPGRADE=--upgrade

clean: ## Remove the virtual environment and what the tools left behind
	rm -rf $(VENV) $(BENCH_VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
