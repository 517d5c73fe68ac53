# Everything here works on a fresh machine with Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
CHECKED := campaign loaders ledger measures figures exports pages commands sample_data dashboard.py tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help run test long check format lint types contracts unused bench soak docs lock

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /	/' | expand -t 12

# A folder that was left half made would look finished to the next run.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is not. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "'$(PYTHON) -m venv' failed; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.run: requirements.txt | $(BIN)/python
	@echo "Installing the packages of requirements.txt into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the packages of requirements-dev.txt into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## Start the dashboard; an empty ledger is filled with the sample district first
	@echo "Filling an empty ledger with the sample district (a ledger of your own is left alone)"
	@$(BIN)/python -m commands sample --set district --if-empty
	@echo "Dashboard: http://127.0.0.1:$(PORT)"
	@$(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

test: $(VENV)/.dev ## Run the tests an engineer waits for
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not long"

long: $(VENV)/.dev ## Run the others: browsers, other campaigns, whole districts
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m long

check: format lint types contracts unused test ## The gate before a commit; changes nothing

format: $(VENV)/.dev ## Check the formatting
	$(BIN)/ruff format --check $(CHECKED)

lint: $(VENV)/.dev ## Check the style
	$(BIN)/ruff check $(CHECKED)

types: $(VENV)/.dev ## Check the types
	$(BIN)/mypy

contracts: $(VENV)/.dev ## Check that the river runs one way
	$(BIN)/lint-imports

unused: $(VENV)/.dev ## Check that everything written is reached
	$(BIN)/vulture

bench: $(VENV)/.dev ## Print speed as ratios against a floor measured in the same run
	$(BIN)/python -m benchmarks

soak: $(VENV)/.dev ## The long runs, in full
	SOAK=1 $(BIN)/python -m pytest -q -n 2 --dist loadgroup

docs: $(VENV)/.run ## Write messages, measures, forms and house.md in docs again
	$(BIN)/python -m commands document docs

lock: ## Pin every dependency again, with hashes (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade -q pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade -q pyproject.toml --extra postgresql -o requirements-postgresql.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade -q pyproject.toml --group dev -o requirements-dev.txt
