# Three words for a person to type; each only names commands that a person could type as well.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: site quick quick-tests lint test test-wordpress pythons bounds learned bench conformance docs kills release lock clean

site: $(VENV)/.site ## figures that are stale, checks, the built site, checks of what was built
	@$(BIN)/press figures
	@$(BIN)/press check --sources
	@$(BIN)/press build
	@$(BIN)/press check --site

# At once: types keep one core for a third of the time.
quick: $(VENV)/.quick ## lint, types and every test that starts no server and no browser
	@$(MAKE) --no-print-directory --jobs 2 lint quick-tests

quick-tests: $(VENV)/.quick
	@$(BIN)/pytest --quiet $(PARALLEL) -m "$(QUICK)"

PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder
QUICK := not server and not browser and not slow and not learned

lint: $(VENV)/.quick
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: $(VENV)/.test lint ## lint, types and every test
	@$(BIN)/pytest $(PARALLEL)

test-wordpress: $(VENV)/.wordpress ## with real parts: a WordPress on this machine, Isso, a browser
	@$(BIN)/pytest tests/real

pythons: ## `make site` and the quick tests under every Python of 3.11 or newer on this machine
	@MAKE="$(MAKE)" $(PYTHON) tests/pythons.py

bounds: $(BIN)/python ## the quick tests with the oldest and the newest libraries that pyproject.toml allows
	@$(PIP) uv
	@for which in lowest-direct highest; do \
	  place=.cache/bounds/$$which; echo "With $$which ..."; \
	  $(BIN)/uv venv --quiet --clear --python $(BIN)/python $$place \
	  && $(BIN)/uv pip install --quiet --python $$place --resolution $$which -e '.[site,comments]' -e scripts --group test \
	  && $$place/bin/pytest --quiet $(PARALLEL) -m "$(QUICK)" || exit 1; \
	done

learned: $(VENV)/.learned ## the experiments made of points, from nothing; a killed run goes on where it was
	@$(BIN)/press figures --sweeps --force

bench: $(VENV)/.test ## ratios measured side by side in one run; docs/bench.txt keeps them
	@$(BIN)/python tests/benches.py

conformance: $(VENV)/.site ## the table of published results that the library is held to
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m collapse.conformance --more experiments.shared.data_stock_rows

docs: $(VENV)/.docs ## guides, design and reference of the tool itself
	@$(BIN)/mkdocs build --quiet --strict --config-file docs/mkdocs.yml
	@echo "Open $(CURDIR)/.cache/docs/index.html"

kills: $(VENV)/.wordpress ## publishing and freezing are killed 200 times at random moments; what is there stays whole
	@PRESS_KILLS=200 $(BIN)/pytest tests/press/publish/test_kills.py tests/real/test_strangers.py -k kill

release: $(VENV)/.quick ## what a release consists of, in dist/: both packages, and a bill of the materials they were tested with
	@$(BIN)/hatchling build -d $(CURDIR)/dist
	@cd scripts && $(CURDIR)/$(BIN)/hatchling build -d $(CURDIR)/dist
	@$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --mc-type library \
		--output-reproducible -o dist/evidencepress.cdx.json

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "$(PYTHON) is missing or older than 3.11; install Python 3.11 or newer, or say which: make site PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "$(PYTHON) has no venv module; install it (Debian: apt-get install python3-venv)"; exit 2; }
	@$(MADE)

LIBRARY := -m pip install --quiet --disable-pip-version-check
PIP := $(BIN)/python $(LIBRARY)
# Under a lock, and anew where a kill has left it half made.
MADE = $(PYTHON) tests/environment.py $(VENV)
REFUSED = { test $$? -ne 1 || echo "$< cannot be installed as it stands: git checkout $<, and again"; exit 2; }

$(VENV)/.site: requirements.txt pyproject.toml scripts/pyproject.toml | $(BIN)/python
	@echo "Installing what the site needs ..."
	@$(MADE) $@ "$(LIBRARY) --require-hashes -r $<" \
		"$(LIBRARY) --no-deps --no-build-isolation --no-index -e . -e scripts" || $(REFUSED)

$(VENV)/.quick: requirements-test.txt $(VENV)/.site
	@echo "Installing what the tests need ..."
	@$(MADE) $@ "$(LIBRARY) --require-hashes -r $<" || $(REFUSED)

$(VENV)/.test: $(VENV)/.quick $(VENV)/.learned
	@$(MADE) $@ tests/browser.py tests/servers.py

# Without hashes: PyTorch's file for processors without a graphics card differs by platform.
$(VENV)/.learned: requirements-learned.txt $(VENV)/.site
	@echo "Installing what learned experiments need ..."
	@$(MADE) $@ "$(LIBRARY) -r $<"

$(VENV)/.publish: requirements-publish.txt pyproject.toml scripts/pyproject.toml | $(BIN)/python
	@echo "Installing what publishing needs ..."
	@$(MADE) $@ "$(LIBRARY) --require-hashes -r $<" \
		"$(LIBRARY) --no-deps --no-build-isolation --no-index -e ." || $(REFUSED)

$(VENV)/.docs: requirements-docs.txt $(VENV)/.site
	@echo "Installing what the documents need ..."
	@$(MADE) $@ "$(LIBRARY) --require-hashes -r $<" || $(REFUSED)

$(VENV)/.wordpress: requirements-comments.txt $(VENV)/.test
	@echo "Installing what takes replies ..."
	@$(MADE) $@ "$(LIBRARY) --require-hashes -r $<" tests/real/provide.py || $(REFUSED)

lock: $(BIN)/python ## write the locks anew: hashes, no registry address
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml scripts/pyproject.toml --extra site --group build $(LOCK) -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --extra publish --group build -c requirements.txt $(LOCK) -o requirements-publish.txt
	@$(BIN)/uv pip compile --group test -c requirements.txt $(LOCK) -o requirements-test.txt
	@$(BIN)/uv pip compile pyproject.toml --extra comments -c requirements.txt -c requirements-test.txt $(LOCK) -o requirements-comments.txt
	@$(BIN)/uv pip compile pyproject.toml scripts/pyproject.toml --extra site --group docs -c requirements.txt $(LOCK) -o requirements-docs.txt

LOCK := --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-emit-package evidencepress

clean: ## everything that make can make again
	@rm -rf .venv .cache site dist
