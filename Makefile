# The commands of Cicatrix. `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))
VENV := .venv
RUN := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
NODE_18 := $(shell node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2>/dev/null && command -v npm)
NPM := PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm
PACKAGES := $(if $(wildcard package.json),node_modules/.installed)
PAGES := $(if $(PACKAGES),static/dist/.built)

.PHONY: help setup run test check bench soak look guides format clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(INSTALLED) $(PAGES) ## install what Cicatrix needs into .venv and node_modules; build style and scripts

run: setup ## open the demonstration clinic on http://127.0.0.1:8000 (PORT=, HOST=); Ctrl-C ends it
	@CICATRIX_MODE=demo $(RUN) manage.py run

test: setup ## test everything, in random order; a skipped test fails
	@$(RUN) -m tests.journeys.chromium
	$(RUN) -m pytest -q -m "not soak"

check: setup ## lint, format, settings, walls and the other house rules, in seconds
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) manage.py check
	$(RUN) -m pytest -q tests/house

bench: setup ## time proposals, courses, what-if, a search among 50,000 patients, and the pages of one with 300 consultations
	$(RUN) -m tests.bench.propose
	$(RUN) -m tests.bench.course
	$(RUN) -m tests.bench.search
	$(RUN) -m tests.bench.consultation
	$(RUN) -m tests.bench.what_if

soak: setup ## test the properties with 5,000 examples each, and what takes too long for make test
	@$(RUN) -m tests.journeys.chromium
	HYPOTHESIS_PROFILE=soak $(RUN) -m pytest -q -m "soak or hypothesis"

look: setup ## keep a picture of every page in var/look, wide and light, on a tablet and dark
	@$(RUN) -m tests.journeys.chromium
	LOOK=var/look $(RUN) -m pytest -q tests/journeys/test_walk.py

guides: setup ## take the pictures of docs/guides anew
	@$(RUN) -m tests.journeys.chromium
	GUIDES=1 $(RUN) -m pytest -q tests/journeys/test_guides.py

format: setup ## put the code in the house's format
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

clean: ## remove what setup and the tests made
	rm -rf $(VENV) node_modules static/dist var/static .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements.txt requirements-dev.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; if it has another name: make setup PYTHON=/path/to/python3"; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install -y python3-venv"; exit 1; }
	$(RUN) -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	$(RUN) -m pip check
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc | $(INSTALLED)
	@$(if $(NODE_18),,$(RUN) -m pip install -q --disable-pip-version-check -r requirements-node.txt)
	$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

static/dist/.built: $(PACKAGES) $(shell find frontend -type f 2>/dev/null)
	$(NPM) run --silent build
	@touch $@
