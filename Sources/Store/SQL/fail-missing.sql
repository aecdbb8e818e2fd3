-- A server that has ever had a listing of the resource has the resource: a listing that it does not find now has failed.
UPDATE staging.scopes
SET state = 'failed'
WHERE
    resource = :resource
    AND state = 'missing'
    AND EXISTS (
        SELECT 1 FROM staging.scopes WHERE resource = :resource AND state = 'complete'
        UNION ALL
        SELECT 1 FROM main.sync_scopes WHERE resource = :resource AND state = 'complete'
    )
