-- title: Stopped recipes
-- asks:  Which recipes that used to run are stopped, why, and since when?
-- why:   Workato stops a recipe after too many errors or at a quota, and tells nobody but its author.
--        A recipe that has never run nor been stopped is a draft, and is not listed.
-- param: cause text = none                 One stop cause only, such as trigger_errors_limit.
-- param: since date = none                 Those that stopped on or after this day only (UTC).
-- param: managed_user integer = none       One customer only, by its id; 0 is the partner's own workspace.
-- chart: bar x=stop_cause y=*
WITH
stopped AS (
    SELECT
        recipes.*,
        activity.last_run_at
    FROM recipes
    LEFT JOIN recipe_activity AS activity
        ON activity.managed_user_id = recipes.managed_user_id
        AND activity.recipe_id = recipes.id
    WHERE recipes.running IS NOT 1
        AND (recipes.stop_cause IS NOT NULL OR recipes.stopped_at IS NOT NULL OR activity.last_run_at IS NOT NULL)
),
-- For recipes without `stopped_at`: the run that first saw it stopped. Only versions before the current one count,
-- so that the answer as of a past run is the answer of that day.
first_seen AS (
    SELECT
        stopped.managed_user_id,
        stopped.id,
        coalesce(max(earlier._valid_to) FILTER (WHERE earlier.running = 1), min(earlier._valid_from), stopped._valid_from) AS run
    FROM stopped
    LEFT JOIN recipes_history AS earlier
        ON earlier.managed_user_id = stopped.managed_user_id
        AND earlier.id = stopped.id
        AND earlier._valid_to <= stopped._valid_from
    GROUP BY stopped.managed_user_id, stopped.id
)
SELECT
    stopped.managed_user_id,
    customers.name AS customer,
    stopped.id AS recipe_id,
    stopped.name AS recipe,
    coalesce(stopped.stop_cause, 'by hand or unknown') AS stop_cause,
    substr(coalesce(stopped.stopped_at, sync_runs.finished_at), 1, 10) AS stopped_since,
    substr(stopped.last_run_at, 1, 10) AS last_job
FROM stopped
JOIN first_seen
    ON first_seen.managed_user_id = stopped.managed_user_id
    AND first_seen.id = stopped.id
LEFT JOIN sync_runs ON sync_runs.id = first_seen.run
LEFT JOIN managed_users AS customers ON customers.id = stopped.managed_user_id
WHERE (:cause IS NULL OR stopped.stop_cause = :cause)
    AND (:managed_user IS NULL OR stopped.managed_user_id = :managed_user)
    AND (:since IS NULL OR coalesce(stopped.stopped_at, sync_runs.finished_at) >= :since)
ORDER BY coalesce(stopped.stopped_at, sync_runs.finished_at) DESC, stopped.managed_user_id, stopped.id;
