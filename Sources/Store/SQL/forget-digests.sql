-- Forgets the digests of what is gone: what comes back is new. `:refused` lists the resources whose deletions are not published.
DELETE FROM main.record_digests
WHERE (scope_id, key) IN (
    SELECT gone.scope_id, gone.key
    FROM staging.gone AS gone
    JOIN staging.scopes AS scope ON scope.id = gone.scope_id
    WHERE scope.resource NOT IN (SELECT value FROM json_each(:refused))
)
