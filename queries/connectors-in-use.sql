-- title: Connectors in use
-- asks:  Which connectors are in use, by how many customers, connections and recipes?
-- why:   Tells what a change of a connector will touch, and which deprecated ones are still needed.
--        `kind` is custom (the partner has built it) or platform; it is blank for what neither list has.
-- param: managed_user integer = none       One customer only, by its id.
-- param: deprecated boolean = no           Whether to show deprecated connectors only.
-- chart: bar x=connector y=customers
WITH
uses AS (
    SELECT coalesce(provider, application) AS connector, managed_user_id, id AS connection_id, NULL AS recipe_id
    FROM connections
    UNION ALL
    -- Use as trigger and as action counts once.
    SELECT DISTINCT application, managed_user_id, NULL, recipe_id
    FROM recipe_applications
),
totals AS (
    SELECT
        connector,
        count(DISTINCT managed_user_id) AS customers,
        count(connection_id) AS connections,
        count(recipe_id) AS recipes
    FROM uses
    WHERE connector IS NOT NULL
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
    GROUP BY connector
)
SELECT
    totals.customers,
    totals.connections,
    totals.recipes,
    connectors.deprecated,
    CASE
        WHEN totals.connector IN (SELECT name FROM custom_connectors) THEN 'custom'
        WHEN connectors.name IS NOT NULL THEN 'platform'
    END AS kind,
    totals.connector
FROM totals
LEFT JOIN connectors ON connectors.name = totals.connector
WHERE NOT :deprecated OR connectors.deprecated = 1
ORDER BY totals.customers DESC, totals.recipes DESC, totals.connector;
