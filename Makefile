# SPDX-License-Identifier: Apache-2.0
# `make help` lists what there is. ARGS is passed on: make dev ARGS="--port 9000"

SHELL := /bin/sh
SWIFT ?= swift
ARGS ?=

# Test targets that start a PostgreSQL of their own; `make test-unit` leaves them out.
DATABASE_TESTS := EmbeddedPostgresTests|PostgresTests|MigrationTests|SafetyTests|PolicyTests|PrivacyTests|ServerTests|EndToEndTests

.DEFAULT_GOAL := help
.PHONY: help setup completions dev build release test test-unit test-policies test-differential test-browser test-oldest judge test-docs golden soak dist lint format bench bench-parse fuzz fuzz-api check clean

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing: libraries, the embedded PostgreSQL
	@scripts/setup

completions: ## let the Tab key complete palisade's commands and flags, in bash, zsh and fish
	@scripts/completions $(ARGS)

dev: setup ## build in release mode and run the whole thing on an embedded PostgreSQL
	@SWIFT='$(SWIFT)' scripts/release
	@exec .build/release/palisade dev $(ARGS)

build: ## debug build of everything but tests
	@scripts/setup --libraries
	$(SWIFT) build

release: ## release build of the palisade program (.build/release/palisade)
	@SWIFT='$(SWIFT)' scripts/release

# Whatever else has to pass is one more line here; .ci/run calls this target.
# Those that wait for sockets and faults, and those that kill processes, run by themselves: beside the others, which keep
# all processors busy, their waits have run into their limits.
test: setup ## all tests, on real PostgreSQL servers
	@scripts/setup --test-tools
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip '(^|[^a-zA-Z])(Embedded)?PostgresTests[.]|ServerTests[.]' $(ARGS)
	$(SWIFT) test --skip-build --filter '^ServerTests[.]' $(ARGS)
	$(SWIFT) test --skip-build --filter '^PostgresTests[.]' $(ARGS)
	$(SWIFT) test --skip-build --filter '^EmbeddedPostgresTests[.]' $(ARGS)

test-unit: ## the tests that need no database
	@scripts/setup --libraries
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip '$(DATABASE_TESTS)' $(ARGS)

test-policies: setup ## the row-level security transcripts of each table
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --filter PolicyTests $(ARGS)

golden: setup ## record golden files; a newly recorded one fails this run, so that it is read
	$(SWIFT) build --build-tests
	UPDATE_GOLDEN=1 $(SWIFT) test --skip-build --filter GoldenTests $(ARGS)

ANSWER = fuzz/.build/release/answer

# graphql-js is Debian's node-graphql, or what NODE_PATH has.
test-differential: release ## random documents, schemas and requests, as graphql-core (pip) and graphql-js have them
	python3 Tests/Differential/validation.py --bin .build/release/palisade --count 5000 Tests/Differential/schemas/*.graphql
	$(SWIFT) build --quiet -c release --package-path fuzz --product answer
	for part in language sdl coercion execution; do \
		python3 Tests/Differential/$$part.py --answer $(ANSWER) --count 5000 || exit 1; \
	done

# PostgreSQL 15 is the oldest that is served. Debian: postgresql-15.
OLDEST_POSTGRES_BIN ?= /usr/lib/postgresql/15/bin

test-oldest: ## migrations, demo data and the transcripts of each role on PostgreSQL 15, by hand
	scripts/scratch-database --bin $(OLDEST_POSTGRES_BIN) --demo sh -c 'Tests/PolicyTests/run.sh "$$DATABASE_URL"'

judge: ## the shipped database before an outside judge, pgrls (PyPI), by hand
	@scripts/setup
	scripts/judge $(ARGS)

test-browser: setup ## the playground's pages in a real Chromium, which is installed if it is missing
	$(SWIFT) build --product palisade
	Tests/Browser/run $(ARGS)

dist: ## a release to carry elsewhere, with its SHA-256: .build/dist
	scripts/dist $(ARGS)

test-docs: setup ## every command, query and link of the documentation; uses the program that is built
	Tests/Clients/set-up
	Tests/Docs/run $(ARGS)

soak: release ## ten minutes of load with faults: make soak ARGS="--seconds 60"
	Tests/Soak/run $(ARGS)

lint: ## layout, licence lines, imports, banned constructs
	scripts/lint

format: ## lay out all Swift files
	scripts/lint --format

bench: release ## performance against pgbench
	bench/run $(ARGS)

bench-parse: ## the parser against graphql-js (Debian: nodejs, node-graphql)
	bench/parse/run $(ARGS)

fuzz: ## damaged and random documents for the GraphQL libraries: make fuzz ARGS="--seconds 300 --seed 7"
	fuzz/run $(ARGS)

fuzz-api: ## random operations and damaged HTTP against a running `make dev` (pip: graphql-core)
	python3 fuzz/api.py $(ARGS)
	python3 fuzz/raw_http.py $(ARGS)

check: lint test bench ## everything

clean: ## remove build products; never data
	$(SWIFT) package clean
