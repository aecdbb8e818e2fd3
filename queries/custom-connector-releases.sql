-- title: Releases of custom connectors
-- asks:  Which custom connectors have releases that are not shared, and who uses the connector?
-- why:   Customers get the shared version, whatever is released. `state` is current, behind, not shared or not released;
--        `releases` counts those since `from`, also the older ones that the API no longer shows.
-- param: from date = -90 days              Releases are counted from this day on (UTC).
-- chart: bar x=title,connector y=customers
WITH
releases AS (
    SELECT custom_connector_id, count(*) AS releases
    FROM custom_connector_versions
    WHERE released_at >= :from
    GROUP BY custom_connector_id
),
uses AS (
    SELECT coalesce(provider, application) AS connector, managed_user_id, NULL AS recipe_id
    FROM connections
    UNION ALL
    -- Use as trigger and as action counts once. The plus sign makes SQLite read all rows once, and not once for each connector.
    SELECT DISTINCT application, managed_user_id, recipe_id
    FROM recipe_applications
    WHERE +application IN (SELECT name FROM custom_connectors)
),
users AS (
    SELECT connector, count(DISTINCT managed_user_id) AS customers, count(recipe_id) AS recipes
    FROM uses
    WHERE connector IN (SELECT name FROM custom_connectors)
    GROUP BY connector
)
SELECT
    connectors.latest_released_version AS latest,
    connectors.oem_shared_version AS shared,
    CASE
        WHEN connectors.latest_released_version IS NULL THEN 'not released'
        WHEN connectors.oem_shared_version IS NULL THEN 'not shared'
        WHEN connectors.oem_shared_version < connectors.latest_released_version THEN 'behind'
        ELSE 'current'
    END AS state,
    coalesce(releases.releases, 0) AS releases,
    coalesce(users.customers, 0) AS customers,
    coalesce(users.recipes, 0) AS recipes,
    connectors.title,
    connectors.name AS connector
FROM custom_connectors AS connectors
LEFT JOIN releases ON releases.custom_connector_id = connectors.id
LEFT JOIN users ON users.connector = connectors.name
ORDER BY connectors.title, connector, latest, shared;
