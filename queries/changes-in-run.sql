-- title: Changes in a run
-- asks:  What did a run find new, changed or gone?
-- why:   To see what happened since the last look, and what a run that looks odd has done. The command `changes` shows the same change by
--        change, whole. Counters (recipe_activity, managed_user_activity) change on every run, and are left out unless asked for.
-- param: run run = latest                  The run, by its number.
-- param: resource text = none              One table only, such as recipes.
-- param: measures boolean = no             Whether to show the counters too.
-- chart: stacked x=resource y=* series=op
WITH
-- Materialized, so that each part of the view can use its index on the run.
found AS MATERIALIZED (
    SELECT *
    FROM changes
    WHERE run_id = :run
)
SELECT
    changes.resource,
    changes.op,
    changes.managed_user_id,
    customers.name AS customer,
    -- The customer has its own column.
    (
        SELECT group_concat(part.value, ' ')
        FROM json_each(changes.key) AS part
        WHERE part.key <> 'managed_user_id'
    ) AS key,
    CASE changes.op
        WHEN 'update' THEN (
            -- Each value is cut, because a recipe's text would fill the screen. The columns before and after have the whole value.
            SELECT group_concat(
                edited.value
                || ': ' || coalesce(substr(changes.before ->> ('$."' || edited.value || '"'), 1, 40), '∅')
                || ' → ' || coalesce(substr(changes.after ->> ('$."' || edited.value || '"'), 1, 40), '∅'),
                '; '
            )
            FROM json_each(changes.columns) AS edited
        )
        ELSE coalesce(changes.after, changes.before) ->> '$.name'
    END AS summary
FROM found AS changes
LEFT JOIN managed_users AS customers ON customers.id = changes.managed_user_id
WHERE (:resource IS NULL OR changes.resource = :resource)
    AND (:measures OR changes.resource NOT IN ('recipe_activity', 'managed_user_activity'))
ORDER BY changes.resource, changes.managed_user_id, changes.key, changes.op, changes.before, changes.after;
