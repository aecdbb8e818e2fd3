-- The file opens in what people have: DuckDB, Polars and others refuse a column of the type ANY, and DuckDB counts the rows of a table
-- by their rowid. So no table that people read has either any more; the keys stay what they were. (The sync's own `mirror_scopes` and
-- `record_digests` stay as they are: nobody else reads them, and they are asked for each record.)
-- SQLite changes a type and a rowid only by a new table. The twins follow from the live tables, and are changed by the program.

-- Views and triggers that name a table must not follow it under the name that it has for a moment.
PRAGMA legacy_alter_table = ON;

-- A project's id is an integer, however it is spelled. What is none keeps its characters in `_extra`, where a sync would put it now.

UPDATE recipes
SET
    _extra = CASE
        WHEN _extra IS NULL OR _extra = '{}' THEN '{"project_id":' || json_quote(project_id) || '}'
        ELSE substr(_extra, 1, length(_extra) - 1) || ',"project_id":' || json_quote(project_id) || '}'
    END,
    project_id = NULL
WHERE typeof(project_id) NOT IN ('integer', 'null') AND CAST(CAST(project_id AS INTEGER) AS TEXT) IS NOT project_id;

UPDATE lookup_tables
SET
    _extra = CASE
        WHEN _extra IS NULL OR _extra = '{}' THEN '{"project_id":' || json_quote(project_id) || '}'
        ELSE substr(_extra, 1, length(_extra) - 1) || ',"project_id":' || json_quote(project_id) || '}'
    END,
    project_id = NULL
WHERE typeof(project_id) NOT IN ('integer', 'null') AND CAST(CAST(project_id AS INTEGER) AS TEXT) IS NOT project_id;

UPDATE folders
SET
    _extra = CASE
        WHEN _extra IS NULL OR _extra = '{}' THEN '{"project_id":' || json_quote(project_id) || '}'
        ELSE substr(_extra, 1, length(_extra) - 1) || ',"project_id":' || json_quote(project_id) || '}'
    END,
    project_id = NULL
WHERE typeof(project_id) NOT IN ('integer', 'null') AND CAST(CAST(project_id AS INTEGER) AS TEXT) IS NOT project_id;

UPDATE api_collections
SET
    _extra = CASE
        WHEN _extra IS NULL OR _extra = '{}' THEN '{"project_id":' || json_quote(project_id) || '}'
        ELSE substr(_extra, 1, length(_extra) - 1) || ',"project_id":' || json_quote(project_id) || '}'
    END,
    project_id = NULL
WHERE typeof(project_id) NOT IN ('integer', 'null') AND CAST(CAST(project_id AS INTEGER) AS TEXT) IS NOT project_id;

UPDATE api_clients
SET
    _extra = CASE
        WHEN _extra IS NULL OR _extra = '{}' THEN '{"project_id":' || json_quote(project_id) || '}'
        ELSE substr(_extra, 1, length(_extra) - 1) || ',"project_id":' || json_quote(project_id) || '}'
    END,
    project_id = NULL
WHERE typeof(project_id) NOT IN ('integer', 'null') AND CAST(CAST(project_id AS INTEGER) AS TEXT) IS NOT project_id;

-- (A text of digits becomes the integer where it is put into its column.)

ALTER TABLE recipes RENAME TO recipes_old;

