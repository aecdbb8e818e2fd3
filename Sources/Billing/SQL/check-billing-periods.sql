-- The customers' own counters of their billing period, where that period is the month: as they were at the last look before they began
-- anew. Tasks after that look are in the API's month only, so a counter may be lower, but never higher.
WITH
versions AS (
    SELECT id, current_billing_period_start, current_billing_period_end, _valid_from, NULL AS _valid_to FROM managed_users
    UNION ALL
    SELECT id, current_billing_period_start, current_billing_period_end, _valid_from, _valid_to FROM managed_users_history
),
-- The last run at which the month was the customer's current period. Some servers name the period's last day, some the day after.
looks AS (
    SELECT id AS managed_user_id, max(coalesce(_valid_to - 1, :run)) AS run
    FROM versions
    WHERE current_billing_period_start = :start
        AND current_billing_period_end <= :end
        AND unixepoch(current_billing_period_end) >= unixepoch(:end) - 86400
    GROUP BY id
),
counters AS (
    SELECT looks.managed_user_id, activity.task_count
    FROM looks
    JOIN managed_user_activity AS activity
        ON activity.managed_user_id = looks.managed_user_id AND activity._valid_from <= looks.run
    UNION ALL
    SELECT looks.managed_user_id, activity.task_count
    FROM looks
    JOIN managed_user_activity_history AS activity
        ON activity.managed_user_id = looks.managed_user_id
        AND activity._valid_from <= looks.run
        AND activity._valid_to > looks.run
)
SELECT
    count(*) AS customers,
    coalesce(sum(line.quantity), 0) AS by_api,
    coalesce(sum(counters.task_count), 0) AS by_counters,
    count(*) FILTER (WHERE counters.task_count > line.quantity) AS higher,
    min(line.managed_user_id) FILTER (WHERE counters.task_count > line.quantity) AS example
FROM counters
JOIN statement_lines AS line ON line.managed_user_id = counters.managed_user_id
WHERE counters.task_count IS NOT NULL
