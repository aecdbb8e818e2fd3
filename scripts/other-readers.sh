#!/usr/bin/env bash
# Reads each relation of a mirror with common programs. Arguments: the paths of workato-mirror and of partner-simulator.
# It installs the programs into a temporary folder and deletes the folder at the end. It prints one line for each check: ok, FAIL or
# skip. It ends with 1 if a check fails.
set -euo pipefail

mirror=$(realpath "${1:?usage: scripts/other-readers.sh PATH-OF-WORKATO-MIRROR PATH-OF-PARTNER-SIMULATOR}")
simulator=$(realpath "${2:?usage: scripts/other-readers.sh PATH-OF-WORKATO-MIRROR PATH-OF-PARTNER-SIMULATOR}")
read=$(cd "$(dirname "$0")/other-readers" && pwd)/read.py
folder=$(mktemp -d)
running=
export PYTHONDONTWRITEBYTECODE=1
trap '[ -z "$running" ] || kill "$running" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"

# The versions that Documentation/explore.md names.
packages="duckdb==1.5.5 duckdb-extension-sqlite-scanner==1.5.5 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 connectorx==0.4.6
    adbc-driver-sqlite==1.13.0 pyodbc==5.5.0"
# Each name is a word of its own, so there are no quotes.
# shellcheck disable=SC2086
if ! { python3 -m venv tools && tools/bin/pip install --quiet --disable-pip-version-check $packages; } >install.log 2>&1; then
    tail -3 install.log >&2
    echo "skip all programs: python3 -m venv and pip cannot install them here"
    exit 0
fi

"$simulator" --port 0 --port-file port --rate-window 0 --customers 6 >simulator.log 2>&1 &
running=$!
for _ in $(seq 300); do [ -s port ] || sleep 0.1; done
export WORKATO_API_TOKEN=simulator-token WORKATO_RATE_WINDOW=0.1 WORKATO_MIRROR_DB=$folder/mirror.db
WORKATO_BASE_URL=http://127.0.0.1:$(cat port)
export WORKATO_BASE_URL
printf 'resources: {recipe_version_details: {enabled: true}}\npicklists: [salesforce/sobject]\n' >workato-mirror.yaml
"$mirror" sync >sync.log 2>&1
curl --silent --fail --noproxy '*' --request POST --header 'Authorization: Bearer simulator-token' "$WORKATO_BASE_URL/simulator/advance?days=3" >/dev/null
"$mirror" sync >sync.log 2>&1

# names: everything that `schema` lists, except the two tables that serve only the sync; also the views of the lookup tables.
names() {
    "$mirror" schema --format json |
        tools/bin/python -c 'import json, sys; print("\n".join(table["table"] for table in json.load(sys.stdin)))' |
        grep -vxE 'record_digests|mirror_scopes'
    "$mirror" query --format tsv --sql "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'lookup%'" | tail -n +2
}
names | tr -d '\r' >names
for program in duckdb pandas connectorx adbc odbc; do
    tr '\n' '\0' <names | xargs -0 tools/bin/python "$read" "$program" "$folder/mirror.db" 2>errors || true
done | tee results
count() { grep -c "^$1 " results || true; }
echo "$(count ok) ok, $(count FAIL) failed, $(count skip) skipped"
[ "$(count FAIL)" -eq 0 ]
