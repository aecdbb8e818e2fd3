-- Recipes, and what is derived from a recipe.

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
    -- An integer or a text, as the server has it.
    project_id ANY,
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

-- The connectors a recipe is made of, from `trigger_application` and `action_applications`.
CREATE TABLE recipe_applications (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    application TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('trigger', 'action')),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id, application, role)
) STRICT, WITHOUT ROWID;

-- The connections a recipe uses, from `config`; `connection_id` is NULL where the recipe has none chosen.
CREATE TABLE recipe_connections (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    connection_id INTEGER,
    provider TEXT,
    keyword TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

-- For: a recipe's connections.
CREATE INDEX recipe_connections_recipe ON recipe_connections (managed_user_id, recipe_id);

-- For: the recipes that a broken connection stops.
CREATE INDEX recipe_connections_connection ON recipe_connections (managed_user_id, connection_id);

-- The counters of a recipe: they change on every poll, and must not make its own history noisy.
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
) STRICT, WITHOUT ROWID;

-- Every version of a recipe's code that was ever seen, once. Rows are only ever added.
CREATE TABLE recipe_versions (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    version_no INTEGER,
    code TEXT NOT NULL,
    code_sha256 TEXT NOT NULL CHECK (length(code_sha256) = 64),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

-- "Once" must hold for a recipe without a version number too, and NULLs are distinct to an index.
CREATE UNIQUE INDEX recipe_versions_once
ON recipe_versions (managed_user_id, recipe_id, ifnull(version_no, -1), code_sha256);
