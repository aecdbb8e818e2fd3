-- title: API endpoints without a running recipe
-- asks:  Which API endpoints are active although no recipe answers them?
-- why:   Their callers get errors. The recipe is stopped, gone (the mirror knew it), unknown (it never did), or there is none.
--        Endpoints of the partner's own workspace are listed as not mirrored: its recipes are not in the mirror.
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: stacked x=customer,managed_user_id y=* series=recipe
WITH
-- An id may be a number or a text in the array. A profile counts unless it is known to be inactive.
callers AS (
    SELECT
        profiles.managed_user_id,
        CAST(entry.value AS INTEGER) AS api_collection_id,
        count(DISTINCT profiles.api_client_id) AS clients
    FROM api_access_profiles AS profiles
    JOIN json_each(profiles.api_collection_ids) AS entry
    WHERE profiles.active IS NOT 0
    GROUP BY profiles.managed_user_id, CAST(entry.value AS INTEGER)
),
active AS (
    SELECT
        endpoints.*,
        CASE
            WHEN endpoints.flow_id IS NULL THEN 'none'
            WHEN endpoints.managed_user_id = 0 THEN 'not mirrored'
            WHEN recipes.id IS NOT NULL THEN CASE WHEN recipes.running IS NOT 1 THEN 'stopped' END
            WHEN EXISTS (
                SELECT 1
                FROM recipes_history AS earlier
                WHERE earlier.managed_user_id = endpoints.managed_user_id
                    AND earlier.id = endpoints.flow_id
            ) THEN 'gone'
            ELSE 'unknown'
        END AS state
    FROM api_endpoints AS endpoints
    LEFT JOIN recipes
        ON recipes.managed_user_id = endpoints.managed_user_id
        AND recipes.id = endpoints.flow_id
    WHERE endpoints.active = 1
        AND (:managed_user IS NULL OR endpoints.managed_user_id = :managed_user)
)
SELECT
    active.managed_user_id,
    CASE active.managed_user_id WHEN 0 THEN '(own workspace)' ELSE customers.name END AS customer,
    active.flow_id AS recipe_id,
    active.state AS recipe,
    coalesce(callers.clients, 0) AS clients,
    collections.name AS collection,
    coalesce(active.method || ' ', '') || coalesce(active.path, active.url, active.name, '') AS endpoint
FROM active
LEFT JOIN api_collections AS collections
    ON collections.managed_user_id = active.managed_user_id
    AND collections.id = active.api_collection_id
LEFT JOIN callers
    ON callers.managed_user_id = active.managed_user_id
    AND callers.api_collection_id = active.api_collection_id
LEFT JOIN managed_users AS customers ON customers.id = active.managed_user_id
WHERE active.state IS NOT NULL
ORDER BY active.managed_user_id, collection, endpoint, recipe_id, recipe, clients;
