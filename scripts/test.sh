#!/bin/bash
# Runs the built tests the arguments choose. Shows a line a suite, and each failure when it happens; where there was one, all of
# them once more at the end: there one looks first. The whole output, with a line for each test, is in .build/test.log.
set -uo pipefail
log=.build/test.log

# The flags are words.
# shellcheck disable=SC2046
swift test $(./scripts/build-flags "${BUILD:-work}") --skip-build --disable-xctest --explicit-target-dependency-import-check error "$@" 2>&1 | tee "$log" |
    grep --line-buffered -vP '^(◇|➜|✔ Test (?!run with ))'
[ "${PIPESTATUS[0]}" -eq 0 ] && exit
printf '\n== what failed (the whole output is in %s)\n' "$log"
grep -E -A 12 '^✘ Test .* recorded an issue|: Fatal error|signal code' "$log" | grep -vE '^(✔|◇|➜)' | head -n 200
exit 1
