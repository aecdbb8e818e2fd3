#!/bin/sh
# Fails if git keeps a file that nobody wrote: a package that was fetched, a program that was built, a database. All that people
# write here is text.
set -eu
cd "$(dirname "$0")/.."

# What git itself takes for binary has "-" instead of a number of lines.
binary=$(git diff --numstat "$(git hash-object -t tree /dev/null)" HEAD | sed -n 's/^-[[:space:]]-[[:space:]]//p')
[ -z "$binary" ] || {
    printf 'These files are no text, and do not belong here:\n%s\n' "$binary" >&2
    echo "hint: git rm them; what a test or a script fetches goes into a temporary folder" >&2
    exit 1
}
