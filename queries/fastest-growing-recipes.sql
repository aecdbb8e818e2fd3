-- title: Recipes that grow fastest
-- asks:  Which recipes use more tasks than they did, and how many more?
-- why:   To see next month's bill coming. The last `days` days before the latest run are compared with as many before them; growth between
--        two listings that lies on both sides is shared by time. `before` is blank where the mirror does not reach back so far;
--        a recipe that is new has 0.
-- param: days integer = 7                  How many days to compare.
-- param: limit integer = 20                How many recipes.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=recipe,customer,recipe_id y=growth
WITH
bounds AS MATERIALIZED (
    SELECT
        unixepoch(max(finished_at)) AS now,
        unixepoch(max(finished_at)) - :days * 86400 AS middle,
        unixepoch(max(finished_at)) - 2 * :days * 86400 AS start,
        unixepoch(min(finished_at)) AS known_from
    FROM sync_runs
    WHERE state <> 'failed'
),
deltas AS (
    SELECT
        managed_user_id,
        recipe_id,
        tasks,
        unixepoch(from_at) AS since,
        unixepoch(to_at) AS until
    FROM recipe_usage_deltas
    WHERE to_run >= (SELECT min(id) FROM sync_runs WHERE unixepoch(finished_at) > (SELECT start FROM bounds))
        AND tasks > 0
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
),
-- How much of each delta lies before the middle, and before the start. The rest came after that.
sums AS (
    SELECT
        deltas.managed_user_id,
        deltas.recipe_id,
        sum(tasks) AS tasks,
        sum(iif(middle >= until, tasks, tasks * max(middle - since, 0) / (until - since))) AS until_middle,
        sum(iif(start > since, tasks * (start - since) / (until - since), 0)) AS until_start
    FROM deltas
    CROSS JOIN bounds
    GROUP BY deltas.managed_user_id, deltas.recipe_id
),
compared AS (
    SELECT
        managed_user_id,
        recipe_id,
        tasks - until_middle AS tasks,
        CASE WHEN known_from <= start THEN until_middle - until_start END AS before
    FROM sums
    CROSS JOIN bounds
)
SELECT
    compared.managed_user_id,
    customers.name AS customer,
    compared.recipe_id,
    recipes.name AS recipe,
    compared.tasks,
    compared.before,
    compared.tasks - compared.before AS growth,
    round(100.0 * (compared.tasks - compared.before) / nullif(compared.before, 0)) AS growth_percent
FROM compared
JOIN recipes
    ON recipes.managed_user_id = compared.managed_user_id
    AND recipes.id = compared.recipe_id
LEFT JOIN managed_users AS customers ON customers.id = compared.managed_user_id
WHERE compared.tasks > coalesce(compared.before, 0)
ORDER BY growth DESC, compared.tasks DESC, compared.managed_user_id, compared.recipe_id
LIMIT :limit;
