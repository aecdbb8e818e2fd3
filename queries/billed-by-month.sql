-- title: Billed tasks by customer and month
-- asks:  What was each customer billed in each closed month, and what was corrected since?
-- why:   The figures that invoices went out with. `billed` is the line as it was closed, `corrected` the sum of all later corrections of
--        that month, and `waiting` what the next close would still correct. A month that is not in the list is not closed.
-- param: from month = -600 months          First month.
-- param: to month = last month             Last month.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: line x=month y=billed series=customer,managed_user_id,metric
WITH
corrections AS (
    SELECT of_month, managed_user_id, metric, sum(difference) AS difference
    FROM billing_adjustments
    GROUP BY of_month, managed_user_id, metric
),
-- A customer may have a correction and no line: it first showed up when the month was closed.
figures AS (
    SELECT month, managed_user_id, metric FROM billing_lines
    UNION
    SELECT of_month, managed_user_id, metric FROM corrections
    UNION
    SELECT usage.month, usage.managed_user_id, 'tasks'
    FROM task_usage AS usage
    JOIN billing_months AS closed ON closed.month = usage.month
)
SELECT
    figures.month,
    figures.managed_user_id,
    customers.name AS customer,
    coalesce(line.quantity, 0) AS billed,
    coalesce(corrections.difference, 0) AS corrected,
    coalesce(usage.task_count - coalesce(line.quantity, 0) - coalesce(corrections.difference, 0), 0) AS waiting,
    figures.metric
FROM figures
LEFT JOIN billing_lines AS line
    ON line.month = figures.month AND line.managed_user_id = figures.managed_user_id AND line.metric = figures.metric
LEFT JOIN corrections
    ON corrections.of_month = figures.month
    AND corrections.managed_user_id = figures.managed_user_id
    AND corrections.metric = figures.metric
LEFT JOIN task_usage AS usage
    ON usage.managed_user_id = figures.managed_user_id AND usage.month = figures.month AND figures.metric = 'tasks'
LEFT JOIN customers_known AS customers ON customers.managed_user_id = figures.managed_user_id
WHERE figures.month BETWEEN :from AND :to
    AND (:managed_user IS NULL OR figures.managed_user_id = :managed_user)
ORDER BY figures.month, figures.managed_user_id, figures.metric;
