-- title: Recipes that use the most tasks
-- asks:  Which recipes have used the most tasks since they were made?
-- why:   A few recipes usually make most of the volume; these are the ones to make thriftier.
--        Workato counts a recipe's tasks since March 2021.
-- param: limit integer = 20                How many recipes.
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: bar x=recipe,customer,recipe_id y=lifetime_task_count
WITH
-- The few are chosen first, so that only their names are looked up.
top AS MATERIALIZED (
    SELECT *
    FROM recipe_activity
    WHERE lifetime_task_count > 0
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
    ORDER BY lifetime_task_count DESC, managed_user_id, recipe_id
    LIMIT :limit
)
SELECT
    top.managed_user_id,
    customers.name AS customer,
    top.recipe_id,
    recipes.name AS recipe,
    recipes.running,
    top.lifetime_task_count,
    top.job_succeeded_count + top.job_failed_count AS jobs,
    substr(top.last_run_at, 1, 10) AS last_job
FROM top
LEFT JOIN recipes
    ON recipes.managed_user_id = top.managed_user_id
    AND recipes.id = top.recipe_id
LEFT JOIN managed_users AS customers ON customers.id = top.managed_user_id
ORDER BY top.lifetime_task_count DESC, top.managed_user_id, top.recipe_id;
