.DEFAULT_GOAL := help
.PHONY: help setup run test check format preview bench

help: ## list what there is to do
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/'
setup: ## install what is missing (Debian packages; asks for root)
	@scripts/setup
run: setup ## build the product and open the demo on http://127.0.0.1:8080
	@swift build -c release --product memberday && .build/release/memberday demo $(ARGS)
test: setup ## build once, then all tests: Swift on both engines, then the browser
	@scripts/test
check: ## the rules that a machine can check: format, no SQL outside of Storage, file sizes
	@scripts/check
format: ## lay the Swift code out
	@swift format --in-place --recursive --parallel Sources Tests Package.swift
preview: setup ## pictures of the demo's screens at 360 and 1280 px, in preview/
	@scripts/preview
bench: setup ## the figures of docs/benchmarks.md, from a release build
	@scripts/bench
