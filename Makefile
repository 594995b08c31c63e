# Everything a fresh machine needs is Python >= 3.11 with venv, and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

PYTEST := --numprocesses=auto --dist=worksteal
DOCS := README.md $(sort $(wildcard docs/*.md docs/*/*.md))

.PHONY: demo test coverage check format docs package bench clean

demo: $(VENV)/ready
	$(BIN)/scicli rank --edition 6

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest $(PYTEST)

# Every branch is covered by tests that run everywhere: those that need a program which pip does
# not bring are left out.
coverage: $(VENV)/ready-dev
	$(BIN)/python -m pytest $(PYTEST) -m "not needs" --cov --cov-report=term

check: $(VENV)/ready-dev package
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(MAKE) coverage

format: $(VENV)/ready-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# What the documents show of the tool, shown anew.
docs: $(VENV)/ready-dev
	$(BIN)/python -m cogapp -r -P -I docs -p 'from shown import *' $(DOCS)
	$(BIN)/python docs/shown.py
	$(BIN)/python docs/manual.py

# The wheel and the sdist, built and checked as an index would.
package: $(VENV)/ready-dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/python -m twine check --strict dist/*

# Speed and memory beside others, measured with wheels in environments of their own: one with
# pyarrow and the other tools, one with nothing but scicli.
bench: .bench/ready
	.bench/full/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	.bench/bare/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	.bench/full/bin/python -m bench .bench

.bench/ready: pyproject.toml constraints.txt
	rm -rf .bench/full .bench/bare
	$(PYTHON) -m venv .bench/full
	$(PYTHON) -m venv .bench/bare
	.bench/full/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	.bench/full/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group bench '.[fast,report]'
	.bench/bare/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt .
	touch $@

# The environment is removed first and a marker is written last, so a set-up that was
# interrupted is simply done again.
$(VENV)/ready: pyproject.toml constraints.txt
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	touch $@

# The pip that comes with Python 3.11 knows no groups.
$(VENV)/ready-dev: pyproject.toml constraints.txt
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) pip
	$(INSTALL) --group dev --editable '.[excel,fast,report]'
	touch $(VENV)/ready $@

clean:
	rm -rf .venv .venv-* .bench dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
