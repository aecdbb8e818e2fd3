-- What has to be corrected of the closed months before `:month`: each customer whose newest figure is not what was billed, by the line and
-- all earlier adjustments. A customer without a line was billed 0.
INSERT INTO statement_adjustments
WITH
wrong AS (
    SELECT
        usage.month AS of_month,
        usage.managed_user_id,
        coalesce(billed.quantity, 0) AS billed,
        usage.task_count AS corrected,
        usage._valid_from AS live_from
    FROM task_usage AS usage
    JOIN billing_months AS closed ON closed.month = usage.month
    LEFT JOIN billed_quantities AS billed
        ON billed.month = usage.month AND billed.managed_user_id = usage.managed_user_id AND billed.metric = 'tasks'
    WHERE usage.month < :month AND usage.task_count <> coalesce(billed.quantity, 0)
),
-- The run that first saw the new figure: a version may also begin for another reason. Each table is asked by its key, because all versions of
-- all months are very many.
seen AS (
    SELECT
        wrong.*,
        coalesce(
            (
                SELECT min(version._valid_from)
                FROM task_usage_history AS version
                WHERE version.managed_user_id = wrong.managed_user_id
                    AND version.month = wrong.of_month
                    AND version._valid_from > coalesce(
                        (
                            SELECT other._valid_from
                            FROM task_usage_history AS other
                            WHERE other.managed_user_id = wrong.managed_user_id
                                AND other.month = wrong.of_month
                                AND other.task_count <> wrong.corrected
                            ORDER BY other._valid_from DESC
                            LIMIT 1
                        ),
                        0
                    )
            ),
            wrong.live_from
        ) AS seen_run
    FROM wrong
)
SELECT
    seen.of_month,
    seen.managed_user_id,
    customers.external_id,
    customers.name,
    customers.plan_id,
    'tasks',
    seen.billed,
    seen.corrected,
    seen.corrected - seen.billed,
    seen.seen_run,
    sync_runs.finished_at,
    -- The plan of the line; of a customer without one, that of its first correction, so that all corrections together cost what the
    -- figure costs.
    CASE
        WHEN line.month IS NOT NULL THEN line.plan_id
        WHEN first.month IS NOT NULL THEN first.plan_id
        ELSE customers.plan_id
    END
FROM seen
JOIN sync_runs ON sync_runs.id = seen.seen_run
LEFT JOIN billing_lines AS line
    ON line.month = seen.of_month AND line.managed_user_id = seen.managed_user_id AND line.metric = 'tasks'
LEFT JOIN billing_adjustments AS first
    ON first.of_month = seen.of_month
    AND first.managed_user_id = seen.managed_user_id
    AND first.metric = 'tasks'
    AND first.month = (
        SELECT min(earlier.month)
        FROM billing_adjustments AS earlier
        WHERE earlier.of_month = seen.of_month AND earlier.managed_user_id = seen.managed_user_id AND earlier.metric = 'tasks'
    )
LEFT JOIN customers_known AS customers ON customers.managed_user_id = seen.managed_user_id
