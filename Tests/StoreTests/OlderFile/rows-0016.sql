-- Three runs of one customer, as version 0016 of the schema has written them. The API had connections with five fields that had no
-- column then: `colour`, `size`, `seen_at`, `is_shared` and `shape`.

INSERT INTO sync_runs (id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url) VALUES
    (1, '2024-03-11T01:00:00.000Z', '2024-03-11T01:00:00.000Z', 'complete', 2, 2, 10, 10, 0, 0, '0.9', 'https://www.workato.com/api'),
    (2, '2024-03-12T01:00:00.000Z', '2024-03-12T01:00:00.000Z', 'complete', 2, 2, 10, 0, 2, 0, '0.9', 'https://www.workato.com/api'),
    (3, '2024-03-13T01:00:00.000Z', '2024-03-13T01:00:00.000Z', 'complete', 2, 2, 9, 0, 0, 1, '0.9', 'https://www.workato.com/api');

INSERT INTO sync_scopes (run, resource, scope, requests, pages, records, changes, state)
SELECT id, 'managed_users', '', 1, 1, 1, id = 1, 'complete' FROM sync_runs
UNION ALL
SELECT id, 'connections', 'managed_user_id=7', 1, 1, 9, CASE id WHEN 1 THEN 9 WHEN 2 THEN 2 ELSE 1 END, 'complete' FROM sync_runs;

INSERT INTO mirror_scopes (id, resource, scope, value_1) VALUES (1, 'managed_users', '', NULL), (2, 'connections', 'managed_user_id=7', 7);

INSERT INTO record_digests (scope_id, key, digest)
VALUES (1, 7, X'3db1e8c19a5f4b6c8e0a7d5f1c2b3a49');

INSERT INTO record_digests (scope_id, key, digest)
SELECT 2, value, CAST(substr('digest of record ' || value, -16) AS BLOB) FROM json_each('[1,2,4,5,6,7,8,9]');

INSERT INTO managed_users (id, name, _valid_from) VALUES (7, 'Acme', 1);

INSERT INTO managed_user_activity (managed_user_id, _valid_from) VALUES (7, 1);

INSERT INTO connections (managed_user_id, id, name, folder_id, _extra, _valid_from) VALUES
    -- All five fit.
    (7, 1, 'fits', 3, '{"colour":"red","size":12,"seen_at":"2024-01-02T03:04:05+01:00","is_shared":true,"shape":[1,2.50]}', 2),
    -- Spelled otherwise: a text of digits, 1 for true, JSON in a text.
    (7, 2, 'spelled', NULL, '{"size":"15","is_shared":1,"shape":"{\"a\":1.10}"}', 1),
    -- None fits; the field that has no column still stands first.
    (7, 4, 'misfits', NULL, '{"size":"huge","seen_at":"yesterday","other":1.10,"is_shared":"maybe"}', 1),
    (7, 5, 'null', NULL, '{"colour":null,"size":null}', 1),
    -- Which of the two is meant, nobody can say.
    (7, 6, 'twice', NULL, '{"colour":"a","colour":"b"}', 1),
    (7, 7, 'none', NULL, NULL, 1),
    (7, 8, 'other', NULL, '{"other":12345678901234567890,"deep":{"size":1}}', 2),
    -- Half of a surrogate pair is in no text: what was received stays in `_extra`, as a sync keeps it. And a name is written with an escape.
    (7, 9, 'odd', NULL, '{"colour":"a\ud800b","s\u0069ze":3}', 1);

INSERT INTO connections_history (rowid, managed_user_id, id, name, folder_id, _extra, _valid_from, _valid_to, _closed_by) VALUES
    (20000010000000, 7, 1, 'fits', 3, '{"colour":"blue","size":12,"seen_at":"2024-01-02T03:04:05+01:00"}', 1, 2, 'update'),
    (20000010000001, 7, 8, 'other', NULL, '{"size":8.5}', 1, 2, 'update'),
    (30000010000000, 7, 3, 'gone', 4, '{"colour":"green","size":-1}', 1, 3, 'delete');

INSERT INTO unknown_fields (resource, field, has_column, run, key) VALUES
    ('connections', 'colour', 0, 1, '{"managed_user_id":7,"id":1}'),
    ('connections', 'size', 0, 1, '{"managed_user_id":7,"id":1}'),
    ('connections', 'seen_at', 0, 1, '{"managed_user_id":7,"id":1}'),
    ('connections', 'is_shared', 0, 1, '{"managed_user_id":7,"id":2}'),
    ('connections', 'shape', 0, 1, '{"managed_user_id":7,"id":2}'),
    ('connections', 'other', 0, 1, '{"managed_user_id":7,"id":4}'),
    ('connections', 'deep', 0, 2, '{"managed_user_id":7,"id":8}');
