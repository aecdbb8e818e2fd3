-- The customers without a figure, and those that are gone, with what they are billed.
SELECT
    count(*) FILTER (WHERE NOT is_reported) AS without_figure,
    min(managed_user_id) FILTER (WHERE NOT is_reported) AS example_without,
    count(*) FILTER (WHERE last_seen_run IS NOT :run) AS gone,
    coalesce(sum(quantity) FILTER (WHERE last_seen_run IS NOT :run), 0) AS gone_tasks,
    min(managed_user_id) FILTER (WHERE last_seen_run IS NOT :run AND quantity > 0) AS example_gone
FROM statement_lines
