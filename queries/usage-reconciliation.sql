-- title: Monthly usage against the recipes' counters
-- asks:  Do the tasks of each month agree with what the customer's recipes have counted?
-- why:   The bill stands on the API's monthly figure; the recipes' counters are its only check. `recipe_tasks` is what they grew by,
--        shared by time where two listings lie in two months; `unexplained` is what the bill has more. Compare only where `days`
--        (of the month, between the first and last listing) is the whole month. What a deleted recipe did after its last listing is
--        missing, and after a reset the new value counts from zero. Months begin in the time zone of the Embed admin workspace.
-- param: from month = -2 months            First month.
-- param: to month = this month             Last month; the running month is not complete.
-- param: zone zone = UTC                   The time zone of the Embed admin workspace, such as America/Los_Angeles.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: stacked x=month y=unexplained series=customer,managed_user_id
WITH RECURSIVE
-- The months that are asked for, and the one after the last, which ends the last.
months (month) AS (
    SELECT :from
    UNION ALL
    SELECT strftime('%Y-%m', month || '-01', '+1 month') FROM months WHERE month <= :to
),
-- The times between which the zone's clock is so many seconds ahead of UTC.
zone (since, until, seconds) AS MATERIALIZED (
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:zone)
),
-- A month begins when the zone's clock shows midnight, or when it jumps over midnight.
beginnings AS (
    SELECT
        months.month,
        (
            SELECT max(zone.since, unixepoch(months.month || '-01') - zone.seconds)
            FROM zone
            WHERE unixepoch(months.month || '-01') - zone.seconds < zone.until
            ORDER BY zone.since
            LIMIT 1
        ) AS start
    FROM months
),
periods AS MATERIALIZED (
    SELECT month, start, lead(start) OVER (ORDER BY month) AS stop FROM beginnings
),
spans AS MATERIALIZED (
    SELECT
        managed_user_id,
        unixepoch(from_at) AS since,
        unixepoch(to_at) AS until,
        sum(tasks) AS tasks,
        sum(is_reset) AS resets
    FROM recipe_usage_deltas
    -- In no zone does a month begin more than a day earlier.
    WHERE to_run >= (SELECT min(id) FROM sync_runs WHERE unixepoch(finished_at) >= unixepoch(:from || '-01', '-1 day'))
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
    GROUP BY managed_user_id, from_at, to_at
),
-- Each span, cut where a month begins. The length of a span may be 0.
pieces AS (
    SELECT
        spans.managed_user_id,
        spans.since,
        spans.until,
        spans.tasks,
        spans.resets,
        periods.month,
        max(spans.since, periods.start) AS start,
        min(spans.until, periods.stop) AS stop
    FROM spans
    JOIN periods
        ON periods.stop > spans.since
        AND periods.start < max(spans.until, spans.since + 1)
),
-- A share is the difference of two sums that are rounded down. So the shares add up to the span's sum.
counted AS (
    SELECT
        managed_user_id,
        month,
        sum(
            CASE
                WHEN start = since AND stop = until THEN tasks
                ELSE tasks * (stop - since) / (until - since) - tasks * (start - since) / (until - since)
            END
        ) AS tasks,
        -- In the month in which the counter was seen to fall.
        sum(iif(stop = until, resets, 0)) AS resets
    FROM pieces
    GROUP BY managed_user_id, month
),
listed AS MATERIALIZED (
    SELECT
        listings.scope,
        min(unixepoch(sync_runs.finished_at)) AS first,
        max(unixepoch(sync_runs.finished_at)) AS last
    FROM sync_scopes AS listings
    JOIN sync_runs ON sync_runs.id = listings.run
    WHERE listings.resource = 'recipes'
        AND listings.state = 'complete'
    GROUP BY listings.scope
),
figures AS (
    SELECT
        usage.managed_user_id,
        usage.month,
        usage.task_count,
        max(0, min(periods.stop, listed.last) - max(periods.start, listed.first)) / 86400.0 AS days
    FROM task_usage AS usage
    JOIN periods ON periods.month = usage.month
    LEFT JOIN listed ON listed.scope = 'managed_user_id=' || usage.managed_user_id
    WHERE usage.month BETWEEN :from AND :to
        AND (:managed_user IS NULL OR usage.managed_user_id = :managed_user)
)
SELECT
    figures.month,
    figures.managed_user_id,
    (SELECT name FROM customers_known WHERE managed_user_id = figures.managed_user_id) AS customer,
    figures.task_count,
    CASE WHEN figures.days > 0 THEN coalesce(counted.tasks, 0) END AS recipe_tasks,
    CASE WHEN figures.days > 0 THEN figures.task_count - coalesce(counted.tasks, 0) END AS unexplained,
    round(coalesce(figures.days, 0), 1) AS days,
    coalesce(counted.resets, 0) AS resets
FROM figures
LEFT JOIN counted
    ON counted.managed_user_id = figures.managed_user_id
    AND counted.month = figures.month
ORDER BY figures.month, figures.managed_user_id;
