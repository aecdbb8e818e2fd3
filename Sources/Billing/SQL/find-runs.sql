-- The published runs that began in the month: from `:start` until before `:end`.
INSERT INTO month_runs (id)
SELECT id
FROM sync_runs
WHERE state <> 'failed' AND started_at >= :start AND started_at < :end
