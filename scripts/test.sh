#!/bin/bash
# Runs the built tests the arguments choose and, where some fail, says once more at the end which: there one looks first, and that
# is what is kept of a long log.
set -uo pipefail
log=$(mktemp)
trap 'rm -f "$log"' EXIT

swift test --skip-build --explicit-target-dependency-import-check error "$@" 2>&1 | tee "$log" && exit
printf '\n== what failed\n'
grep -E -A 12 '^✘ Test .* recorded an issue|: Fatal error|signal code' "$log" | grep -vE '^(✔|◇|➜)' | head -n 200
exit 1
