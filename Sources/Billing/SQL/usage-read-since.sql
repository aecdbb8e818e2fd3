-- Whether a published run that began at `:since` or later has read the usage to its end.
SELECT EXISTS (
    SELECT 1
    FROM sync_scopes AS listed
    JOIN sync_runs ON sync_runs.id = listed.run
    WHERE listed.resource = 'task_usage' AND listed.state = 'complete' AND sync_runs.started_at >= :since
)
