-- title: Recipes that run idle
-- asks:  Which recipes are switched on, but have had no job for long?
-- why:   Either nothing happens any more where they listen, or nobody noticed that they hear nothing. Counted up to the latest run,
--        from the last job, or from when the recipe was made if it never had one.
-- param: days integer = 30                 At least so many days without a job.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=recipe,customer,recipe_id y=idle_days
WITH
silent AS (
    SELECT
        recipes.managed_user_id,
        recipes.id,
        recipes.name,
        recipes.trigger_application,
        activity.last_run_at,
        activity.lifetime_task_count,
        CAST(
            julianday((SELECT finished_at FROM sync_runs WHERE state <> 'failed' ORDER BY id DESC LIMIT 1))
            - julianday(coalesce(activity.last_run_at, recipes.created_at))
            AS INTEGER
        ) AS idle_days
    FROM recipes
    LEFT JOIN recipe_activity AS activity
        ON activity.managed_user_id = recipes.managed_user_id
        AND activity.recipe_id = recipes.id
    WHERE recipes.running = 1
        AND (:managed_user IS NULL OR recipes.managed_user_id = :managed_user)
)
SELECT
    silent.managed_user_id,
    customers.name AS customer,
    silent.id AS recipe_id,
    silent.name AS recipe,
    silent.trigger_application AS "trigger",
    substr(silent.last_run_at, 1, 10) AS last_job,
    silent.idle_days,
    silent.lifetime_task_count AS tasks_ever
FROM silent
LEFT JOIN managed_users AS customers ON customers.id = silent.managed_user_id
WHERE silent.idle_days >= :days
ORDER BY silent.idle_days DESC, silent.managed_user_id, silent.id;
