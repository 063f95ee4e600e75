# The front door. Needs Python 3.11 or newer, git and make; the rest goes into $(VENV).
# Another Python: PYTHON=python3.12 make test (after `make clean`, if $(VENV) is already there).

PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?= -n auto --dist worksteal

TERM := Class A-I-7 Pro Rata Distribution Amount

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
READY := $(VENV)/ready-to-test
READY_TO_LINT := $(VENV)/ready-to-lint

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint fmt bench fuzz wheel-test clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: $(READY) ## check the rule base, ask it one question, and write the report of the answer
	$(BIN)/hereof check
	$(BIN)/hereof which "$(TERM)" --on 2003-10
	@formats="--format html"; \
	if $(BIN)/python -m hereof.render.pdf; then formats="$$formats --format pdf"; fi; \
	set -x; \
	$(BIN)/hereof report "$(TERM)" --on 2003-10 --data samples/ramp-2003-rs8.csv --out out $$formats

test: $(READY) ## run the tests; PYTEST_ARGS="-k which" chooses among them
	$(BIN)/pytest $(PYTEST_ARGS)

lint: $(READY_TO_LINT) ## check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fmt: $(READY_TO_LINT) ## format the Python files, and mend what can be mended safely
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed, beside a baseline in the same run
	$(BIN)/python bench/run.py

fuzz: $(READY) ## compare the engine with its oracles on many random cases; hammer the ledger
	$(BIN)/python bench/fuzz.py --count 200000 --seed 1
	$(BIN)/python bench/fuzz_words.py --count 100000 --seed 1
	$(BIN)/python bench/hammer.py --processes 16 --certificates 10000 --kills 200 --seed 1

# The sdist unpacked without its engine is where the tests run: they see what an
# sdist carries, and `hereof` can only be the wheel that was built from it.
wheel-test: $(READY) ## run the tests against the built wheel in a fresh environment
	@set -eu; \
	work=$$(mktemp -d); \
	trap 'rm -rf "$$work"' EXIT; \
	trap 'exit 1' INT TERM; \
	$(BIN)/python -m build --outdir "$$work/dist" .; \
	$(BIN)/python -m venv "$$work/venv"; \
	pip="$$work/venv/bin/python -m pip --disable-pip-version-check"; \
	$$pip install --quiet --upgrade "pip>=25.1"; \
	$$pip install --quiet "$$work"/dist/hereof-*.whl --group test; \
	mkdir "$$work/sdist"; \
	tar -xzf "$$work"/dist/hereof-*.tar.gz -C "$$work/sdist" --strip-components 1; \
	rm -r "$$work/sdist/engine"; \
	cd "$$work/sdist"; \
	"$$work/venv/bin/python" -c 'import hereof; \
	assert "site-packages" in hereof.__file__, hereof.__file__; \
	print("testing", hereof.__file__)'; \
	"$$work/venv/bin/pytest" $(PYTEST_ARGS)

clean: ## remove the environment and all that was built or cached
	rm -rf $(VENV) dist build out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find engine tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is whole is kept and brought up to date; one that is broken is made anew.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo 'hereof needs Python 3.11 or newer, which `$(PYTHON)` is not: name one, as in PYTHON=python3.12 make'; \
	exit 1; }
	@$(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --quiet --upgrade "pip>=25.1"
	$(PIP) install --quiet -e . --group test
	@touch $@

$(READY_TO_LINT): $(READY)
	$(PIP) install --quiet --group lint
	@touch $@
