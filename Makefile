# Everything here works on a fresh machine with Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
PACKAGES := campaign loaders ledger measures figures exports pages commands sample_data
CHECKED := $(wildcard $(PACKAGES)) dashboard.py tests $(wildcard benchmarks)

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types contracts bench soak lock

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## Start the dashboard; an empty ledger is filled with the sample district first
	$(BIN)/python -m commands sample --set district --if-empty
	@echo "Dashboard: http://127.0.0.1:$(PORT)"
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: $(VENV)/.dev ## Run every test
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup

check: format lint types contracts test ## The whole gate; changes nothing

format: $(VENV)/.dev ## Check the formatting
	$(BIN)/ruff format --check $(CHECKED)

lint: $(VENV)/.dev ## Check the style
	$(BIN)/ruff check $(CHECKED)

types: $(VENV)/.dev ## Check the types
	$(BIN)/mypy

contracts: $(VENV)/.dev ## Check that the river runs one way
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## Print speed as ratios against a floor measured in the same run
	$(BIN)/python -m benchmarks

soak: $(VENV)/.dev ## The long runs, in full
	SOAK=1 $(BIN)/python -m pytest -q -n 2 --dist loadgroup

lock: ## Pin every dependency again, with hashes (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade -q pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade -q pyproject.toml --group dev -o requirements-dev.txt
