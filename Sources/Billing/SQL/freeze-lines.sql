-- Freezes the lines of a month that is being closed.
INSERT INTO main.billing_lines (
    month, managed_user_id, external_id, name, plan_id, metric, quantity, is_reported, first_seen_run, last_seen_run
)
SELECT :month, managed_user_id, external_id, name, plan_id, metric, quantity, is_reported, first_seen_run, last_seen_run
FROM statement_lines
