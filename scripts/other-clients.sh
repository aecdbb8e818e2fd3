#!/usr/bin/env bash
# Runs other people's clients against the simulator: the Singer tap tap-workato and Workato's own workato-platform-cli.
# Argument: the path of partner-simulator. It takes minutes. It prints one line for each check: ok, FAIL or skip. It ends with 1 if
# a check fails.
set -euo pipefail

simulator=$(realpath "${1:?usage: scripts/other-clients.sh PATH-OF-PARTNER-SIMULATOR}")
here=$(cd "$(dirname "$0")/other-clients" && pwd)
folder=$(mktemp -d)
results=$folder/results
touch "$results"
running=
export PYTHONDONTWRITEBYTECODE=1

stop_world() {
    [ -z "$running" ] || { kill "$running" && wait "$running"; } 2>/dev/null || true
    running=
}
trap 'stop_world; rm -rf "$folder"' EXIT

# note ok|FAIL|skip TEXT…: prints the line of one check.
note() { printf '%-4s %s\n' "$1" "${*:2}" | tee -a "$results"; }

# start_world DIALECT OPTION…: starts the simulator and sets $base. It has no budgets: they would only make the clients wait.
start_world() {
    rm -f "$folder/port"
    "$simulator" --rate-window 0 --token simulator-token --port-file "$folder/port" --dialect "$@" >"$folder/simulator.log" 2>&1 &
    running=$!
    for _ in $(seq 300); do
        if [ -s "$folder/port" ]; then
            base=http://127.0.0.1:$(cat "$folder/port")
            return
        fi
        kill -0 "$running" 2>/dev/null || break
        sleep 0.1
    done
    cat "$folder/simulator.log" >&2
    echo "The simulator did not start: $simulator" >&2
    exit 1
}

# install NAME VERSION: makes a virtual environment with that package.
install() {
    if python3 -m venv "$folder/$1" && "$folder/$1/bin/python" -m pip install --quiet --disable-pip-version-check "$1==$2"; then
        return
    fi >"$folder/$1.log" 2>&1
    tail -3 "$folder/$1.log" >&2
    note skip "$1 $2: python3 -m venv and pip cannot install it here"
    return 1
}

# tap DIALECT STREAM [keep-page]: runs one stream of the tap, and compares its records with the simulator's listing.
tap() {
    BASE=$base STREAM=$2 PAGE=${3:-reset} "$folder/tap-workato/bin/python" "$here/tap.py" >"$folder/records" 2>"$folder/errors" ||
        echo "$?" >"$folder/records.failed"
    BASE=$base DIALECT=$1 STREAM=$2 PAGE=${3:-reset} RECORDS=$folder/records ERRORS=$folder/errors \
        "$folder/tap-workato/bin/python" "$here/compare.py" | tee -a "$results"
    rm -f "$folder/records.failed"
}

tap_streams() {
    for dialect in 2022 2024 2025; do
        # More customers than a page has.
        start_world "$dialect" --customers 105 --recipes 1 --connections 1
        tap "$dialect" customer_accounts
        stop_world
        # More recipes than a page has, for more than one customer.
        start_world "$dialect" --customers 8 --recipes 110
        for stream in members connections folders recipes roles api_collections api_endpoints api_clients api_access_profiles; do
            tap "$dialect" customer_$stream
        done
        # The partner's own workspace.
        for stream in api_collections api_clients connections folders recipes roles; do
            tap "$dialect" "$stream"
        done
        # Shows the tap's own bug once, with the dialect that the tap was written for.
        if [ "$dialect" = 2022 ]; then tap 2022 customer_recipes keep-page; fi
        stop_world
    done
}

# first PATH FIELD: prints the field of the first record that is listed at the path, or 1 if there is none.
first() { BASE=$base python3 "$here/printed.py" first "$@"; }

# cli DIALECT PATH FIELD COMMAND…: checks that the command prints what the simulator lists at the path.
cli() {
    local dialect=$1 path=$2 field=$3 status=0
    shift 3
    (cd "$folder/home" && HOME=$folder/home WORKATO_HOST=$base WORKATO_API_TOKEN=simulator-token WORKATO_DISABLE_KEYRING=true \
        WORKATO_DISABLE_UPDATE_CHECK=1 WORKATO_DISABLE_DEPRECATION_WARNING=1 \
        timeout 60 "$folder/workato-platform-cli/bin/workato" "$@") >"$folder/printed" 2>&1 </dev/null || status=$?
    BASE=$base STATUS=$status PRINTED=$folder/printed LISTING=$path FIELD=$field CHECK="$dialect workato $*" \
        python3 "$here/printed.py" | tee -a "$results"
}

cli_commands() {
    mkdir -p "$folder/home"
    for dialect in 2024 2025; do
        start_world "$dialect" --customers 12
        cli "$dialect" /api/users/me name workspace
        cli "$dialect" /api/v2/api_clients name api-clients list
        cli "$dialect" /api/api_collections name api-collections list
        collection=$(first /api/api_endpoints api_collection_id)
        cli "$dialect" "/api/api_endpoints?api_collection_id=$collection" name \
            api-collections list-endpoints --api-collection-id "$collection"
        cli "$dialect" '/api/integrations/all?per_page=100' title connectors list --platform
        cli "$dialect" /api/custom_connectors title connectors list --custom
        root=$(first /api/users/me root_folder_id)
        cli "$dialect" "/api/recipes?folder_id=$root" name recipes list --folder-id "$root"
        cli "$dialect" /api/connections name connections list
        cli "$dialect" /api/projects name projects list --source remote
        project=$(first /api/projects id)
        cli "$dialect" "/api/properties?prefix=&project_id=$project" '' properties list --prefix '' --project-id "$project"
        BASE=$base DIALECT=$dialect "$folder/workato-platform-cli/bin/python" "$here/models.py" | tee -a "$results"
        stop_world
    done
}

if ! command -v python3 >/dev/null; then
    note skip "all clients: there is no python3 here"
else
    if install tap-workato 0.2.0; then tap_streams; fi
    if install workato-platform-cli 1.0.7; then cli_commands; fi
fi
count() { grep -c "^$1 " "$results" || true; }
echo "$(count ok) ok, $(count FAIL) failed, $(count skip) skipped"
[ "$(count FAIL)" -eq 0 ]
