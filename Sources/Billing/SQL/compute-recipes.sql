-- What each recipe's counters grew by in the month. Growth counts in the month of the later of its two runs.
INSERT INTO statement_recipes
SELECT
    growth.managed_user_id,
    growth.recipe_id,
    sum(growth.tasks),
    sum(growth.jobs_succeeded),
    sum(growth.jobs_failed),
    -- A growth that spans the border was begun before the month.
    min(growth.from_at) FILTER (WHERE growth.from_at < :start),
    max(growth.is_reset)
FROM recipe_usage_deltas AS growth
WHERE growth.to_run BETWEEN (SELECT min(id) FROM month_runs) AND (SELECT max(id) FROM month_runs)
    AND growth.to_run IN (SELECT id FROM month_runs)
GROUP BY growth.managed_user_id, growth.recipe_id
