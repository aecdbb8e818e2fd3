-- title: Connections that no recipe uses
-- asks:  Which connections does no recipe use?
-- why:   Each holds a sign-in to another system that nobody seems to need. A connection whose parent is used is not listed:
--        recipes name the parent. Nor is any of a customer whose recipes were never listed to their end.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=provider y=*
WITH
recipes_listed AS (
    SELECT DISTINCT scope
    FROM sync_scopes
    WHERE resource = 'recipes' AND state = 'complete'
)
SELECT
    connections.managed_user_id,
    customers.name AS customer,
    connections.id AS connection_id,
    coalesce(connections.provider, connections.application) AS provider,
    connections.authorized_at,
    connections.name AS connection
FROM connections
LEFT JOIN managed_users AS customers ON customers.id = connections.managed_user_id
WHERE (:managed_user IS NULL OR connections.managed_user_id = :managed_user)
    AND 'managed_user_id=' || connections.managed_user_id IN (SELECT scope FROM recipes_listed)
    AND NOT EXISTS (
        SELECT 1
        FROM recipe_connections AS links
        WHERE links.managed_user_id = connections.managed_user_id
            AND links.connection_id IN (connections.id, connections.parent_id)
    )
ORDER BY connections.managed_user_id, provider, connections.id;
