-- title: Broken connections
-- asks:  Which connections do not work, why, for how long, and how many running recipes need them?
-- why:   A broken connection fails every job of its recipes until someone signs in again. `days` are counted up to the latest run, from
--        when it was lost or else from the run that first saw it broken. One that was authorized since it was lost is not listed.
-- param: since date = none                 Those that broke on or after this day only (UTC).
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: bar x=connection,customer,connection_id y=days
WITH
broken AS (
    SELECT *
    FROM connections
    WHERE authorization_status IS NOT 'success'
        OR (connection_lost_at IS NOT NULL AND (authorized_at IS NULL OR connection_lost_at >= authorized_at))
),
-- The run that first saw it broken: the end of its last working version, or else its very first version.
-- Only versions before the current one count, so that the answer as of a past run is the answer of that day.
first_seen AS (
    SELECT
        broken.managed_user_id,
        broken.id,
        coalesce(
            max(earlier._valid_to) FILTER (WHERE earlier.authorization_status = 'success'),
            min(earlier._valid_from),
            broken._valid_from
        ) AS run
    FROM broken
    LEFT JOIN connections_history AS earlier
        ON earlier.managed_user_id = broken.managed_user_id
        AND earlier.id = broken.id
        AND earlier._valid_to <= broken._valid_from
    GROUP BY broken.managed_user_id, broken.id
),
users AS (
    SELECT links.managed_user_id, links.connection_id, count(DISTINCT links.recipe_id) AS running_recipes
    FROM recipe_connections AS links
    JOIN recipes
        ON recipes.managed_user_id = links.managed_user_id
        AND recipes.id = links.recipe_id
    WHERE recipes.running = 1
    GROUP BY links.managed_user_id, links.connection_id
)
SELECT
    broken.managed_user_id,
    customers.name AS customer,
    broken.id AS connection_id,
    broken.name AS connection,
    coalesce(broken.provider, broken.application) AS provider,
    CASE
        WHEN broken.connection_lost_at IS NOT NULL THEN 'lost'
        WHEN broken.authorization_status IS NOT NULL THEN broken.authorization_status
        WHEN broken.authorized_at IS NULL THEN 'never connected'
        ELSE 'unknown'
    END || coalesce(': ' || coalesce(broken.connection_lost_reason, broken.authorization_error), '') AS why,
    round(
        julianday((SELECT finished_at FROM sync_runs WHERE state <> 'failed' ORDER BY id DESC LIMIT 1))
        - julianday(coalesce(broken.connection_lost_at, sync_runs.finished_at)),
        1
    ) AS days,
    coalesce(users.running_recipes, 0) AS running_recipes
FROM broken
JOIN first_seen
    ON first_seen.managed_user_id = broken.managed_user_id
    AND first_seen.id = broken.id
LEFT JOIN sync_runs ON sync_runs.id = first_seen.run
LEFT JOIN users
    ON users.managed_user_id = broken.managed_user_id
    AND users.connection_id = broken.id
LEFT JOIN managed_users AS customers ON customers.id = broken.managed_user_id
WHERE (:managed_user IS NULL OR broken.managed_user_id = :managed_user)
    AND (:since IS NULL OR coalesce(broken.connection_lost_at, sync_runs.finished_at) >= :since)
ORDER BY running_recipes DESC, broken.managed_user_id, broken.id;
