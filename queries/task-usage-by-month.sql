-- title: Task usage by customer and month
-- asks:  How many tasks did each customer use in each month?
-- why:   The figures a bill starts from. A customer that has gone keeps its months, under its last known name;
--        `change` compares with the calendar month before, and is blank where that month is not known.
-- param: from month = -11 months           First month.
-- param: to month = this month             Last month; the running month is not complete.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: stacked x=month y=task_count series=customer,managed_user_id
SELECT
    usage.month,
    usage.managed_user_id,
    customers.name AS customer,
    usage.task_count,
    usage.task_count - previous.task_count AS change
FROM task_usage AS usage
LEFT JOIN task_usage AS previous
    ON previous.managed_user_id = usage.managed_user_id
    AND previous.month = strftime('%Y-%m', usage.month || '-01', '-1 month')
LEFT JOIN customers_known AS customers ON customers.managed_user_id = usage.managed_user_id
WHERE usage.month BETWEEN :from AND :to
    AND (:managed_user IS NULL OR usage.managed_user_id = :managed_user)
ORDER BY usage.month, usage.managed_user_id;
