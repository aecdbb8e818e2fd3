-- What the mirror knows of a resource's listings: how many there are, how many are due because they were not read to their
-- end since `:since`, and what those will cost if nothing changes: as many pages as they last had, or one if they never had any.
WITH known AS (
    SELECT
        place.id,
        (
            SELECT max(listed.run)
            FROM main.sync_scopes AS listed
            WHERE listed.resource = place.resource AND listed.scope = place.scope AND listed.state = 'complete'
        ) AS run,
        place.resource,
        place.scope
    FROM main.mirror_scopes AS place
    WHERE place.resource = :resource
)
SELECT
    count(*) AS scopes,
    count(*) FILTER (WHERE run.started_at IS NULL OR run.started_at < :since) AS due,
    coalesce(sum(coalesce(last.pages, 1)) FILTER (WHERE run.started_at IS NULL OR run.started_at < :since), 0) AS requests,
    count(*) FILTER (WHERE run.id IS NULL) AS never,
    min(run.started_at) AS oldest,
    max(run.started_at) AS newest
FROM known
LEFT JOIN main.sync_scopes AS last ON last.run = known.run AND last.resource = known.resource AND last.scope = known.scope
LEFT JOIN main.sync_runs AS run ON run.id = known.run;
