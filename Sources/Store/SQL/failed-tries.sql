-- How often a listing has been tried in vain since it was last read to its end, and when the last try was. A run that passed
-- it over asked nothing, and is no try. SQLite takes `last` and `error` from the row that has the maximum.
SELECT
    count(*) AS tries,
    max(failed.run) AS run,
    run.started_at AS last,
    failed.error
FROM main.sync_scopes AS failed
JOIN main.sync_runs AS run ON run.id = failed.run
WHERE
    failed.resource = :resource
    AND failed.scope = :scope
    AND failed.state <> 'complete'
    AND failed.requests > 0
    AND failed.run > coalesce(
        (
            SELECT max(listed.run)
            FROM main.sync_scopes AS listed
            WHERE listed.resource = :resource AND listed.scope = :scope AND listed.state = 'complete'
        ),
        0
    );
