-- title: Recipes that use the most tasks
-- asks:  Which recipes have used the most tasks since they were made?
-- why:   A few recipes usually make most of the volume; these are the ones to make thriftier.
--        Workato counts a recipe's tasks since March 2021.
-- param: limit integer = 20                How many recipes.
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: bar x=recipe y=lifetime_task_count
SELECT
    activity.managed_user_id,
    customers.name AS customer,
    activity.recipe_id,
    recipes.name AS recipe,
    recipes.running,
    activity.lifetime_task_count,
    activity.job_succeeded_count + activity.job_failed_count AS jobs,
    substr(activity.last_run_at, 1, 10) AS last_job
FROM recipe_activity AS activity
LEFT JOIN recipes
    ON recipes.managed_user_id = activity.managed_user_id
    AND recipes.id = activity.recipe_id
LEFT JOIN managed_users AS customers ON customers.id = activity.managed_user_id
WHERE activity.lifetime_task_count > 0
    AND (:managed_user IS NULL OR activity.managed_user_id = :managed_user)
ORDER BY activity.lifetime_task_count DESC, activity.managed_user_id, activity.recipe_id
LIMIT :limit;
