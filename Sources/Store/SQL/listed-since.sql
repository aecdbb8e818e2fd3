-- The number of a listing that was last read to its end between two times, so that it need not be read again.
SELECT known.id
FROM main.mirror_scopes AS known
JOIN main.sync_runs AS run ON run.id = (
    SELECT max(listed.run)
    FROM main.sync_scopes AS listed
    WHERE listed.resource = known.resource AND listed.scope = known.scope AND listed.state = 'complete'
)
WHERE known.resource = ? AND known.scope = ? AND run.started_at BETWEEN ? AND ?
