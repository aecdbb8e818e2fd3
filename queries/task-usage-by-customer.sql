-- title: Task usage by customer
-- asks:  Which customers use the most tasks, and is their use going up or down?
-- why:   To see who makes up the volume, and whom to call. The trend compares month `to` with the one before it:
--        up or down by more than 5 %, level, new (nothing before) or none (nothing in `to`).
-- param: from month = -12 months           First month of the total.
-- param: to month = last month             Last month of the total; the default is the last complete one.
-- chart: bar x=customer,managed_user_id y=task_count
WITH
totals AS (
    SELECT
        managed_user_id,
        sum(task_count) AS task_count,
        count(*) AS months,
        coalesce(max(task_count) FILTER (WHERE month = :to), 0) AS last_month,
        coalesce(max(task_count) FILTER (WHERE month = strftime('%Y-%m', :to || '-01', '-1 month')), 0) AS month_before
    FROM task_usage
    WHERE month BETWEEN :from AND :to
    GROUP BY managed_user_id
)
SELECT
    totals.managed_user_id,
    customers.name AS customer,
    totals.task_count,
    round(100.0 * totals.task_count / nullif(sum(totals.task_count) OVER (), 0), 1) AS share_percent,
    totals.months,
    totals.last_month,
    totals.month_before,
    CASE
        WHEN totals.last_month = 0 THEN 'none'
        WHEN totals.month_before = 0 THEN 'new'
        WHEN totals.last_month * 100 > totals.month_before * 105 THEN 'up'
        WHEN totals.last_month * 100 < totals.month_before * 95 THEN 'down'
        ELSE 'level'
    END AS trend
FROM totals
LEFT JOIN customers_known AS customers ON customers.managed_user_id = totals.managed_user_id
ORDER BY totals.task_count DESC, totals.managed_user_id;
