-- The whole schema of a mirror as version 0016 of it was: its tables, their twins, and all that was derived from them then.
-- It is kept as it was, and nothing of it follows the program. (Of the view `changes` only the arms of four tables are kept.)

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TABLE mirror_meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
    finished_at TEXT NOT NULL CHECK (finished_at GLOB '????-??-??T??:??:??.???Z'),
    state TEXT NOT NULL CHECK (state IN ('complete', 'partial', 'refused', 'failed')),
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    records INTEGER NOT NULL,
    inserts INTEGER NOT NULL,
    updates INTEGER NOT NULL,
    deletes INTEGER NOT NULL,
    tool_version TEXT NOT NULL,
    base_url TEXT NOT NULL,
    error TEXT
) STRICT;

CREATE TABLE mirror_scopes (
    id INTEGER PRIMARY KEY,
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    value_1 ANY,
    value_2 ANY,
    value_3 ANY,
    UNIQUE (resource, scope)
) STRICT;

CREATE TABLE record_digests (
    scope_id INTEGER NOT NULL,
    key ANY NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 16),
    PRIMARY KEY (scope_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror_publishing (
    run INTEGER NOT NULL,
    closed_by TEXT NOT NULL CHECK (closed_by IN ('delete', 'parent'))
) STRICT;

CREATE TABLE drift_observations (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    resource TEXT NOT NULL,
    scope TEXT NOT NULL,
    reason TEXT NOT NULL,
    fetched_at TEXT NOT NULL CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    body BLOB NOT NULL,
    UNIQUE (resource, scope, sha256)
) STRICT;

CREATE TABLE managed_users (
    id INTEGER PRIMARY KEY,
    external_id TEXT,
    name TEXT,
    notification_email TEXT,
    error_notification_emails TEXT,
    admin_notification_emails TEXT,
    plan_id TEXT,
    origin_url TEXT,
    frame_ancestors TEXT,
    trial INTEGER CHECK (trial IN (0, 1)),
    in_trial INTEGER CHECK (in_trial IN (0, 1)),
    whitelisted_apps TEXT CHECK (whitelisted_apps IS NULL OR json_valid(whitelisted_apps)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    current_billing_period_start TEXT CHECK (current_billing_period_start GLOB '????-??-??T??:??:??.???Z'),
    current_billing_period_end TEXT CHECK (current_billing_period_end GLOB '????-??-??T??:??:??.???Z'),
    task_limit_adjustment TEXT,
    task_limit INTEGER,
    active_connection_limit INTEGER,
    time_zone TEXT,
    team_name TEXT,
    full_embedding INTEGER CHECK (full_embedding IN (0, 1)),
    auth_settings TEXT CHECK (auth_settings IS NULL OR json_valid(auth_settings)),
    environments TEXT CHECK (environments IS NULL OR json_valid(environments)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

CREATE TABLE managed_user_apps (
    managed_user_id INTEGER NOT NULL,
    app TEXT NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, app)
) STRICT;

CREATE TABLE managed_user_activity (
    managed_user_id INTEGER PRIMARY KEY,
    task_count INTEGER,
    active_recipe_count INTEGER,
    active_connection_count INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

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

CREATE TABLE recipe_applications (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    application TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('trigger', 'action')),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id, application, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE recipe_connections (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    connection_id INTEGER,
    provider TEXT,
    keyword TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

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

CREATE TABLE recipe_versions (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    version_no INTEGER,
    code TEXT NOT NULL,
    code_sha256 TEXT NOT NULL CHECK (length(code_sha256) = 64),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

CREATE TABLE connections (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    provider TEXT,
    application TEXT,
    description TEXT,
    authorized_at TEXT CHECK (authorized_at GLOB '????-??-??T??:??:??.???Z'),
    authorization_status TEXT,
    authorization_error TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    external_id TEXT,
    folder_id INTEGER,
    parent_id INTEGER,
    connection_lost_at TEXT CHECK (connection_lost_at GLOB '????-??-??T??:??:??.???Z'),
    connection_lost_reason TEXT,
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    parent TEXT CHECK (parent IS NULL OR json_valid(parent)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE lookup_tables (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    schema TEXT CHECK (schema IS NULL OR json_valid(schema)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

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
) STRICT, WITHOUT ROWID;

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
) STRICT, WITHOUT ROWID;

CREATE TABLE task_usage (
    managed_user_id INTEGER NOT NULL,
    month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    task_count INTEGER NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE usage_observations (
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    fetched_at TEXT NOT NULL CHECK (fetched_at GLOB '????-??-??T??:??:??.???Z'),
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    body TEXT NOT NULL
) STRICT;

CREATE TABLE "sync_scopes" (
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
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    grant_type TEXT,
    -- Names a role by its name, not by its id.
    role_name TEXT,
    external_id TEXT,
    name TEXT,
    email TEXT,
    time_zone TEXT,
    env_roles TEXT CHECK (env_roles IS NULL OR json_valid(env_roles)),
    project_grants TEXT CHECK (project_grants IS NULL OR json_valid(project_grants)),
    privileges TEXT CHECK (privileges IS NULL OR json_valid(privileges)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE roles (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    inheritable INTEGER CHECK (inheritable IN (0, 1)),
    folder_ids TEXT CHECK (folder_ids IS NULL OR json_valid(folder_ids)),
    privileges TEXT CHECK (privileges IS NULL OR json_valid(privileges)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE role_privileges (
    managed_user_id INTEGER NOT NULL,
    role_id INTEGER NOT NULL,
    resource TEXT NOT NULL,
    privilege TEXT NOT NULL,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, role_id, resource, privilege)
) STRICT, WITHOUT ROWID;

CREATE TABLE projects (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    description TEXT,
    folder_id INTEGER,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE folders (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    parent_id INTEGER,
    is_project INTEGER CHECK (is_project IN (0, 1)),
    -- An integer or a text, as the server has it.
    project_id ANY,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE properties (
    managed_user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, name)
) STRICT;

CREATE TABLE api_collections (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    version TEXT,
    url TEXT,
    api_spec_url TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_endpoints (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    api_collection_id INTEGER,
    -- The recipe that answers.
    flow_id INTEGER,
    name TEXT,
    method TEXT,
    url TEXT,
    legacy_url TEXT,
    base_path TEXT,
    path TEXT,
    active INTEGER CHECK (active IN (0, 1)),
    legacy INTEGER CHECK (legacy IN (0, 1)),
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_clients (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    -- An integer or a text, as the server has it.
    project_id ANY,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE api_access_profiles (
    managed_user_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT,
    api_client_id INTEGER,
    api_collection_ids TEXT CHECK (api_collection_ids IS NULL OR json_valid(api_collection_ids)),
    active INTEGER CHECK (active IN (0, 1)),
    auth_type TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, id)
) STRICT;

CREATE TABLE connectors (
    name TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    categories TEXT CHECK (categories IS NULL OR json_valid(categories)),
    oauth INTEGER CHECK (oauth IN (0, 1)),
    deprecated INTEGER CHECK (deprecated IN (0, 1)),
    secondary INTEGER CHECK (secondary IN (0, 1)),
    requires_connection INTEGER CHECK (requires_connection IN (0, 1)),
    mobile_search INTEGER CHECK (mobile_search IN (0, 1)),
    image_url TEXT,
    mobile_image_url TEXT,
    triggers TEXT CHECK (triggers IS NULL OR json_valid(triggers)),
    actions TEXT CHECK (actions IS NULL OR json_valid(actions)),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

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
) STRICT, WITHOUT ROWID;

CREATE TABLE custom_connectors (
    id INTEGER PRIMARY KEY,
    name TEXT,
    title TEXT,
    latest_released_version INTEGER,
    latest_released_version_note TEXT,
    oem_shared_version INTEGER,
    oem_shared_at TEXT CHECK (oem_shared_at GLOB '????-??-??T??:??:??.???Z'),
    released_versions TEXT CHECK (released_versions IS NULL OR json_valid(released_versions)),
    static_webhook_url TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL
) STRICT;

CREATE TABLE custom_connector_versions (
    custom_connector_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    version_note TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    released_at TEXT CHECK (released_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (custom_connector_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE recipe_version_details (
    managed_user_id INTEGER NOT NULL,
    recipe_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    version_no INTEGER,
    comment TEXT,
    author_name TEXT,
    author_email TEXT,
    created_at TEXT CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, recipe_id, id)
) STRICT;

CREATE TABLE picklist_values (
    managed_user_id INTEGER NOT NULL,
    connection_id INTEGER NOT NULL,
    -- As the configuration names it.
    pick_list TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT,
    _extra TEXT CHECK (_extra IS NULL OR json_valid(_extra)),
    _valid_from INTEGER NOT NULL,
    PRIMARY KEY (managed_user_id, connection_id, pick_list, value)
) STRICT;

CREATE TABLE spent_requests (
    endpoint_group TEXT NOT NULL,
    answered_at TEXT NOT NULL CHECK (answered_at GLOB '????-??-??T??:??:??.???Z'),
    requests INTEGER NOT NULL CHECK (requests > 0),
    PRIMARY KEY (endpoint_group, answered_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown_fields (
    resource TEXT NOT NULL,
    field TEXT NOT NULL,
    has_column INTEGER NOT NULL CHECK (has_column IN (0, 1)),
    -- The first that saw it.
    run INTEGER NOT NULL REFERENCES sync_runs (id),
    -- Of one row that has it.
    key TEXT NOT NULL CHECK (json_valid(key)),
    PRIMARY KEY (resource, field, has_column)
) STRICT, WITHOUT ROWID;

CREATE TABLE "managed_users_history" (
    "id" INTEGER,
    "external_id" TEXT,
    "name" TEXT,
    "notification_email" TEXT,
    "error_notification_emails" TEXT,
    "admin_notification_emails" TEXT,
    "plan_id" TEXT,
    "origin_url" TEXT,
    "frame_ancestors" TEXT,
    "trial" INTEGER,
    "in_trial" INTEGER,
    "whitelisted_apps" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "current_billing_period_start" TEXT,
    "current_billing_period_end" TEXT,
    "task_limit_adjustment" TEXT,
    "task_limit" INTEGER,
    "active_connection_limit" INTEGER,
    "time_zone" TEXT,
    "team_name" TEXT,
    "full_embedding" INTEGER,
    "auth_settings" TEXT,
    "environments" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "managed_user_activity_history" (
    "managed_user_id" INTEGER,
    "task_count" INTEGER,
    "active_recipe_count" INTEGER,
    "active_connection_count" INTEGER,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "managed_user_apps_history" (
    "managed_user_id" INTEGER,
    "app" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "members_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "grant_type" TEXT,
    "role_name" TEXT,
    "external_id" TEXT,
    "name" TEXT,
    "email" TEXT,
    "time_zone" TEXT,
    "env_roles" TEXT,
    "project_grants" TEXT,
    "privileges" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "roles_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "inheritable" INTEGER,
    "folder_ids" TEXT,
    "privileges" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "role_privileges_history" (
    "managed_user_id" INTEGER,
    "role_id" INTEGER,
    "resource" TEXT,
    "privilege" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "projects_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "description" TEXT,
    "folder_id" INTEGER,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "folders_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "parent_id" INTEGER,
    "is_project" INTEGER,
    "project_id" ANY,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "properties_history" (
    "managed_user_id" INTEGER,
    "name" TEXT,
    "value" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "connections_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "provider" TEXT,
    "application" TEXT,
    "description" TEXT,
    "authorized_at" TEXT,
    "authorization_status" TEXT,
    "authorization_error" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "external_id" TEXT,
    "folder_id" INTEGER,
    "parent_id" INTEGER,
    "connection_lost_at" TEXT,
    "connection_lost_reason" TEXT,
    "tags" TEXT,
    "parent" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "recipes_history" (
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
    "project_id" ANY,
    "tags" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "recipe_activity_history" (
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

CREATE TABLE "recipe_versions_history" (
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

CREATE TABLE "recipe_applications_history" (
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

CREATE TABLE "recipe_connections_history" (
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

CREATE TABLE "lookup_tables_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "schema" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "project_id" ANY,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "lookup_table_columns_history" (
    "managed_user_id" INTEGER,
    "lookup_table_id" INTEGER,
    "position" INTEGER,
    "label" TEXT,
    "name" TEXT,
    "type" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "lookup_table_rows_history" (
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

CREATE TABLE "api_collections_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "version" TEXT,
    "url" TEXT,
    "api_spec_url" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "project_id" ANY,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "api_endpoints_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "api_collection_id" INTEGER,
    "flow_id" INTEGER,
    "name" TEXT,
    "method" TEXT,
    "url" TEXT,
    "legacy_url" TEXT,
    "base_path" TEXT,
    "path" TEXT,
    "active" INTEGER,
    "legacy" INTEGER,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "api_clients_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "project_id" ANY,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "api_access_profiles_history" (
    "managed_user_id" INTEGER,
    "id" INTEGER,
    "name" TEXT,
    "api_client_id" INTEGER,
    "api_collection_ids" TEXT,
    "active" INTEGER,
    "auth_type" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "connectors_history" (
    "name" TEXT,
    "title" TEXT,
    "categories" TEXT,
    "oauth" INTEGER,
    "deprecated" INTEGER,
    "secondary" INTEGER,
    "requires_connection" INTEGER,
    "mobile_search" INTEGER,
    "image_url" TEXT,
    "mobile_image_url" TEXT,
    "triggers" TEXT,
    "actions" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "connector_operations_history" (
    "connector" TEXT,
    "kind" TEXT,
    "name" TEXT,
    "title" TEXT,
    "deprecated" INTEGER,
    "bulk" INTEGER,
    "batch" INTEGER,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "custom_connectors_history" (
    "id" INTEGER,
    "name" TEXT,
    "title" TEXT,
    "latest_released_version" INTEGER,
    "latest_released_version_note" TEXT,
    "oem_shared_version" INTEGER,
    "oem_shared_at" TEXT,
    "released_versions" TEXT,
    "static_webhook_url" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "custom_connector_versions_history" (
    "custom_connector_id" INTEGER,
    "version" INTEGER,
    "version_note" TEXT,
    "created_at" TEXT,
    "released_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "task_usage_history" (
    "managed_user_id" INTEGER,
    "month" TEXT,
    "task_count" INTEGER,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "recipe_version_details_history" (
    "managed_user_id" INTEGER,
    "recipe_id" INTEGER,
    "id" INTEGER,
    "version_no" INTEGER,
    "comment" TEXT,
    "author_name" TEXT,
    "author_email" TEXT,
    "created_at" TEXT,
    "updated_at" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE TABLE "picklist_values_history" (
    "managed_user_id" INTEGER,
    "connection_id" INTEGER,
    "pick_list" TEXT,
    "value" TEXT,
    "label" TEXT,
    "_extra" TEXT,
    "_valid_from" INTEGER,
    _valid_to INTEGER NOT NULL,
    _closed_by TEXT NOT NULL CHECK (_closed_by IN ('update', 'delete', 'parent')),
    CHECK (_valid_from < _valid_to)
) STRICT;

CREATE INDEX recipe_connections_recipe ON recipe_connections (managed_user_id, recipe_id);

CREATE INDEX recipe_connections_connection ON recipe_connections (managed_user_id, connection_id);

CREATE UNIQUE INDEX recipe_versions_once
ON recipe_versions (managed_user_id, recipe_id, ifnull(version_no, -1), code_sha256);

CREATE INDEX sync_scopes_listed ON sync_scopes (resource, scope, run) WHERE state = 'complete';

CREATE INDEX sync_scopes_troubled ON sync_scopes (resource, scope, run, state) WHERE state <> 'complete';

CREATE INDEX folders_parent ON folders (managed_user_id, parent_id);

CREATE INDEX "managed_users_from" ON "managed_users" (_valid_from);

CREATE INDEX "managed_users_history_from" ON "managed_users_history" (_valid_from);

CREATE INDEX "managed_users_history_to" ON "managed_users_history" (_valid_to);

CREATE INDEX "managed_users_history_key" ON "managed_users_history" ("id", _valid_from, _valid_to);

CREATE INDEX "managed_user_activity_from" ON "managed_user_activity" (_valid_from);

CREATE INDEX "managed_user_activity_history_from" ON "managed_user_activity_history" (_valid_from);

CREATE INDEX "managed_user_activity_history_to" ON "managed_user_activity_history" (_valid_to);

CREATE INDEX "managed_user_activity_history_key" ON "managed_user_activity_history" ("managed_user_id", _valid_from, _valid_to);

CREATE INDEX "managed_user_apps_from" ON "managed_user_apps" (_valid_from);

CREATE INDEX "managed_user_apps_history_from" ON "managed_user_apps_history" (_valid_from);

CREATE INDEX "managed_user_apps_history_to" ON "managed_user_apps_history" (_valid_to);

CREATE INDEX "managed_user_apps_history_key" ON "managed_user_apps_history" ("managed_user_id", "app", _valid_from, _valid_to);

CREATE INDEX "members_from" ON "members" (_valid_from);

CREATE INDEX "members_history_from" ON "members_history" (_valid_from);

CREATE INDEX "members_history_to" ON "members_history" (_valid_to);

CREATE INDEX "members_history_key" ON "members_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "roles_from" ON "roles" (_valid_from);

CREATE INDEX "roles_history_from" ON "roles_history" (_valid_from);

CREATE INDEX "roles_history_to" ON "roles_history" (_valid_to);

CREATE INDEX "roles_history_key" ON "roles_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "role_privileges_from" ON "role_privileges" (_valid_from);

CREATE INDEX "role_privileges_history_from" ON "role_privileges_history" (_valid_from);

CREATE INDEX "role_privileges_history_to" ON "role_privileges_history" (_valid_to);

CREATE INDEX "role_privileges_history_key" ON "role_privileges_history" ("managed_user_id", "role_id", "resource", "privilege", _valid_from, _valid_to);

CREATE INDEX "projects_from" ON "projects" (_valid_from);

CREATE INDEX "projects_history_from" ON "projects_history" (_valid_from);

CREATE INDEX "projects_history_to" ON "projects_history" (_valid_to);

CREATE INDEX "projects_history_key" ON "projects_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "folders_from" ON "folders" (_valid_from);

CREATE INDEX "folders_history_from" ON "folders_history" (_valid_from);

CREATE INDEX "folders_history_to" ON "folders_history" (_valid_to);

CREATE INDEX "folders_history_key" ON "folders_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "folders_history_parent" ON "folders_history" ("managed_user_id", "parent_id");

CREATE INDEX "properties_from" ON "properties" (_valid_from);

CREATE INDEX "properties_history_from" ON "properties_history" (_valid_from);

CREATE INDEX "properties_history_to" ON "properties_history" (_valid_to);

CREATE INDEX "properties_history_key" ON "properties_history" ("managed_user_id", "name", _valid_from, _valid_to);

CREATE INDEX "connections_from" ON "connections" (_valid_from);

CREATE INDEX "connections_history_from" ON "connections_history" (_valid_from);

CREATE INDEX "connections_history_to" ON "connections_history" (_valid_to);

CREATE INDEX "connections_history_key" ON "connections_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "recipes_from" ON "recipes" (_valid_from);

CREATE INDEX "recipes_history_from" ON "recipes_history" (_valid_from);

CREATE INDEX "recipes_history_to" ON "recipes_history" (_valid_to);

CREATE INDEX "recipes_history_key" ON "recipes_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "recipe_activity_from" ON "recipe_activity" (_valid_from);

CREATE INDEX "recipe_activity_history_from" ON "recipe_activity_history" (_valid_from);

CREATE INDEX "recipe_activity_history_to" ON "recipe_activity_history" (_valid_to);

CREATE INDEX "recipe_activity_history_key" ON "recipe_activity_history" ("managed_user_id", "recipe_id", _valid_from, _valid_to);

CREATE INDEX "recipe_versions_from" ON "recipe_versions" (_valid_from);

CREATE INDEX "recipe_versions_history_from" ON "recipe_versions_history" (_valid_from);

CREATE INDEX "recipe_versions_history_to" ON "recipe_versions_history" (_valid_to);

CREATE INDEX "recipe_versions_history_key" ON "recipe_versions_history" ("managed_user_id", "recipe_id", "version_no", "code_sha256", _valid_from, _valid_to);

CREATE INDEX "recipe_applications_from" ON "recipe_applications" (_valid_from);

CREATE INDEX "recipe_applications_history_from" ON "recipe_applications_history" (_valid_from);

CREATE INDEX "recipe_applications_history_to" ON "recipe_applications_history" (_valid_to);

CREATE INDEX "recipe_applications_history_key" ON "recipe_applications_history" ("managed_user_id", "recipe_id", "application", "role", _valid_from, _valid_to);

CREATE INDEX "recipe_connections_from" ON "recipe_connections" (_valid_from);

CREATE INDEX "recipe_connections_history_from" ON "recipe_connections_history" (_valid_from);

CREATE INDEX "recipe_connections_history_to" ON "recipe_connections_history" (_valid_to);

CREATE INDEX "recipe_connections_history_key" ON "recipe_connections_history" ("managed_user_id", "recipe_id", "connection_id", "provider", "keyword", _valid_from, _valid_to);

CREATE INDEX "recipe_connections_history_connection" ON "recipe_connections_history" ("managed_user_id", "connection_id");

CREATE INDEX "recipe_connections_history_recipe" ON "recipe_connections_history" ("managed_user_id", "recipe_id");

CREATE INDEX "lookup_tables_from" ON "lookup_tables" (_valid_from);

CREATE INDEX "lookup_tables_history_from" ON "lookup_tables_history" (_valid_from);

CREATE INDEX "lookup_tables_history_to" ON "lookup_tables_history" (_valid_to);

CREATE INDEX "lookup_tables_history_key" ON "lookup_tables_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "lookup_table_columns_from" ON "lookup_table_columns" (_valid_from);

CREATE INDEX "lookup_table_columns_history_from" ON "lookup_table_columns_history" (_valid_from);

CREATE INDEX "lookup_table_columns_history_to" ON "lookup_table_columns_history" (_valid_to);

CREATE INDEX "lookup_table_columns_history_key" ON "lookup_table_columns_history" ("managed_user_id", "lookup_table_id", "position", _valid_from, _valid_to);

CREATE INDEX "lookup_table_rows_from" ON "lookup_table_rows" (_valid_from);

CREATE INDEX "lookup_table_rows_history_from" ON "lookup_table_rows_history" (_valid_from);

CREATE INDEX "lookup_table_rows_history_to" ON "lookup_table_rows_history" (_valid_to);

CREATE INDEX "lookup_table_rows_history_key" ON "lookup_table_rows_history" ("managed_user_id", "lookup_table_id", "id", _valid_from, _valid_to);

CREATE INDEX "api_collections_from" ON "api_collections" (_valid_from);

CREATE INDEX "api_collections_history_from" ON "api_collections_history" (_valid_from);

CREATE INDEX "api_collections_history_to" ON "api_collections_history" (_valid_to);

CREATE INDEX "api_collections_history_key" ON "api_collections_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "api_endpoints_from" ON "api_endpoints" (_valid_from);

CREATE INDEX "api_endpoints_history_from" ON "api_endpoints_history" (_valid_from);

CREATE INDEX "api_endpoints_history_to" ON "api_endpoints_history" (_valid_to);

CREATE INDEX "api_endpoints_history_key" ON "api_endpoints_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "api_clients_from" ON "api_clients" (_valid_from);

CREATE INDEX "api_clients_history_from" ON "api_clients_history" (_valid_from);

CREATE INDEX "api_clients_history_to" ON "api_clients_history" (_valid_to);

CREATE INDEX "api_clients_history_key" ON "api_clients_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "api_access_profiles_from" ON "api_access_profiles" (_valid_from);

CREATE INDEX "api_access_profiles_history_from" ON "api_access_profiles_history" (_valid_from);

CREATE INDEX "api_access_profiles_history_to" ON "api_access_profiles_history" (_valid_to);

CREATE INDEX "api_access_profiles_history_key" ON "api_access_profiles_history" ("managed_user_id", "id", _valid_from, _valid_to);

CREATE INDEX "connectors_from" ON "connectors" (_valid_from);

CREATE INDEX "connectors_history_from" ON "connectors_history" (_valid_from);

CREATE INDEX "connectors_history_to" ON "connectors_history" (_valid_to);

CREATE INDEX "connectors_history_key" ON "connectors_history" ("name", _valid_from, _valid_to);

CREATE INDEX "connector_operations_from" ON "connector_operations" (_valid_from);

CREATE INDEX "connector_operations_history_from" ON "connector_operations_history" (_valid_from);

CREATE INDEX "connector_operations_history_to" ON "connector_operations_history" (_valid_to);

CREATE INDEX "connector_operations_history_key" ON "connector_operations_history" ("connector", "kind", "name", _valid_from, _valid_to);

CREATE INDEX "custom_connectors_from" ON "custom_connectors" (_valid_from);

CREATE INDEX "custom_connectors_history_from" ON "custom_connectors_history" (_valid_from);

CREATE INDEX "custom_connectors_history_to" ON "custom_connectors_history" (_valid_to);

CREATE INDEX "custom_connectors_history_key" ON "custom_connectors_history" ("id", _valid_from, _valid_to);

CREATE INDEX "custom_connector_versions_from" ON "custom_connector_versions" (_valid_from);

CREATE INDEX "custom_connector_versions_history_from" ON "custom_connector_versions_history" (_valid_from);

CREATE INDEX "custom_connector_versions_history_to" ON "custom_connector_versions_history" (_valid_to);

CREATE INDEX "custom_connector_versions_history_key" ON "custom_connector_versions_history" ("custom_connector_id", "version", _valid_from, _valid_to);

CREATE INDEX "task_usage_from" ON "task_usage" (_valid_from);

CREATE INDEX "task_usage_history_from" ON "task_usage_history" (_valid_from);

CREATE INDEX "task_usage_history_to" ON "task_usage_history" (_valid_to);

CREATE INDEX "task_usage_history_key" ON "task_usage_history" ("managed_user_id", "month", _valid_from, _valid_to);

CREATE INDEX "recipe_version_details_from" ON "recipe_version_details" (_valid_from);

CREATE INDEX "recipe_version_details_history_from" ON "recipe_version_details_history" (_valid_from);

CREATE INDEX "recipe_version_details_history_to" ON "recipe_version_details_history" (_valid_to);

CREATE INDEX "recipe_version_details_history_key" ON "recipe_version_details_history" ("managed_user_id", "recipe_id", "id", _valid_from, _valid_to);

CREATE INDEX "picklist_values_from" ON "picklist_values" (_valid_from);

CREATE INDEX "picklist_values_history_from" ON "picklist_values_history" (_valid_from);

CREATE INDEX "picklist_values_history_to" ON "picklist_values_history" (_valid_to);

CREATE INDEX "picklist_values_history_key" ON "picklist_values_history" ("managed_user_id", "connection_id", "pick_list", "value", _valid_from, _valid_to);

CREATE TRIGGER "managed_users_updated" BEFORE UPDATE ON "managed_users"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "managed_users_history" (rowid, "id", "external_id", "name", "notification_email", "error_notification_emails", "admin_notification_emails", "plan_id", "origin_url", "frame_ancestors", "trial", "in_trial", "whitelisted_apps", "created_at", "updated_at", "current_billing_period_start", "current_billing_period_end", "task_limit_adjustment", "task_limit", "active_connection_limit", "time_zone", "team_name", "full_embedding", "auth_settings", "environments", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_users_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."id", OLD."external_id", OLD."name", OLD."notification_email", OLD."error_notification_emails", OLD."admin_notification_emails", OLD."plan_id", OLD."origin_url", OLD."frame_ancestors", OLD."trial", OLD."in_trial", OLD."whitelisted_apps", OLD."created_at", OLD."updated_at", OLD."current_billing_period_start", OLD."current_billing_period_end", OLD."task_limit_adjustment", OLD."task_limit", OLD."active_connection_limit", OLD."time_zone", OLD."team_name", OLD."full_embedding", OLD."auth_settings", OLD."environments", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "managed_users_deleted" BEFORE DELETE ON "managed_users"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "managed_users_history" (rowid, "id", "external_id", "name", "notification_email", "error_notification_emails", "admin_notification_emails", "plan_id", "origin_url", "frame_ancestors", "trial", "in_trial", "whitelisted_apps", "created_at", "updated_at", "current_billing_period_start", "current_billing_period_end", "task_limit_adjustment", "task_limit", "active_connection_limit", "time_zone", "team_name", "full_embedding", "auth_settings", "environments", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_users_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."id", OLD."external_id", OLD."name", OLD."notification_email", OLD."error_notification_emails", OLD."admin_notification_emails", OLD."plan_id", OLD."origin_url", OLD."frame_ancestors", OLD."trial", OLD."in_trial", OLD."whitelisted_apps", OLD."created_at", OLD."updated_at", OLD."current_billing_period_start", OLD."current_billing_period_end", OLD."task_limit_adjustment", OLD."task_limit", OLD."active_connection_limit", OLD."time_zone", OLD."team_name", OLD."full_embedding", OLD."auth_settings", OLD."environments", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "managed_user_activity_updated" BEFORE UPDATE ON "managed_user_activity"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "managed_user_activity_history" (rowid, "managed_user_id", "task_count", "active_recipe_count", "active_connection_count", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_user_activity_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."task_count", OLD."active_recipe_count", OLD."active_connection_count", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "managed_user_activity_deleted" BEFORE DELETE ON "managed_user_activity"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "managed_user_activity_history" (rowid, "managed_user_id", "task_count", "active_recipe_count", "active_connection_count", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_user_activity_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."task_count", OLD."active_recipe_count", OLD."active_connection_count", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "managed_user_apps_updated" BEFORE UPDATE ON "managed_user_apps"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "managed_user_apps_history" (rowid, "managed_user_id", "app", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_user_apps_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."app", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "managed_user_apps_deleted" BEFORE DELETE ON "managed_user_apps"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "managed_user_apps_history" (rowid, "managed_user_id", "app", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "managed_user_apps_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."app", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "members_updated" BEFORE UPDATE ON "members"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "members_history" (rowid, "managed_user_id", "id", "grant_type", "role_name", "external_id", "name", "email", "time_zone", "env_roles", "project_grants", "privileges", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "members_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."grant_type", OLD."role_name", OLD."external_id", OLD."name", OLD."email", OLD."time_zone", OLD."env_roles", OLD."project_grants", OLD."privileges", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "members_deleted" BEFORE DELETE ON "members"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "members_history" (rowid, "managed_user_id", "id", "grant_type", "role_name", "external_id", "name", "email", "time_zone", "env_roles", "project_grants", "privileges", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "members_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."grant_type", OLD."role_name", OLD."external_id", OLD."name", OLD."email", OLD."time_zone", OLD."env_roles", OLD."project_grants", OLD."privileges", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "roles_updated" BEFORE UPDATE ON "roles"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "roles_history" (rowid, "managed_user_id", "id", "name", "inheritable", "folder_ids", "privileges", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "roles_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."inheritable", OLD."folder_ids", OLD."privileges", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "roles_deleted" BEFORE DELETE ON "roles"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "roles_history" (rowid, "managed_user_id", "id", "name", "inheritable", "folder_ids", "privileges", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "roles_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."inheritable", OLD."folder_ids", OLD."privileges", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "role_privileges_updated" BEFORE UPDATE ON "role_privileges"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "role_privileges_history" (rowid, "managed_user_id", "role_id", "resource", "privilege", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "role_privileges_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."role_id", OLD."resource", OLD."privilege", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "role_privileges_deleted" BEFORE DELETE ON "role_privileges"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "role_privileges_history" (rowid, "managed_user_id", "role_id", "resource", "privilege", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "role_privileges_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."role_id", OLD."resource", OLD."privilege", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "projects_updated" BEFORE UPDATE ON "projects"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "projects_history" (rowid, "managed_user_id", "id", "name", "description", "folder_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "projects_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."description", OLD."folder_id", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "projects_deleted" BEFORE DELETE ON "projects"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "projects_history" (rowid, "managed_user_id", "id", "name", "description", "folder_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "projects_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."description", OLD."folder_id", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "folders_updated" BEFORE UPDATE ON "folders"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "folders_history" (rowid, "managed_user_id", "id", "name", "parent_id", "is_project", "project_id", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "folders_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."parent_id", OLD."is_project", OLD."project_id", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "folders_deleted" BEFORE DELETE ON "folders"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "folders_history" (rowid, "managed_user_id", "id", "name", "parent_id", "is_project", "project_id", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "folders_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."parent_id", OLD."is_project", OLD."project_id", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "properties_updated" BEFORE UPDATE ON "properties"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "properties_history" (rowid, "managed_user_id", "name", "value", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "properties_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."name", OLD."value", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "properties_deleted" BEFORE DELETE ON "properties"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "properties_history" (rowid, "managed_user_id", "name", "value", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "properties_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."name", OLD."value", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "connections_updated" BEFORE UPDATE ON "connections"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "connections_history" (rowid, "managed_user_id", "id", "name", "provider", "application", "description", "authorized_at", "authorization_status", "authorization_error", "created_at", "updated_at", "external_id", "folder_id", "parent_id", "connection_lost_at", "connection_lost_reason", "tags", "parent", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "connections_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."provider", OLD."application", OLD."description", OLD."authorized_at", OLD."authorization_status", OLD."authorization_error", OLD."created_at", OLD."updated_at", OLD."external_id", OLD."folder_id", OLD."parent_id", OLD."connection_lost_at", OLD."connection_lost_reason", OLD."tags", OLD."parent", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "connections_deleted" BEFORE DELETE ON "connections"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "connections_history" (rowid, "managed_user_id", "id", "name", "provider", "application", "description", "authorized_at", "authorization_status", "authorization_error", "created_at", "updated_at", "external_id", "folder_id", "parent_id", "connection_lost_at", "connection_lost_reason", "tags", "parent", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "connections_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."provider", OLD."application", OLD."description", OLD."authorized_at", OLD."authorization_status", OLD."authorization_error", OLD."created_at", OLD."updated_at", OLD."external_id", OLD."folder_id", OLD."parent_id", OLD."connection_lost_at", OLD."connection_lost_reason", OLD."tags", OLD."parent", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipes_updated" BEFORE UPDATE ON "recipes"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipes_history" (rowid, "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application", "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name", "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipes_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."user_id", OLD."name", OLD."created_at", OLD."updated_at", OLD."copy_count", OLD."trigger_application", OLD."action_applications", OLD."applications", OLD."description", OLD."parameters_schema", OLD."parameters", OLD."webhook_url", OLD."folder_id", OLD."running", OLD."stopped_at", OLD."stop_cause", OLD."version_no", OLD."trigger_closure", OLD."config", OLD."author_name", OLD."version_author_name", OLD."version_author_email", OLD."version_comment", OLD."project_id", OLD."tags", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipes_deleted" BEFORE DELETE ON "recipes"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipes_history" (rowid, "managed_user_id", "id", "user_id", "name", "created_at", "updated_at", "copy_count", "trigger_application", "action_applications", "applications", "description", "parameters_schema", "parameters", "webhook_url", "folder_id", "running", "stopped_at", "stop_cause", "version_no", "trigger_closure", "config", "author_name", "version_author_name", "version_author_email", "version_comment", "project_id", "tags", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipes_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."user_id", OLD."name", OLD."created_at", OLD."updated_at", OLD."copy_count", OLD."trigger_application", OLD."action_applications", OLD."applications", OLD."description", OLD."parameters_schema", OLD."parameters", OLD."webhook_url", OLD."folder_id", OLD."running", OLD."stopped_at", OLD."stop_cause", OLD."version_no", OLD."trigger_closure", OLD."config", OLD."author_name", OLD."version_author_name", OLD."version_author_email", OLD."version_comment", OLD."project_id", OLD."tags", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipe_activity_updated" BEFORE UPDATE ON "recipe_activity"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_activity_history" (rowid, "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_activity_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."job_succeeded_count", OLD."job_failed_count", OLD."lifetime_task_count", OLD."last_run_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipe_activity_deleted" BEFORE DELETE ON "recipe_activity"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_activity_history" (rowid, "managed_user_id", "recipe_id", "job_succeeded_count", "job_failed_count", "lifetime_task_count", "last_run_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_activity_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."job_succeeded_count", OLD."job_failed_count", OLD."lifetime_task_count", OLD."last_run_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipe_versions_updated" BEFORE UPDATE ON "recipe_versions"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_versions_history" (rowid, "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_versions_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."version_no", OLD."code", OLD."code_sha256", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipe_versions_deleted" BEFORE DELETE ON "recipe_versions"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_versions_history" (rowid, "managed_user_id", "recipe_id", "version_no", "code", "code_sha256", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_versions_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."version_no", OLD."code", OLD."code_sha256", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipe_applications_updated" BEFORE UPDATE ON "recipe_applications"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_applications_history" (rowid, "managed_user_id", "recipe_id", "application", "role", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_applications_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."application", OLD."role", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipe_applications_deleted" BEFORE DELETE ON "recipe_applications"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_applications_history" (rowid, "managed_user_id", "recipe_id", "application", "role", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_applications_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."application", OLD."role", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipe_connections_updated" BEFORE UPDATE ON "recipe_connections"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_connections_history" (rowid, "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_connections_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."connection_id", OLD."provider", OLD."keyword", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipe_connections_deleted" BEFORE DELETE ON "recipe_connections"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_connections_history" (rowid, "managed_user_id", "recipe_id", "connection_id", "provider", "keyword", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_connections_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."connection_id", OLD."provider", OLD."keyword", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "lookup_tables_updated" BEFORE UPDATE ON "lookup_tables"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "lookup_tables_history" (rowid, "managed_user_id", "id", "name", "schema", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_tables_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."schema", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "lookup_tables_deleted" BEFORE DELETE ON "lookup_tables"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "lookup_tables_history" (rowid, "managed_user_id", "id", "name", "schema", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_tables_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."schema", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "lookup_table_columns_updated" BEFORE UPDATE ON "lookup_table_columns"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "lookup_table_columns_history" (rowid, "managed_user_id", "lookup_table_id", "position", "label", "name", "type", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_columns_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."lookup_table_id", OLD."position", OLD."label", OLD."name", OLD."type", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "lookup_table_columns_deleted" BEFORE DELETE ON "lookup_table_columns"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "lookup_table_columns_history" (rowid, "managed_user_id", "lookup_table_id", "position", "label", "name", "type", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_columns_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."lookup_table_id", OLD."position", OLD."label", OLD."name", OLD."type", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "lookup_table_rows_updated" BEFORE UPDATE ON "lookup_table_rows"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "lookup_table_rows_history" (rowid, "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_rows_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."lookup_table_id", OLD."id", OLD."data", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "lookup_table_rows_deleted" BEFORE DELETE ON "lookup_table_rows"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "lookup_table_rows_history" (rowid, "managed_user_id", "lookup_table_id", "id", "data", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "lookup_table_rows_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."lookup_table_id", OLD."id", OLD."data", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "api_collections_updated" BEFORE UPDATE ON "api_collections"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "api_collections_history" (rowid, "managed_user_id", "id", "name", "version", "url", "api_spec_url", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "api_collections_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."version", OLD."url", OLD."api_spec_url", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "api_collections_deleted" BEFORE DELETE ON "api_collections"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "api_collections_history" (rowid, "managed_user_id", "id", "name", "version", "url", "api_spec_url", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "api_collections_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."version", OLD."url", OLD."api_spec_url", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "api_endpoints_updated" BEFORE UPDATE ON "api_endpoints"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "api_endpoints_history" (rowid, "managed_user_id", "id", "api_collection_id", "flow_id", "name", "method", "url", "legacy_url", "base_path", "path", "active", "legacy", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "api_endpoints_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."api_collection_id", OLD."flow_id", OLD."name", OLD."method", OLD."url", OLD."legacy_url", OLD."base_path", OLD."path", OLD."active", OLD."legacy", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "api_endpoints_deleted" BEFORE DELETE ON "api_endpoints"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "api_endpoints_history" (rowid, "managed_user_id", "id", "api_collection_id", "flow_id", "name", "method", "url", "legacy_url", "base_path", "path", "active", "legacy", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "api_endpoints_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."api_collection_id", OLD."flow_id", OLD."name", OLD."method", OLD."url", OLD."legacy_url", OLD."base_path", OLD."path", OLD."active", OLD."legacy", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "api_clients_updated" BEFORE UPDATE ON "api_clients"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "api_clients_history" (rowid, "managed_user_id", "id", "name", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "api_clients_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "api_clients_deleted" BEFORE DELETE ON "api_clients"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "api_clients_history" (rowid, "managed_user_id", "id", "name", "created_at", "updated_at", "project_id", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "api_clients_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."created_at", OLD."updated_at", OLD."project_id", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "api_access_profiles_updated" BEFORE UPDATE ON "api_access_profiles"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "api_access_profiles_history" (rowid, "managed_user_id", "id", "name", "api_client_id", "api_collection_ids", "active", "auth_type", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "api_access_profiles_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."api_client_id", OLD."api_collection_ids", OLD."active", OLD."auth_type", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "api_access_profiles_deleted" BEFORE DELETE ON "api_access_profiles"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "api_access_profiles_history" (rowid, "managed_user_id", "id", "name", "api_client_id", "api_collection_ids", "active", "auth_type", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "api_access_profiles_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."id", OLD."name", OLD."api_client_id", OLD."api_collection_ids", OLD."active", OLD."auth_type", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "connectors_updated" BEFORE UPDATE ON "connectors"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "connectors_history" (rowid, "name", "title", "categories", "oauth", "deprecated", "secondary", "requires_connection", "mobile_search", "image_url", "mobile_image_url", "triggers", "actions", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "connectors_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."name", OLD."title", OLD."categories", OLD."oauth", OLD."deprecated", OLD."secondary", OLD."requires_connection", OLD."mobile_search", OLD."image_url", OLD."mobile_image_url", OLD."triggers", OLD."actions", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "connectors_deleted" BEFORE DELETE ON "connectors"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "connectors_history" (rowid, "name", "title", "categories", "oauth", "deprecated", "secondary", "requires_connection", "mobile_search", "image_url", "mobile_image_url", "triggers", "actions", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "connectors_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."name", OLD."title", OLD."categories", OLD."oauth", OLD."deprecated", OLD."secondary", OLD."requires_connection", OLD."mobile_search", OLD."image_url", OLD."mobile_image_url", OLD."triggers", OLD."actions", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "connector_operations_updated" BEFORE UPDATE ON "connector_operations"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "connector_operations_history" (rowid, "connector", "kind", "name", "title", "deprecated", "bulk", "batch", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "connector_operations_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."connector", OLD."kind", OLD."name", OLD."title", OLD."deprecated", OLD."bulk", OLD."batch", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "connector_operations_deleted" BEFORE DELETE ON "connector_operations"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "connector_operations_history" (rowid, "connector", "kind", "name", "title", "deprecated", "bulk", "batch", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "connector_operations_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."connector", OLD."kind", OLD."name", OLD."title", OLD."deprecated", OLD."bulk", OLD."batch", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "custom_connectors_updated" BEFORE UPDATE ON "custom_connectors"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "custom_connectors_history" (rowid, "id", "name", "title", "latest_released_version", "latest_released_version_note", "oem_shared_version", "oem_shared_at", "released_versions", "static_webhook_url", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "custom_connectors_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."id", OLD."name", OLD."title", OLD."latest_released_version", OLD."latest_released_version_note", OLD."oem_shared_version", OLD."oem_shared_at", OLD."released_versions", OLD."static_webhook_url", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "custom_connectors_deleted" BEFORE DELETE ON "custom_connectors"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "custom_connectors_history" (rowid, "id", "name", "title", "latest_released_version", "latest_released_version_note", "oem_shared_version", "oem_shared_at", "released_versions", "static_webhook_url", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "custom_connectors_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."id", OLD."name", OLD."title", OLD."latest_released_version", OLD."latest_released_version_note", OLD."oem_shared_version", OLD."oem_shared_at", OLD."released_versions", OLD."static_webhook_url", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "custom_connector_versions_updated" BEFORE UPDATE ON "custom_connector_versions"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "custom_connector_versions_history" (rowid, "custom_connector_id", "version", "version_note", "created_at", "released_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "custom_connector_versions_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."custom_connector_id", OLD."version", OLD."version_note", OLD."created_at", OLD."released_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "custom_connector_versions_deleted" BEFORE DELETE ON "custom_connector_versions"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "custom_connector_versions_history" (rowid, "custom_connector_id", "version", "version_note", "created_at", "released_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "custom_connector_versions_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."custom_connector_id", OLD."version", OLD."version_note", OLD."created_at", OLD."released_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "task_usage_updated" BEFORE UPDATE ON "task_usage"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "task_usage_history" (rowid, "managed_user_id", "month", "task_count", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "task_usage_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."month", OLD."task_count", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "task_usage_deleted" BEFORE DELETE ON "task_usage"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "task_usage_history" (rowid, "managed_user_id", "month", "task_count", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "task_usage_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."month", OLD."task_count", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "recipe_version_details_updated" BEFORE UPDATE ON "recipe_version_details"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "recipe_version_details_history" (rowid, "managed_user_id", "recipe_id", "id", "version_no", "comment", "author_name", "author_email", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_version_details_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."id", OLD."version_no", OLD."comment", OLD."author_name", OLD."author_email", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "recipe_version_details_deleted" BEFORE DELETE ON "recipe_version_details"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "recipe_version_details_history" (rowid, "managed_user_id", "recipe_id", "id", "version_no", "comment", "author_name", "author_email", "created_at", "updated_at", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "recipe_version_details_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."recipe_id", OLD."id", OLD."version_no", OLD."comment", OLD."author_name", OLD."author_email", OLD."created_at", OLD."updated_at", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

CREATE TRIGGER "picklist_values_updated" BEFORE UPDATE ON "picklist_values"
WHEN OLD._valid_from <> NEW._valid_from
BEGIN
    INSERT INTO "picklist_values_history" (rowid, "managed_user_id", "connection_id", "pick_list", "value", "label", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000) FROM "picklist_values_history" WHERE rowid BETWEEN NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 AND NEW._valid_from * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."connection_id", OLD."pick_list", OLD."value", OLD."label", OLD."_extra", OLD."_valid_from", NEW._valid_from, 'update');
END;

CREATE TRIGGER "picklist_values_deleted" BEFORE DELETE ON "picklist_values"
WHEN OLD._valid_from IS NOT (SELECT run FROM mirror_publishing)
BEGIN
    INSERT INTO "picklist_values_history" (rowid, "managed_user_id", "connection_id", "pick_list", "value", "label", "_extra", "_valid_from", _valid_to, _closed_by)
    VALUES ((SELECT coalesce(max(rowid) + 1, (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000) FROM "picklist_values_history" WHERE rowid BETWEEN (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 AND (SELECT run FROM mirror_publishing) * 10000000000000 + OLD._valid_from * 10000000 + 9999999), OLD."managed_user_id", OLD."connection_id", OLD."pick_list", OLD."value", OLD."label", OLD."_extra", OLD."_valid_from", (SELECT run FROM mirror_publishing), (SELECT closed_by FROM mirror_publishing));
END;

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
    CASE WHEN pairs.seen_in IS NULL THEN min(coalesce(recipes.created_at, gone.created_at), reached.finished_at) ELSE since.finished_at END,
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
    coalesce(pairs.lifetime_task_count < pairs.tasks_before, 0)
    OR coalesce(pairs.job_succeeded_count < pairs.jobs_succeeded_before, 0)
    OR coalesce(pairs.job_failed_count < pairs.jobs_failed_before, 0)
FROM pairs
JOIN sync_runs AS reached ON reached.id = pairs._valid_from
-- The last time that the recipe was looked at: while its counters rest, a listing leaves no version. Before a customer's
-- first listing nothing was, and the run before has to do.
JOIN sync_runs AS since ON since.id = max(
    coalesce(pairs.seen_in, 0),
    coalesce(
        (
            SELECT max(listed.run)
            FROM sync_scopes AS listed
            WHERE listed.resource = 'recipes'
                AND listed.scope = 'managed_user_id=' || pairs.managed_user_id
                AND listed.state = 'complete'
                AND listed.run < pairs._valid_from
        ),
        (
            SELECT max(published.id)
            FROM sync_runs AS published
            WHERE pairs.seen_in IS NULL
                AND published.id < pairs._valid_from
                AND published.state <> 'failed'
        ),
        0
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

CREATE VIEW changes (run_id, at, resource, managed_user_id, key, op, columns, before, after) AS
SELECT run_id, (SELECT finished_at FROM sync_runs WHERE id = run_id), resource, managed_user_id, key, op, columns, before, after
FROM (
SELECT s._valid_from AS run_id, 'managed_users' AS resource, s."id" AS managed_user_id, json_object('id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('id', 'external_id', 'name', 'notification_email', 'error_notification_emails', 'admin_notification_emails', 'plan_id', 'origin_url', 'frame_ancestors', 'trial', 'in_trial', 'whitelisted_apps', 'created_at', 'updated_at', 'current_billing_period_start', 'current_billing_period_end', 'task_limit_adjustment', 'task_limit', 'active_connection_limit', 'time_zone', 'team_name', 'full_embedding', 'auth_settings', 'environments', '_extra'), '[' || substr(iif(h."external_id" IS s."external_id", '', ',"external_id"') || iif(h."name" IS s."name", '', ',"name"') || iif(h."notification_email" IS s."notification_email", '', ',"notification_email"') || iif(h."error_notification_emails" IS s."error_notification_emails", '', ',"error_notification_emails"') || iif(h."admin_notification_emails" IS s."admin_notification_emails", '', ',"admin_notification_emails"') || iif(h."plan_id" IS s."plan_id", '', ',"plan_id"') || iif(h."origin_url" IS s."origin_url", '', ',"origin_url"') || iif(h."frame_ancestors" IS s."frame_ancestors", '', ',"frame_ancestors"') || iif(h."trial" IS s."trial", '', ',"trial"') || iif(h."in_trial" IS s."in_trial", '', ',"in_trial"') || iif(h."whitelisted_apps" IS s."whitelisted_apps", '', ',"whitelisted_apps"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."current_billing_period_start" IS s."current_billing_period_start", '', ',"current_billing_period_start"') || iif(h."current_billing_period_end" IS s."current_billing_period_end", '', ',"current_billing_period_end"') || iif(h."task_limit_adjustment" IS s."task_limit_adjustment", '', ',"task_limit_adjustment"') || iif(h."task_limit" IS s."task_limit", '', ',"task_limit"') || iif(h."active_connection_limit" IS s."active_connection_limit", '', ',"active_connection_limit"') || iif(h."time_zone" IS s."time_zone", '', ',"time_zone"') || iif(h."team_name" IS s."team_name", '', ',"team_name"') || iif(h."full_embedding" IS s."full_embedding", '', ',"full_embedding"') || iif(h."auth_settings" IS s."auth_settings", '', ',"auth_settings"') || iif(h."environments" IS s."environments", '', ',"environments"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('id', h."id", 'external_id', h."external_id", 'name', h."name", 'notification_email', h."notification_email", 'error_notification_emails', h."error_notification_emails", 'admin_notification_emails', h."admin_notification_emails", 'plan_id', h."plan_id", 'origin_url', h."origin_url", 'frame_ancestors', h."frame_ancestors", 'trial', h."trial", 'in_trial', h."in_trial", 'whitelisted_apps', h."whitelisted_apps", 'created_at', h."created_at", 'updated_at', h."updated_at", 'current_billing_period_start', h."current_billing_period_start", 'current_billing_period_end', h."current_billing_period_end", 'task_limit_adjustment', h."task_limit_adjustment", 'task_limit', h."task_limit", 'active_connection_limit', h."active_connection_limit", 'time_zone', h."time_zone", 'team_name', h."team_name", 'full_embedding', h."full_embedding", 'auth_settings', h."auth_settings", 'environments', h."environments", '_extra', h."_extra")) AS before, json_object('id', s."id", 'external_id', s."external_id", 'name', s."name", 'notification_email', s."notification_email", 'error_notification_emails', s."error_notification_emails", 'admin_notification_emails', s."admin_notification_emails", 'plan_id', s."plan_id", 'origin_url', s."origin_url", 'frame_ancestors', s."frame_ancestors", 'trial', s."trial", 'in_trial', s."in_trial", 'whitelisted_apps', s."whitelisted_apps", 'created_at', s."created_at", 'updated_at', s."updated_at", 'current_billing_period_start', s."current_billing_period_start", 'current_billing_period_end', s."current_billing_period_end", 'task_limit_adjustment', s."task_limit_adjustment", 'task_limit', s."task_limit", 'active_connection_limit', s."active_connection_limit", 'time_zone', s."time_zone", 'team_name', s."team_name", 'full_embedding', s."full_embedding", 'auth_settings', s."auth_settings", 'environments', s."environments", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "managed_users" s
LEFT JOIN "managed_users_history" h ON s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'managed_users' AS resource, s."id" AS managed_user_id, json_object('id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('id', 'external_id', 'name', 'notification_email', 'error_notification_emails', 'admin_notification_emails', 'plan_id', 'origin_url', 'frame_ancestors', 'trial', 'in_trial', 'whitelisted_apps', 'created_at', 'updated_at', 'current_billing_period_start', 'current_billing_period_end', 'task_limit_adjustment', 'task_limit', 'active_connection_limit', 'time_zone', 'team_name', 'full_embedding', 'auth_settings', 'environments', '_extra'), '[' || substr(iif(h."external_id" IS s."external_id", '', ',"external_id"') || iif(h."name" IS s."name", '', ',"name"') || iif(h."notification_email" IS s."notification_email", '', ',"notification_email"') || iif(h."error_notification_emails" IS s."error_notification_emails", '', ',"error_notification_emails"') || iif(h."admin_notification_emails" IS s."admin_notification_emails", '', ',"admin_notification_emails"') || iif(h."plan_id" IS s."plan_id", '', ',"plan_id"') || iif(h."origin_url" IS s."origin_url", '', ',"origin_url"') || iif(h."frame_ancestors" IS s."frame_ancestors", '', ',"frame_ancestors"') || iif(h."trial" IS s."trial", '', ',"trial"') || iif(h."in_trial" IS s."in_trial", '', ',"in_trial"') || iif(h."whitelisted_apps" IS s."whitelisted_apps", '', ',"whitelisted_apps"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."current_billing_period_start" IS s."current_billing_period_start", '', ',"current_billing_period_start"') || iif(h."current_billing_period_end" IS s."current_billing_period_end", '', ',"current_billing_period_end"') || iif(h."task_limit_adjustment" IS s."task_limit_adjustment", '', ',"task_limit_adjustment"') || iif(h."task_limit" IS s."task_limit", '', ',"task_limit"') || iif(h."active_connection_limit" IS s."active_connection_limit", '', ',"active_connection_limit"') || iif(h."time_zone" IS s."time_zone", '', ',"time_zone"') || iif(h."team_name" IS s."team_name", '', ',"team_name"') || iif(h."full_embedding" IS s."full_embedding", '', ',"full_embedding"') || iif(h."auth_settings" IS s."auth_settings", '', ',"auth_settings"') || iif(h."environments" IS s."environments", '', ',"environments"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('id', h."id", 'external_id', h."external_id", 'name', h."name", 'notification_email', h."notification_email", 'error_notification_emails', h."error_notification_emails", 'admin_notification_emails', h."admin_notification_emails", 'plan_id', h."plan_id", 'origin_url', h."origin_url", 'frame_ancestors', h."frame_ancestors", 'trial', h."trial", 'in_trial', h."in_trial", 'whitelisted_apps', h."whitelisted_apps", 'created_at', h."created_at", 'updated_at', h."updated_at", 'current_billing_period_start', h."current_billing_period_start", 'current_billing_period_end', h."current_billing_period_end", 'task_limit_adjustment', h."task_limit_adjustment", 'task_limit', h."task_limit", 'active_connection_limit', h."active_connection_limit", 'time_zone', h."time_zone", 'team_name', h."team_name", 'full_embedding', h."full_embedding", 'auth_settings', h."auth_settings", 'environments', h."environments", '_extra', h."_extra")) AS before, json_object('id', s."id", 'external_id', s."external_id", 'name', s."name", 'notification_email', s."notification_email", 'error_notification_emails', s."error_notification_emails", 'admin_notification_emails', s."admin_notification_emails", 'plan_id', s."plan_id", 'origin_url', s."origin_url", 'frame_ancestors', s."frame_ancestors", 'trial', s."trial", 'in_trial', s."in_trial", 'whitelisted_apps', s."whitelisted_apps", 'created_at', s."created_at", 'updated_at', s."updated_at", 'current_billing_period_start', s."current_billing_period_start", 'current_billing_period_end', s."current_billing_period_end", 'task_limit_adjustment', s."task_limit_adjustment", 'task_limit', s."task_limit", 'active_connection_limit', s."active_connection_limit", 'time_zone', s."time_zone", 'team_name', s."team_name", 'full_embedding', s."full_embedding", 'auth_settings', s."auth_settings", 'environments', s."environments", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "managed_users_history" s
LEFT JOIN "managed_users_history" h ON s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT h._valid_to, 'managed_users', h."id", json_object('id', h."id"), 'delete', json_array('id', 'external_id', 'name', 'notification_email', 'error_notification_emails', 'admin_notification_emails', 'plan_id', 'origin_url', 'frame_ancestors', 'trial', 'in_trial', 'whitelisted_apps', 'created_at', 'updated_at', 'current_billing_period_start', 'current_billing_period_end', 'task_limit_adjustment', 'task_limit', 'active_connection_limit', 'time_zone', 'team_name', 'full_embedding', 'auth_settings', 'environments', '_extra'), json_object('id', h."id", 'external_id', h."external_id", 'name', h."name", 'notification_email', h."notification_email", 'error_notification_emails', h."error_notification_emails", 'admin_notification_emails', h."admin_notification_emails", 'plan_id', h."plan_id", 'origin_url', h."origin_url", 'frame_ancestors', h."frame_ancestors", 'trial', h."trial", 'in_trial', h."in_trial", 'whitelisted_apps', h."whitelisted_apps", 'created_at', h."created_at", 'updated_at', h."updated_at", 'current_billing_period_start', h."current_billing_period_start", 'current_billing_period_end', h."current_billing_period_end", 'task_limit_adjustment', h."task_limit_adjustment", 'task_limit', h."task_limit", 'active_connection_limit', h."active_connection_limit", 'time_zone', h."time_zone", 'team_name', h."team_name", 'full_embedding', h."full_embedding", 'auth_settings', h."auth_settings", 'environments', h."environments", '_extra', h."_extra"), NULL
FROM "managed_users_history" h
WHERE h._closed_by <> 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'managed_user_activity' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'task_count', 'active_recipe_count', 'active_connection_count', '_extra'), '[' || substr(iif(h."task_count" IS s."task_count", '', ',"task_count"') || iif(h."active_recipe_count" IS s."active_recipe_count", '', ',"active_recipe_count"') || iif(h."active_connection_count" IS s."active_connection_count", '', ',"active_connection_count"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'task_count', h."task_count", 'active_recipe_count', h."active_recipe_count", 'active_connection_count', h."active_connection_count", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'task_count', s."task_count", 'active_recipe_count', s."active_recipe_count", 'active_connection_count', s."active_connection_count", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "managed_user_activity" s
LEFT JOIN "managed_user_activity_history" h ON s."managed_user_id" IS h."managed_user_id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'managed_user_activity' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'task_count', 'active_recipe_count', 'active_connection_count', '_extra'), '[' || substr(iif(h."task_count" IS s."task_count", '', ',"task_count"') || iif(h."active_recipe_count" IS s."active_recipe_count", '', ',"active_recipe_count"') || iif(h."active_connection_count" IS s."active_connection_count", '', ',"active_connection_count"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'task_count', h."task_count", 'active_recipe_count', h."active_recipe_count", 'active_connection_count', h."active_connection_count", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'task_count', s."task_count", 'active_recipe_count', s."active_recipe_count", 'active_connection_count', s."active_connection_count", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "managed_user_activity_history" s
LEFT JOIN "managed_user_activity_history" h ON s."managed_user_id" IS h."managed_user_id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT h._valid_to, 'managed_user_activity', h."managed_user_id", json_object('managed_user_id', h."managed_user_id"), 'delete', json_array('managed_user_id', 'task_count', 'active_recipe_count', 'active_connection_count', '_extra'), json_object('managed_user_id', h."managed_user_id", 'task_count', h."task_count", 'active_recipe_count', h."active_recipe_count", 'active_connection_count', h."active_connection_count", '_extra', h."_extra"), NULL
FROM "managed_user_activity_history" h
WHERE h._closed_by <> 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'connections' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'id', 'name', 'provider', 'application', 'description', 'authorized_at', 'authorization_status', 'authorization_error', 'created_at', 'updated_at', 'external_id', 'folder_id', 'parent_id', 'connection_lost_at', 'connection_lost_reason', 'tags', 'parent', '_extra'), '[' || substr(iif(h."name" IS s."name", '', ',"name"') || iif(h."provider" IS s."provider", '', ',"provider"') || iif(h."application" IS s."application", '', ',"application"') || iif(h."description" IS s."description", '', ',"description"') || iif(h."authorized_at" IS s."authorized_at", '', ',"authorized_at"') || iif(h."authorization_status" IS s."authorization_status", '', ',"authorization_status"') || iif(h."authorization_error" IS s."authorization_error", '', ',"authorization_error"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."external_id" IS s."external_id", '', ',"external_id"') || iif(h."folder_id" IS s."folder_id", '', ',"folder_id"') || iif(h."parent_id" IS s."parent_id", '', ',"parent_id"') || iif(h."connection_lost_at" IS s."connection_lost_at", '', ',"connection_lost_at"') || iif(h."connection_lost_reason" IS s."connection_lost_reason", '', ',"connection_lost_reason"') || iif(h."tags" IS s."tags", '', ',"tags"') || iif(h."parent" IS s."parent", '', ',"parent"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'name', h."name", 'provider', h."provider", 'application', h."application", 'description', h."description", 'authorized_at', h."authorized_at", 'authorization_status', h."authorization_status", 'authorization_error', h."authorization_error", 'created_at', h."created_at", 'updated_at', h."updated_at", 'external_id', h."external_id", 'folder_id', h."folder_id", 'parent_id', h."parent_id", 'connection_lost_at', h."connection_lost_at", 'connection_lost_reason', h."connection_lost_reason", 'tags', h."tags", 'parent', h."parent", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'name', s."name", 'provider', s."provider", 'application', s."application", 'description', s."description", 'authorized_at', s."authorized_at", 'authorization_status', s."authorization_status", 'authorization_error', s."authorization_error", 'created_at', s."created_at", 'updated_at', s."updated_at", 'external_id', s."external_id", 'folder_id', s."folder_id", 'parent_id', s."parent_id", 'connection_lost_at', s."connection_lost_at", 'connection_lost_reason', s."connection_lost_reason", 'tags', s."tags", 'parent', s."parent", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "connections" s
LEFT JOIN "connections_history" h ON s."managed_user_id" IS h."managed_user_id" AND s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'connections' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'id', 'name', 'provider', 'application', 'description', 'authorized_at', 'authorization_status', 'authorization_error', 'created_at', 'updated_at', 'external_id', 'folder_id', 'parent_id', 'connection_lost_at', 'connection_lost_reason', 'tags', 'parent', '_extra'), '[' || substr(iif(h."name" IS s."name", '', ',"name"') || iif(h."provider" IS s."provider", '', ',"provider"') || iif(h."application" IS s."application", '', ',"application"') || iif(h."description" IS s."description", '', ',"description"') || iif(h."authorized_at" IS s."authorized_at", '', ',"authorized_at"') || iif(h."authorization_status" IS s."authorization_status", '', ',"authorization_status"') || iif(h."authorization_error" IS s."authorization_error", '', ',"authorization_error"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."external_id" IS s."external_id", '', ',"external_id"') || iif(h."folder_id" IS s."folder_id", '', ',"folder_id"') || iif(h."parent_id" IS s."parent_id", '', ',"parent_id"') || iif(h."connection_lost_at" IS s."connection_lost_at", '', ',"connection_lost_at"') || iif(h."connection_lost_reason" IS s."connection_lost_reason", '', ',"connection_lost_reason"') || iif(h."tags" IS s."tags", '', ',"tags"') || iif(h."parent" IS s."parent", '', ',"parent"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'name', h."name", 'provider', h."provider", 'application', h."application", 'description', h."description", 'authorized_at', h."authorized_at", 'authorization_status', h."authorization_status", 'authorization_error', h."authorization_error", 'created_at', h."created_at", 'updated_at', h."updated_at", 'external_id', h."external_id", 'folder_id', h."folder_id", 'parent_id', h."parent_id", 'connection_lost_at', h."connection_lost_at", 'connection_lost_reason', h."connection_lost_reason", 'tags', h."tags", 'parent', h."parent", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'name', s."name", 'provider', s."provider", 'application', s."application", 'description', s."description", 'authorized_at', s."authorized_at", 'authorization_status', s."authorization_status", 'authorization_error', s."authorization_error", 'created_at', s."created_at", 'updated_at', s."updated_at", 'external_id', s."external_id", 'folder_id', s."folder_id", 'parent_id', s."parent_id", 'connection_lost_at', s."connection_lost_at", 'connection_lost_reason', s."connection_lost_reason", 'tags', s."tags", 'parent', s."parent", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "connections_history" s
LEFT JOIN "connections_history" h ON s."managed_user_id" IS h."managed_user_id" AND s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT h._valid_to, 'connections', h."managed_user_id", json_object('managed_user_id', h."managed_user_id", 'id', h."id"), 'delete', json_array('managed_user_id', 'id', 'name', 'provider', 'application', 'description', 'authorized_at', 'authorization_status', 'authorization_error', 'created_at', 'updated_at', 'external_id', 'folder_id', 'parent_id', 'connection_lost_at', 'connection_lost_reason', 'tags', 'parent', '_extra'), json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'name', h."name", 'provider', h."provider", 'application', h."application", 'description', h."description", 'authorized_at', h."authorized_at", 'authorization_status', h."authorization_status", 'authorization_error', h."authorization_error", 'created_at', h."created_at", 'updated_at', h."updated_at", 'external_id', h."external_id", 'folder_id', h."folder_id", 'parent_id', h."parent_id", 'connection_lost_at', h."connection_lost_at", 'connection_lost_reason', h."connection_lost_reason", 'tags', h."tags", 'parent', h."parent", '_extra', h."_extra"), NULL
FROM "connections_history" h
WHERE h._closed_by <> 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'recipes' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'id', 'user_id', 'name', 'created_at', 'updated_at', 'copy_count', 'trigger_application', 'action_applications', 'applications', 'description', 'parameters_schema', 'parameters', 'webhook_url', 'folder_id', 'running', 'stopped_at', 'stop_cause', 'version_no', 'trigger_closure', 'config', 'author_name', 'version_author_name', 'version_author_email', 'version_comment', 'project_id', 'tags', '_extra'), '[' || substr(iif(h."user_id" IS s."user_id", '', ',"user_id"') || iif(h."name" IS s."name", '', ',"name"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."copy_count" IS s."copy_count", '', ',"copy_count"') || iif(h."trigger_application" IS s."trigger_application", '', ',"trigger_application"') || iif(h."action_applications" IS s."action_applications", '', ',"action_applications"') || iif(h."applications" IS s."applications", '', ',"applications"') || iif(h."description" IS s."description", '', ',"description"') || iif(h."parameters_schema" IS s."parameters_schema", '', ',"parameters_schema"') || iif(h."parameters" IS s."parameters", '', ',"parameters"') || iif(h."webhook_url" IS s."webhook_url", '', ',"webhook_url"') || iif(h."folder_id" IS s."folder_id", '', ',"folder_id"') || iif(h."running" IS s."running", '', ',"running"') || iif(h."stopped_at" IS s."stopped_at", '', ',"stopped_at"') || iif(h."stop_cause" IS s."stop_cause", '', ',"stop_cause"') || iif(h."version_no" IS s."version_no", '', ',"version_no"') || iif(h."trigger_closure" IS s."trigger_closure", '', ',"trigger_closure"') || iif(h."config" IS s."config", '', ',"config"') || iif(h."author_name" IS s."author_name", '', ',"author_name"') || iif(h."version_author_name" IS s."version_author_name", '', ',"version_author_name"') || iif(h."version_author_email" IS s."version_author_email", '', ',"version_author_email"') || iif(h."version_comment" IS s."version_comment", '', ',"version_comment"') || iif(h."project_id" IS s."project_id", '', ',"project_id"') || iif(h."tags" IS s."tags", '', ',"tags"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'user_id', h."user_id", 'name', h."name", 'created_at', h."created_at", 'updated_at', h."updated_at", 'copy_count', h."copy_count", 'trigger_application', h."trigger_application", 'action_applications', h."action_applications", 'applications', h."applications", 'description', h."description", 'parameters_schema', h."parameters_schema", 'parameters', h."parameters", 'webhook_url', h."webhook_url", 'folder_id', h."folder_id", 'running', h."running", 'stopped_at', h."stopped_at", 'stop_cause', h."stop_cause", 'version_no', h."version_no", 'trigger_closure', h."trigger_closure", 'config', h."config", 'author_name', h."author_name", 'version_author_name', h."version_author_name", 'version_author_email', h."version_author_email", 'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'user_id', s."user_id", 'name', s."name", 'created_at', s."created_at", 'updated_at', s."updated_at", 'copy_count', s."copy_count", 'trigger_application', s."trigger_application", 'action_applications', s."action_applications", 'applications', s."applications", 'description', s."description", 'parameters_schema', s."parameters_schema", 'parameters', s."parameters", 'webhook_url', s."webhook_url", 'folder_id', s."folder_id", 'running', s."running", 'stopped_at', s."stopped_at", 'stop_cause', s."stop_cause", 'version_no', s."version_no", 'trigger_closure', s."trigger_closure", 'config', s."config", 'author_name', s."author_name", 'version_author_name', s."version_author_name", 'version_author_email', s."version_author_email", 'version_comment', s."version_comment", 'project_id', s."project_id", 'tags', s."tags", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipes" s
LEFT JOIN "recipes_history" h ON s."managed_user_id" IS h."managed_user_id" AND s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT s._valid_from AS run_id, 'recipes' AS resource, s."managed_user_id" AS managed_user_id, json_object('managed_user_id', s."managed_user_id", 'id', s."id") AS key,
    iif(h._valid_to IS NULL, 'insert', 'update') AS op,
    iif(h._valid_to IS NULL, json_array('managed_user_id', 'id', 'user_id', 'name', 'created_at', 'updated_at', 'copy_count', 'trigger_application', 'action_applications', 'applications', 'description', 'parameters_schema', 'parameters', 'webhook_url', 'folder_id', 'running', 'stopped_at', 'stop_cause', 'version_no', 'trigger_closure', 'config', 'author_name', 'version_author_name', 'version_author_email', 'version_comment', 'project_id', 'tags', '_extra'), '[' || substr(iif(h."user_id" IS s."user_id", '', ',"user_id"') || iif(h."name" IS s."name", '', ',"name"') || iif(h."created_at" IS s."created_at", '', ',"created_at"') || iif(h."updated_at" IS s."updated_at", '', ',"updated_at"') || iif(h."copy_count" IS s."copy_count", '', ',"copy_count"') || iif(h."trigger_application" IS s."trigger_application", '', ',"trigger_application"') || iif(h."action_applications" IS s."action_applications", '', ',"action_applications"') || iif(h."applications" IS s."applications", '', ',"applications"') || iif(h."description" IS s."description", '', ',"description"') || iif(h."parameters_schema" IS s."parameters_schema", '', ',"parameters_schema"') || iif(h."parameters" IS s."parameters", '', ',"parameters"') || iif(h."webhook_url" IS s."webhook_url", '', ',"webhook_url"') || iif(h."folder_id" IS s."folder_id", '', ',"folder_id"') || iif(h."running" IS s."running", '', ',"running"') || iif(h."stopped_at" IS s."stopped_at", '', ',"stopped_at"') || iif(h."stop_cause" IS s."stop_cause", '', ',"stop_cause"') || iif(h."version_no" IS s."version_no", '', ',"version_no"') || iif(h."trigger_closure" IS s."trigger_closure", '', ',"trigger_closure"') || iif(h."config" IS s."config", '', ',"config"') || iif(h."author_name" IS s."author_name", '', ',"author_name"') || iif(h."version_author_name" IS s."version_author_name", '', ',"version_author_name"') || iif(h."version_author_email" IS s."version_author_email", '', ',"version_author_email"') || iif(h."version_comment" IS s."version_comment", '', ',"version_comment"') || iif(h."project_id" IS s."project_id", '', ',"project_id"') || iif(h."tags" IS s."tags", '', ',"tags"') || iif(h."_extra" IS s."_extra", '', ',"_extra"'), 2) || ']') AS columns,
    iif(h._valid_to IS NULL, NULL, json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'user_id', h."user_id", 'name', h."name", 'created_at', h."created_at", 'updated_at', h."updated_at", 'copy_count', h."copy_count", 'trigger_application', h."trigger_application", 'action_applications', h."action_applications", 'applications', h."applications", 'description', h."description", 'parameters_schema', h."parameters_schema", 'parameters', h."parameters", 'webhook_url', h."webhook_url", 'folder_id', h."folder_id", 'running', h."running", 'stopped_at', h."stopped_at", 'stop_cause', h."stop_cause", 'version_no', h."version_no", 'trigger_closure', h."trigger_closure", 'config', h."config", 'author_name', h."author_name", 'version_author_name', h."version_author_name", 'version_author_email', h."version_author_email", 'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags", '_extra', h."_extra")) AS before, json_object('managed_user_id', s."managed_user_id", 'id', s."id", 'user_id', s."user_id", 'name', s."name", 'created_at', s."created_at", 'updated_at', s."updated_at", 'copy_count', s."copy_count", 'trigger_application', s."trigger_application", 'action_applications', s."action_applications", 'applications', s."applications", 'description', s."description", 'parameters_schema', s."parameters_schema", 'parameters', s."parameters", 'webhook_url', s."webhook_url", 'folder_id', s."folder_id", 'running', s."running", 'stopped_at', s."stopped_at", 'stop_cause', s."stop_cause", 'version_no', s."version_no", 'trigger_closure', s."trigger_closure", 'config', s."config", 'author_name', s."author_name", 'version_author_name', s."version_author_name", 'version_author_email', s."version_author_email", 'version_comment', s."version_comment", 'project_id', s."project_id", 'tags', s."tags", '_extra', s."_extra") AS after
-- The sign: by the run alone, each version would be compared with all that the run has ended.
FROM "recipes_history" s
LEFT JOIN "recipes_history" h ON s."managed_user_id" IS h."managed_user_id" AND s."id" IS h."id" AND +h._valid_to = s._valid_from AND h._closed_by = 'update'
UNION ALL
SELECT h._valid_to, 'recipes', h."managed_user_id", json_object('managed_user_id', h."managed_user_id", 'id', h."id"), 'delete', json_array('managed_user_id', 'id', 'user_id', 'name', 'created_at', 'updated_at', 'copy_count', 'trigger_application', 'action_applications', 'applications', 'description', 'parameters_schema', 'parameters', 'webhook_url', 'folder_id', 'running', 'stopped_at', 'stop_cause', 'version_no', 'trigger_closure', 'config', 'author_name', 'version_author_name', 'version_author_email', 'version_comment', 'project_id', 'tags', '_extra'), json_object('managed_user_id', h."managed_user_id", 'id', h."id", 'user_id', h."user_id", 'name', h."name", 'created_at', h."created_at", 'updated_at', h."updated_at", 'copy_count', h."copy_count", 'trigger_application', h."trigger_application", 'action_applications', h."action_applications", 'applications', h."applications", 'description', h."description", 'parameters_schema', h."parameters_schema", 'parameters', h."parameters", 'webhook_url', h."webhook_url", 'folder_id', h."folder_id", 'running', h."running", 'stopped_at', h."stopped_at", 'stop_cause', h."stop_cause", 'version_no', h."version_no", 'trigger_closure', h."trigger_closure", 'config', h."config", 'author_name', h."author_name", 'version_author_name', h."version_author_name", 'version_author_email', h."version_author_email", 'version_comment', h."version_comment", 'project_id', h."project_id", 'tags', h."tags", '_extra', h."_extra"), NULL
FROM "recipes_history" h
WHERE h._closed_by <> 'update'
);

INSERT INTO grdb_migrations (identifier) VALUES
    ('0001_bookkeeping'),
    ('0002_customers'),
    ('0003_recipes'),
    ('0004_connections'),
    ('0005_lookup_tables'),
    ('0006_task_usage'),
    ('0007_scope_listings'),
    ('0008_people'),
    ('0009_folders'),
    ('0010_properties'),
    ('0011_api_platform'),
    ('0012_connectors'),
    ('0013_opt_in'),
    ('0014_spent_requests'),
    ('0015_recipe_usage'),
    ('0016_unknown_fields');

INSERT INTO mirror_meta (name, value) VALUES
    ('base_url', 'https://www.workato.com/api'),
    ('derived_sha256', '2b1d2f0e60f2b5a6ea1d4c1f9b0a7c58d2b7b0f64b4f4ab0b34f4cb58d0e6a10'),
    ('schema_version', '0016_unknown_fields'),
    ('unknown_fields', 'noted');

PRAGMA application_id = 1466649970;
