-- The newest published run, whose state a month is closed by.
SELECT id, started_at, finished_at, state
FROM sync_runs
WHERE state <> 'failed'
ORDER BY id DESC
LIMIT 1
