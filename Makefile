# make run    install what the program needs, crawl the sample site, serve it
# make test   install the rest and run every check: lint, types, tests
# make texts  bring new texts of the pages into the catalogues, to be translated
# make replay replay what the archive writes in pywb, as another program
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test texts replay lint types browser clean

run: $(VENV)/.run
	@$(BIN)/hronika demo

test: $(VENV)/.test browser lint types
	@$(BIN)/pytest

# pywb is under GPL-3: installed beside, run as a process of its own, part of nothing.
replay: $(VENV)/.test $(VENV)/replay/bin/wayback
	@$(BIN)/pytest tests/archive/test_replay.py

$(VENV)/replay/bin/wayback: $(VENV)/.run
	@$(PYTHON) -m venv $(VENV)/replay
	@$(VENV)/replay/bin/python -m pip install --quiet --disable-pip-version-check pywb==2.10.0
	@touch $@

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.test
	@$(BIN)/mypy

texts: $(VENV)/.run
	@$(BIN)/pybabel --quiet extract -F babel.cfg -k lazy_gettext --no-location -o $(VENV)/texts.pot .
	@for language in en es; do $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete \
	  -l $$language -i $(VENV)/texts.pot -o webui/translations/$$language.po; done

browser: $(VENV)/.test
	@sh tests/browser/install.sh $(BIN)

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hronika needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo "Installing into $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@$(PIP) --editable '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
