-- title: Corrections of closed months
-- asks:  Which closed months were corrected, by how much, and in which close?
-- why:   To explain a correction to a customer: both figures, and the run that first saw the new one. A row without `in_close` waits for
--        the next close.
-- param: from month = -600 months          First corrected month.
-- param: to month = last month             Last corrected month.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: stacked x=of_month y=difference series=customer,managed_user_id
WITH
corrections (of_month, in_close, managed_user_id, name, metric, billed, corrected, difference, seen_run, seen_at) AS (
    SELECT of_month, month, managed_user_id, name, metric, billed, corrected, difference, seen_run, seen_at
    FROM billing_adjustments
    UNION ALL
    SELECT
        usage.month,
        NULL,
        usage.managed_user_id,
        (SELECT name FROM customers_known WHERE managed_user_id = usage.managed_user_id),
        'tasks',
        coalesce(billed.quantity, 0),
        usage.task_count,
        usage.task_count - coalesce(billed.quantity, 0),
        usage._valid_from,
        (SELECT finished_at FROM sync_runs WHERE id = usage._valid_from)
    FROM task_usage AS usage
    JOIN billing_months AS closed ON closed.month = usage.month
    LEFT JOIN billed_quantities AS billed
        ON billed.month = usage.month AND billed.managed_user_id = usage.managed_user_id AND billed.metric = 'tasks'
    WHERE usage.task_count <> coalesce(billed.quantity, 0)
)
SELECT of_month, in_close, managed_user_id, name AS customer, billed, corrected, difference, seen_run, seen_at, metric
FROM corrections
WHERE of_month BETWEEN :from AND :to
    AND (:managed_user IS NULL OR managed_user_id = :managed_user)
ORDER BY of_month, in_close IS NULL, in_close, managed_user_id, metric;
