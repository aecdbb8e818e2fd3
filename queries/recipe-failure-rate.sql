-- title: Recipes that fail
-- asks:  Which recipes' jobs fail, what share of them, and is that more than it used to be?
-- why:   A recipe that always failed a little is another case than one that has begun to. `failed_percent` is of the jobs that listings
--        since `from` have found, `ever_percent` of all that the counters know. A recipe that is gone is not listed.
-- param: from date = -30 days              Jobs found by listings from this day on (UTC).
-- param: jobs integer = 10                 Recipes with at least so many jobs: of two jobs, one is half.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=recipe,customer,recipe_id y=failed
WITH
totals AS (
    SELECT
        managed_user_id,
        recipe_id,
        sum(jobs_failed) AS failed,
        coalesce(sum(jobs_succeeded), 0) + sum(jobs_failed) AS jobs
    FROM recipe_usage_deltas
    WHERE to_run >= (SELECT min(id) FROM sync_runs WHERE finished_at >= :from)
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
    GROUP BY managed_user_id, recipe_id
    HAVING sum(jobs_failed) > 0
)
SELECT
    totals.managed_user_id,
    customers.name AS customer,
    totals.recipe_id,
    recipes.name AS recipe,
    totals.jobs,
    totals.failed,
    round(100.0 * totals.failed / totals.jobs, 1) AS failed_percent,
    round(100.0 * activity.job_failed_count / (activity.job_failed_count + coalesce(activity.job_succeeded_count, 0)), 1) AS ever_percent
FROM totals
JOIN recipes
    ON recipes.managed_user_id = totals.managed_user_id
    AND recipes.id = totals.recipe_id
LEFT JOIN recipe_activity AS activity
    ON activity.managed_user_id = totals.managed_user_id
    AND activity.recipe_id = totals.recipe_id
LEFT JOIN managed_users AS customers ON customers.id = totals.managed_user_id
WHERE totals.jobs >= :jobs
ORDER BY failed_percent DESC, totals.failed DESC, totals.managed_user_id, totals.recipe_id;
