# An import that Package.swift does not declare is an error.
CHECK := --explicit-target-dependency-import-check error
# How many seeds and how many kills `make soak` tries.
SOAK_SEEDS ?= 100
SOAK_KILLS ?= 200
# How many manipulations of a mirror, and how many snapshots while programs are killed.
SOAK_MANIPULATIONS ?= 1000
SOAK_SNAPSHOTS ?= 100
LINTED := $(wildcard Sources Tests Plugins migrations queries Benchmarks Package.swift)

.DEFAULT_GOAL := help
.PHONY: help demo test soak lint bench build clients readers validators deps

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: ## use a simulated account: sync, change it, sync again, run three reports
	@./scripts/deps.sh curl
	@./scripts/demo.sh

# EndToEndTests starts programs, so it runs in a process of its own. Foundation's Process reads past its buffer and crashes if more
# than about 1,300 files are open, and the servers of the other suites open that many.
test: deps ## build and run all tests
	@./scripts/deps.sh sqlite3
	@rm -f .build/built-once
	swift build --build-tests $(CHECK)
	./scripts/test.sh --skip EndToEndTests
	./scripts/test.sh --filter EndToEndTests

soak: deps ## sync through every kind of fault with SOAK_SEEDS=100 seeds, and through SOAK_KILLS=200 kills
	swift build --build-tests $(CHECK)
	SOAK_SEEDS=$(SOAK_SEEDS) SOAK_KILLS=$(SOAK_KILLS) SOAK_MANIPULATIONS=$(SOAK_MANIPULATIONS) SOAK_SNAPSHOTS=$(SOAK_SNAPSHOTS) \
		swift test --skip-build $(CHECK) --filter 'FaultSuite|KillTests|ManipulationTests'

lint: ## check the format
	swift format lint --strict --recursive $(LINTED)

bench: deps build ## build for release and measure syncs and reports: processor, memory, requests and time
	swift build -c release --product sync-bench
	.build/release/sync-bench --program .build/release/workato-mirror
	.build/release/sync-bench memory --program .build/release/workato-mirror
	.build/release/sync-bench start --program .build/release/workato-mirror
	.build/release/sync-bench as-of --program .build/release/workato-mirror
	.build/release/sync-bench pace --program .build/release/workato-mirror --simulator .build/release/partner-simulator

build: deps ## build the release programs into .build/release
	swift build -c release --product workato-mirror
	swift build -c release --product partner-simulator

# Both fetch packages into a temporary folder, by python3's venv and pip, and take minutes.
clients: deps ## run clients that others wrote (a Singer tap, Workato's own CLI) against the simulator
	swift build --product partner-simulator
	./scripts/other-clients.sh "$$(swift build --show-bin-path)/partner-simulator"

readers: deps ## let pandas, Polars, DuckDB and others read a mirror
	swift build --product workato-mirror
	swift build --product partner-simulator
	bin="$$(swift build --show-bin-path)" && ./scripts/other-readers.sh "$$bin/workato-mirror" "$$bin/partner-simulator"

# It says of each tool that is missing that it was left out. `pip install frictionless`; scripts/check-focus.sh names the other's versions.
validators: deps ## check exported months with frictionless and with FOCUS's validator, where they are
	swift build --build-tests $(CHECK)
	./scripts/test.sh --filter BillingValidatorTests

deps: ## install the packages that a build needs and this machine lacks
	@./scripts/deps.sh
