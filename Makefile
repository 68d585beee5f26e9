# Python 3.11 and make are enough: every target brings up .venv by itself.
.DEFAULT_GOAL := help
.PHONY: demo test run check strings shots bench faults build docs lock help clean

VENV := .venv/.locked
BENCH := build/bench-venv/.locked
BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard intake_app/locale/*/LC_MESSAGES/intake.po))
UV_COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--no-annotate --python-version 3.11 --universal

# The stamp is a copy of the lock: .venv is set up again when the lock says something else, not when a checkout touched it.
$(VENV): requirements-dev.txt
	@if cmp -s requirements-dev.txt $@; then touch $@; else sh tools/set_up.sh; fi

# Translations are compiled where they are newer than what was made of them; no .mo is ever committed.
$(CATALOGUES): %.mo: %.po | $(VENV)
	@$(BIN)/python -m tools.catalogues compile

demo: $(VENV) $(CATALOGUES) ## the main job on made-up people, in build/demo; opens the window if there is a display
	@rm -rf build/demo
	@$(BIN)/intake-app demo --out build/demo
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ] && [ -z "$${CI:-}" ]; then \
		$(BIN)/intake-desktop --data build/demo/centre; fi

run: $(VENV) $(CATALOGUES) ## open the window
	@$(BIN)/intake-desktop

test: $(VENV) $(CATALOGUES) ## the tests, under five minutes on two cores
	@PYTHONDONTWRITEBYTECODE= $(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV) $(CATALOGUES) ## exactly what CI runs: format, lint, types, import contracts, strings, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.catalogues check
	@$(MAKE) --no-print-directory test

strings: $(VENV) ## take new texts of the code into the catalogues of translations, and compile them
	@$(BIN)/python -m tools.catalogues update
	@$(BIN)/python -m tools.catalogues compile
	@$(BIN)/python -m tools.catalogues check

shots: $(VENV) $(CATALOGUES) ## pictures of every screen, in build/shots
	@$(OFFSCREEN) $(BIN)/python -m tests.ui.shots build/shots

# What matching is measured beside has an environment of its own: neither the product nor its tests need it.
$(BENCH): requirements-bench.txt | $(VENV)
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/bench-venv
	@$(BIN)/uv pip install --quiet --python build/bench-venv/bin/python --require-hashes -r requirements-bench.txt
	@cp requirements-bench.txt $@

bench: $(VENV) $(BENCH) ## speed against the budgets of docs/architecture.md, as ratios in one run
	@$(OFFSCREEN) $(BIN)/python -m benchmarks

faults: $(VENV) ## the fault laboratory in full, and its table: kill, power cut, full and failing disks, flipped bits, soak
	@INTAKE_LONG_FAULTS=1 $(OFFSCREEN) $(BIN)/python -m pytest -n 2 --dist worksteal tests/faults

build: $(VENV) $(CATALOGUES) ## the application as a folder that needs no Python, in dist/intake; it then does the demo job
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	@rm -rf build/built-demo
	@env -u PYTHONPATH dist/intake/intake-app demo --out build/built-demo

docs: $(VENV) ## docs/cli/commands.md from the commands' own help
	@$(BIN)/python -m tools.command_pages docs/cli/commands.md

lock: $(VENV) ## renew requirements.txt, requirements-dev.txt and requirements-bench.txt, with hashes
	@$(UV_COMPILE) --upgrade pyproject.toml --output-file requirements.txt
	@$(UV_COMPILE) --upgrade --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@$(UV_COMPILE) --upgrade requirements-bench.in --output-file requirements-bench.txt

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 15

clean: ## remove what was built; .venv stays
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
