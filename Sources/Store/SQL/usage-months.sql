-- The months that usage has been told of, each with the first run that told of it.
SELECT month, min(_valid_from) AS first_run
FROM (
    SELECT month, _valid_from FROM main.task_usage
    UNION ALL
    SELECT month, _valid_from FROM main.task_usage_history
)
GROUP BY month
ORDER BY month;
