-- How many of these tables there are: a file with all five is a mirror, also if a dump has lost its application id.
SELECT count(*)
FROM main.sqlite_schema
WHERE type = 'table' AND name IN ('mirror_meta', 'sync_runs', 'sync_scopes', 'managed_users', 'grdb_migrations')
