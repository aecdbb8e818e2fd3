-- title: Task usage by recipe and day
-- asks:  How many tasks did each recipe use on each day?
-- why:   The API has no such figure: it is the growth of lifetime_task_count from one run to the next, dated by the run
--        that saw it (UTC). The first sight of a recipe counts nothing, and neither does a counter that fell.
-- param: from date = -30 days              First day.
-- param: to date = today                   Last day.
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: line x=day y=task_count series=recipe
WITH
versions AS (
    SELECT managed_user_id, recipe_id, lifetime_task_count, _valid_from FROM recipe_activity
    UNION
    -- As of a past run, versions of later runs are not known yet.
    SELECT managed_user_id, recipe_id, lifetime_task_count, _valid_from
    FROM recipe_activity_history
    WHERE _valid_from <= (SELECT max(id) FROM sync_runs)
),
growth AS (
    SELECT
        managed_user_id,
        recipe_id,
        _valid_from AS run,
        lifetime_task_count - lag(lifetime_task_count) OVER (
            PARTITION BY managed_user_id, recipe_id
            ORDER BY _valid_from
        ) AS task_count
    FROM versions
    WHERE lifetime_task_count IS NOT NULL
),
days AS (
    SELECT
        substr(sync_runs.finished_at, 1, 10) AS day,
        growth.managed_user_id,
        growth.recipe_id,
        sum(growth.task_count) AS task_count
    FROM growth
    JOIN sync_runs ON sync_runs.id = growth.run
    WHERE growth.task_count > 0
    GROUP BY day, growth.managed_user_id, growth.recipe_id
)
SELECT
    days.day,
    days.managed_user_id,
    customers.name AS customer,
    days.recipe_id,
    recipes.name AS recipe,
    days.task_count
FROM days
LEFT JOIN recipes
    ON recipes.managed_user_id = days.managed_user_id
    AND recipes.id = days.recipe_id
LEFT JOIN managed_users AS customers ON customers.id = days.managed_user_id
WHERE days.day BETWEEN :from AND :to
    AND (:managed_user IS NULL OR days.managed_user_id = :managed_user)
ORDER BY days.day, days.managed_user_id, days.recipe_id;
