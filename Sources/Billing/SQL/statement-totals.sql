-- The control totals of a month.
SELECT
    (SELECT count(*) FROM statement_lines) AS lines,
    (SELECT coalesce(sum(quantity), 0) FROM statement_lines) AS task_count,
    (SELECT count(*) FROM statement_adjustments) AS adjustments,
    (SELECT coalesce(sum(difference), 0) FROM statement_adjustments) AS adjusted_task_count
