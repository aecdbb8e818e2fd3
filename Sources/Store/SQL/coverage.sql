-- How each resource is covered: of the listings that the mirror knows, how many were never read to their end, how many were not
-- in their newest attempt, and when the ones that were have been read. The tables may be views as of a past run.
WITH
-- The run that last read each listing to its end: one look-up a listing, in an index that holds nothing else.
known AS MATERIALIZED (
    SELECT
        place.resource,
        place.scope,
        (
            SELECT max(listed.run)
            FROM sync_scopes AS listed
            WHERE listed.resource = place.resource AND listed.scope = place.scope AND listed.state = 'complete'
        ) AS listed_in
    FROM mirror_scopes AS place
),
-- SQLite takes the bare columns from the row that has the max().
troubled AS MATERIALIZED (
    SELECT resource, scope, max(run) AS run, state, error
    FROM sync_scopes
    WHERE state <> 'complete'
    GROUP BY resource, scope
),
scopes AS (
    SELECT
        known.resource,
        known.listed_in,
        CASE WHEN troubled.run > coalesce(known.listed_in, 0) THEN troubled.state END AS trouble,
        troubled.error
    FROM known
    LEFT JOIN troubled ON troubled.resource = known.resource AND troubled.scope = known.scope
    -- As of a past run, what was first tried later is not known yet.
    WHERE known.listed_in IS NOT NULL OR troubled.run IS NOT NULL
)
SELECT
    scopes.resource,
    count(*) AS scopes,
    count(*) FILTER (WHERE scopes.listed_in IS NULL AND scopes.trouble IS NOT 'missing') AS never,
    count(*) FILTER (WHERE scopes.trouble IN ('failed', 'drift')) AS failing,
    count(*) FILTER (WHERE scopes.trouble = 'refused') AS refused,
    count(*) FILTER (WHERE scopes.trouble = 'missing') AS missing,
    min(CASE WHEN scopes.trouble IN ('failed', 'drift') THEN scopes.error END) AS error,
    min(sync_runs.started_at) AS oldest,
    max(sync_runs.started_at) AS newest
FROM scopes
LEFT JOIN sync_runs ON sync_runs.id = scopes.listed_in
GROUP BY scopes.resource;
