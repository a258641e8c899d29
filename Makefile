# What there is to do here; `make help` lists it.
SHELL := bash
.DEFAULT_GOAL := help
PYTHON ?= python3
export PYTHON
BIN := .venv/bin
# Further arguments for pytest, such as ARGS="-k launcher -x"
ARGS ?=

.PHONY: help run worker scheduler test screens bench check format docs lock secrets back-up restore reset-demo clean

help: ## List what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Serve pages and do background work, with demonstration data, until Ctrl-C
	@scripts/set-up.sh run
	@exec $(BIN)/python -m qualtrack.launch

worker: ## Start a worker of its own, where REDIS_URL is set
	@scripts/set-up.sh run
	@exec $(BIN)/celery -A qualtrack worker --loglevel INFO

scheduler: ## Start the scheduler, one beside any number of workers, where REDIS_URL is set
	@scripts/set-up.sh run
	@exec $(BIN)/python -m qualtrack.scheduler

test: ## Run the tests, those of tables on PostgreSQL first; ARGS="..." goes to pytest
	@scripts/set-up.sh test
	@failed=0; \
	echo "On PostgreSQL, what touches tables:"; \
	$(BIN)/python -m tests.services.postgres $(BIN)/pytest -n auto --dist worksteal -m django_db $(ARGS) || failed=$$?; \
	echo "On SQLite, everything:"; \
	$(BIN)/pytest -n auto --dist worksteal $(ARGS) || failed=$$?; \
	exit $$failed

screens: ## Walk each role's journey and take the pictures in docs/screens anew
	@scripts/set-up.sh test
	@$(BIN)/pytest -n 0 -p no:randomly $(ARGS) tests/journeys/screens.py

bench: ## Measure what things cost, as ratios
	@scripts/set-up.sh run
	@$(BIN)/python -m benchmarks.journal

check: ## Check style, types, imports, dependencies, settings and docs
	@scripts/set-up.sh python
	@scripts/check.sh

format: ## Put code and templates in the house style
	@scripts/set-up.sh python
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true

docs: ## Write the generated docs anew
	@scripts/set-up.sh python
	@$(BIN)/python -m qualtrack.generated --write docs

lock: ## Resolve pyproject.toml anew into the locks; ARGS=--upgrade takes newer versions
	@scripts/set-up.sh lock $(ARGS)

secrets: ## Make the secrets of docker-compose.yml, once; EMAIL_URL=... names the mail server
	@EMAIL_URL="$(EMAIL_URL)" scripts/make-secrets.sh

back-up: ## Write database, files and journal head into one archive; TO=... is a directory or a file
	@scripts/set-up.sh run
	@$(BIN)/python manage.py back_up "$(or $(TO),.)"

restore: ## Put back what an archive holds, FROM=...; ARGS=--replace where something is there already
	@scripts/set-up.sh run
	@$(BIN)/python manage.py restore "$(FROM)" $(ARGS)

reset-demo: ## Empty a demonstration database and load the demonstration again
	@scripts/set-up.sh run
	@$(BIN)/python manage.py reset_demo

clean: ## Remove what was made here, but for var/
	rm -rf .boot .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache tests/services/openid_provider/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
