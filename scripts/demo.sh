#!/bin/sh
# Mirrors a simulated account, changes the account, mirrors it again, and runs three reports. Leaves demo.db and demo.html.
set -eu
cd "$(dirname "$0")/.."

# The demo must never use a real account, whatever is set in the caller's shell.
unset WORKATO_USER_EMAIL WORKATO_USER_TOKEN WORKATO_BASE_URL
export WORKATO_API_TOKEN=simulator-token WORKATO_MIRROR_DB=demo.db WORKATO_RATE_WINDOW=1 COLUMNS=80

. scripts/demo-world.sh

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || say() { printf '\n%s\n' "$*"; }

build() {
    say "Building: the first build takes 5 to 10 minutes, later ones seconds."
    quiet=--quiet
    [ ! -t 1 ] || quiet=
    flags=$(./scripts/build-flags)
    for product in workato-mirror partner-simulator; do
        # $quiet is one option or empty, and the flags are words: so they have no quotes.
        # shellcheck disable=SC2086
        swift build $quiet $flags --product "$product"
    done
    programs=.build/debug
}

# run COMMAND…: shows the command as a heading, then runs it.
run() {
    say "\$ workato-mirror $*"
    "$programs/workato-mirror" "$@"
}

report() {
    say "$1"
    shift
    heading=
    for word; do
        case $word in *" "*) heading="$heading '$word'" ;; *) heading="$heading $word" ;; esac
    done
    echo "\$ workato-mirror$heading"
    "$programs/workato-mirror" "$@" --format table
}

build
start_world
rm -f demo.db demo.db-wal demo.db-shm demo.db.lock demo.db.staging demo.db.staging-journal
run sync
say "Meanwhile, in the account: a customer is renamed, a recipe stopped, another
deleted, a connection breaks, a lookup table is edited, three days of work pass."
change_world
run sync
stop_world

report "Task usage by customer and month" query task-usage-by-month -p from="last month"
report "What changed between the two runs" query --file scripts/what-changed.sql -p run=2
report "The first report again, as of the first run" query task-usage-by-month -p from="last month" --as-of 1

run dashboard --output demo.html
say "The dashboard is demo.html: open it in a browser."
say "The mirror is demo.db, a plain SQLite file. Next, for example:"
printf '  %s\n' \
    "export WORKATO_MIRROR_DB=demo.db" \
    ".build/debug/workato-mirror query             # the reports there are" \
    ".build/debug/workato-mirror query connections-broken" \
    ".build/debug/workato-mirror query changes-in-run --output changes.csv"
