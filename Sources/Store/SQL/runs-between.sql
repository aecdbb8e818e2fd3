-- The first published run at a time or later, and the last one at another time or earlier; NULL is open. By the order of the runs, not
-- of their times: a clock may have been set back.
SELECT
    min(id) FILTER (WHERE finished_at >= coalesce(:since, '')),
    max(id) FILTER (WHERE finished_at <= coalesce(:until, '~'))
FROM main.sync_runs
WHERE state <> 'failed'
