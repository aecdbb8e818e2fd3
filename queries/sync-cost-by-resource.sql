-- title: What a sync costs
-- asks:  Which resources cost how many requests, and how much of what they bring is new?
-- why:   Requests are what the API limits. A resource that costs many and hardly changes can be listed less often (see the settings).
-- param: runs integer = 10                 How many runs to look at, the latest ones.
-- chart: bar x=resource y=requests
WITH
counted AS MATERIALIZED (
    SELECT id FROM sync_runs ORDER BY id DESC LIMIT :runs
)
SELECT
    scopes.resource,
    count(DISTINCT scopes.run) AS runs,
    count(*) AS listings,
    sum(scopes.requests) AS requests,
    round(100.0 * sum(scopes.requests) / nullif(sum(sum(scopes.requests)) OVER (), 0), 1) AS percent,
    sum(scopes.records) AS records,
    sum(scopes.changes) AS changes,
    count(*) FILTER (WHERE scopes.state NOT IN ('complete', 'missing')) AS failing
FROM counted
CROSS JOIN sync_scopes AS scopes ON scopes.run = counted.id
GROUP BY scopes.resource
ORDER BY requests DESC, scopes.resource;
