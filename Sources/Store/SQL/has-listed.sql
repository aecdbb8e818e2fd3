-- Whether any run has read something of the account. A file that was restored or imported may have rows and no scopes: there, a run
-- that was not partial has read something too.
SELECT
    EXISTS (SELECT 1 FROM main.sync_scopes WHERE state IN ('complete', 'refused'))
    OR EXISTS (SELECT 1 FROM main.sync_runs WHERE state IN ('complete', 'refused'))
