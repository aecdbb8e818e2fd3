#!/bin/sh
# Fails if git tracks a binary file, such as a downloaded package, a built program or a database. Everything that people write here
# is text.
set -eu
cd "$(dirname "$0")/.."

# For a file that git takes for binary, it prints "-" instead of a number of lines.
binary=$(git diff --numstat "$(git hash-object -t tree /dev/null)" HEAD | sed -n 's/^-[[:space:]]-[[:space:]]//p')
[ -z "$binary" ] || {
    printf 'These files are not text and do not belong here:\n%s\n' "$binary" >&2
    echo "hint: remove them with git rm; a test or a script must download into a temporary folder" >&2
    exit 1
}
