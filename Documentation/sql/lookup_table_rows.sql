-- The SQL that is generated for `lookup_table_rows`, in the order in which a run needs it. What is the same for every resource is in
-- Sources/Store/SQL. `WRITE_SQL_PAGES=1 swift test --filter SQLSnapshotTests` writes this page.

-- ====== Staging: a page's records that differ go to the side file ======

-- The staged rows of lookup_table_rows. `_scope` is the listing that they came from.
CREATE TABLE staging."lookup_table_rows" (_scope INTEGER NOT NULL, "managed_user_id" INTEGER, "lookup_table_id" INTEGER,
    "id" INTEGER, "data" TEXT, "created_at" TEXT, "updated_at" TEXT, _extra TEXT) STRICT;

-- Stages one of them. The values are bound as they lie in the page.
INSERT INTO staging."lookup_table_rows" (_scope, "managed_user_id", "lookup_table_id", "id", "data", "created_at",
    "updated_at", _extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- ====== Publishing: from the side file to the live tables ======

-- Inserts the rows of lookup_table_rows that are new, and updates those that differ.
INSERT INTO main."lookup_table_rows" ("managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at",
    "_extra", _valid_from)
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    :run FROM staging."lookup_table_rows" WHERE true ORDER BY rowid
ON CONFLICT ("managed_user_id", "lookup_table_id", "id") DO UPDATE SET "data" = excluded."data",
    "created_at" = excluded."created_at", "updated_at" = excluded."updated_at", "_extra" = excluded."_extra",
    "_valid_from" = excluded."_valid_from"
WHERE ("data", "created_at", "updated_at", "_extra") IS NOT (excluded."data", excluded."created_at",
    excluded."updated_at", excluded."_extra");

-- Notes the fields that have no column, with the first run that saw each.
INSERT INTO main.unknown_fields (resource, field, has_column, run, key)
SELECT 'lookup_table_rows', x.key, x.key IN ('managed_user_id', 'lookup_table_id', 'id', 'data', 'created_at',
    'updated_at'), s._run, json_object('managed_user_id', s."managed_user_id", 'lookup_table_id', s."lookup_table_id",
    'id', s."id")
FROM (SELECT :run AS _run, rowid AS _at, * FROM staging."lookup_table_rows" WHERE _extra IS NOT NULL) AS s,
    json_each(s._extra) AS x
WHERE x.key NOT IN ()
GROUP BY x.key HAVING min(s._run * 1000000000000 + s._at)
ON CONFLICT DO NOTHING;

-- The keys of what listings that were read to their end no longer have.
CREATE TABLE temp."gone_lookup_table_rows" AS
SELECT s.value_1, s.value_2,
    g.key FROM staging.gone AS g JOIN staging.scopes AS s ON s.id = g.scope_id WHERE s.resource = :resource;

-- Deletes it from lookup_table_rows. A trigger moves each row to the history.
DELETE FROM main."lookup_table_rows" WHERE ("managed_user_id", "lookup_table_id",
    "id") IN (SELECT * FROM temp."gone_lookup_table_rows");

-- The keys are not needed any more.
DROP TABLE temp."gone_lookup_table_rows";

-- How each listing went.
WITH changed AS MATERIALIZED (
    SELECT "managed_user_id" AS k0, "lookup_table_id" AS k1,
        count(*) AS n FROM main."lookup_table_rows" WHERE _valid_from = :run GROUP BY "managed_user_id",
        "lookup_table_id"
    UNION ALL
    SELECT "managed_user_id" AS k0, "lookup_table_id" AS k1, count(*) AS n FROM main."lookup_table_rows_history"
    WHERE _valid_to = :run AND _closed_by = 'delete' GROUP BY "managed_user_id", "lookup_table_id"
)
INSERT INTO main.sync_scopes (run, resource, scope, requests, pages, records, changes, state, error)
SELECT
    :run, s.resource, s.scope, s.requests, s.pages, s.records,
    (SELECT coalesce(sum(c.n), 0) FROM changed AS c WHERE c.k0 IS s.value_1 AND c.k1 IS s.value_2),
    iif(:refused AND EXISTS (SELECT 1 FROM staging.gone WHERE scope_id = s.id), 'refused', s.state), s.error
FROM staging.scopes AS s WHERE s.resource = :resource;

-- ====== History: what is derived from each live table ======

-- The versions of lookup_table_rows that are no longer current.
CREATE TABLE IF NOT EXISTS "lookup_table_rows_history" (
    "managed_user_id" INTEGER,
    "lookup_table_id" INTEGER,
    "id" INTEGER,
    "data" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of lookup_table_rows or of its history.
CREATE INDEX IF NOT EXISTS "lookup_table_rows_from" ON "lookup_table_rows" (_valid_from);

-- An index of lookup_table_rows or of its history.
CREATE INDEX IF NOT EXISTS "lookup_table_rows_history_from" ON "lookup_table_rows_history" (_valid_from);

-- An index of lookup_table_rows or of its history.
CREATE INDEX IF NOT EXISTS "lookup_table_rows_history_to" ON "lookup_table_rows_history" (_valid_to);

-- An index of lookup_table_rows or of its history.
DROP INDEX IF EXISTS "lookup_table_rows_history_key";

-- An index of lookup_table_rows or of its history.
CREATE INDEX "lookup_table_rows_history_key" ON "lookup_table_rows_history" ("managed_user_id", "lookup_table_id", "id",
    _valid_from, _valid_to);

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "lookup_table_rows_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "lookup_table_rows_updated" BEFORE UPDATE ON "lookup_table_rows"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "lookup_table_rows_history" (rowid, "managed_user_id", "lookup_table_id", "id", "data", "created_at",
        "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_rows_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."lookup_table_id", OLD."id", OLD."data", OLD."created_at", OLD."updated_at",
        OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "lookup_table_rows_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "lookup_table_rows_deleted" BEFORE DELETE ON "lookup_table_rows"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "lookup_table_rows_history" (rowid, "managed_user_id", "lookup_table_id", "id", "data", "created_at",
        "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_rows_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."lookup_table_id", OLD."id", OLD."data", OLD."created_at", OLD."updated_at",
        OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing),
        (SELECT closed_by FROM mirror_publishing));
