-- Notes that a listing has shown a key. The digest is NULL if the record is the one that the mirror has.
-- Nothing is changed if the same listing has shown the key before: so the caller can tell.
INSERT INTO staging.listed (scope_id, key, digest)
VALUES (?, ?, ?)
ON CONFLICT (scope_id, key) DO NOTHING
