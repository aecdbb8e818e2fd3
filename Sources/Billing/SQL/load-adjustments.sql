-- The adjustments of a closed month, with the plan that prices them: that of the line; of a customer without one, that of its first
-- correction.
INSERT INTO statement_adjustments
SELECT
    adjustment.of_month,
    adjustment.managed_user_id,
    adjustment.external_id,
    adjustment.name,
    adjustment.plan_id,
    adjustment.metric,
    adjustment.billed,
    adjustment.corrected,
    adjustment.difference,
    adjustment.seen_run,
    adjustment.seen_at,
    iif(line.month IS NULL, first.plan_id, line.plan_id)
FROM billing_adjustments AS adjustment
JOIN billing_adjustments AS first
    ON first.of_month = adjustment.of_month
    AND first.managed_user_id = adjustment.managed_user_id
    AND first.metric = adjustment.metric
    AND first.month = (
        SELECT min(earlier.month)
        FROM billing_adjustments AS earlier
        WHERE earlier.of_month = adjustment.of_month
            AND earlier.managed_user_id = adjustment.managed_user_id
            AND earlier.metric = adjustment.metric
    )
LEFT JOIN billing_lines AS line
    ON line.month = adjustment.of_month AND line.managed_user_id = adjustment.managed_user_id AND line.metric = adjustment.metric
WHERE adjustment.month = :month
