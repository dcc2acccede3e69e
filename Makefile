# `make run`, `make test` and `make ui` need Python 3.11 or newer, pip and make; all else comes into .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
# The sample corpus comes in on three nights and is published twice, so that the last night has news.
SAMPLE := $(sort $(wildcard seeds/briefs/*))
LATEST := $(filter seeds/briefs/2025-1% seeds/briefs/2026%,$(SAMPLE))
WORKERS ?= 2
export STATUSQUO_HOME ?= warehouse
export DAGSTER_HOME ?= $(abspath $(STATUSQUO_HOME))/dagster

.PHONY: run test ui bench torture check lock clean help

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: $(STAMP) ## read the sample corpus, build the warehouse, print what came of it
	@$(BIN)/statusquo ingest --date 2026-05-01 $(filter-out seeds/briefs/202%,$(SAMPLE))
	@$(BIN)/statusquo ingest --date 2026-05-02 $(filter-out $(LATEST),$(filter seeds/briefs/202%,$(SAMPLE)))
	@$(BIN)/statusquo run
	@$(BIN)/statusquo ingest --date 2026-05-03 $(LATEST)
	@$(BIN)/statusquo run
	@$(BIN)/statusquo overview

# A file's tests stay with one worker: what they look at is made once for the file. Those of the command line,
# the installation and the interface wait for processes of their own, so they have the machine for themselves.
test: $(STAMP) ## run the tests (ARGS="tests/unit/test_dates.py" for some)
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile tests/unit tests/assets
	@$(BIN)/python -m pytest tests/end_to_end
endif

ui: $(STAMP) ## Dagster's interface on http://127.0.0.1:3000, with the nightly schedule
	@$(BIN)/statusquo ui

bench: $(STAMP) ## what reading, runs, ingestion and marts cost, into docs/benchmarks.md (ARGS="--scale 0.1" for less)
	@$(BIN)/python -m bench $(ARGS)

torture: $(STAMP) ## attack what must not be lost, under two hours (ARGS="--scale 0.1" for less)
	@$(BIN)/python -m bench.torture $(ARGS)

check: $(STAMP) ## format, lint, types, layers, definitions load, generated documents are fresh
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > /dev/null || $(BIN)/lint-imports --no-cache
	@mkdir -p "$(DAGSTER_HOME)"
	@$(BIN)/dagster definitions validate -m assets.definitions
	@$(BIN)/statusquo docs --check

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra test --no-emit-index-url --no-header -q pyproject.toml -o requirements.lock

clean: ## remove what runs have built; landed originals stay, so that a run can build it anew
	rm -rf "$(STATUSQUO_HOME)/lake" "$(STATUSQUO_HOME)/dagster" "$(STATUSQUO_HOME)/statusquo.duckdb"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages into $(VENV) (once, about two minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q statusquo assets pipeline schemas
	@touch $@
