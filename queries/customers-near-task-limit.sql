-- title: Customers near their task limit
-- asks:  Which customers have used most of their tasks, or will before their billing period ends?
-- why:   At the limit Workato stops a customer's recipes. `expected` is what the period will come to if it goes on as it began, up to
--        the latest run; it is blank where the period is not known, or over. The limit includes the adjustment, if there is one.
-- param: percent integer = 80              From which share of the limit on, used or expected.
-- chart: bar x=customer,managed_user_id y=used_percent
WITH
latest AS (
    -- The time of the newest run: SQLite takes it from the row that has the max().
    SELECT unixepoch(finished_at) AS at, max(id) AS run FROM sync_runs WHERE state <> 'failed'
),
limits AS (
    SELECT
        customers.id,
        customers.name,
        customers.current_billing_period_end,
        activity.task_count,
        -- The adjustment is stored as text.
        customers.task_limit + coalesce(CAST(customers.task_limit_adjustment AS INTEGER), 0) AS task_limit,
        latest.at - unixepoch(customers.current_billing_period_start) AS elapsed,
        unixepoch(customers.current_billing_period_end) - unixepoch(customers.current_billing_period_start) AS length
    FROM managed_users AS customers
    JOIN managed_user_activity AS activity ON activity.managed_user_id = customers.id
    CROSS JOIN latest
),
expected AS (
    SELECT *, CASE WHEN elapsed BETWEEN 1 AND length THEN task_count * length / elapsed END AS expected
    FROM limits
    WHERE task_limit > 0
)
SELECT
    id AS managed_user_id,
    name AS customer,
    task_count,
    task_limit,
    round(100.0 * task_count / task_limit, 1) AS used_percent,
    expected,
    round(100.0 * expected / task_limit) AS expected_percent,
    substr(current_billing_period_end, 1, 10) AS period_end
FROM expected
WHERE task_count * 100 >= :percent * task_limit
    OR expected * 100 >= :percent * task_limit
ORDER BY used_percent DESC, expected_percent DESC, managed_user_id;
