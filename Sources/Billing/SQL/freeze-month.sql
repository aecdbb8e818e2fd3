-- The month's own row, written last: from now on the month is closed.
INSERT INTO main.billing_months (
    month, closed_at, run, time_zone, grace_seconds, tool_version, lines, task_count, adjustments, adjusted_task_count, content_sha256
)
VALUES (
    :month, :closed_at, :run, :time_zone, :grace_seconds, :tool_version, :lines, :task_count, :adjustments, :adjusted_task_count,
    :content_sha256
)
