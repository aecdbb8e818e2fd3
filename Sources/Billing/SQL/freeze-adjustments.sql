-- Freezes the adjustments of a month that is being closed.
INSERT INTO main.billing_adjustments (
    month, of_month, managed_user_id, external_id, name, plan_id, metric, billed, corrected, difference, seen_run, seen_at
)
SELECT :month, of_month, managed_user_id, external_id, name, plan_id, metric, billed, corrected, difference, seen_run, seen_at
FROM statement_adjustments
