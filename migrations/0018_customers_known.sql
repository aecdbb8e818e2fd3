-- Customers that went are in the twin alone, each in as many versions as it had: a figure of a month or a recipe outlives its customer,
-- and has to be told with a name.

-- Every customer that there is or was, as it was last known. `last_seen_run` is the last published run that left it in the mirror.
CREATE VIEW customers_known (
    managed_user_id, name, external_id, plan_id, created_at, is_gone, first_seen_run, last_seen_run, gone_run, gone_at
) AS
SELECT
    live.id,
    live.name,
    live.external_id,
    live.plan_id,
    live.created_at,
    0,
    coalesce((SELECT min(was._valid_from) FROM managed_users_history AS was WHERE was.id = live.id), live._valid_from),
    (SELECT max(published.id) FROM sync_runs AS published WHERE published.state <> 'failed'),
    NULL,
    NULL
FROM managed_users AS live
UNION ALL
-- The types of a view's columns are those of its last SELECT: so this one reads the columns as they are.
SELECT
    gone.id,
    gone.name,
    gone.external_id,
    gone.plan_id,
    gone.created_at,
    1,
    (SELECT min(was._valid_from) FROM managed_users_history AS was WHERE was.id = gone.id),
    (SELECT max(published.id) FROM sync_runs AS published WHERE published.state <> 'failed' AND published.id < gone._valid_to),
    gone._valid_to,
    ended.finished_at
FROM managed_users_history AS gone
LEFT JOIN sync_runs AS ended ON ended.id = gone._valid_to
WHERE NOT EXISTS (SELECT 1 FROM managed_users AS live WHERE live.id = gone.id)
    AND gone._valid_to = (SELECT max(was._valid_to) FROM managed_users_history AS was WHERE was.id = gone.id);
