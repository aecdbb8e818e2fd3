-- The SQL that is generated for `recipes`, in the order in which a run needs it. What is the same for every resource is in
-- Sources/Store/SQL. `WRITE_SQL_PAGES=1 swift test --filter SQLSnapshotTests` writes this page.

-- ====== Staging: a page's records that differ go to the side file ======

-- The staged rows of recipes. `_scope` is the listing that they came from.
CREATE TABLE staging."recipes" (_scope INTEGER NOT NULL, "managed_user_id" INTEGER, "id" INTEGER, "user_id" INTEGER,
    "name" TEXT, "created_at" TEXT, "updated_at" TEXT, "copy_count" INTEGER, "trigger_application" TEXT,
    "action_applications" TEXT, "applications" TEXT, "description" TEXT, "parameters_schema" TEXT, "parameters" TEXT,
    "webhook_url" TEXT, "folder_id" INTEGER, "running" INTEGER, "stopped_at" TEXT, "stop_cause" TEXT,
    "version_no" INTEGER, "trigger_closure" TEXT, "config" TEXT, "author_name" TEXT, "version_author_name" TEXT,
    "version_author_email" TEXT, "version_comment" TEXT, "project_id" INTEGER, "tags" TEXT, _extra TEXT) STRICT;

-- Stages one of them. The values are bound as they lie in the page.
INSERT INTO staging."recipes" (_scope, "managed_user_id", "id", "user_id", "name", "created_at", "updated_at",
    "copy_count", "trigger_application", "action_applications", "applications", "description", "parameters_schema",
    "parameters", "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no", "trigger_closure",
    "config", "author_name", "version_author_name", "version_author_email", "version_comment", "project_id", "tags",
    _extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- The staged rows of recipe_activity. `_scope` is the listing that they came from.
CREATE TABLE staging."recipe_activity" (_scope INTEGER NOT NULL, "managed_user_id" INTEGER, "recipe_id" INTEGER,
    "job_succeeded_count" INTEGER, "job_failed_count" INTEGER, "lifetime_task_count" INTEGER, "last_run_at" TEXT,
    _extra TEXT) STRICT;

-- Stages one of them. The values are bound as they lie in the page.
INSERT INTO staging."recipe_activity" (_scope, "managed_user_id", "recipe_id", "job_succeeded_count",
    "job_failed_count", "lifetime_task_count", "last_run_at", _extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- The staged versions of recipe_versions.
CREATE TABLE staging."recipe_versions" (_scope INTEGER NOT NULL, "managed_user_id" INTEGER, "recipe_id" INTEGER,
    "version_no" INTEGER, "code" TEXT, "code_sha256" TEXT) STRICT;

-- Whether the mirror has a version. One that it has is not staged.
SELECT 1 FROM main."recipe_versions"
WHERE "managed_user_id" = ? AND "recipe_id" = ? AND ifnull("version_no", -1) = ifnull(?, -1) AND "code_sha256" = ?;

-- The same with the text itself, for a run that compares everything.
SELECT 1 FROM main."recipe_versions"
WHERE "managed_user_id" = ? AND "recipe_id" = ? AND ifnull("version_no", -1) = ifnull(?,
    -1) AND "code_sha256" = ? AND "code" = ?;

-- Stages one version.
INSERT INTO staging."recipe_versions" (_scope, "managed_user_id", "recipe_id", "version_no", "code",
    "code_sha256") VALUES (?, ?, ?, ?, ?, ?);

-- ====== Publishing: from the side file to the live tables ======

-- Inserts the rows of recipes that are new, and updates those that differ.
INSERT INTO main."recipes" ("managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count",
    "trigger_application", "action_applications", "applications", "description", "parameters_schema", "parameters",
    "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config",
    "author_name", "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    _valid_from)
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    :run FROM staging."recipes" WHERE true ORDER BY rowid
ON CONFLICT ("managed_user_id", "id") DO UPDATE SET "user_id" = excluded."user_id", "name" = excluded."name",
    "created_at" = excluded."created_at", "updated_at" = excluded."updated_at", "copy_count" = excluded."copy_count",
    "trigger_application" = excluded."trigger_application", "action_applications" = excluded."action_applications",
    "applications" = excluded."applications", "description" = excluded."description",
    "parameters_schema" = excluded."parameters_schema", "parameters" = excluded."parameters",
    "webhook_url" = excluded."webhook_url", "folder_id" = excluded."folder_id", "running" = excluded."running",
    "stopped_at" = excluded."stopped_at", "stop_cause" = excluded."stop_cause", "version_no" = excluded."version_no",
    "trigger_closure" = excluded."trigger_closure", "config" = excluded."config",
    "author_name" = excluded."author_name", "version_author_name" = excluded."version_author_name",
    "version_author_email" = excluded."version_author_email", "version_comment" = excluded."version_comment",
    "project_id" = excluded."project_id", "tags" = excluded."tags", "_extra" = excluded."_extra",
    "_valid_from" = excluded."_valid_from"
WHERE ("user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application", "action_applications",
    "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id", "running",
    "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name", "version_author_name",
    "version_author_email", "version_comment", "project_id", "tags", "_extra") IS NOT (excluded."user_id",
    excluded."name", excluded."created_at", excluded."updated_at", excluded."copy_count",
    excluded."trigger_application", excluded."action_applications", excluded."applications", excluded."description",
    excluded."parameters_schema", excluded."parameters", excluded."webhook_url", excluded."folder_id",
    excluded."running", excluded."stopped_at", excluded."stop_cause", excluded."version_no", excluded."trigger_closure",
    excluded."config", excluded."author_name", excluded."version_author_name", excluded."version_author_email",
    excluded."version_comment", excluded."project_id", excluded."tags", excluded."_extra");

-- Inserts the rows of recipe_activity that are new, and updates those that differ.
INSERT INTO main."recipe_activity" ("managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count",
    "lifetime_task_count", "last_run_at", "_extra", _valid_from)
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", :run FROM staging."recipe_activity" WHERE true ORDER BY rowid
ON CONFLICT ("managed_user_id", "recipe_id") DO UPDATE SET "job_succeeded_count" = excluded."job_succeeded_count",
    "job_failed_count" = excluded."job_failed_count", "lifetime_task_count" = excluded."lifetime_task_count",
    "last_run_at" = excluded."last_run_at", "_extra" = excluded."_extra", "_valid_from" = excluded."_valid_from"
WHERE ("job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra") IS NOT (excluded."job_succeeded_count", excluded."job_failed_count", excluded."lifetime_task_count",
    excluded."last_run_at", excluded."_extra");

-- Adds the versions that are new.
INSERT INTO main."recipe_versions" ("managed_user_id", "recipe_id", "version_no", "code", "code_sha256", _valid_from)
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256",
    :run FROM staging."recipe_versions" WHERE true
ON CONFLICT ("managed_user_id", "recipe_id", ifnull("version_no", -1),
    "code_sha256") DO UPDATE SET "code" = excluded."code", _valid_from = excluded._valid_from
WHERE "code" IS NOT excluded."code";

-- Notes the fields that have no column, with the first run that saw each.
INSERT INTO main.unknown_fields (resource, field, has_column, run, key)
SELECT 'recipes', x.key, x.key IN ('managed_user_id', 'id', 'user_id', 'name', 'created_at', 'updated_at', 'copy_count',
    'trigger_application', 'action_applications', 'applications', 'description', 'parameters_schema', 'parameters',
    'webhook_url', 'folder_id', 'running', 'stopped_at', 'stop_cause', 'version_no', 'trigger_closure', 'config',
    'author_name', 'version_author_name', 'version_author_email', 'version_comment', 'project_id', 'tags',
    'job_succeeded_count', 'job_failed_count', 'lifetime_task_count', 'last_run_at', 'code'), s._run,
    json_object('managed_user_id', s."managed_user_id", 'id', s."id")
FROM (SELECT :run AS _run, rowid AS _at, * FROM staging."recipes" WHERE _extra IS NOT NULL) AS s,
    json_each(s._extra) AS x
WHERE x.key NOT IN ()
GROUP BY x.key HAVING min(s._run * 1000000000000 + s._at)
ON CONFLICT DO NOTHING;

-- The keys of what listings that were read to their end no longer have.
CREATE TABLE temp."gone_recipes" AS
SELECT s.value_1,
    g.key FROM staging.gone AS g JOIN staging.scopes AS s ON s.id = g.scope_id WHERE s.resource = :resource;

-- Deletes it from recipes. A trigger moves each row to the history.
DELETE FROM main."recipes" WHERE ("managed_user_id", "id") IN (SELECT * FROM temp."gone_recipes");

-- Deletes it from recipe_activity. A trigger moves each row to the history.
DELETE FROM main."recipe_activity" WHERE ("managed_user_id", "recipe_id") IN (SELECT * FROM temp."gone_recipes");

-- Deletes it from recipe_applications. A trigger moves each row to the history.
DELETE FROM main."recipe_applications" WHERE ("managed_user_id", "recipe_id") IN (SELECT * FROM temp."gone_recipes");

-- Deletes it from recipe_connections. A trigger moves each row to the history.
DELETE FROM main."recipe_connections" WHERE ("managed_user_id", "recipe_id") IN (SELECT * FROM temp."gone_recipes");

-- The keys are not needed any more.
DROP TABLE temp."gone_recipes";

-- Fills recipe_applications if it is empty.
INSERT INTO main."recipe_applications" ("managed_user_id", "recipe_id", "application", "role",
    _valid_from) SELECT "managed_user_id", "recipe_id", "application", "role", :run FROM (SELECT "managed_user_id",
    "recipe_id", "application", "role", min(_at) AS _at FROM (SELECT p."managed_user_id" AS "managed_user_id",
    p."id" AS "recipe_id", p."trigger_application" AS "application", 'trigger' AS "role",
    0 AS _at FROM main."recipes" AS p WHERE p._valid_from = :run AND p."trigger_application" IS NOT NULL UNION ALL SELECT p."managed_user_id" AS "managed_user_id",
    p."id" AS "recipe_id", CAST(e.atom AS TEXT) AS "application", 'action' AS "role",
    e.key AS _at FROM main."recipes" AS p,
    json_each(p."action_applications") AS e WHERE p._valid_from = :run AND e.atom IS NOT NULL AND json_type(p."action_applications") = 'array') WHERE true AND "application" IS NOT NULL AND "role" IS NOT NULL GROUP BY "managed_user_id",
    "recipe_id", "application", "role");

-- Brings recipe_applications up to date from the owners that the run has changed.
CREATE TABLE temp."derived_recipe_applications" AS SELECT "managed_user_id", "recipe_id", "application", "role",
    min(_at) AS _at FROM (SELECT p."managed_user_id" AS "managed_user_id", p."id" AS "recipe_id",
    p."trigger_application" AS "application", 'trigger' AS "role",
    0 AS _at FROM main."recipes" AS p WHERE p._valid_from = :run AND p."trigger_application" IS NOT NULL UNION ALL SELECT p."managed_user_id" AS "managed_user_id",
    p."id" AS "recipe_id", CAST(e.atom AS TEXT) AS "application", 'action' AS "role",
    e.key AS _at FROM main."recipes" AS p,
    json_each(p."action_applications") AS e WHERE p._valid_from = :run AND e.atom IS NOT NULL AND json_type(p."action_applications") = 'array') WHERE true AND "application" IS NOT NULL AND "role" IS NOT NULL GROUP BY "managed_user_id",
    "recipe_id", "application", "role";

-- Brings recipe_applications up to date from the owners that the run has changed.
CREATE INDEX temp.derived_owner ON "derived_recipe_applications" ("managed_user_id", "recipe_id");

-- Brings recipe_applications up to date from the owners that the run has changed.
DELETE FROM main."recipe_applications" AS c
WHERE (("managed_user_id", "recipe_id") IN (SELECT "managed_user_id",
    "id" FROM main."recipes" WHERE _valid_from = :run))
    AND NOT EXISTS (SELECT 1 FROM temp."derived_recipe_applications" AS d WHERE d."managed_user_id" IS c."managed_user_id" AND d."recipe_id" IS c."recipe_id" AND d."application" IS c."application" AND d."role" IS c."role");

-- Brings recipe_applications up to date from the owners that the run has changed.
INSERT INTO main."recipe_applications" ("managed_user_id", "recipe_id", "application", "role",
    _valid_from) SELECT "managed_user_id", "recipe_id", "application", "role",
    :run FROM temp."derived_recipe_applications" AS d
WHERE NOT EXISTS (SELECT 1 FROM main."recipe_applications" AS c WHERE d."managed_user_id" IS c."managed_user_id" AND d."recipe_id" IS c."recipe_id" AND d."application" IS c."application" AND d."role" IS c."role");

-- Brings recipe_applications up to date from the owners that the run has changed.
DROP TABLE temp."derived_recipe_applications";

-- Fills recipe_connections if it is empty.
INSERT INTO main."recipe_connections" ("managed_user_id", "recipe_id", "connection_id", "provider", "keyword",
    _valid_from) SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword",
    :run FROM (SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword",
    min(_at) AS _at FROM (SELECT p."managed_user_id" AS "managed_user_id", p."id" AS "recipe_id",
    field_integer(e.value -> '$."account_id"') AS "connection_id", CAST(json_extract(e.value,
    '$."provider"') AS TEXT) AS "provider", CAST(json_extract(e.value, '$."keyword"') AS TEXT) AS "keyword",
    e.key AS _at FROM main."recipes" AS p,
    json_each(p."config") AS e WHERE p._valid_from = :run AND e.type = 'object' AND json_type(p."config") = 'array') WHERE true GROUP BY "managed_user_id",
    "recipe_id", "connection_id", "provider", "keyword");

-- Brings recipe_connections up to date from the owners that the run has changed.
CREATE TABLE temp."derived_recipe_connections" AS SELECT "managed_user_id", "recipe_id", "connection_id", "provider",
    "keyword", min(_at) AS _at FROM (SELECT p."managed_user_id" AS "managed_user_id", p."id" AS "recipe_id",
    field_integer(e.value -> '$."account_id"') AS "connection_id", CAST(json_extract(e.value,
    '$."provider"') AS TEXT) AS "provider", CAST(json_extract(e.value, '$."keyword"') AS TEXT) AS "keyword",
    e.key AS _at FROM main."recipes" AS p,
    json_each(p."config") AS e WHERE p._valid_from = :run AND e.type = 'object' AND json_type(p."config") = 'array') WHERE true GROUP BY "managed_user_id",
    "recipe_id", "connection_id", "provider", "keyword";

-- Brings recipe_connections up to date from the owners that the run has changed.
CREATE INDEX temp.derived_owner ON "derived_recipe_connections" ("managed_user_id", "recipe_id");

-- Brings recipe_connections up to date from the owners that the run has changed.
DELETE FROM main."recipe_connections" AS c
WHERE (("managed_user_id", "recipe_id") IN (SELECT "managed_user_id",
    "id" FROM main."recipes" WHERE _valid_from = :run))
    AND NOT EXISTS (SELECT 1 FROM temp."derived_recipe_connections" AS d WHERE d."managed_user_id" IS c."managed_user_id" AND d."recipe_id" IS c."recipe_id" AND d."connection_id" IS c."connection_id" AND d."provider" IS c."provider" AND d."keyword" IS c."keyword");

-- Brings recipe_connections up to date from the owners that the run has changed.
INSERT INTO main."recipe_connections" ("managed_user_id", "recipe_id", "connection_id", "provider", "keyword",
    _valid_from) SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword",
    :run FROM temp."derived_recipe_connections" AS d
WHERE NOT EXISTS (SELECT 1 FROM main."recipe_connections" AS c WHERE d."managed_user_id" IS c."managed_user_id" AND d."recipe_id" IS c."recipe_id" AND d."connection_id" IS c."connection_id" AND d."provider" IS c."provider" AND d."keyword" IS c."keyword");

-- Brings recipe_connections up to date from the owners that the run has changed.
DROP TABLE temp."derived_recipe_connections";

-- How each listing went.
WITH changed AS MATERIALIZED (
    SELECT "managed_user_id" AS k0,
        count(*) AS n FROM main."recipes" WHERE _valid_from = :run GROUP BY "managed_user_id"
    UNION ALL
    SELECT "managed_user_id" AS k0, count(*) AS n FROM main."recipes_history"
    WHERE _valid_to = :run AND _closed_by = 'delete' GROUP BY "managed_user_id"
)
INSERT INTO main.sync_scopes (run, resource, scope, requests, pages, records, changes, state, error)
SELECT
    :run, s.resource, s.scope, s.requests, s.pages, s.records,
    (SELECT coalesce(sum(c.n), 0) FROM changed AS c WHERE c.k0 IS s.value_1),
    iif(:refused AND EXISTS (SELECT 1 FROM staging.gone WHERE scope_id = s.id), 'refused', s.state), s.error
FROM staging.scopes AS s WHERE s.resource = :resource;

-- ====== History: what is derived from each live table ======

-- The versions of recipes that are no longer current.
CREATE TABLE IF NOT EXISTS "recipes_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "user_id" INTEGER,
    "name" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "copy_count" INTEGER,
    "trigger_application" TEXT,
    "action_applications" TEXT,
    "applications" TEXT,
    "description" TEXT,
    "parameters_schema" TEXT,
    "parameters" TEXT,
    "webhook_url" TEXT,
    "folder_id" INTEGER,
    "running" INTEGER,
    "stopped_at" TEXT,
    "stop_cause" TEXT,
    "version_no" INTEGER,
    "trigger_closure" TEXT,
    "config" TEXT,
    "author_name" TEXT,
    "version_author_name" TEXT,
    "version_author_email" TEXT,
    "version_comment" TEXT,
    "project_id" INTEGER,
    "tags" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of recipes or of its history.
CREATE INDEX IF NOT EXISTS "recipes_from" ON "recipes" (_valid_from);

-- An index of recipes or of its history.
CREATE INDEX IF NOT EXISTS "recipes_history_from" ON "recipes_history" (_valid_from);

-- An index of recipes or of its history.
CREATE INDEX IF NOT EXISTS "recipes_history_to" ON "recipes_history" (_valid_to);

-- An index of recipes or of its history.
DROP INDEX IF EXISTS "recipes_history_key";

-- An index of recipes or of its history.
CREATE INDEX "recipes_history_key" ON "recipes_history" ("managed_user_id", "id", _valid_from, _valid_to);

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipes_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipes_updated" BEFORE UPDATE ON "recipes"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipes_history" (rowid, "managed_user_id", "id", "user_id", "name", "created_at", "updated_at",
        "copy_count", "trigger_application", "action_applications", "applications", "description", "parameters_schema",
        "parameters", "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no",
        "trigger_closure", "config", "author_name", "version_author_name", "version_author_email", "version_comment",
        "project_id", "tags", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipes_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."id", OLD."user_id", OLD."name", OLD."created_at", OLD."updated_at",
        OLD."copy_count", OLD."trigger_application", OLD."action_applications", OLD."applications", OLD."description",
        OLD."parameters_schema", OLD."parameters", OLD."webhook_url", OLD."folder_id", OLD."running", OLD."stopped_at",
        OLD."stop_cause", OLD."version_no", OLD."trigger_closure", OLD."config", OLD."author_name",
        OLD."version_author_name", OLD."version_author_email", OLD."version_comment", OLD."project_id", OLD."tags",
        OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipes_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipes_deleted" BEFORE DELETE ON "recipes"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipes_history" (rowid, "managed_user_id", "id", "user_id", "name", "created_at", "updated_at",
        "copy_count", "trigger_application", "action_applications", "applications", "description", "parameters_schema",
        "parameters", "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no",
        "trigger_closure", "config", "author_name", "version_author_name", "version_author_email", "version_comment",
        "project_id", "tags", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipes_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."id", OLD."user_id", OLD."name", OLD."created_at", OLD."updated_at",
        OLD."copy_count", OLD."trigger_application", OLD."action_applications", OLD."applications", OLD."description",
        OLD."parameters_schema", OLD."parameters", OLD."webhook_url", OLD."folder_id", OLD."running", OLD."stopped_at",
        OLD."stop_cause", OLD."version_no", OLD."trigger_closure", OLD."config", OLD."author_name",
        OLD."version_author_name", OLD."version_author_email", OLD."version_comment", OLD."project_id", OLD."tags",
        OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing),
        (SELECT closed_by FROM mirror_publishing));
END;

-- The versions of recipe_activity that are no longer current.
CREATE TABLE IF NOT EXISTS "recipe_activity_history" (
    "managed_user_id" INTEGER,
    "recipe_id" INTEGER,
    "job_succeeded_count" INTEGER,
    "job_failed_count" INTEGER,
    "lifetime_task_count" INTEGER,
    "last_run_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of recipe_activity or of its history.
CREATE INDEX IF NOT EXISTS "recipe_activity_from" ON "recipe_activity" (_valid_from);

-- An index of recipe_activity or of its history.
CREATE INDEX IF NOT EXISTS "recipe_activity_history_from" ON "recipe_activity_history" (_valid_from);

-- An index of recipe_activity or of its history.
CREATE INDEX IF NOT EXISTS "recipe_activity_history_to" ON "recipe_activity_history" (_valid_to);

-- An index of recipe_activity or of its history.
DROP INDEX IF EXISTS "recipe_activity_history_key";

-- An index of recipe_activity or of its history.
CREATE INDEX "recipe_activity_history_key" ON "recipe_activity_history" ("managed_user_id", "recipe_id", _valid_from,
    _valid_to);

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_activity_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_activity_updated" BEFORE UPDATE ON "recipe_activity"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_activity_history" (rowid, "managed_user_id", "recipe_id", "job_succeeded_count",
        "job_failed_count", "lifetime_task_count", "last_run_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_activity_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."job_succeeded_count", OLD."job_failed_count",
        OLD."lifetime_task_count", OLD."last_run_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_activity_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_activity_deleted" BEFORE DELETE ON "recipe_activity"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_activity_history" (rowid, "managed_user_id", "recipe_id", "job_succeeded_count",
        "job_failed_count", "lifetime_task_count", "last_run_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_activity_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."job_succeeded_count", OLD."job_failed_count",
        OLD."lifetime_task_count", OLD."last_run_at", OLD."_extra", OLD."_valid_from",
        (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

-- The versions of recipe_versions that are no longer current.
CREATE TABLE IF NOT EXISTS "recipe_versions_history" (
    "managed_user_id" INTEGER,
    "recipe_id" INTEGER,
    "version_no" INTEGER,
    "code" TEXT,
    "code_sha256" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of recipe_versions or of its history.
CREATE INDEX IF NOT EXISTS "recipe_versions_from" ON "recipe_versions" (_valid_from);

-- An index of recipe_versions or of its history.
CREATE INDEX IF NOT EXISTS "recipe_versions_history_from" ON "recipe_versions_history" (_valid_from);

-- An index of recipe_versions or of its history.
CREATE INDEX IF NOT EXISTS "recipe_versions_history_to" ON "recipe_versions_history" (_valid_to);

-- An index of recipe_versions or of its history.
DROP INDEX IF EXISTS "recipe_versions_history_key";

-- An index of recipe_versions or of its history.
CREATE INDEX "recipe_versions_history_key" ON "recipe_versions_history" ("managed_user_id", "recipe_id", "version_no",
    "code_sha256", _valid_from, _valid_to);

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_versions_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_versions_updated" BEFORE UPDATE ON "recipe_versions"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_versions_history" (rowid, "managed_user_id", "recipe_id", "version_no", "code", "code_sha256",
        "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_versions_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."version_no", OLD."code", OLD."code_sha256", OLD."_extra",
        OLD."_valid_from", NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_versions_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_versions_deleted" BEFORE DELETE ON "recipe_versions"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_versions_history" (rowid, "managed_user_id", "recipe_id", "version_no", "code", "code_sha256",
        "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_versions_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."version_no", OLD."code", OLD."code_sha256", OLD."_extra",
        OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

-- The versions of recipe_applications that are no longer current.
CREATE TABLE IF NOT EXISTS "recipe_applications_history" (
    "managed_user_id" INTEGER,
    "recipe_id" INTEGER,
    "application" TEXT,
    "role" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of recipe_applications or of its history.
CREATE INDEX IF NOT EXISTS "recipe_applications_from" ON "recipe_applications" (_valid_from);

-- An index of recipe_applications or of its history.
CREATE INDEX IF NOT EXISTS "recipe_applications_history_from" ON "recipe_applications_history" (_valid_from);

-- An index of recipe_applications or of its history.
CREATE INDEX IF NOT EXISTS "recipe_applications_history_to" ON "recipe_applications_history" (_valid_to);

-- An index of recipe_applications or of its history.
DROP INDEX IF EXISTS "recipe_applications_history_key";

-- An index of recipe_applications or of its history.
CREATE INDEX "recipe_applications_history_key" ON "recipe_applications_history" ("managed_user_id", "recipe_id",
    "application", "role", _valid_from, _valid_to);

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_applications_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_applications_updated" BEFORE UPDATE ON "recipe_applications"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_applications_history" (rowid, "managed_user_id", "recipe_id", "application", "role", "_extra",
        "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_applications_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."application", OLD."role", OLD."_extra", OLD."_valid_from",
        NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_applications_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_applications_deleted" BEFORE DELETE ON "recipe_applications"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_applications_history" (rowid, "managed_user_id", "recipe_id", "application", "role", "_extra",
        "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_applications_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."application", OLD."role", OLD."_extra", OLD."_valid_from",
        (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

-- The versions of recipe_connections that are no longer current.
CREATE TABLE IF NOT EXISTS "recipe_connections_history" (
    "managed_user_id" INTEGER,
    "recipe_id" INTEGER,
    "connection_id" INTEGER,
    "provider" TEXT,
    "keyword" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

-- An index of recipe_connections or of its history.
CREATE INDEX IF NOT EXISTS "recipe_connections_from" ON "recipe_connections" (_valid_from);

-- An index of recipe_connections or of its history.
CREATE INDEX IF NOT EXISTS "recipe_connections_history_from" ON "recipe_connections_history" (_valid_from);

-- An index of recipe_connections or of its history.
CREATE INDEX IF NOT EXISTS "recipe_connections_history_to" ON "recipe_connections_history" (_valid_to);

-- An index of recipe_connections or of its history.
DROP INDEX IF EXISTS "recipe_connections_history_key";

-- An index of recipe_connections or of its history.
CREATE INDEX "recipe_connections_history_key" ON "recipe_connections_history" ("managed_user_id", "recipe_id",
    "connection_id", "provider", "keyword", _valid_from, _valid_to);

-- An index of recipe_connections or of its history.
CREATE INDEX IF NOT EXISTS "recipe_connections_history_connection" ON "recipe_connections_history" ("managed_user_id",
    "connection_id");

-- An index of recipe_connections or of its history.
CREATE INDEX IF NOT EXISTS "recipe_connections_history_recipe" ON "recipe_connections_history" ("managed_user_id",
    "recipe_id");

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_connections_updated";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_connections_updated" BEFORE UPDATE ON "recipe_connections"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_connections_history" (rowid, "managed_user_id", "recipe_id", "connection_id", "provider",
        "keyword", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_connections_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."connection_id", OLD."provider", OLD."keyword", OLD."_extra",
        OLD."_valid_from", NEW._valid_from, 'update');
END;

-- Moves the old version of a row to the history.
DROP TRIGGER IF EXISTS "recipe_connections_deleted";

-- Moves the old version of a row to the history.
CREATE TRIGGER "recipe_connections_deleted" BEFORE DELETE ON "recipe_connections"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_connections_history" (rowid, "managed_user_id", "recipe_id", "connection_id", "provider",
        "keyword", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1,
        (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_connections_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999),
        OLD."managed_user_id", OLD."recipe_id", OLD."connection_id", OLD."provider", OLD."keyword", OLD."_extra",
        OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

-- ====== The view `changes`: its parts about these tables ======

-- The rows of recipes that a run has begun and that live.
SELECT s._valid_from AS run_id, 'recipes' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","id","user_id","name","created_at","updated_at","copy_count","trigger_application","action_applications","applications","description","parameters_schema","parameters","webhook_url","folder_id","running","stopped_at","stop_cause","version_no","trigger_closure","config","author_name","version_author_name","version_author_email","version_comment","project_id","tags","_extra"]' ELSE '[' || substr(CASE WHEN h."user_id" = s."user_id" OR (h."user_id" IS NULL AND s."user_id" IS NULL) THEN '' ELSE ',"user_id"' END || CASE WHEN h."name" = s."name" OR (h."name" IS NULL AND s."name" IS NULL) THEN '' ELSE ',"name"' END || CASE WHEN h."created_at" = s."created_at" OR (h."created_at" IS NULL AND s."created_at" IS NULL) THEN '' ELSE ',"created_at"' END || CASE WHEN h."updated_at" = s."updated_at" OR (h."updated_at" IS NULL AND s."updated_at" IS NULL) THEN '' ELSE ',"updated_at"' END || CASE WHEN h."copy_count" = s."copy_count" OR (h."copy_count" IS NULL AND s."copy_count" IS NULL) THEN '' ELSE ',"copy_count"' END || CASE WHEN h."trigger_application" = s."trigger_application" OR (h."trigger_application" IS NULL AND s."trigger_application" IS NULL) THEN '' ELSE ',"trigger_application"' END || CASE WHEN h."action_applications" = s."action_applications" OR (h."action_applications" IS NULL AND s."action_applications" IS NULL) THEN '' ELSE ',"action_applications"' END || CASE WHEN h."applications" = s."applications" OR (h."applications" IS NULL AND s."applications" IS NULL) THEN '' ELSE ',"applications"' END || CASE WHEN h."description" = s."description" OR (h."description" IS NULL AND s."description" IS NULL) THEN '' ELSE ',"description"' END || CASE WHEN h."parameters_schema" = s."parameters_schema" OR (h."parameters_schema" IS NULL AND s."parameters_schema" IS NULL) THEN '' ELSE ',"parameters_schema"' END || CASE WHEN h."parameters" = s."parameters" OR (h."parameters" IS NULL AND s."parameters" IS NULL) THEN '' ELSE ',"parameters"' END || CASE WHEN h."webhook_url" = s."webhook_url" OR (h."webhook_url" IS NULL AND s."webhook_url" IS NULL) THEN '' ELSE ',"webhook_url"' END || CASE WHEN h."folder_id" = s."folder_id" OR (h."folder_id" IS NULL AND s."folder_id" IS NULL) THEN '' ELSE ',"folder_id"' END || CASE WHEN h."running" = s."running" OR (h."running" IS NULL AND s."running" IS NULL) THEN '' ELSE ',"running"' END || CASE WHEN h."stopped_at" = s."stopped_at" OR (h."stopped_at" IS NULL AND s."stopped_at" IS NULL) THEN '' ELSE ',"stopped_at"' END || CASE WHEN h."stop_cause" = s."stop_cause" OR (h."stop_cause" IS NULL AND s."stop_cause" IS NULL) THEN '' ELSE ',"stop_cause"' END || CASE WHEN h."version_no" = s."version_no" OR (h."version_no" IS NULL AND s."version_no" IS NULL) THEN '' ELSE ',"version_no"' END || CASE WHEN h."trigger_closure" = s."trigger_closure" OR (h."trigger_closure" IS NULL AND s."trigger_closure" IS NULL) THEN '' ELSE ',"trigger_closure"' END || CASE WHEN h."config" = s."config" OR (h."config" IS NULL AND s."config" IS NULL) THEN '' ELSE ',"config"' END || CASE WHEN h."author_name" = s."author_name" OR (h."author_name" IS NULL AND s."author_name" IS NULL) THEN '' ELSE ',"author_name"' END || CASE WHEN h."version_author_name" = s."version_author_name" OR (h."version_author_name" IS NULL AND s."version_author_name" IS NULL) THEN '' ELSE ',"version_author_name"' END || CASE WHEN h."version_author_email" = s."version_author_email" OR (h."version_author_email" IS NULL AND s."version_author_email" IS NULL) THEN '' ELSE ',"version_author_email"' END || CASE WHEN h."version_comment" = s."version_comment" OR (h."version_comment" IS NULL AND s."version_comment" IS NULL) THEN '' ELSE ',"version_comment"' END || CASE WHEN h."project_id" = s."project_id" OR (h."project_id" IS NULL AND s."project_id" IS NULL) THEN '' ELSE ',"project_id"' END || CASE WHEN h."tags" = s."tags" OR (h."tags" IS NULL AND s."tags" IS NULL) THEN '' ELSE ',"tags"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'id', h."id",
        'user_id', h."user_id", 'name', h."name", 'created_at', h."created_at", 'updated_at', h."updated_at",
        'copy_count', h."copy_count", 'trigger_application', h."trigger_application", 'action_applications',
        h."action_applications", 'applications', h."applications", 'description', h."description", 'parameters_schema',
        h."parameters_schema", 'parameters', h."parameters", 'webhook_url', h."webhook_url", 'folder_id', h."folder_id",
        'running', h."running", 'stopped_at', h."stopped_at", 'stop_cause', h."stop_cause", 'version_no',
        h."version_no", 'trigger_closure', h."trigger_closure", 'config', h."config", 'author_name', h."author_name",
        'version_author_name', h."version_author_name", 'version_author_email', h."version_author_email",
        'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'user_id',
        s."user_id", 'name', s."name", 'created_at', s."created_at", 'updated_at', s."updated_at", 'copy_count',
        s."copy_count", 'trigger_application', s."trigger_application", 'action_applications', s."action_applications",
        'applications', s."applications", 'description', s."description", 'parameters_schema', s."parameters_schema",
        'parameters', s."parameters", 'webhook_url', s."webhook_url", 'folder_id', s."folder_id", 'running',
        s."running", 'stopped_at', s."stopped_at", 'stop_cause', s."stop_cause", 'version_no', s."version_no",
        'trigger_closure', s."trigger_closure", 'config', s."config", 'author_name', s."author_name",
        'version_author_name', s."version_author_name", 'version_author_email', s."version_author_email",
        'version_comment', s."version_comment", 'project_id', s."project_id", 'tags', s."tags", '_extra',
        s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipes" s
LEFT JOIN "recipes_history" h ON s."managed_user_id" = h."managed_user_id" AND s."id" = h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipes that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'recipes' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","id","user_id","name","created_at","updated_at","copy_count","trigger_application","action_applications","applications","description","parameters_schema","parameters","webhook_url","folder_id","running","stopped_at","stop_cause","version_no","trigger_closure","config","author_name","version_author_name","version_author_email","version_comment","project_id","tags","_extra"]' ELSE '[' || substr(CASE WHEN h."user_id" = s."user_id" OR (h."user_id" IS NULL AND s."user_id" IS NULL) THEN '' ELSE ',"user_id"' END || CASE WHEN h."name" = s."name" OR (h."name" IS NULL AND s."name" IS NULL) THEN '' ELSE ',"name"' END || CASE WHEN h."created_at" = s."created_at" OR (h."created_at" IS NULL AND s."created_at" IS NULL) THEN '' ELSE ',"created_at"' END || CASE WHEN h."updated_at" = s."updated_at" OR (h."updated_at" IS NULL AND s."updated_at" IS NULL) THEN '' ELSE ',"updated_at"' END || CASE WHEN h."copy_count" = s."copy_count" OR (h."copy_count" IS NULL AND s."copy_count" IS NULL) THEN '' ELSE ',"copy_count"' END || CASE WHEN h."trigger_application" = s."trigger_application" OR (h."trigger_application" IS NULL AND s."trigger_application" IS NULL) THEN '' ELSE ',"trigger_application"' END || CASE WHEN h."action_applications" = s."action_applications" OR (h."action_applications" IS NULL AND s."action_applications" IS NULL) THEN '' ELSE ',"action_applications"' END || CASE WHEN h."applications" = s."applications" OR (h."applications" IS NULL AND s."applications" IS NULL) THEN '' ELSE ',"applications"' END || CASE WHEN h."description" = s."description" OR (h."description" IS NULL AND s."description" IS NULL) THEN '' ELSE ',"description"' END || CASE WHEN h."parameters_schema" = s."parameters_schema" OR (h."parameters_schema" IS NULL AND s."parameters_schema" IS NULL) THEN '' ELSE ',"parameters_schema"' END || CASE WHEN h."parameters" = s."parameters" OR (h."parameters" IS NULL AND s."parameters" IS NULL) THEN '' ELSE ',"parameters"' END || CASE WHEN h."webhook_url" = s."webhook_url" OR (h."webhook_url" IS NULL AND s."webhook_url" IS NULL) THEN '' ELSE ',"webhook_url"' END || CASE WHEN h."folder_id" = s."folder_id" OR (h."folder_id" IS NULL AND s."folder_id" IS NULL) THEN '' ELSE ',"folder_id"' END || CASE WHEN h."running" = s."running" OR (h."running" IS NULL AND s."running" IS NULL) THEN '' ELSE ',"running"' END || CASE WHEN h."stopped_at" = s."stopped_at" OR (h."stopped_at" IS NULL AND s."stopped_at" IS NULL) THEN '' ELSE ',"stopped_at"' END || CASE WHEN h."stop_cause" = s."stop_cause" OR (h."stop_cause" IS NULL AND s."stop_cause" IS NULL) THEN '' ELSE ',"stop_cause"' END || CASE WHEN h."version_no" = s."version_no" OR (h."version_no" IS NULL AND s."version_no" IS NULL) THEN '' ELSE ',"version_no"' END || CASE WHEN h."trigger_closure" = s."trigger_closure" OR (h."trigger_closure" IS NULL AND s."trigger_closure" IS NULL) THEN '' ELSE ',"trigger_closure"' END || CASE WHEN h."config" = s."config" OR (h."config" IS NULL AND s."config" IS NULL) THEN '' ELSE ',"config"' END || CASE WHEN h."author_name" = s."author_name" OR (h."author_name" IS NULL AND s."author_name" IS NULL) THEN '' ELSE ',"author_name"' END || CASE WHEN h."version_author_name" = s."version_author_name" OR (h."version_author_name" IS NULL AND s."version_author_name" IS NULL) THEN '' ELSE ',"version_author_name"' END || CASE WHEN h."version_author_email" = s."version_author_email" OR (h."version_author_email" IS NULL AND s."version_author_email" IS NULL) THEN '' ELSE ',"version_author_email"' END || CASE WHEN h."version_comment" = s."version_comment" OR (h."version_comment" IS NULL AND s."version_comment" IS NULL) THEN '' ELSE ',"version_comment"' END || CASE WHEN h."project_id" = s."project_id" OR (h."project_id" IS NULL AND s."project_id" IS NULL) THEN '' ELSE ',"project_id"' END || CASE WHEN h."tags" = s."tags" OR (h."tags" IS NULL AND s."tags" IS NULL) THEN '' ELSE ',"tags"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'id', h."id",
        'user_id', h."user_id", 'name', h."name", 'created_at', h."created_at", 'updated_at', h."updated_at",
        'copy_count', h."copy_count", 'trigger_application', h."trigger_application", 'action_applications',
        h."action_applications", 'applications', h."applications", 'description', h."description", 'parameters_schema',
        h."parameters_schema", 'parameters', h."parameters", 'webhook_url', h."webhook_url", 'folder_id', h."folder_id",
        'running', h."running", 'stopped_at', h."stopped_at", 'stop_cause', h."stop_cause", 'version_no',
        h."version_no", 'trigger_closure', h."trigger_closure", 'config', h."config", 'author_name', h."author_name",
        'version_author_name', h."version_author_name", 'version_author_email', h."version_author_email",
        'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'user_id',
        s."user_id", 'name', s."name", 'created_at', s."created_at", 'updated_at', s."updated_at", 'copy_count',
        s."copy_count", 'trigger_application', s."trigger_application", 'action_applications', s."action_applications",
        'applications', s."applications", 'description', s."description", 'parameters_schema', s."parameters_schema",
        'parameters', s."parameters", 'webhook_url', s."webhook_url", 'folder_id', s."folder_id", 'running',
        s."running", 'stopped_at', s."stopped_at", 'stop_cause', s."stop_cause", 'version_no', s."version_no",
        'trigger_closure', s."trigger_closure", 'config', s."config", 'author_name', s."author_name",
        'version_author_name', s."version_author_name", 'version_author_email', s."version_author_email",
        'version_comment', s."version_comment", 'project_id', s."project_id", 'tags', s."tags", '_extra',
        s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipes_history" s
LEFT JOIN "recipes_history" h ON s."managed_user_id" = h."managed_user_id" AND s."id" = h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipes that a run has deleted.
SELECT h._valid_to, 'recipes', h."managed_user_id", json_object('managed_user_id', h."managed_user_id", 'id', h."id"),
    'delete',
    '["managed_user_id","id","user_id","name","created_at","updated_at","copy_count","trigger_application","action_applications","applications","description","parameters_schema","parameters","webhook_url","folder_id","running","stopped_at","stop_cause","version_no","trigger_closure","config","author_name","version_author_name","version_author_email","version_comment","project_id","tags","_extra"]',
    json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'user_id', h."user_id", 'name', h."name",
    'created_at', h."created_at", 'updated_at', h."updated_at", 'copy_count', h."copy_count", 'trigger_application',
    h."trigger_application", 'action_applications', h."action_applications", 'applications', h."applications",
    'description', h."description", 'parameters_schema', h."parameters_schema", 'parameters', h."parameters",
    'webhook_url', h."webhook_url", 'folder_id', h."folder_id", 'running', h."running", 'stopped_at', h."stopped_at",
    'stop_cause', h."stop_cause", 'version_no', h."version_no", 'trigger_closure', h."trigger_closure", 'config',
    h."config", 'author_name', h."author_name", 'version_author_name', h."version_author_name", 'version_author_email',
    h."version_author_email", 'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags",
    '_extra', h."_extra"), NULL
FROM "recipes_history" h
WHERE h._closed_by <> 'update';

-- The rows of recipe_activity that a run has begun and that live.
SELECT s._valid_from AS run_id, 'recipe_activity' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","job_succeeded_count","job_failed_count","lifetime_task_count","last_run_at","_extra"]' ELSE '[' || substr(CASE WHEN h."job_succeeded_count" = s."job_succeeded_count" OR (h."job_succeeded_count" IS NULL AND s."job_succeeded_count" IS NULL) THEN '' ELSE ',"job_succeeded_count"' END || CASE WHEN h."job_failed_count" = s."job_failed_count" OR (h."job_failed_count" IS NULL AND s."job_failed_count" IS NULL) THEN '' ELSE ',"job_failed_count"' END || CASE WHEN h."lifetime_task_count" = s."lifetime_task_count" OR (h."lifetime_task_count" IS NULL AND s."lifetime_task_count" IS NULL) THEN '' ELSE ',"lifetime_task_count"' END || CASE WHEN h."last_run_at" = s."last_run_at" OR (h."last_run_at" IS NULL AND s."last_run_at" IS NULL) THEN '' ELSE ',"last_run_at"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'job_succeeded_count', h."job_succeeded_count", 'job_failed_count', h."job_failed_count",
        'lifetime_task_count', h."lifetime_task_count", 'last_run_at', h."last_run_at", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'job_succeeded_count', s."job_succeeded_count", 'job_failed_count', s."job_failed_count", 'lifetime_task_count',
        s."lifetime_task_count", 'last_run_at', s."last_run_at", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_activity" s
LEFT JOIN "recipe_activity_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_activity that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'recipe_activity' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","job_succeeded_count","job_failed_count","lifetime_task_count","last_run_at","_extra"]' ELSE '[' || substr(CASE WHEN h."job_succeeded_count" = s."job_succeeded_count" OR (h."job_succeeded_count" IS NULL AND s."job_succeeded_count" IS NULL) THEN '' ELSE ',"job_succeeded_count"' END || CASE WHEN h."job_failed_count" = s."job_failed_count" OR (h."job_failed_count" IS NULL AND s."job_failed_count" IS NULL) THEN '' ELSE ',"job_failed_count"' END || CASE WHEN h."lifetime_task_count" = s."lifetime_task_count" OR (h."lifetime_task_count" IS NULL AND s."lifetime_task_count" IS NULL) THEN '' ELSE ',"lifetime_task_count"' END || CASE WHEN h."last_run_at" = s."last_run_at" OR (h."last_run_at" IS NULL AND s."last_run_at" IS NULL) THEN '' ELSE ',"last_run_at"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'job_succeeded_count', h."job_succeeded_count", 'job_failed_count', h."job_failed_count",
        'lifetime_task_count', h."lifetime_task_count", 'last_run_at', h."last_run_at", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'job_succeeded_count', s."job_succeeded_count", 'job_failed_count', s."job_failed_count", 'lifetime_task_count',
        s."lifetime_task_count", 'last_run_at', s."last_run_at", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_activity_history" s
LEFT JOIN "recipe_activity_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_activity that a run has deleted.
SELECT h._valid_to, 'recipe_activity', h."managed_user_id", json_object('managed_user_id', h."managed_user_id",
    'recipe_id', h."recipe_id"), 'delete',
    '["managed_user_id","recipe_id","job_succeeded_count","job_failed_count","lifetime_task_count","last_run_at","_extra"]',
    json_object('managed_user_id', h."managed_user_id", 'recipe_id', h."recipe_id", 'job_succeeded_count',
    h."job_succeeded_count", 'job_failed_count', h."job_failed_count", 'lifetime_task_count', h."lifetime_task_count",
    'last_run_at', h."last_run_at", '_extra', h."_extra"), NULL
FROM "recipe_activity_history" h
WHERE h._closed_by <> 'update';

-- The rows of recipe_versions that a run has begun and that live.
SELECT s._valid_from AS run_id, 'recipe_versions' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'version_no', s."version_no",
    'code_sha256', s."code_sha256") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","version_no","code","code_sha256","_extra"]' ELSE '[' || substr(CASE WHEN h."code" = s."code" OR (h."code" IS NULL AND s."code" IS NULL) THEN '' ELSE ',"code"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'version_no', h."version_no", 'code', h."code", 'code_sha256', h."code_sha256", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'version_no', s."version_no", 'code', s."code", 'code_sha256', s."code_sha256", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_versions" s
LEFT JOIN "recipe_versions_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND (h."version_no" = s."version_no" OR (h."version_no" IS NULL AND s."version_no" IS NULL)) AND s."code_sha256" = h."code_sha256" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_versions that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'recipe_versions' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'version_no', s."version_no",
    'code_sha256', s."code_sha256") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","version_no","code","code_sha256","_extra"]' ELSE '[' || substr(CASE WHEN h."code" = s."code" OR (h."code" IS NULL AND s."code" IS NULL) THEN '' ELSE ',"code"' END || CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'version_no', h."version_no", 'code', h."code", 'code_sha256', h."code_sha256", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'version_no', s."version_no", 'code', s."code", 'code_sha256', s."code_sha256", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_versions_history" s
LEFT JOIN "recipe_versions_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND (h."version_no" = s."version_no" OR (h."version_no" IS NULL AND s."version_no" IS NULL)) AND s."code_sha256" = h."code_sha256" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_versions that a run has deleted.
SELECT h._valid_to, 'recipe_versions', h."managed_user_id", json_object('managed_user_id', h."managed_user_id",
    'recipe_id', h."recipe_id", 'version_no', h."version_no", 'code_sha256', h."code_sha256"), 'delete',
    '["managed_user_id","recipe_id","version_no","code","code_sha256","_extra"]', json_object('managed_user_id',
    h."managed_user_id", 'recipe_id', h."recipe_id", 'version_no', h."version_no", 'code', h."code", 'code_sha256',
    h."code_sha256", '_extra', h."_extra"), NULL
FROM "recipe_versions_history" h
WHERE h._closed_by <> 'update';

-- The rows of recipe_applications that a run has begun and that live.
SELECT s._valid_from AS run_id, 'recipe_applications' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'application', s."application",
    'role', s."role") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","application","role","_extra"]' ELSE '[' || substr(CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'application', h."application", 'role', h."role", '_extra', h."_extra") END AS before,
        json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'application', s."application",
        'role', s."role", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_applications" s
LEFT JOIN "recipe_applications_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND s."application" = h."application" AND s."role" = h."role" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_applications that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'recipe_applications' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'application', s."application",
    'role', s."role") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","application","role","_extra"]' ELSE '[' || substr(CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'application', h."application", 'role', h."role", '_extra', h."_extra") END AS before,
        json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'application', s."application",
        'role', s."role", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_applications_history" s
LEFT JOIN "recipe_applications_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND s."application" = h."application" AND s."role" = h."role" AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_applications that a run has deleted.
SELECT h._valid_to, 'recipe_applications', h."managed_user_id", json_object('managed_user_id', h."managed_user_id",
    'recipe_id', h."recipe_id", 'application', h."application", 'role', h."role"), 'delete',
    '["managed_user_id","recipe_id","application","role","_extra"]', json_object('managed_user_id', h."managed_user_id",
    'recipe_id', h."recipe_id", 'application', h."application", 'role', h."role", '_extra', h."_extra"), NULL
FROM "recipe_applications_history" h
WHERE h._closed_by <> 'update';

-- The rows of recipe_connections that a run has begun and that live.
SELECT s._valid_from AS run_id, 'recipe_connections' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'connection_id', s."connection_id",
    'provider', s."provider", 'keyword', s."keyword") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","connection_id","provider","keyword","_extra"]' ELSE '[' || substr(CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'connection_id', h."connection_id", 'provider', h."provider", 'keyword', h."keyword", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'connection_id', s."connection_id", 'provider', s."provider", 'keyword', s."keyword", '_extra',
        s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_connections" s
LEFT JOIN "recipe_connections_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND (h."connection_id" = s."connection_id" OR (h."connection_id" IS NULL AND s."connection_id" IS NULL)) AND (h."provider" = s."provider" OR (h."provider" IS NULL AND s."provider" IS NULL)) AND (h."keyword" = s."keyword" OR (h."keyword" IS NULL AND s."keyword" IS NULL)) AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_connections that a run has begun and a later one has ended.
SELECT s._valid_from AS run_id, 'recipe_connections' AS resource, s."managed_user_id" AS managed_user_id,
    json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id", 'connection_id', s."connection_id",
    'provider', s."provider", 'keyword', s."keyword") AS key,
    CASE WHEN h._valid_to IS NULL THEN 'insert' ELSE 'update' END AS op,
    CASE WHEN h._valid_to IS NULL THEN '["managed_user_id","recipe_id","connection_id","provider","keyword","_extra"]' ELSE '[' || substr(CASE WHEN h."_extra" = s."_extra" OR (h."_extra" IS NULL AND s."_extra" IS NULL) THEN '' ELSE ',"_extra"' END,
        2) || ']' END AS columns,
    CASE WHEN h._valid_to IS NULL THEN NULL ELSE json_object('managed_user_id', h."managed_user_id", 'recipe_id',
        h."recipe_id", 'connection_id', h."connection_id", 'provider', h."provider", 'keyword', h."keyword", '_extra',
        h."_extra") END AS before, json_object('managed_user_id', s."managed_user_id", 'recipe_id', s."recipe_id",
        'connection_id', s."connection_id", 'provider', s."provider", 'keyword', s."keyword", '_extra',
        s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipe_connections_history" s
LEFT JOIN "recipe_connections_history" h ON s."managed_user_id" = h."managed_user_id" AND s."recipe_id" = h."recipe_id" AND (h."connection_id" = s."connection_id" OR (h."connection_id" IS NULL AND s."connection_id" IS NULL)) AND (h."provider" = s."provider" OR (h."provider" IS NULL AND s."provider" IS NULL)) AND (h."keyword" = s."keyword" OR (h."keyword" IS NULL AND s."keyword" IS NULL)) AND +h._valid_to = s._valid_from AND h._closed_by = 'update';

-- The rows of recipe_connections that a run has deleted.
SELECT h._valid_to, 'recipe_connections', h."managed_user_id", json_object('managed_user_id', h."managed_user_id",
    'recipe_id', h."recipe_id", 'connection_id', h."connection_id", 'provider', h."provider", 'keyword', h."keyword"),
    'delete', '["managed_user_id","recipe_id","connection_id","provider","keyword","_extra"]',
    json_object('managed_user_id', h."managed_user_id", 'recipe_id', h."recipe_id", 'connection_id', h."connection_id",
    'provider', h."provider", 'keyword', h."keyword", '_extra', h."_extra"), NULL
FROM "recipe_connections_history" h
WHERE h._closed_by <> 'update';

-- ====== As of run 12: what stands for each table ======

-- All rows of recipes, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipes_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipes_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM main."recipes" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipes_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipes_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipes_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM main."recipes" INDEXED BY "recipes_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipes_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM main."recipes" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "id" = ?2
UNION ALL
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra",
    "_valid_from" FROM main."recipes_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "id" = ?2
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra", "_valid_from",
    "managed_user_id" AS key0, "id" AS key1 FROM main."recipes" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application",
    "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id",
    "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name",
    "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra", "_valid_from",
    "managed_user_id" AS key0, "id" AS key1 FROM main."recipes_history" INDEXED BY "recipes_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1";

-- All rows of recipe_activity, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_activity_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_activity_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", "_valid_from" FROM main."recipe_activity" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", "_valid_from" FROM ends CROSS JOIN main."recipe_activity_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_activity_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_activity_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra",
    "_valid_from" FROM main."recipe_activity" INDEXED BY "recipe_activity_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", "_valid_from" FROM ends CROSS JOIN main."recipe_activity_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra",
    "_valid_from" FROM main."recipe_activity" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2
UNION ALL
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra",
    "_valid_from" FROM main."recipe_activity_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", "_valid_from", "managed_user_id" AS key0,
    "recipe_id" AS key1 FROM main."recipe_activity" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at",
    "_extra", "_valid_from", "managed_user_id" AS key0,
    "recipe_id" AS key1 FROM main."recipe_activity_history" INDEXED BY "recipe_activity_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1";

-- All rows of recipe_versions, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_versions_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_versions_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM main."recipe_versions" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_versions_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_versions_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_versions_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM main."recipe_versions" INDEXED BY "recipe_versions_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_versions_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM main."recipe_versions" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "version_no" = ?3 AND "code_sha256" = ?4
UNION ALL
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra",
    "_valid_from" FROM main."recipe_versions_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "version_no" = ?3 AND "code_sha256" = ?4
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra", "_valid_from",
    "managed_user_id" AS key0, "recipe_id" AS key1, "version_no" AS key2,
    "code_sha256" AS key3 FROM main."recipe_versions" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra", "_valid_from",
    "managed_user_id" AS key0, "recipe_id" AS key1, "version_no" AS key2,
    "code_sha256" AS key3 FROM main."recipe_versions_history" INDEXED BY "recipe_versions_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1", "key2", "key3";

-- All rows of recipe_applications, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_applications_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_applications_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM main."recipe_applications" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_applications_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_applications_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_applications_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM main."recipe_applications" INDEXED BY "recipe_applications_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_applications_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM main."recipe_applications" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "application" = ?3 AND "role" = ?4
UNION ALL
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra",
    "_valid_from" FROM main."recipe_applications_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "application" = ?3 AND "role" = ?4
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra", "_valid_from", "managed_user_id" AS key0,
    "recipe_id" AS key1, "application" AS key2, "role" AS key3 FROM main."recipe_applications" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "recipe_id", "application", "role", "_extra", "_valid_from", "managed_user_id" AS key0,
    "recipe_id" AS key1, "application" AS key2,
    "role" AS key3 FROM main."recipe_applications_history" INDEXED BY "recipe_applications_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1", "key2", "key3";

-- All rows of recipe_connections, if most live rows are as they were.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_connections_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_connections_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM main."recipe_connections" NOT INDEXED WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_connections_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- All rows, if few are: an index finds them.
WITH RECURSIVE ends (run) AS (SELECT (SELECT min(rowid) FROM main."recipe_connections_history" WHERE rowid > 12 * 10000000000000 + 9999999999999) / 10000000000000 UNION ALL SELECT (SELECT min(rowid) FROM main."recipe_connections_history" WHERE rowid > run * 10000000000000 + 9999999999999) / 10000000000000 FROM ends WHERE run IS NOT NULL)
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM main."recipe_connections" INDEXED BY "recipe_connections_from" WHERE _valid_from <= 12 AND true
UNION ALL
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM ends CROSS JOIN main."recipe_connections_history" AS past NOT INDEXED WHERE
    past.rowid BETWEEN ends.run * 10000000000000 + 0 * 10000000 AND ends.run * 10000000000000 + 12 * 10000000 + 9999999
    AND true;

-- One row by its key.
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM main."recipe_connections" WHERE +_valid_from <= 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "connection_id" = ?3 AND "provider" = ?4 AND "keyword" = ?5
UNION ALL
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra",
    "_valid_from" FROM main."recipe_connections_history" WHERE +_valid_from <= 12 AND +_valid_to > 12 AND "managed_user_id" = ?1 AND "recipe_id" = ?2 AND "connection_id" = ?3 AND "provider" = ?4 AND "keyword" = ?5
LIMIT 1;

-- The first rows in the order of the key.
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra", "_valid_from",
    "managed_user_id" AS key0, "recipe_id" AS key1, "connection_id" AS key2, "provider" AS key3,
    "keyword" AS key4 FROM main."recipe_connections" WHERE +_valid_from <= 12
UNION ALL
SELECT "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra", "_valid_from",
    "managed_user_id" AS key0, "recipe_id" AS key1, "connection_id" AS key2, "provider" AS key3,
    "keyword" AS key4 FROM main."recipe_connections_history" INDEXED BY "recipe_connections_history_key"
WHERE +_valid_from <= 12 AND +_valid_to > 12
ORDER BY "key0", "key1", "key2", "key3", "key4";