END;

-- ====== The view `changes`: its parts about these tables ======

-- The rows of lookup_table_rows that a run has begun and that live.
SELECT s._valid_from AS run_id, 'lookup_table_rows' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'lookup_table_id', s."lookup_table_id", 'id', s."id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","lookup_table_id","id","data","created_at","updated_at","_extra"]' ELSE '[' || substr(CASE WHEN h."data" = s."data" OR (h."data" IS NULL AND s."data" IS NULL) THEN '' ELSE ',"data"' END || CASE WHEN h."created_at" = s."created_at" OR (h."created_at" IS NULL AND s."created_at" IS NULL) THEN '' ELSE ',"created_at"' END || CASE WHEN h."updated_at" = s."updated_at" OR (h."updated_at" IS NULL AND s."updated_at" IS NULL) THEN '' ELSE ',"updated_at"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'lookup_table_id',
        h."lookup_table_id", 'id', h."id", 'data', h."data", 'created_at', h."created_at", 'updated_at', h."updated_at",
        '_extra', h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'lookup_table_id',
        s."lookup_table_id", 'id', s."id", 'data', s."data", 'created_at', s."created_at", 'updated_at', s."updated_at",
        '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "lookup_table_rows" s
LEFT JOIN "lookup_table_rows_history" h ON s."managed_user_id" = h."managed_user_id" AND s."lookup_table_id" = h."lookup_table_id" AND s."id" = h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of lookup_table_rows that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'lookup_table_rows' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'lookup_table_id', s."lookup_table_id", 'id', s."id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","lookup_table_id","id","data","created_at","updated_at","_extra"]' ELSE '[' || substr(CASE WHEN h."data" = s."data" OR (h."data" IS NULL AND s."data" IS NULL) THEN '' ELSE ',"data"' END || CASE WHEN h."created_at" = s."created_at" OR (h."created_at" IS NULL AND s."created_at" IS NULL) THEN '' ELSE ',"created_at"' END || CASE WHEN h."updated_at" = s."updated_at" OR (h."updated_at" IS NULL AND s."updated_at" IS NULL) THEN '' ELSE ',"updated_at"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'lookup_table_id',
        h."lookup_table_id", 'id', h."id", 'data', h."data", 'created_at', h."created_at", 'updated_at', h."updated_at",
        '_extra', h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'lookup_table_id',
        s."lookup_table_id", 'id', s."id", 'data', s."data", 'created_at', s."created_at", 'updated_at', s."updated_at",
        '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "lookup_table_rows_history" s
LEFT JOIN "lookup_table_rows_history" h ON s."managed_user_id" = h."managed_user_id" AND s."lookup_table_id" = h."lookup_table_id" AND s."id" = h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of lookup_table_rows that a run has deleted.
SELECT h._valid_to, 'lookup_table_rows', h."managed_user_id", json_object('managed_user_id', h."managed_user_id",
    'lookup_table_id', h."lookup_table_id", 'id', h."id"), 'delete',
    '["managed_user_id","lookup_table_id","id","data","created_at","updated_at","_extra"]',
    json_object('managed_user_id', h."managed_user_id", 'lookup_table_id', h."lookup_table_id", 'id', h."id", 'data',
    h."data", 'created_at', h."created_at", 'updated_at', h."updated_at", '_extra', h."_extra"), NULL
FROM "lookup_table_rows_history" h
WHERE h._closed_by <> 'update';

-- ====== As of run 12: what stands for each table ======

-- All rows of lookup_table_rows, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."lookup_table_rows_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."lookup_table_rows_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM main."lookup_table_rows" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."lookup_table_rows_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."lookup_table_rows_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."lookup_table_rows_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM main."lookup_table_rows" INDEXED BY "lookup_table_rows_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."lookup_table_rows_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM main."lookup_table_rows" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "lookup_table_id" = ?2 AND "id" = ?3
UNION ALL
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra",
    "_valid_from" FROM main."lookup_table_rows_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "lookup_table_id" = ?2 AND "id" = ?3
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra", "_valid_from",
    "managed_user_id" AS key0, "lookup_table_id" AS key1,
    "id" AS key2 FROM main."lookup_table_rows" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra", "_valid_from",
    "managed_user_id" AS key0, "lookup_table_id" AS key1,
    "id" AS key2 FROM main."lookup_table_rows_history" INDEXED BY "lookup_table_rows_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1", "key2";
