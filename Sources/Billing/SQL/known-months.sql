-- The months with a figure, with how many customers have one, and how many tasks they are.
SELECT month, count(*) AS customers, sum(task_count) AS task_count
FROM task_usage
GROUP BY month
ORDER BY month
