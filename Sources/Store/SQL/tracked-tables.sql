-- The tables that have a history table. A user's own may be called `X_history` too, but has no such index.
SELECT live.name
FROM main.sqlite_schema AS live
WHERE
    live.type = 'table'
    AND EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = live.name || '_history')
    AND EXISTS (SELECT 1 FROM main.sqlite_schema WHERE type = 'index' AND name = live.name || '_history_key')
