# Three words for a person to type; each only names commands that a person could type as well.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING = 1

.PHONY: site test test-wordpress learned bench conformance docs kills lock clean

site: .venv/.site ## figures that are stale, checks, the built site, checks of what was built
	@$(BIN)/press figures
	@$(BIN)/press check --sources
	@$(BIN)/press build
	@$(BIN)/press check --site

test: .venv/.test ## lint, types and every test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest --numprocesses auto --dist loadfile

test-wordpress: .venv/.wordpress ## with real parts: a WordPress on this machine, Isso, a browser
	@$(BIN)/pytest tests/real

learned: .venv/.learned ## the experiments made of points, from nothing; a killed run goes on where it was
	@$(BIN)/press figures --sweeps --force

bench: .venv/.test ## ratios measured side by side in one run
	@for file in tests/bench/*.py; do $(BIN)/python $$file || exit 1; done

conformance: .venv/.site ## the table of published results that the library is held to
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m collapse.conformance

docs: .venv/.docs ## guides, design and reference of the tool itself
	@$(BIN)/mkdocs build --quiet --strict --config-file docs/mkdocs.yml
	@echo "Open $(CURDIR)/.cache/docs/index.html"

kills: .venv/.test ## publishing is killed 200 times at random moments; what is served stays whole
	@PRESS_KILLS=200 $(BIN)/pytest tests/press/publish/test_kills.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "$(PYTHON) is missing or older than 3.11; install Python 3.11 or newer, or say which: make site PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "$(PYTHON) has no venv module; install it (Debian: apt-get install python3-venv)"; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/.site: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the site needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.test: requirements-test.txt .venv/.learned
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/servers.py
	@touch $@

# Without hashes: PyTorch's file for processors without a graphics card differs by platform.
.venv/.learned: requirements-learned.txt .venv/.site
	@echo "Installing what learned experiments need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-learned.txt
	@touch $@

.venv/.docs: requirements-docs.txt .venv/.site
	@echo "Installing what the documents need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.txt
	@touch $@

.venv/.wordpress: requirements-comments.txt .venv/.test
	@echo "Installing what takes replies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-comments.txt
	@$(BIN)/python tests/real/provide.py
	@touch $@

lock: .venv/bin/python ## write the locks anew: hashes, no registry address
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile pyproject.toml --group build $(LOCK) -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --group build --extra test -c requirements.txt $(LOCK) -o requirements-test.txt
	@$(BIN)/uv pip compile pyproject.toml --extra comments -c requirements-test.txt $(LOCK) -o requirements-comments.txt
	@$(BIN)/uv pip compile pyproject.toml --group docs -c requirements.txt $(LOCK) -o requirements-docs.txt

LOCK := --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

clean: ## everything that make can make again
	@rm -rf .venv .cache site
