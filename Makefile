# Platine. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help play test quick torture torture-room lint types bench fuzz pictures messages clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[room]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(VENV)/.installed $@

play: $(VENV)/.installed  ## install into .venv and open Platine
	@$(BIN)/platine

test: $(VENV)/.installed-dev lint types  ## everything the project checks
	$(BIN)/python -m pytest -n 3

quick: $(VENV)/.installed-dev  ## the tests alone, stopping at the first failure
	$(BIN)/python -m pytest -x

torture: $(VENV)/.installed-dev  ## the checker against brute force on thousands of random scenarios
	PLATINE_EXAMPLES=3000 $(BIN)/python -m pytest tests/authoring/test_paths.py tests/authoring/test_hopes.py

torture-room: $(VENV)/.installed-dev  ## rooms on three hubs and a bus, killed a hundred times while bots vote
	PLATINE_KILLS=100 $(BIN)/python -m pytest tests/room/hub/test_many_hubs.py

lint: $(VENV)/.installed-dev  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev  ## mypy --strict on simulator/
	$(BIN)/mypy

# The benchmark does without a yardstick where there is no wheel or no package of it.
$(VENV)/.installed-bench: $(VENV)/.installed-dev
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	-npm install --silent --no-audit --no-fund --prefix $(VENV)/inkjs inkjs
	@touch $@

bench: $(VENV)/.installed-bench  ## speed and memory against yardsticks, in one table
	$(BIN)/python -m benchmarks

FUZZ_SECONDS ?= 60

$(VENV)/.installed-fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	@touch $@

fuzz: $(VENV)/.installed-fuzz  ## arbitrary bytes as files, for FUZZ_SECONDS=60
	$(BIN)/python -m tests.fuzz -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$(VENV)/fuzz/ -print_final_stats=1

pictures: $(VENV)/.installed-dev  ## make the pictures of the README again
	$(BIN)/python -m docs.pictures

messages: $(VENV)/.installed-dev  ## collect, merge and compile the interface's messages
	$(BIN)/python -m simulator.locale.catalogues

clean:  ## remove what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
