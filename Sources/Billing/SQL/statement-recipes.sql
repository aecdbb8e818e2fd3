-- What each recipe's counters grew by in the month, with the last known name of recipe and customer.
SELECT
    :month AS month,
    growth.managed_user_id,
    (SELECT name FROM customers_known WHERE managed_user_id = growth.managed_user_id) AS customer,
    growth.recipe_id,
    coalesce(
        (SELECT name FROM recipes WHERE managed_user_id = growth.managed_user_id AND id = growth.recipe_id),
        (
            SELECT name
            FROM recipes_history
            WHERE managed_user_id = growth.managed_user_id AND id = growth.recipe_id
            ORDER BY _valid_to DESC
            LIMIT 1
        )
    ) AS recipe,
    growth.tasks,
    growth.jobs_succeeded,
    growth.jobs_failed,
    growth.since,
    growth.is_reset
FROM statement_recipes AS growth
ORDER BY growth.managed_user_id, growth.recipe_id
