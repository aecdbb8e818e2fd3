-- title: Health of the last runs
-- asks:  Did the last runs complete, how long did they take, and what failed?
-- why:   The first place to look when a figure seems old or is missing.
-- param: limit integer = 20                How many runs, the latest first.
-- chart: bar x=run y=seconds
WITH
failures AS (
    SELECT run, resource || CASE scope WHEN '' THEN '' ELSE ' (' || scope || ')' END || ': ' || coalesce(error, state) AS failure
    FROM sync_scopes
    WHERE state NOT IN ('complete', 'missing')
    ORDER BY run, resource, scope
),
failures_of_runs AS (
    SELECT run, count(*) AS failing_scopes, group_concat(failure, '; ') AS failures
    FROM failures
    GROUP BY run
)
SELECT
    sync_runs.id AS run,
    sync_runs.state,
    substr(sync_runs.started_at, 1, 16) AS started_at,
    round((julianday(sync_runs.finished_at) - julianday(sync_runs.started_at)) * 86400, 1) AS seconds,
    sync_runs.requests,
    sync_runs.inserts + sync_runs.updates + sync_runs.deletes AS changes,
    coalesce(
        sync_runs.error,
        failures_of_runs.failing_scopes || ' failing: ' || substr(failures_of_runs.failures, 1, 300)
    ) AS problem
FROM sync_runs
LEFT JOIN failures_of_runs ON failures_of_runs.run = sync_runs.id
ORDER BY sync_runs.id DESC
LIMIT :limit;
