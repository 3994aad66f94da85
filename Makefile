# The three loops, each wider than the one before; CONTRIBUTING.md says what they take.
#   make quick touched=tests/store/board    make test    make all

python ?= .venv/bin/python
touched ?=
bin := $(dir $(python))
pytest := $(python) -m pytest -q

.PHONY: quick test all check lint format types floors spelling coverage quick-tests test-tests man pages pictures site

quick:
	@$(MAKE) --no-print-directory -j2 -Otarget check quick-tests

test:
	@$(MAKE) --no-print-directory -j2 -Otarget check test-tests

all:
	.ci/run

check: lint format types floors spelling

lint:
	$(python) -m ruff check .

format:
	$(python) -m ruff format --check .

types:
	$(python) -m mypy

floors:
	$(bin)lint-imports --no-cache

spelling:
	$(bin)codespell

quick-tests:
	$(pytest) -n 0 -m "not postgres" tests/store/domain tests/house/test_docs.py $(touched)

test-tests:
	$(pytest) -m "not slow and not ssh and not postgres"

coverage:
	$(pytest) -m "not slow and not ssh and not postgres" --cov --cov-report=term:skip-covered

man:
	$(python) -m care_tui.cli.shell.man_pages man
	$(python) -m handbook pages

pages: man

pictures:
	$(python) -m handbook pictures

site:
	$(python) -m handbook site
