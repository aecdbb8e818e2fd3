-- title: Customers at risk
-- asks:  Which customers show signs that they may leave?
-- why:   Better to call them before they do. Signs: the last complete month had less than `percent` of the tasks that the three months
--        before it had on average; no recipe runs; no job for `days` days; half of the connections or more are broken. A customer
--        that has never had a recipe is left out. Most signs first.
-- param: percent integer = 50              How much of its usual usage is too little.
-- param: days integer = 14                 For how long there has to be no job.
-- chart: bar x=customer,managed_user_id y=signs
WITH
latest AS MATERIALIZED (
    -- The time of the newest run, even if the clock was set back: SQLite takes it from the row that has the max().
    SELECT finished_at AS at, strftime('%Y-%m', finished_at, 'start of month', '-1 month') AS month, max(id) AS run
    FROM sync_runs
    WHERE state <> 'failed'
),
usages AS (
    SELECT
        usage.managed_user_id,
        sum(usage.task_count) FILTER (WHERE usage.month = latest.month) AS tasks,
        sum(usage.task_count) FILTER (WHERE usage.month < latest.month) / 3 AS usual
    FROM latest
    JOIN task_usage AS usage ON usage.month BETWEEN strftime('%Y-%m', latest.month || '-01', '-3 months') AND latest.month
    GROUP BY usage.managed_user_id
),
-- Separately for each recipe: its counters are removed together with it.
work AS (
    SELECT managed_user_id, count(*) FILTER (WHERE running = 1) AS running
    FROM recipes
    GROUP BY managed_user_id
),
jobs AS (
    SELECT managed_user_id, max(last_run_at) AS last_run_at
    FROM recipe_activity
    GROUP BY managed_user_id
),
links AS (
    SELECT managed_user_id, count(*) AS connections, count(*) FILTER (WHERE authorization_status IS NOT 'success') AS broken
    FROM connections
    GROUP BY managed_user_id
),
facts AS (
    SELECT
        customers.id,
        customers.name,
        usages.tasks,
        usages.usual,
        work.running,
        CAST(julianday(latest.at) - julianday(jobs.last_run_at) AS INTEGER) AS idle_days,
        coalesce(coalesce(usages.tasks, 0) * 100 < usages.usual * :percent, 0) AS is_falling,
        work.running = 0 AS is_stopped,
        coalesce(julianday(latest.at) - julianday(jobs.last_run_at) >= :days, 0) AS is_idle,
        coalesce(links.broken * 2 >= links.connections AND links.broken > 0, 0) AS is_cut_off,
        links.broken
    FROM managed_users AS customers
    JOIN work ON work.managed_user_id = customers.id
    LEFT JOIN jobs ON jobs.managed_user_id = customers.id
    CROSS JOIN latest
    LEFT JOIN usages ON usages.managed_user_id = customers.id
    LEFT JOIN links ON links.managed_user_id = customers.id
)
SELECT
    id AS managed_user_id,
    name AS customer,
    is_falling + is_stopped + is_idle + is_cut_off AS signs,
    tasks,
    usual,
    substr(
        iif(is_stopped, '; nothing runs', '')
        || iif(is_idle, '; no job for ' || idle_days || ' days', '')
        || iif(is_falling, '; usage fell', '')
        || iif(is_cut_off, '; ' || broken || ' connections broken', ''),
        3
    ) AS why
FROM facts
WHERE is_falling + is_stopped + is_idle + is_cut_off > 0
ORDER BY signs DESC, usual DESC, managed_user_id;
