-- The customers that the mirror knows, and those that this run has found.
SELECT id, external_id FROM main.managed_users
UNION
SELECT id, external_id FROM staging.managed_users
ORDER BY id
