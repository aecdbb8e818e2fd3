-- The answers that could not be interpreted, counted by what was wrong with them.
SELECT resource, reason, count(*) AS answers, min(run) AS run
FROM drift_observations
GROUP BY resource, reason
ORDER BY resource, reason
