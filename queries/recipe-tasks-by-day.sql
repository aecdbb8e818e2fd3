-- title: Tasks and jobs by recipe and day
-- asks:  How many tasks and jobs did each recipe run on each day, week or month?
-- why:   The API has no such figure: it is what a recipe's counters grew by from one listing to the next. Growth between two listings of
--        different days is spread evenly over the time between them, and the note says how many tasks are thus estimated; with gaps=show
--        it stands in one line, and the note says through which day. Reset: a counter fell, and its new value counts from zero. A
--        recipe's first sight counts only if it was made since the listing before. A day is complete once there was a listing
--        after it. Weeks begin on Monday.
-- param: from date = -7 days               First day; with period=month the month it is in, and so with weeks.
-- param: to date = today                   Last day.
-- param: period text(day|week|month) = day    What a line is about, named by its first day.
-- param: zone zone = UTC                   Where days begin, such as Europe/Berlin.
-- param: gaps text(spread|show) = spread   What to do with growth that is known for several days together only.
-- param: managed_user integer = none       One customer only, by its id.
-- param: recipe integer = none             One recipe only, by its id.
-- chart: line x=day y=tasks series=recipe,customer,recipe_id
WITH RECURSIVE
-- The modifiers of SQLite's date functions that lead to the beginning of a time's period, and to the next period.
steps (to_week, to_start, to_next) AS MATERIALIZED (
    SELECT
        CASE :period WHEN 'week' THEN '-6 days' ELSE '+0 days' END,
        CASE :period WHEN 'week' THEN 'weekday 1' WHEN 'month' THEN 'start of month' ELSE 'start of day' END,
        CASE :period WHEN 'week' THEN '+7 days' WHEN 'month' THEN '+1 month' ELSE '+1 day' END
),
wanted AS MATERIALIZED (
    SELECT
        date(:from, to_week, to_start) AS first,
        date(:to, to_week, to_start) AS last,
        -- Only later runs know of it. In no zone does a day begin more than a day earlier.
        (
            SELECT min(id)
            FROM sync_runs
            WHERE unixepoch(finished_at) >= unixepoch(:from, to_week, to_start, '-1 day')
        ) AS first_run
    FROM steps
),
deltas AS MATERIALIZED (
    SELECT
        managed_user_id,
        recipe_id,
        unixepoch(from_at) AS since,
        unixepoch(to_at) AS until,
        tasks,
        jobs_succeeded,
        jobs_failed,
        is_reset
    FROM recipe_usage_deltas
    WHERE to_run >= (SELECT first_run FROM wanted)
        AND (:managed_user IS NULL OR managed_user_id = :managed_user)
        AND (:recipe IS NULL OR recipe_id = :recipe)
        AND (tasks > 0 OR jobs_succeeded > 0 OR jobs_failed > 0 OR is_reset)
),
spans AS MATERIALIZED (
    SELECT DISTINCT since, until FROM deltas
),
-- The days, weeks or months that a span can touch in any zone, and the one after the last, which ends the last.
days (period) AS (
    SELECT date(min(since), 'unixepoch', '-1 day', to_week, to_start)
    FROM spans
    CROSS JOIN steps
    UNION ALL
    SELECT date(period, to_next)
    FROM days
    CROSS JOIN steps
    WHERE period <= (SELECT date(max(until), 'unixepoch', '+1 day') FROM spans)
),
-- The times between which the zone's clock is so many seconds ahead of UTC.
zone (since, until, seconds) AS MATERIALIZED (
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:zone)
),
-- A day begins when the zone's clock shows midnight, or when it jumps over midnight.
beginnings AS (
    SELECT
        days.period,
        (
            SELECT max(zone.since, unixepoch(days.period) - zone.seconds)
            FROM zone
            WHERE unixepoch(days.period) - zone.seconds < zone.until
            ORDER BY zone.since
            LIMIT 1
        ) AS start
    FROM days
),
periods AS MATERIALIZED (
    SELECT period, start, lead(start) OVER (ORDER BY period) AS stop FROM beginnings
),
-- Each span, cut where a period begins. The length of a span may be 0.
pieces AS MATERIALIZED (
    SELECT
        spans.since,
        spans.until,
        periods.period,
        max(spans.since, periods.start) AS start,
        min(spans.until, periods.stop) AS stop
    FROM spans
    JOIN periods
        ON periods.stop > spans.since
        AND periods.start < max(spans.until, spans.since + 1)
),
-- The part of its span that each piece is: from `before` to `upto` of `length`.
parts AS MATERIALIZED (
    SELECT
        since,
        until,
        period,
        period AS through,
        start - since AS before,
        stop - since AS upto,
        until - since AS length,
        0 AS is_whole
    FROM pieces
    WHERE :gaps = 'spread' AND NOT (start = since AND stop = until)
    UNION ALL
    SELECT since, until, min(period), max(period), 0, 1, 1, 1
    FROM pieces
    GROUP BY since, until
    HAVING :gaps = 'show' OR count(*) = 1
),
-- A share is the difference of two sums that are rounded down. So shares are whole numbers, and add up to the delta.
shares AS (
    SELECT
        deltas.managed_user_id,
        deltas.recipe_id,
        parts.period AS day,
        parts.through,
        tasks * upto / length - tasks * before / length AS tasks,
        jobs_succeeded * upto / length - jobs_succeeded * before / length AS jobs_succeeded,
        jobs_failed * upto / length - jobs_failed * before / length AS jobs_failed,
        is_whole,
        is_reset
    FROM deltas
    JOIN parts USING (since, until)
    WHERE parts.period <= (SELECT last FROM wanted)
        AND parts.through >= (SELECT first FROM wanted)
)
SELECT
    shares.day,
    (SELECT name FROM customers_known WHERE managed_user_id = shares.managed_user_id) AS customer,
    shares.recipe_id,
    coalesce(
        (SELECT name FROM recipes WHERE managed_user_id = shares.managed_user_id AND id = shares.recipe_id),
        (
            SELECT name
            FROM recipes_history
            WHERE managed_user_id = shares.managed_user_id
                AND id = shares.recipe_id
            ORDER BY _valid_from DESC
            LIMIT 1
        )
    ) AS recipe,
    sum(shares.tasks) AS tasks,
    sum(shares.jobs_succeeded) AS succeeded,
    sum(shares.jobs_failed) AS failed,
    nullif(
        ltrim(
            iif(max(shares.is_reset), ', reset', '')
            || coalesce(', ' || nullif(sum(shares.tasks) FILTER (WHERE NOT shares.is_whole), 0) || ' estimated', '')
            || iif(shares.through > shares.day, ', through ' || shares.through, ''),
            ', '
        ),
        ''
    ) AS note
FROM shares
GROUP BY shares.day, shares.managed_user_id, shares.recipe_id, shares.through
HAVING sum(shares.tasks) > 0 OR sum(shares.jobs_succeeded) > 0 OR sum(shares.jobs_failed) > 0 OR max(shares.is_reset)
ORDER BY shares.day, shares.managed_user_id, shares.recipe_id, shares.through;
