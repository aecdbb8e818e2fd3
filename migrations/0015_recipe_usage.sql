-- Usage by recipe: what its counters grew by from one listing to the next. The API has no such figure, only the counters' present sum.

-- A row for each run that found a recipe's counters changed: what they grew by since the listing before, at some time between
-- `from_at` and `to_at`. A counter that fell began anew (`is_reset`): its new value counts from zero. A recipe's first sight says
-- nothing, unless it was made after the listing before: then all it has counts, from when it was made. A measure is NULL where the
-- API gave none, then or before.
CREATE VIEW recipe_usage_deltas (
    managed_user_id, recipe_id, from_run, to_run, from_at, to_at, tasks, jobs_succeeded, jobs_failed, is_reset
) AS
WITH
versions AS (
    SELECT managed_user_id, recipe_id, lifetime_task_count, job_succeeded_count, job_failed_count, _valid_from
    FROM recipe_activity
    UNION ALL
    SELECT managed_user_id, recipe_id, lifetime_task_count, job_succeeded_count, job_failed_count, _valid_from
    FROM recipe_activity_history
),
pairs AS (
    SELECT
        later.*,
        earlier._valid_from AS seen_in,
        earlier.lifetime_task_count AS tasks_before,
        earlier.job_succeeded_count AS jobs_succeeded_before,
        earlier.job_failed_count AS jobs_failed_before
    FROM versions AS later
    -- Not the version that ended in this run: a recipe may have been away in between.
    LEFT JOIN recipe_activity_history AS earlier
        ON earlier.managed_user_id = later.managed_user_id
        AND earlier.recipe_id = later.recipe_id
        AND earlier._valid_from = (
            SELECT max(candidate._valid_from)
            FROM recipe_activity_history AS candidate
            WHERE candidate.managed_user_id = later.managed_user_id
                AND candidate.recipe_id = later.recipe_id
                AND candidate._valid_from < later._valid_from
        )
)
SELECT
    pairs.managed_user_id,
    pairs.recipe_id,
    since.id,
    reached.id,
    -- A recipe's own clock may be ahead of ours.
    CASE WHEN pairs.seen_in IS NULL THEN min(coalesce(recipes.created_at, gone.created_at), reached.finished_at) ELSE since.finished_at END,
    reached.finished_at,
    pairs.lifetime_task_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.lifetime_task_count < pairs.tasks_before THEN 0
        ELSE pairs.tasks_before
    END,
    pairs.job_succeeded_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.job_succeeded_count < pairs.jobs_succeeded_before THEN 0
        ELSE pairs.jobs_succeeded_before
    END,
    pairs.job_failed_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.job_failed_count < pairs.jobs_failed_before THEN 0
        ELSE pairs.jobs_failed_before
    END,
    coalesce(pairs.lifetime_task_count < pairs.tasks_before, 0)
    OR coalesce(pairs.job_succeeded_count < pairs.jobs_succeeded_before, 0)
    OR coalesce(pairs.job_failed_count < pairs.jobs_failed_before, 0)
FROM pairs
JOIN sync_runs AS reached ON reached.id = pairs._valid_from
-- The last time that the recipe was looked at: while its counters rest, a listing leaves no version. Before a customer's
-- first listing nothing was, and the run before has to do.
JOIN sync_runs AS since ON since.id = max(
    coalesce(pairs.seen_in, 0),
    coalesce(
        (
            SELECT max(listed.run)
            FROM sync_scopes AS listed
            WHERE listed.resource = 'recipes'
                AND listed.scope = 'managed_user_id=' || pairs.managed_user_id
                AND listed.state = 'complete'
                AND listed.run < pairs._valid_from
        ),
        (
            SELECT max(published.id)
            FROM sync_runs AS published
            WHERE pairs.seen_in IS NULL
                AND published.id < pairs._valid_from
                AND published.state <> 'failed'
        ),
        0
    )
)
LEFT JOIN recipes ON pairs.seen_in IS NULL
    AND recipes.managed_user_id = pairs.managed_user_id
    AND recipes.id = pairs.recipe_id
LEFT JOIN recipes_history AS gone ON pairs.seen_in IS NULL
    AND recipes.id IS NULL
    AND gone.managed_user_id = pairs.managed_user_id
    AND gone.id = pairs.recipe_id
    AND gone._valid_from = pairs._valid_from
WHERE pairs.seen_in IS NOT NULL OR coalesce(recipes.created_at, gone.created_at) >= since.started_at;
