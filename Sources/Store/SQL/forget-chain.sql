-- Takes a copy's chain away. Another one is made at once.
DELETE FROM main.chain_rows;

DELETE FROM main.chain_tables;

DELETE FROM main.chain_links;

UPDATE main.sync_runs
SET changes_sha256 = NULL, chain_sha256 = NULL;
