-- title: Monthly usage against the recipes' counters
-- asks:  Do the tasks of each month agree with what the customer's recipes have counted?
-- why:   The bill stands on the API's monthly figure; the recipes' counters are its only check. `recipe_tasks` is what they grew by,
--        shared by time where two listings lie in two months; `unexplained` is what the bill has more. Compare only where `days`
--        (of the month, between the first and last listing) is the whole month. What a deleted recipe did after its last listing is
--        missing, and after a reset the new value counts from zero. Months begin in the time zone of the Embed admin workspace.
-- param: from month = -2 months            First month.
-- param: to month = this month             Last month; the running month is not complete.
-- param: zone zone = UTC                   The time zone of the Embed admin workspace, such as -08:00; a fixed offset.
-- param: managed_user integer = none       One customer only, by its id.
WITH RECURSIVE
-- Times are seconds of the zone's clock.
spans AS MATERIALIZED (
    SELECT
        managed_user_id,
        unixepoch(from_at) + :zone AS since,
        unixepoch(to_at) + :zone AS until,
        sum(tasks) AS tasks,
        sum(is_reset) AS resets
    FROM recipe_usage_deltas
    WHERE to_run >= (SELECT min(id) FROM sync_runs WHERE unixepoch(finished_at) + :zone > unixepoch(:from || '-01'))
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
    GROUP BY managed_user_id, from_at, to_at
),
-- Each span, cut where a month begins.
pieces (managed_user_id, since, until, tasks, resets, start, stop) AS (
    SELECT
        managed_user_id,
        since,
        until,
        tasks,
        resets,
        since,
        min(until, unixepoch(since, 'unixepoch', 'start of month', '+1 month'))
    FROM spans
    UNION ALL
    SELECT managed_user_id, since, until, tasks, resets, stop, min(until, unixepoch(stop, 'unixepoch', '+1 month'))
    FROM pieces
    WHERE stop < until
),
-- A share is the difference of two sums that are rounded down: so the shares of a span add up to it.
counted AS (
    SELECT
        managed_user_id,
        strftime('%Y-%m', start, 'unixepoch') AS month,
        sum(
            CASE
                WHEN start = since AND stop = until THEN tasks
                ELSE tasks * (stop - since) / (until - since) - tasks * (start - since) / (until - since)
            END
        ) AS tasks,
        -- In the month where the fall was seen.
        sum(iif(stop = until, resets, 0)) AS resets
    FROM pieces
    GROUP BY managed_user_id, strftime('%Y-%m', start, 'unixepoch')
),
listed AS MATERIALIZED (
    SELECT
        listings.scope,
        min(unixepoch(sync_runs.finished_at)) + :zone AS first,
        max(unixepoch(sync_runs.finished_at)) + :zone AS last
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
        max(
            0,
            min(unixepoch(usage.month || '-01', '+1 month'), listed.last) - max(unixepoch(usage.month || '-01'), listed.first)
        ) / 86400.0 AS days
    FROM task_usage AS usage
    LEFT JOIN listed ON listed.scope = 'managed_user_id=' || usage.managed_user_id
    WHERE usage.month BETWEEN :from AND :to
        AND (:managed_user IS NULL OR usage.managed_user_id = :managed_user)
)
SELECT
    figures.month,
    figures.managed_user_id,
    coalesce(
        (SELECT name FROM managed_users WHERE id = figures.managed_user_id),
        (SELECT name FROM managed_users_history WHERE id = figures.managed_user_id ORDER BY _valid_from DESC LIMIT 1)
    ) AS customer,
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
