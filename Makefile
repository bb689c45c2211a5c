# Everything a developer types. `make` alone starts the app; `make test` checks all.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint check unit bench eval weights schema static accessibility lighthouse lock format translations clean

run: .venv/ready  ## start the app on its own directory
	$(BIN)/hittastod serve

test: lint check unit  ## everything that CI runs

lint: .venv/test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: .venv/ready
	$(BIN)/hittastod check

unit: .venv/test-ready .venv/chromium .venv/npm
	$(BIN)/python -m pytest

accessibility: .venv/test-ready .venv/chromium .venv/npm  ## axe on every state, written down for /tillganglighet
	ACCESSIBILITY_RESULT=resources/accessibility.json $(BIN)/python -m pytest tests/browser/test_axe.py -k axe_finds
	$(BIN)/python -m pytest tests/browser/test_axe.py -k outcome

lighthouse: .venv/test-ready .venv/chromium  ## Lighthouse on each kind of page; takes minutes, not a part of CI
	@cd tests/tools && npm ci --ignore-scripts --no-audit --no-fund --silent
	$(BIN)/python -m tests.tools.lighthouse

bench: .venv/test-ready  ## the tables of speed and size
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: -r requirements-bench.lock
	$(BIN)/python -m tests.bench

eval: .venv/test-ready  ## how well free text is understood
	$(BIN)/python -m tests.evaluate

static: .venv/ready  ## the whole directory as pages that need no server, in build/static
	$(BIN)/hittastod export html build/static

weights: .venv/test-ready  ## learn anew from tests/examples/ what words tell; some ten minutes
	$(BIN)/pip install --quiet "scikit-learn>=1.7" "torch>=2.9"
	$(BIN)/python -m tests.learn

schema: .venv/ready  ## the JSON Schema that gives editors completion
	$(BIN)/python -m finder.schema resources/schema

translations: .venv/ready  ## bring new texts into every catalogue, and tell what is not translated
	$(BIN)/python -m finder.translations update
	$(BIN)/python -m finder.translations check

format: .venv/test-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## renew the locked dependencies
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra test -o requirements-test.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra test --extra bench -o requirements-bench.lock pyproject.toml

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/test-ready: .venv/ready requirements-test.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-test.lock
	@touch $@

# The browser tests drive Debian's Chromium.
.venv/chromium: | .venv/ready
	@command -v chromium >/dev/null || { SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium >/dev/null; }
	@touch $@

# MDN's observatory grades our headers and axe looks at every state, offline. Without npm their tests fail and say so.
.venv/npm: tests/observatory/package-lock.json tests/tools/package-lock.json | .venv/ready
	@! command -v npm >/dev/null || for room in tests/observatory tests/tools; do \
	  (cd $$room && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --silent) || exit 1; done
	@touch $@

clean:
	rm -rf tests/*/node_modules .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
