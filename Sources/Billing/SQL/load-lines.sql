-- The lines of a closed month.
INSERT INTO statement_lines
SELECT managed_user_id, external_id, name, plan_id, metric, quantity, is_reported, first_seen_run, last_seen_run
FROM billing_lines
WHERE month = :month
