-- The lines of a month: every customer with a figure for it, and every customer that existed at a run of the month or exists now. The
-- figure is the newest one seen, and so are name, external id and plan; of a customer that is gone, the last known ones.
INSERT INTO statement_lines
WITH
members (id) AS (
    SELECT managed_user_id FROM task_usage WHERE month = :month
    UNION
    SELECT id FROM managed_users
    UNION
    SELECT was.id
    FROM managed_users_history AS was
    WHERE EXISTS (SELECT 1 FROM month_runs WHERE month_runs.id >= was._valid_from AND month_runs.id < was._valid_to)
)
SELECT
    members.id,
    customers.external_id,
    customers.name,
    customers.plan_id,
    'tasks',
    coalesce(usage.task_count, 0),
    usage.task_count IS NOT NULL,
    customers.first_seen_run,
    customers.last_seen_run
FROM members
LEFT JOIN task_usage AS usage ON usage.managed_user_id = members.id AND usage.month = :month
LEFT JOIN customers_known AS customers ON customers.managed_user_id = members.id
