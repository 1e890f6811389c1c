# Two commands on a fresh machine: `make demo` and `make test`. Everything is installed into this folder.
PORT ?= 8000
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help demo test bench screens format clean python

help: ## vis denne liste
	@awk -F ': .*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: python ## installér, opret demoens database, og vis Vugge på http://127.0.0.1:8000/ (PORT=8001 vælger en anden port)
	@$(PYTHON) .ci/setup.py
	@.venv/bin/vugge demo --port '$(PORT)'

test: python ## hele kontrollen: format, typer, etager, test på SQLite, på PostgreSQL og i en browser
	@$(PYTHON) .ci/check.py

bench: python ## mål hastigheden
	@$(PYTHON) .ci/bench.py

screens: python ## tag billederne i docs/screens igen
	@$(PYTHON) .ci/setup.py --dev
	@.venv/bin/python -m tests.pages.screens

format: python ## ret formatet af alle filer
	@$(PYTHON) .ci/setup.py --dev
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

clean: ## fjern alt, der kan laves igen; databasen bliver
	@rm -rf .venv .tools node_modules var/assets var/static var/*.sha256 .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

python:
	@command -v $(PYTHON) >/dev/null || { echo 'Python mangler. På Debian: sudo apt-get install python3' >&2; exit 1; }
