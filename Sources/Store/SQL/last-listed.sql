-- When the run began that last read a listing to its end, and how many pages that took.
SELECT run.started_at, listed.pages
FROM main.sync_scopes AS listed
JOIN main.sync_runs AS run ON run.id = listed.run
WHERE listed.resource = :resource AND listed.scope = :scope AND listed.state = 'complete'
ORDER BY listed.run DESC
LIMIT 1;
