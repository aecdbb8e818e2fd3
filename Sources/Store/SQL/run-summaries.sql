-- How the listings of each resource went in a run.
SELECT
    resource,
    count(*) AS scopes,
    count(*) FILTER (WHERE state = 'failed') AS failed,
    count(*) FILTER (WHERE state = 'drift') AS drifted,
    count(*) FILTER (WHERE state = 'missing') AS missing,
    sum(requests) AS requests,
    sum(pages) AS pages,
    sum(records) AS records,
    sum(changes) AS changes,
    min(error) AS error
FROM main.sync_scopes
WHERE run = ?
GROUP BY resource
