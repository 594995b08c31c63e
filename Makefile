# Everything a fresh machine needs is Python >= 3.11 with venv, and a package index.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

DOCS := README.md docs/reference.md docs/data-format.md

.PHONY: demo test check format docs package bench clean

demo: .venv/ready
	$(BIN)/scicli rank --edition 6

test: .venv/ready-dev
	$(BIN)/python -m pytest --numprocesses=auto --dist=worksteal --cov --cov-report=term

check: .venv/ready-dev package
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/ready-dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# What the documents show of the tool, shown anew.
docs: .venv/ready-dev
	$(BIN)/python -m cogapp -r -P -I docs -p 'from shown import *' $(DOCS)
	$(BIN)/python docs/shown.py

# The wheel and the sdist, built and checked as an index would.
package: .venv/ready-dev
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
	.bench/full/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt '.[bench]'
	.bench/bare/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt .
	touch $@

# The environment is removed first and a marker is written last, so a set-up that was
# interrupted is simply done again.
.venv/ready: pyproject.toml constraints.txt
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(INSTALL) --editable .
	touch $@

.venv/ready-dev: pyproject.toml constraints.txt
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(INSTALL) --editable '.[dev]'
	touch .venv/ready $@

clean:
	rm -rf .venv .bench dist .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
