-- A month's statement: the lines, then the corrections by the month that they correct. The order is total.
SELECT
    'usage' AS kind,
    :month AS of_month,
    line.managed_user_id,
    line.external_id,
    line.name,
    line.plan_id,
    line.plan_id AS priced_plan_id,
    line.metric,
    line.quantity,
    NULL AS billed,
    NULL AS corrected,
    line.is_reported,
    line.last_seen_run IS NOT :run AS is_gone
FROM statement_lines AS line
UNION ALL
SELECT
    'correction',
    adjustment.of_month,
    adjustment.managed_user_id,
    adjustment.external_id,
    adjustment.name,
    adjustment.plan_id,
    adjustment.priced_plan_id,
    adjustment.metric,
    adjustment.difference,
    adjustment.billed,
    adjustment.corrected,
    1,
    0
FROM statement_adjustments AS adjustment
ORDER BY kind DESC, of_month, managed_user_id, metric
