-- The customers of a month's statement, as of the closing run; also those that are only corrected.
SELECT
    customer.managed_user_id,
    customer.external_id,
    customer.name,
    customer.plan_id,
    iif(known.last_seen_run IS :run, 'live', 'gone') AS state,
    known.first_seen_run,
    known.last_seen_run
FROM (
    SELECT managed_user_id, external_id, name, plan_id FROM statement_lines
    UNION
    SELECT managed_user_id, external_id, name, plan_id FROM statement_adjustments
) AS customer
LEFT JOIN customers_known AS known ON known.managed_user_id = customer.managed_user_id
ORDER BY customer.managed_user_id