CREATE TABLE recipes (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    user_id INTEGER,
    name TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    copy_count INTEGER,
    trigger_application TEXT,
    action_applications TEXT CHECK (action_applications IS NULL OR json_valid(action_applications)),
    applications TEXT CHECK (applications IS NULL OR json_valid(applications)),
    description TEXT,
    parameters_schema TEXT CHECK (parameters_schema IS NULL OR json_valid(parameters_schema)),
    parameters TEXT CHECK (parameters IS NULL OR json_valid(parameters)),
    webhook_url TEXT,
    folder_id INTEGER,
    running INTEGER CHECK (running IN (0, 1)),
    stopped_at TEXT CHECK (stopped_at GLOB '????-??-??T??:??:??.???Z'),
    stop_cause TEXT,
    version_no INTEGER,
    trigger_closure TEXT CHECK (trigger_closure IS NULL OR json_valid(trigger_closure)),
    config TEXT CHECK (config IS NULL OR json_valid(config)),
    author_name TEXT,
    version_author_name TEXT,
    version_author_email TEXT,
    version_comment TEXT,
    project_id INTEGER,
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

INSERT INTO recipes SELECT * FROM recipes_old;

DROP TABLE recipes_old;

ALTER TABLE lookup_tables RENAME TO lookup_tables_old;

CREATE TABLE lookup_tables (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    schema TEXT CHECK (schema IS NULL OR json_valid(schema)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    project_id INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

INSERT INTO lookup_tables SELECT * FROM lookup_tables_old;

DROP TABLE lookup_tables_old;

ALTER TABLE folders RENAME TO folders_old;

CREATE TABLE folders (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    parent_id INTEGER,
    is_project INTEGER CHECK (is_project IN (0, 1)),
    project_id INTEGER,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

INSERT INTO folders SELECT * FROM folders_old;

DROP TABLE folders_old;

-- For: what is below a folder.
CREATE INDEX folders_parent ON folders (managed_user_id, parent_id);

ALTER TABLE api_collections RENAME TO api_collections_old;

CREATE TABLE api_collections (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    version TEXT,
    url TEXT,
    api_spec_url TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    project_id INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

INSERT INTO api_collections SELECT * FROM api_collections_old;

DROP TABLE api_collections_old;

ALTER TABLE api_clients RENAME TO api_clients_old;

CREATE TABLE api_clients (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    project_id INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

INSERT INTO api_clients SELECT * FROM api_clients_old;

DROP TABLE api_clients_old;

ALTER TABLE task_usage RENAME TO task_usage_old;

CREATE TABLE task_usage (
    managed_user_id INTEGER NOT NULL,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    task_count INTEGER NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, month)
) STRICT;

INSERT INTO task_usage SELECT * FROM task_usage_old;

DROP TABLE task_usage_old;

ALTER TABLE recipe_activity RENAME TO recipe_activity_old;

CREATE TABLE recipe_activity (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    job_succeeded_count INTEGER,
    job_failed_count INTEGER,
    lifetime_task_count INTEGER,
    last_run_at TEXT CHECK (last_run_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id)
) STRICT;

INSERT INTO recipe_activity SELECT * FROM recipe_activity_old;

DROP TABLE recipe_activity_old;

ALTER TABLE recipe_applications RENAME TO recipe_applications_old;

CREATE TABLE recipe_applications (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    application TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('trigger', 'action')),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id, application, role)
) STRICT;

INSERT INTO recipe_applications SELECT * FROM recipe_applications_old;

DROP TABLE recipe_applications_old;

ALTER TABLE lookup_table_columns RENAME TO lookup_table_columns_old;

CREATE TABLE lookup_table_columns (
    managed_user_id INTEGER NOT NULL,
    lookup_table_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    name TEXT,
    type TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, lookup_table_id, position)
) STRICT;

INSERT INTO lookup_table_columns SELECT * FROM lookup_table_columns_old;

DROP TABLE lookup_table_columns_old;

ALTER TABLE lookup_table_rows RENAME TO lookup_table_rows_old;

CREATE TABLE lookup_table_rows (
    managed_user_id INTEGER NOT NULL,
    lookup_table_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    data TEXT CHECK (data IS NULL OR json_valid(data)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, lookup_table_id, id)
) STRICT;

INSERT INTO lookup_table_rows SELECT * FROM lookup_table_rows_old;

DROP TABLE lookup_table_rows_old;

ALTER TABLE role_privileges RENAME TO role_privileges_old;

CREATE TABLE role_privileges (
    managed_user_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    resource TEXT NOT NULL,
    privilege TEXT NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, role_id, resource, privilege)
) STRICT;

INSERT INTO role_privileges SELECT * FROM role_privileges_old;

DROP TABLE role_privileges_old;

ALTER TABLE connector_operations RENAME TO connector_operations_old;

CREATE TABLE connector_operations (
    connector TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('trigger', 'action')),
    name TEXT NOT NULL,
    title TEXT,
    deprecated INTEGER CHECK (deprecated IN (0, 1)),
    bulk INTEGER CHECK (bulk IN (0, 1)),
    batch INTEGER CHECK (batch IN (0, 1)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (connector, kind, name)
) STRICT;

INSERT INTO connector_operations SELECT * FROM connector_operations_old;

DROP TABLE connector_operations_old;

ALTER TABLE custom_connector_versions RENAME TO custom_connector_versions_old;

CREATE TABLE custom_connector_versions (
    custom_connector_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    version_note TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    released_at TEXT CHECK (released_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (custom_connector_id, version)
) STRICT;

INSERT INTO custom_connector_versions SELECT * FROM custom_connector_versions_old;

DROP TABLE custom_connector_versions_old;

ALTER TABLE sync_scopes RENAME TO sync_scopes_old;

CREATE TABLE sync_scopes (
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('complete', 'failed', 'drift', 'refused', 'missing')),
    error TEXT,
    PRIMARY KEY (run, resource, scope)
) STRICT;

INSERT INTO sync_scopes SELECT * FROM sync_scopes_old;

DROP TABLE sync_scopes_old;

-- For: when a listing was last read to its end, which decides what is due, what the next run will cost, and how old a part
-- of the mirror is.
CREATE INDEX sync_scopes_listed ON sync_scopes (resource, scope, run) WHERE state = 'complete';

-- For: which listings fail, without reading the many that do not.
CREATE INDEX sync_scopes_troubled ON sync_scopes (resource, scope, run, state) WHERE state <> 'complete';

ALTER TABLE unknown_fields RENAME TO unknown_fields_old;

CREATE TABLE unknown_fields (
    resource TEXT NOT NULL,
    field TEXT NOT NULL,
    has_column INTEGER NOT NULL CHECK (has_column IN (0, 1)),
    -- The first that saw it.
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    -- Of one row that has it.
    key TEXT NOT NULL CHECK (json_valid(key)),
    PRIMARY KEY (resource, field, has_column)
) STRICT;

INSERT INTO unknown_fields SELECT * FROM unknown_fields_old;

DROP TABLE unknown_fields_old;

ALTER TABLE mirror_meta RENAME TO mirror_meta_old;

CREATE TABLE mirror_meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

INSERT INTO mirror_meta SELECT * FROM mirror_meta_old;

DROP TABLE mirror_meta_old;

ALTER TABLE spent_requests RENAME TO spent_requests_old;

CREATE TABLE spent_requests (
    endpoint_group TEXT NOT NULL,
    answered_at TEXT NOT NULL CHECK (answered_at GLOB '????-??-??T??:??:??.???Z'),
    requests INTEGER NOT NULL CHECK (requests > 0),
    PRIMARY KEY (endpoint_group, answered_at)
) STRICT;

INSERT INTO spent_requests SELECT * FROM spent_requests_old;

DROP TABLE spent_requests_old;

PRAGMA legacy_alter_table = OFF;

-- A text that was no integer is now a value that does not fit its column: the program looks through the rows for those once more.
DELETE FROM mirror_meta WHERE name = 'unknown_fields';

-- The view of 0015, in words that DuckDB understands as well as SQLite: it has no min() of two values, compares no number with a
-- truth, and turns what it cannot read itself into SQL that SQLite does not take.

-- A row for each run that found a recipe's counters changed: what they grew by since the listing before, at some time between
-- `from_at` and `to_at`. A counter that fell began anew (`is_reset`): its new value counts from zero. A recipe's first sight says
-- nothing, unless it was made after the listing before: then all it has counts, from when it was made. A measure is NULL where the
-- API gave none, then or before.
DROP VIEW recipe_usage_deltas;

CREATE VIEW recipe_usage_deltas (
    managed_user_id, recipe_id, from_run, to_run, from_at, to_at, tasks, jobs_succeeded, jobs_failed, is_reset
) AS
WITH
versions AS (
    SELECT managed_user_id, recipe_id, lifetime_task_count, job_succeeded_count, job_failed_count, _valid_from
    FROM recipe_activity
    UNION ALL
    SELECT managed_user_id, recipe_id, lifetime_task_count, job_succeeded_count, job_failed_count, _valid_from
    FROM recipe_activity_history
),
pairs AS (
    SELECT
        later.*,
        earlier._valid_from AS seen_in,
        earlier.lifetime_task_count AS tasks_before,
        earlier.job_succeeded_count AS jobs_succeeded_before,
        earlier.job_failed_count AS jobs_failed_before
    FROM versions AS later
    -- Not the version that ended in this run: a recipe may have been away in between.
    LEFT JOIN recipe_activity_history AS earlier
        ON earlier.managed_user_id = later.managed_user_id
        AND earlier.recipe_id = later.recipe_id
        AND earlier._valid_from = (
            SELECT max(candidate._valid_from)
            FROM recipe_activity_history AS candidate
            WHERE candidate.managed_user_id = later.managed_user_id
                AND candidate.recipe_id = later.recipe_id
                AND candidate._valid_from < later._valid_from
        )
)
SELECT
    pairs.managed_user_id,
    pairs.recipe_id,
    since.id,
    reached.id,
    -- A recipe's own clock may be ahead of ours.
    CASE
        WHEN pairs.seen_in IS NOT NULL THEN since.finished_at
        WHEN coalesce(recipes.created_at, gone.created_at) < reached.finished_at THEN coalesce(recipes.created_at, gone.created_at)
        ELSE reached.finished_at
    END,
    reached.finished_at,
    pairs.lifetime_task_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.lifetime_task_count < pairs.tasks_before THEN 0
        ELSE pairs.tasks_before
    END,
    pairs.job_succeeded_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.job_succeeded_count < pairs.jobs_succeeded_before THEN 0
        ELSE pairs.jobs_succeeded_before
    END,
    pairs.job_failed_count - CASE
        WHEN pairs.seen_in IS NULL OR pairs.job_failed_count < pairs.jobs_failed_before THEN 0
        ELSE pairs.jobs_failed_before
    END,
    CASE
        WHEN pairs.lifetime_task_count < pairs.tasks_before
            OR pairs.job_succeeded_count < pairs.jobs_succeeded_before
            OR pairs.job_failed_count < pairs.jobs_failed_before THEN 1
        ELSE 0
    END
FROM pairs
JOIN sync_runs AS reached ON reached.id = pairs._valid_from
-- The last time that the recipe was looked at: while its counters rest, a listing leaves no version. Before a customer's
-- first listing nothing was, and the run before has to do.
JOIN sync_runs AS since ON since.id = coalesce(
    (
        SELECT max(listed.run)
        FROM sync_scopes AS listed
        WHERE listed.resource = 'recipes'
            AND listed.scope = 'managed_user_id=' || pairs.managed_user_id
            AND listed.state = 'complete'
            AND listed.run < pairs._valid_from
            AND listed.run >= coalesce(pairs.seen_in, 0)
    ),
    pairs.seen_in,
    (
        SELECT max(published.id)
        FROM sync_runs AS published
        WHERE published.id < pairs._valid_from
            AND published.state <> 'failed'
    )
)
LEFT JOIN recipes ON pairs.seen_in IS NULL
    AND recipes.managed_user_id = pairs.managed_user_id
    AND recipes.id = pairs.recipe_id
LEFT JOIN recipes_history AS gone ON pairs.seen_in IS NULL
    AND recipes.id IS NULL
    AND gone.managed_user_id = pairs.managed_user_id
    AND gone.id = pairs.recipe_id
    AND gone._valid_from = pairs._valid_from
WHERE pairs.seen_in IS NOT NULL OR coalesce(recipes.created_at, gone.created_at) >= since.started_at;
