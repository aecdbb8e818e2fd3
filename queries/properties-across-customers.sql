-- title: Account properties across customers
-- asks:  Which account properties are there, how many customers have each, and with how many different values?
-- why:   A setting meant to be the same everywhere should have one value, and a customer that lacks it was set up half.
--        No value is shown: it may be a secret. Values that are withheld are compared by their hashes.
-- param: name text = none                  One property only.
-- chart: bar x=name y=customers
WITH
-- Only customers whose properties were listed can lack a property.
listed AS (
    SELECT count(DISTINCT scope) AS customers
    FROM sync_scopes
    WHERE resource = 'properties'
        AND state = 'complete'
        AND scope IN (SELECT 'managed_user_id=' || id FROM managed_users)
)
SELECT
    count(*) AS customers,
    max(listed.customers - count(*), 0) AS lacking,
    count(DISTINCT properties.value) AS distinct_values,
    count(*) FILTER (WHERE coalesce(properties.value, '') = '') AS empty,
    properties.name
FROM properties
CROSS JOIN listed
WHERE :name IS NULL OR properties.name = :name
GROUP BY properties.name
ORDER BY properties.name;
