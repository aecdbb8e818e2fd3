# Functions that start, change and stop the simulated account of the demo. demo.sh reads this file.

# start_world: starts the simulator on a free port. It ends together with this script, however the script ends.
start_world() {
    world=
    folder=$(mktemp -d)
    trap 'stop_world' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    # The account starts three days ago. After three days of work it is today there too, so the reports' default months have data.
    "$programs/partner-simulator" --port 0 --port-file "$folder/port" --rate-window 0 --seed 13 \
        --customers 4 --recipes 8 --connections 5 --lookup-tables 2 --rows 8 \
        --now "$(date -u -d '3 days ago' +%Y-%m-%dT%H:%M:%SZ)" >"$folder/log" 2>&1 &
    world=$!
    tries=0
    until [ -s "$folder/port" ]; do
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ] || ! kill -0 "$world" 2>/dev/null; then
            echo "The simulator did not start:" >&2
            cat "$folder/log" >&2
            exit 1
        fi
        sleep 0.1
    done
    WORKATO_BASE_URL=http://127.0.0.1:$(cat "$folder/port")
    export WORKATO_BASE_URL
}

stop_world() {
    if [ -n "$world" ]; then
        kill "$world" 2>/dev/null || true
        wait "$world" 2>/dev/null || true
        world=
    fi
    rm -rf "$folder"
}

# value SQL: prints the one value that a query finds in the mirror. The line before it has its name.
value() {
    "$programs/workato-mirror" query --format tsv --sql "$1" | sed -n 2p
}

# call METHOD PATH [JSON]: sends a request to the simulated account.
call() {
    curl --silent --show-error --fail --noproxy '*' --output /dev/null --request "$1" \
        --header "Authorization: Bearer $WORKATO_API_TOKEN" --header 'Content-Type: application/json' \
        --data "${3:-}" "$WORKATO_BASE_URL/$2"
}

# change_world: changes a customer that has some of every resource that the demo needs.
change_world() {
    works="SELECT %s FROM connections WHERE authorization_status = 'success'"
    customer=$(value "SELECT managed_user_id FROM recipes WHERE running = 1
        AND managed_user_id IN (SELECT managed_user_id FROM lookup_table_rows)
        AND managed_user_id IN ($(printf "$works" managed_user_id)) GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    account=api/managed_users/$customer
    recipe="FROM recipes WHERE managed_user_id = $customer AND running = 1"
    call PUT "$account" '{"name": "Renamed Industries"}'
    call PUT "$account/recipes/$(value "SELECT min(id) $recipe")/stop"
    call DELETE "$account/recipes/$(value "SELECT max(id) $recipe")"
    connection=$(value "$(printf "$works" 'min(id)') AND managed_user_id = $customer")
    call PUT "$account/connections/$connection" '{"authorization_status": "failed", "authorization_error": "invalid_grant"}'
    change_lookup_table
    call POST "simulator/advance?days=3"
}

# change_lookup_table: adds a row to the customer's first table, changes one and deletes one. The table may have any columns.
change_lookup_table() {
    rows="FROM lookup_table_rows WHERE managed_user_id = $customer"
    table=$account/lookup_tables/$(value "SELECT min(lookup_table_id) $rows")
    rows="$rows AND lookup_table_id = ${table##*/}"
    column=$(value "SELECT label FROM lookup_table_columns WHERE managed_user_id = $customer
        AND lookup_table_id = ${table##*/} ORDER BY position LIMIT 1")
    call POST "$table/rows" "{\"data\": {\"$column\": \"a new row\"}}"
    call PUT "$table/rows/$(value "SELECT min(id) $rows")" "{\"data\": {\"$column\": \"an edited cell\"}}"
    call DELETE "$table/rows/$(value "SELECT max(id) $rows")"
}
