-- title: Outages of connections
-- asks:  Which connections broke, when, and for how long?
-- why:   What breaks again and again needs another kind of sign-in. An outage lasts from the run that first saw the connection broken
--        (or from when it was lost, if the API says) to the run that saw it work, or gone; while `until` is blank it goes on.
-- param: from date = -90 days              Outages that ended on or after this day (UTC), or go on.
-- param: managed_user integer = none       One customer only, by its id.
-- chart: bar x=connection,customer,connection_id,since y=days
WITH
versions AS (
    SELECT
        managed_user_id, id, name, provider, application, authorization_status, authorized_at, connection_lost_at,
        _valid_from, NULL AS _valid_to
    FROM connections
    UNION ALL
    SELECT
        managed_user_id, id, name, provider, application, authorization_status, authorized_at, connection_lost_at,
        _valid_from, _valid_to
    FROM connections_history
),
judged AS (
    SELECT
        *,
        authorization_status IS NOT 'success'
        OR (connection_lost_at IS NOT NULL AND (authorized_at IS NULL OR connection_lost_at >= authorized_at)) AS is_broken
    FROM versions
    WHERE (:managed_user IS NULL OR managed_user_id = :managed_user)
        -- A connection that has never worked is not an outage.
        AND NOT (authorized_at IS NULL AND authorization_status IS NULL)
),
-- Broken versions that follow each other without a gap are one outage. It is numbered by where they begin.
marked AS (
    SELECT
        *,
        lag(_valid_to) OVER life IS NOT _valid_from OR lag(is_broken) OVER life IS NOT 1 AS is_new
    FROM judged
    WINDOW life AS (PARTITION BY managed_user_id, id ORDER BY _valid_from)
),
numbered AS (
    SELECT *, sum(is_new) OVER (PARTITION BY managed_user_id, id ORDER BY _valid_from) AS outage
    FROM marked
    WHERE is_broken
),
outages AS (
    SELECT
        managed_user_id,
        id,
        max(name) AS name,
        max(coalesce(provider, application)) AS provider,
        min(_valid_from) AS first_run,
        -- A loss from before the last authorization belongs to an earlier outage.
        min(connection_lost_at) FILTER (WHERE authorized_at IS NULL OR connection_lost_at >= authorized_at) AS lost_at,
        -- The current version has no end.
        CASE count(*) WHEN count(_valid_to) THEN max(_valid_to) END AS end_run
    FROM numbered
    GROUP BY managed_user_id, id, outage
),
dated AS (
    SELECT outages.*, min(coalesce(lost_at, began.finished_at), began.finished_at) AS began_at, ended.finished_at AS ended_at
    FROM outages
    JOIN sync_runs AS began ON began.id = outages.first_run
    LEFT JOIN sync_runs AS ended ON ended.id = outages.end_run
)
SELECT
    dated.managed_user_id,
    customers.name AS customer,
    dated.id AS connection_id,
    dated.name AS connection,
    dated.provider,
    substr(dated.began_at, 1, 10) AS since,
    substr(dated.ended_at, 1, 10) AS until,
    round(
        julianday(coalesce(dated.ended_at, (SELECT finished_at FROM sync_runs WHERE state <> 'failed' ORDER BY id DESC LIMIT 1)))
        - julianday(dated.began_at),
        1
    ) AS days
FROM dated
LEFT JOIN managed_users AS customers ON customers.id = dated.managed_user_id
WHERE dated.ended_at IS NULL OR dated.ended_at >= :from
ORDER BY days DESC, dated.managed_user_id, dated.id, dated.first_run;
