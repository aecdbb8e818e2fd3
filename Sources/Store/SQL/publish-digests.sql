-- Makes the digests of what was staged those of the mirror: the next run compares with them.
INSERT INTO main.mirror_scopes (id, resource, scope, value_1, value_2, value_3)
SELECT id, resource, scope, value_1, value_2, value_3
FROM staging.scopes
-- SQLite would take ON for the condition of a join.
WHERE true
ON CONFLICT DO NOTHING;

INSERT INTO main.record_digests (scope_id, key, digest)
SELECT scope_id, key, digest
FROM staging.listed
WHERE digest IS NOT NULL
ON CONFLICT (scope_id, key) DO UPDATE SET digest = excluded.digest;
