-- The customers of whom the API's month and the growth of the counters differ most.
SELECT line.managed_user_id, line.name, line.quantity - coalesce(sum(growth.tasks), 0) AS difference
FROM statement_lines AS line
LEFT JOIN statement_recipes AS growth ON growth.managed_user_id = line.managed_user_id
GROUP BY line.managed_user_id
HAVING difference <> 0
ORDER BY abs(difference) DESC, line.managed_user_id
LIMIT 3
