#!/bin/bash
# Runs the built tests that the arguments choose. It shows a line for each suite, and each failure when it happens. At the end it
# shows all failures again, because people look there first. The whole output, with a line for each test, is in .build/test.log.
set -uo pipefail
log=.build/test.log

swift test --skip-build --disable-xctest --explicit-target-dependency-import-check error "$@" 2>&1 | tee "$log" |
    grep --line-buffered -vP '^(◇|➜|✔ Test (?!run with ))'
[ "${PIPESTATUS[0]}" -eq 0 ] && exit
printf '\n== what failed (the whole output is in %s)\n' "$log"
grep -E -A 12 '^✘ Test .* recorded an issue|: Fatal error|signal code' "$log" | grep -vE '^(✔|◇|➜)' | head -n 200
exit 1
