-- title: Freshness of each resource
-- asks:  When was each resource last listed to its end, and what is never, not or no longer read?
-- why:   A report is as old as the listing behind it. `oldest` is the scope that was read longest ago, `newest` the last one.
--        `failing` and `missing` (this server does not have it) are by a scope's newest attempt. As of a past run, scopes
--        that have gone since are not counted.
-- param: resource text = none              One resource only, such as recipes.
-- chart: none, two moments a line say more in words
WITH
-- The run that last read each listing to its end: one look-up for each scope, in an index that holds nothing else.
known AS MATERIALIZED (
    SELECT
        place.resource,
        place.scope,
        (
            SELECT max(listed.run)
            FROM sync_scopes AS listed
            WHERE listed.resource = place.resource
                AND listed.scope = place.scope
                AND listed.state = 'complete'
        ) AS listed_in
    FROM mirror_scopes AS place
    WHERE :resource IS NULL OR place.resource = :resource
),
-- The last attempt that was not complete. Complete ones are far more, and are neither sorted nor kept here.
troubled AS MATERIALIZED (
    -- SQLite takes the bare column from the row that has the max().
    SELECT resource, scope, max(run) AS run, state
    FROM sync_scopes
    WHERE state <> 'complete'
    GROUP BY resource, scope
),
scopes AS (
    SELECT
        known.resource,
        known.listed_in,
        CASE WHEN troubled.run > coalesce(known.listed_in, 0) THEN troubled.state END AS trouble
    FROM known
    LEFT JOIN troubled
        ON troubled.resource = known.resource
        AND troubled.scope = known.scope
    -- As of a past run, a listing that was first tried later is not known yet.
    WHERE known.listed_in IS NOT NULL OR troubled.run IS NOT NULL
)
SELECT
    scopes.resource,
    count(*) AS scopes,
    count(*) FILTER (WHERE scopes.listed_in IS NULL) AS never,
    -- A listing whose deletions were refused has not failed.
    count(*) FILTER (WHERE scopes.trouble IN ('failed', 'drift')) AS failing,
    count(*) FILTER (WHERE scopes.trouble = 'missing') AS missing,
    min(sync_runs.started_at) AS oldest,
    max(sync_runs.started_at) AS newest
FROM scopes
LEFT JOIN sync_runs ON sync_runs.id = scopes.listed_in
GROUP BY scopes.resource
ORDER BY scopes.resource;
