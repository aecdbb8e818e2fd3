-- The closed months, in their order.
SELECT
    month, closed_at, run, time_zone, grace_seconds, tool_version, lines, task_count, adjustments, adjusted_task_count, content_sha256
FROM billing_months
ORDER BY month
